import type { Page } from "../vscode-host/host.ts";
import { openFile, planCard, planPage, runCommand } from "../vscode-host/user.ts";

/** The size of the film's window in pixels; larger ones make a file that takes too long to load. */
export const filmViewport = { width: 1060, height: 720 } as const;

/** What is typed is to be read, with nothing in front of it. */
export const filmSettings = { "editor.quickSuggestions": false, "editor.suggestOnTriggerCharacters": false } as const;

/** Keeps what the page shows now as a picture of a film that is shown for some milliseconds. */
export type Show = (milliseconds: number) => Promise<void>;

/** The film at the top of the README: a misspelt hook, its finding and its repair, the plan, and a sync that is played. */
export async function firstMinute(page: Page, show: Show): Promise<void> {
  await openFile(page, "migration-job.yaml");
  await runCommand(page, "View: Toggle Primary Side Bar Visibility");
  await page.locator(".explorer-folders-view").waitFor({ state: "hidden" });
  await misspellHook(page, show);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row").filter({ hasText: 'Change to "PreSync"' }).waitFor();
  await show(1500);
  await page.keyboard.press("Enter");
  await page.locator(".codelens-decoration").filter({ hasText: "PreSync hook" }).waitFor();
  await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  await show(1400);
  await runCommand(page, "Show Sync Plan");
  await planCard(page, "Job db-migration").waitFor();
  await show(1700);
  await runCommand(page, "View: Close Editors in Other Groups");
  await page.locator(".monaco-editor .view-line").waitFor({ state: "detached" });
  await playSync(page, show);
}

/** Types another hook type over the one in the file. */
async function misspellHook(page: Page, show: Show): Promise<void> {
  await page.locator(".view-line").filter({ hasText: "hook: PreSync" }).getByText("PreSync").first().click();
  await page.keyboard.press("End");
  await show(1000);
  for (const key of ["Backspace", "Backspace", "Backspace", "Backspace", "s", "n", "y", "c"]) {
    await page.keyboard.press(key);
    await show(130);
  }
  await page.locator(".squiggly-error").first().waitFor();
  await page.locator(".codelens-decoration").filter({ hasText: "never applied" }).waitFor();
  await show(1900);
}

/** Goes through some moments of the sync, as the arrow keys do. */
async function playSync(page: Page, show: Show): Promise<void> {
  await runCommand(page, "Play Sync");
  await planPage(page).locator("#play").waitFor();
  const moments = planPage(page).locator(".moment");
  const count = await moments.count();
  for (let index = 1; index < count; index += 2) {
    await moments.nth(index).click();
    await page.mouse.move(0, 0);
    await show(index + 2 < count ? 550 : 2200);
  }
}
