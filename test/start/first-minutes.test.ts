// The first minutes in a real VS Code, as `npm start` serves it: what it shows, the walkthrough step by step, and what a second start keeps.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { openingOf } from "../../scripts/start/opening.ts";
import { portsFrom } from "../../scripts/start/ports.ts";
import { serve, type Served } from "../../scripts/start/served.ts";
import { launchBrowser } from "../../scripts/vscode-host/browser.ts";
import type { Page } from "../../scripts/vscode-host/host.ts";
import { installHost } from "../../scripts/vscode-host/install.ts";
import { planCard, runCommand } from "../../scripts/vscode-host/user.ts";
import { eventually, isInTime } from "../../scripts/vscode-host/eventually.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the first minutes", () => {
  let folder: string;
  let port: number;
  let served: Served | undefined;
  let browser: Browser;
  let page: Page;

  const start = async (): Promise<void> => {
    const opening = { ...openingOf(root, []), path: join(folder, "agent-platform") };
    const userData = join(folder, "user-data");
    served = await serve({ opening, extensionPath: root, userData, port, built: Promise.resolve() });
    assert.ok(served.isAtPort);
    await page.goto(served.address);
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
  };

  before(async () => {
    await installHost();
    folder = mkdtempSync(join(tmpdir(), "start-"));
    cpSync(join(root, "examples", "agent-platform"), join(folder, "agent-platform"), { recursive: true });
    port = (await portsFrom(4340)).door;
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1500, height: 900 } });
    page.setDefaultTimeout(60_000);
    await start();
  });
  after(async () => {
    await browser.close();
    await served?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  const tree = '.pane:has(.pane-header[aria-label^="Argo CD Sync Plan"])';
  const rows = (words: string): Locator => page.locator(`${tree} .monaco-list-row`).filter({ hasText: words }).first();

  it("begin with the migration beside its plan, and with the tree unfolded", async () => {
    await planCard(page, "Job db-migration").waitFor();
    await rows("Job db-migration").waitFor();
    await page.locator(".codelens-decoration").filter({ hasText: "PreSync hook · wave -1" }).waitFor();
    await page.locator(".editor-instance .monaco-editor.focused").waitFor();
    const tabs = await page.locator(".tab").allInnerTexts();
    assert.deepEqual(
      tabs.map((text) => text.replace("\n", "")),
      ["migration-job.yaml", "Sync Plan: agent-platform"],
    );
  });

  it("have a walkthrough whose steps are checked off as they are done", async () => {
    const step = (title: string): Locator => page.locator(".getting-started-step").filter({ hasText: title });
    const checked = (title: string): Promise<void> => step(title).locator(".codicon.complete").waitFor();
    const follow = (link: string): Promise<void> =>
      page.getByRole("button", { name: link, exact: true }).first().click();
    await runCommand(page, "View: Close All Editors");
    await runCommand(page, "Welcome: Open Walkthrough...");
    await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "Argo CD Annotations" }).waitFor();
    await page.keyboard.type("Argo CD Annotations");
    await page.keyboard.press("Enter");

    await step("See what is applied when").waitFor();
    await follow("Open Example");
    const misspelt = page.locator(".view-line").filter({ hasText: "hook: Presync" });
    await page.locator(".codelens-decoration").filter({ hasText: '"Presync" is not a hook type' }).waitFor();
    await checked("See what is applied when");

    await page.locator(".squiggly-error").first().waitFor();
    await misspelt.getByText("Presync").first().click();
    await page.locator(".lightBulbWidget, [class*=lightbulb]").first().waitFor();
    const fix = page.locator(".action-widget .monaco-list-row").filter({ hasText: 'Change to "PreSync"' });
    // On a busy machine, the menu closes again when the editor moves under it.
    await eventually("the quick fix", async () => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Control+.");
      return isInTime(fix.waitFor({ timeout: 15_000 }));
    });
    await page.keyboard.press("Enter");
    await page.locator(".codelens-decoration").filter({ hasText: "PreSync hook" }).waitFor();
    await checked("Repair a silent mistake");

    await step("Drag to another wave").click();
    await follow("Show the View");
    // The view takes the focus, and a palette that is open then closes.
    await page.locator(`${tree} .monaco-list:focus`).waitFor();
    await rows("Job db-migration").waitFor();
    // The view may take the focus back for a moment.
    await eventually("the focus in the editor", async () => {
      await page.locator(".view-line").filter({ hasText: "hook: PreSync" }).getByText("PreSync").first().click();
      return isInTime(page.locator(".editor-instance .monaco-editor.focused").waitFor({ timeout: 10_000 }));
    });
    await runCommand(page, "Move to Another Wave");
    await page.locator(".quick-input-widget").filter({ hasText: "A whole number" }).waitFor();
    await page.keyboard.type("-1");
    await page.keyboard.press("Enter");
    await page.locator(".codelens-decoration").filter({ hasText: "PreSync hook · wave -1" }).waitFor();
    await checked("Drag to another wave");

    await step("Ask: what if it fails?").click();
    await follow("What If It Fails?");
    await page.locator(".tab.active").filter({ hasText: "Sync Plan" }).waitFor();
    await checked("Ask: what if it fails?");
  });

  it("are remembered: a second start has the same address, folder and settings", async () => {
    const place = (): readonly unknown[] => {
      const { origin, searchParams } = new URL(page.url());
      return [origin, searchParams.get("folder")];
    };
    const first = place();
    const settings = join(folder, "user-data", "User", "settings.json");
    const before = JSON.parse(readFileSync(settings, "utf8")) as object;
    const chosen = { ...before, "editor.fontSize": 15 };
    writeFileSync(settings, JSON.stringify(chosen));
    await page.goto("about:blank");
    await served?.stop();
    await start();
    assert.deepEqual(place(), first);
    assert.deepEqual(JSON.parse(readFileSync(settings, "utf8")), chosen);
  });
});
