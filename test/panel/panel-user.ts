/** The plan panel of the example in a real VS Code, and what a user does there. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { startHost } from "../../scripts/vscode-host/host.ts";
import { openFile, planPage, runCommand } from "../../scripts/vscode-host/user.ts";

const root = join(import.meta.dirname, "..", "..");

/** A VS Code with a copy of the example, and a hand on its keyboard. */
export interface PanelUser {
  readonly page: Page;
  readonly inPanel: (selector: string) => Locator;
  readonly press: (...keys: readonly string[]) => Promise<void>;
  /** Opens a file in the first group of editors, so beside the panel and not in its place. */
  readonly openBeside: (name: string) => Promise<void>;
  /** Waits until something in the panel has the focus whose text or label holds these words. */
  readonly isFocused: (words: string) => Promise<void>;
  /** Waits until a text editor has the focus. */
  readonly isInEditor: () => Promise<void>;
  readonly pathOf: (name: string) => string;
  /** The text of a file on the disk. */
  readonly textOf: (name: string) => string;
  readonly stop: () => Promise<void>;
}

/** Opens a copy of the example with more files, by their paths in it. */
export async function startPanelUser(files: Readonly<Record<string, string>> = {}): Promise<PanelUser> {
  const folder = mkdtempSync(join(tmpdir(), "panel-"));
  const workspace = join(folder, "examples", "agent-platform");
  cpSync(join(root, "examples", "agent-platform"), workspace, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(workspace, name)), { recursive: true });
    writeFileSync(join(workspace, name), text);
  }
  const host = await startHost({ folder: workspace, extensionPath: root, viewport: { width: 1280, height: 900 } });
  const { page } = host;
  const inPanel = (selector: string): Locator => planPage(page).locator(selector);
  return {
    page,
    inPanel,
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key);
    },
    openBeside: async (name) => {
      await runCommand(page, "View: Focus First Editor Group");
      await openFile(page, name);
    },
    isFocused: async (words) => {
      const focused = inPanel(":focus");
      await focused
        .filter({ hasText: words })
        .or(inPanel(`:focus[aria-label*=${JSON.stringify(words)}]`))
        .waitFor();
    },
    isInEditor: () => page.locator(".monaco-editor.focused").first().waitFor(),
    pathOf: (name) => join(workspace, name),
    textOf: (name) => readFileSync(join(workspace, name), "utf8"),
    stop: async () => {
      await host.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
