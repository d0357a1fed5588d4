// The settings in a real VS Code: what is found by which words, and where a lens says how to turn it off.
import assert from "node:assert/strict";
import { startTypist, type Typist } from "./typist.ts";

/** What people type, and the settings that they find with it, the most likely one among them. */
const searches: readonly (readonly [words: string, ...settings: readonly string[]])[] = [
  ["lens", "Code Lens"],
  ["text above", "Code Lens"],
  ["sync wave", "Code Lens", "Status Bar"],
  ["hook", "Code Lens", "Validate", "Severity", "Inlay Hints"],
  ["health", "Code Lens"],
  ["lint", "Validate", "Severity"],
  ["ignore", "Exclude", "Severity"],
  ["version", "Argocd Version"],
  ["helm", "Render", "Inlay Hints"],
  ["disable", "Severity"],
  ["footer", "Status Bar"],
  ["log", "Trace: Server"],
];

describe("the settings", () => {
  let typist: Typist;
  before(async () => {
    typist = await startTypist(new Map());
  });
  after(() => typist.stop());

  it("are named by the lens that they turn off", async () => {
    const lens = typist.page.locator(".monaco-editor .codelens-decoration a").first();
    assert.match((await lens.getAttribute("title")) ?? "", /The setting argocdAnnotations\.codeLens turns/);
  });

  it("are found by the words that people have for them", async () => {
    const { page, press } = typist;
    await press("Control+,");
    const search = page.locator(".settings-editor .settings-header .monaco-editor").first();
    const titles = page.locator(".settings-editor .setting-item-contents .setting-item-title");
    const find = async (words: string, count: RegExp): Promise<void> => {
      await search.click();
      await press("Control+a");
      // All at once, so that nothing is found by the first letters.
      await page.keyboard.insertText(`@ext:argocd-annotations.argocd-annotations ${words}`);
      await page.locator(".settings-count-widget").filter({ hasText: count }).waitFor();
    };
    for (const [words, ...settings] of searches) {
      // What is found after that is not left from the search before.
      await find("qzxj", /No Settings Found/);
      await titles.first().waitFor({ state: "detached" });
      await find(words, /\d+ Settings? Found/);
      for (const setting of settings) await titles.filter({ hasText: setting }).first().waitFor();
    }
    await titles.filter({ hasNotText: "Trace: Server" }).first().waitFor({ state: "detached" });
  });
});
