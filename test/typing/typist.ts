/** Types into files of a real VS Code with the keys that a user presses, and sees what the list of suggestions offers. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { startHost } from "../../scripts/vscode-host/host.ts";
import { positionIn } from "../support/cursor.ts";

/** A VS Code in which somebody types. */
export interface Typist {
  readonly page: Page;
  /** Opens a file of the folder and puts the cursor where its mark was. */
  readonly open: (path: string) => Promise<void>;
  /** Presses the key of each character. */
  readonly type: (text: string) => Promise<void>;
  /** Presses keys by their names, such as `Enter`. */
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Waits until Enter would write this. */
  readonly isFirst: (label: string) => Promise<void>;
  /** Waits until no list is shown. */
  readonly isClosed: () => Promise<void>;
  /** What was on top of each list since this was asked last; a message that there is nothing to offer counts as a list. */
  readonly shown: () => Promise<readonly string[]>;
  /** Saves the file that was opened last. Returns what is in it then. */
  readonly save: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

const root = join(import.meta.dirname, "..", "..");
const list = ".suggest-widget.visible";

/** Opened first: its lens says that the language server has started. */
const first = "started.yaml";
const firstText = `apiVersion: v1
kind: Secret
metadata: {name: a, annotations: {argocd.argoproj.io/sync-wave: "1"}}
$0`;

/** Run in the page: keeps what was on top of each list that was shown, or its message. */
const watchLists = `
  globalThis.lists = [];
  new MutationObserver(() => {
    const widget = document.querySelector("${list}");
    const row = widget?.querySelector(".monaco-list-row.focused")?.getAttribute("aria-label")?.split(",")[0];
    const first = row ?? (widget?.classList.contains("message") ? widget.querySelector(".message")?.textContent : undefined);
    if (first && globalThis.lists.at(-1) !== first) globalThis.lists.push(first);
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
`;

/** Starts VS Code with the built extension on a folder with these files, by their paths; `$0` marks the place to type at. */
export async function startTypist(files: ReadonlyMap<string, string>): Promise<Typist> {
  const folder = mkdtempSync(join(tmpdir(), "typing-"));
  const marked = new Map([...files, [first, firstText]]);
  for (const [path, text] of marked) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text.replace("$0", ""));
  }
  const host = await startHost({
    folder,
    extensionPath: root,
    // VS Code offers the words of a file once it has found them, and a Tab that goes to the next place would take one instead.
    settings: { "files.autoSave": "off", "editor.wordBasedSuggestions": "off" },
    viewport: { width: 1280, height: 900 },
  });
  const { page } = host;
  let opened = "";
  const type = async (text: string): Promise<void> => {
    for (const character of text) await page.keyboard.type(character);
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const open = async (path: string): Promise<void> => {
    opened = join(folder, path);
    const { line, character } = positionIn(marked.get(path) ?? "$0");
    await press("Control+p");
    await page.locator(".quick-input-widget input").fill(`${path}:${line + 1}:${character + 1}`);
    await page
      .locator(`.quick-input-list .monaco-list-row.focused[aria-label^="${path.split("/").at(-1) ?? ""}"]`)
      .waitFor();
    await press("Enter");
    await page
      .locator(".tab.active")
      .filter({ hasText: path.split("/").at(-1) ?? "" })
      .waitFor();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
  };
  // Who types before the language server has started is offered nothing by it.
  await open(first);
  await page.locator(".monaco-editor .codelens-decoration").first().waitFor();
  await page.evaluate(watchLists);
  return {
    page,
    type,
    press,
    open,
    isFirst: (label) => page.locator(`${list} .monaco-list-row.focused[aria-label^="${label},"]`).waitFor(),
    isClosed: () => page.locator(list).waitFor({ state: "detached" }),
    shown: () => page.evaluate<string[]>("globalThis.lists.splice(0)"),
    save: async () => {
      await press("Control+s");
      await page.locator(".tab.active:not(.dirty)").waitFor();
      return readFileSync(opened, "utf8");
    },
    stop: async () => {
      await host.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
