/** What a user does in VS Code, with mouse and keyboard. */
import type { FrameLocator, Locator } from "playwright-core";
import { eventually, isInTime } from "./eventually.ts";
import type { Page } from "./host.ts";

/** Opens a file of the folder as a user does, with a double click on its row in the Explorer, and waits for its code lens. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row").filter({ hasText: name }).dblclick();
  await page.locator(".tab.active").filter({ hasText: name }).waitFor();
  await page.locator(".monaco-editor .codelens-decoration").first().waitFor();
}

/** How long a palette may take to open and to show what is typed, in milliseconds, before it is opened again. */
const patience = 15_000;

/** Runs a command by its title in the palette. */
export async function runCommand(page: Page, title: string): Promise<void> {
  // A page that is still loading loses keys, and what takes the focus meanwhile closes the palette.
  await eventually(`the command "${title}" in the palette`, async () => {
    await page.keyboard.press("F1");
    return isInTime(chooseInPalette(page, title));
  });
  await page.keyboard.press("Enter");
}

/** Gives the focus to a command in the open palette. */
async function chooseInPalette(page: Page, title: string): Promise<void> {
  const timeout = patience;
  await page.locator(".quick-input-widget input").fill(`>${title}`, { timeout });
  const rows = page.locator(".quick-input-list .monaco-list-row");
  await rows.filter({ hasText: title }).first().waitFor({ timeout });
  // The rows may still move, so that a click would meet another one; what has the focus does not.
  const focused = page.locator(".quick-input-list .monaco-list-row.focused");
  for (let others = await rows.count(); others > 0; others--) {
    if ((await focused.innerText({ timeout })).includes(title)) break;
    await page.keyboard.press("ArrowDown");
  }
  await focused.filter({ hasText: title }).waitFor({ timeout });
}

/** The page of the plan panel: a page within a page. */
export function planPage(page: Page): FrameLocator {
  return page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
}

/** A card in the plan panel, by the start of its text. */
export function planCard(page: Page, words: string): Locator {
  return planPage(page).locator(`.card[aria-label^="${words}"]`);
}
