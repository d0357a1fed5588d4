import type { Page } from "../vscode-host/host.ts";

/** One picture of the documentation. */
export interface Scene {
  /** The beginning of the picture's file name, as in `NAME-light.png`. */
  readonly name: string;
  /** Settings of VS Code beside those that every picture has. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The size of the window in pixels; 1280 by 800 where nothing is given. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Brings the window, which has the example open, to what the picture shows; waits on what it shows, never on time. */
  readonly play: (page: Page) => Promise<void>;
}

/** All pictures, in the order in which they are taken. */
export const scenes: readonly Scene[] = [
  {
    name: "file-opened",
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await page.locator(".monaco-editor .codelens-decoration").first().waitFor();
    },
  },
];

/** Opens a file of the example as a user does, by a double click on its row in the explorer; folders are named before it. */
async function openFile(page: Page, ...path: readonly string[]): Promise<void> {
  const rows = page.locator(".explorer-folders-view .monaco-list-row");
  for (const folder of path.slice(0, -1)) await rows.filter({ hasText: folder }).click();
  const name = path.at(-1) ?? "";
  await rows.filter({ hasText: name }).dblclick();
  await page.locator(".tab.active").filter({ hasText: name }).waitFor();
  await page.locator(".monaco-editor .view-line").first().waitFor();
}
