// The playground as its visitors have it: the built page in a browser, and nobody else on the network.
import assert from "node:assert/strict";
import axe from "axe-core";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { buildPlayground } from "../../scripts/build/playground.ts";
import { serve, type Served } from "../../scripts/playground.ts";
import { launchBrowser } from "../../scripts/vscode-host/browser.ts";
import { installHost } from "../../scripts/vscode-host/install.ts";
import { hook, manifest, wave } from "../support/manifests.ts";

const misspelt = manifest("Job", "migrate", hook("Presync"));
const two = `${manifest("Job", "migrate", hook("PreSync"))}---\n${manifest("ConfigMap", "settings", wave("3"))}`;

/** What is read of the answer of axe-core. */
interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

describe("the playground", () => {
  let served: Served;
  let browser: Browser;
  let page: Page;
  const wrong: string[] = [];

  before(async () => {
    await installHost();
    served = await serve(await buildPlayground());
    browser = await launchBrowser();
  });
  after(async () => {
    await browser.close();
    served.stop();
  });
  beforeEach(async () => {
    const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
    page = await context.newPage();
    page.on("request", (request) => {
      if (!request.url().startsWith(served.address)) wrong.push(`asks ${request.url()}`);
    });
    page.on("console", (message) => wrong.push(message.text()));
    page.on("pageerror", ({ message }) => wrong.push(message));
    await page.goto(served.address);
    await plan().locator("#scroller .card").first().waitFor();
  });
  afterEach(async () => {
    await page.context().close();
    assert.deepEqual(wrong.splice(0), []);
  });

  const plan = (): FrameLocator => page.frameLocator("#plan");
  const editor = (): Locator => page.locator("#editor .cm-content");
  const findings = (): Locator => page.locator("#findings li");

  async function write(text: string): Promise<void> {
    await editor().click();
    await page.keyboard.press("Control+A");
    await page.keyboard.press("Delete");
    await page.keyboard.insertText(text);
  }
  const copied = (): Promise<string> => page.evaluate("navigator.clipboard.readText()");
  const card = (words: string): Locator => plan().locator("#scroller .card").filter({ hasText: words }).first();

  it("says what is wrong, and repairs it", async () => {
    await write(misspelt);
    await findings().filter({ hasText: '"Presync" is not a hook type' }).waitFor();
    await page.locator("#editor .cm-lens").filter({ hasText: "never applied" }).waitFor();
    await page.locator("#editor .cm-lintRange-error").waitFor();
    await findings().getByRole("button", { name: 'Change to "PreSync"' }).click();
    await findings().filter({ hasText: "as it is written" }).waitFor();
    await page.locator("#editor .cm-lens").filter({ hasText: "PreSync hook · wave 0" }).waitFor();
    assert.match(await editor().innerText(), /hook: PreSync/);
  });

  it("completes, and explains what is there", async () => {
    await write("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n    sync-w");
    const rows = page.locator("#editor .cm-tooltip-autocomplete li");
    await page.keyboard.press("Control+Space");
    await rows.filter({ hasText: "argocd.argoproj.io/sync-wave" }).first().click();
    await page.keyboard.insertText("5");
    await page.keyboard.press("Escape");
    await card("a").waitFor();
    await plan().locator("#scroller").filter({ hasText: "Wave 5" }).waitFor();
    await page.locator("#editor .cm-line").filter({ hasText: "sync-wave" }).getByText("sync-wave").hover();
    await page.locator("#editor .cm-hover").filter({ hasText: "wave" }).waitFor();
  });

  it("shows the plan, goes from it to the text, and moves what is moved there", async () => {
    await write(`${two}---\n${manifest("ConfigMap", "earlier", wave("1"))}`);
    await card("settings").dblclick();
    await page.locator("#editor .cm-focused").waitFor();
    assert.match(await page.locator("#editor .cm-activeLine").innerText(), /apiVersion/);
    await card("settings").click();
    await page.keyboard.press("Alt+ArrowUp");
    await page.locator("#editor .cm-lens").filter({ hasText: "Sync · wave 1 · 3rd of 3" }).waitFor();
  });

  it("says what happens when a step fails, and keeps that up to date", async () => {
    await write(two);
    await card("migrate").click();
    await plan().locator("button").filter({ hasText: "What if it fails?" }).click();
    await plan().locator("#answer").filter({ hasText: "The sync fails." }).waitFor();
    await card("settings").filter({ hasText: "not applied" }).waitFor();
    await plan().locator("#answer button").filter({ hasText: "Copy" }).first().click();
    await page.locator("#said").filter({ hasText: "The answer is copied." }).waitFor();
    assert.match(await copied(), /What if Job migrate fails\?/);
    await write(manifest("ConfigMap", "alone"));
    await card("alone").waitFor();
    await plan().locator("#answer").waitFor({ state: "hidden" });
  });

  it("reads as the version of Argo CD that is chosen", async () => {
    await write(manifest("ConfigMap", "kept", { "argocd.argoproj.io/sync-options": "Delete=confirm" }));
    await findings().filter({ hasText: "as it is written" }).waitFor();
    await page.locator("#version").selectOption("2.8");
    await findings().filter({ hasText: "2.14" }).waitFor();
  });

  it("makes a link with the text in it, which goes to no server, and opens it", async () => {
    const text = manifest("ConfigMap", "naïve-👍", wave("7"));
    await write(text);
    await page.locator("#version").selectOption("2.13");
    await page.getByRole("button", { name: "Copy link" }).click();
    await page.locator("#said").filter({ hasText: "The link is copied." }).waitFor();
    const link = await copied();
    assert.ok(link.startsWith(`${served.address}#`), link);
    await page.goto("about:blank");
    await page.goto(link);
    await page.locator("#editor .cm-lens").filter({ hasText: "wave 7" }).waitFor();
    assert.match(await editor().innerText(), /naïve-👍/);
    assert.equal(await page.locator("#version").inputValue(), "2.13");
  });

  it("opens with the example where a link is broken, or would fill the memory", async () => {
    for (const fragment of ["text=%%%", "text=AAAA", `text=${await bomb()}`, "argocd=9.9"]) {
      await page.goto("about:blank");
      await page.goto(`${served.address}#${fragment}`);
      await findings().filter({ hasText: '"Presync" is not a hook type' }).waitFor();
    }
  });

  it("shows what could do harm as text", async () => {
    await write(manifest("Job", '"<img src=x onerror=alert(1)>\\u202e"', hook("<script>alert(2)</script>")));
    await findings().filter({ hasText: "<script>alert(2)</script>" }).waitFor();
    assert.equal(await page.locator("img, #findings script").count(), 0);
  });

  it("is accessible, light and dark", async () => {
    const found: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.evaluate(axe.source);
      // It does not know that a text in what scrolls takes the focus.
      const { violations } = await page.evaluate<AxeResults>(
        `axe.run({ rules: { "scrollable-region-focusable": { enabled: false } } })`,
      );
      for (const { id, nodes } of violations)
        found.push(`${colorScheme}: ${id}: ${nodes.map(({ html }) => html).join(" ")}`);
    }
    assert.deepEqual(found, []);
  });

  /** Two million blanks, compressed as a link holds them. */
  async function bomb(): Promise<string> {
    const { deflateRawSync } = await import("node:zlib");
    return deflateRawSync(Buffer.alloc(2_000_000, " ")).toString("base64url");
  }
});
