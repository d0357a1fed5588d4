import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions, FrameLocator, Locator, Page } from "playwright-core";
import { buildPlayground } from "../../scripts/build/playground.ts";
import { serve, type Served } from "../../scripts/playground.ts";
import { launchBrowser } from "../../scripts/vscode-host/browser.ts";
import { installHost } from "../../scripts/vscode-host/install.ts";

/** The built playground in a browser, opened again for each test. Nothing may go wrong in it, and it may ask nobody else. */
export class Visit {
  readonly #wrong: string[] = [];
  #served: Served | undefined;
  #browser: Browser | undefined;
  #page: Page | undefined;

  /** Opens and closes it around the tests of the suite that is described. */
  constructor(options: BrowserContextOptions = { permissions: ["clipboard-read", "clipboard-write"] }) {
    before(async () => {
      await installHost();
      this.#served = await serve(await buildPlayground());
      this.#browser = await launchBrowser();
    });
    after(async () => {
      await this.#browser?.close();
      this.#served?.stop();
    });
    beforeEach(async () => {
      const context = await this.#browser?.newContext(options);
      this.#page = await context?.newPage();
      this.page.on("request", (request) => {
        if (!request.url().startsWith(this.address)) this.#wrong.push(`asks ${request.url()}`);
      });
      this.page.on("console", (message) => this.#wrong.push(message.text()));
      this.page.on("pageerror", ({ message }) => this.#wrong.push(message));
      await this.page.goto(this.address);
      await this.card("").waitFor();
    });
    afterEach(async () => {
      await this.page.context().close();
      assert.deepEqual(this.#wrong.splice(0), []);
    });
  }

  get address(): string {
    return this.#served?.address ?? "";
  }

  get page(): Page {
    assert.ok(this.#page !== undefined);
    return this.#page;
  }

  get plan(): FrameLocator {
    return this.page.frameLocator("#plan");
  }

  get editor(): Locator {
    return this.page.locator("#editor .cm-content");
  }

  get findings(): Locator {
    return this.page.locator("#findings li");
  }

  /** The first card of the plan with some words. */
  card(words: string): Locator {
    return this.plan.locator("#scroller .card").filter({ hasText: words }).first();
  }

  /** What is said of the text as a whole. */
  count(words: string): Locator {
    return this.page.locator("#count").filter({ hasText: words });
  }

  /** What the page says to the user. */
  said(words: string): Locator {
    return this.page.locator("#said").filter({ hasText: words });
  }

  lens(words: string): Locator {
    return this.page.locator("#editor .cm-lens").filter({ hasText: words });
  }

  /** Writes another text in place of the one that is there. */
  async write(text: string): Promise<void> {
    await this.editor.click();
    await this.page.keyboard.press("Control+A");
    await this.page.keyboard.press("Delete");
    await this.page.keyboard.insertText(text);
  }

  /** The same at once, as from a clipboard: browsers take minutes for what somebody types by the megabyte. */
  async paste(text: string): Promise<void> {
    await this.write("");
    await this.page.evaluate(`{
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", ${JSON.stringify(text)});
      const pasted = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.querySelector("#editor").shadowRoot.querySelector(".cm-content").dispatchEvent(pasted);
    }`);
  }

  copied(): Promise<string> {
    return this.page.evaluate("navigator.clipboard.readText()");
  }

  /** Follows a link from elsewhere. */
  async follow(fragment: string): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(`${this.address}#${fragment}`);
  }
}
