import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "../vscode-host/host.ts";
import { shopChart } from "./shop-chart.ts";
import type { Shown } from "./shown.ts";
import { openFile, planCard, planPage, runCommand } from "../vscode-host/user.ts";

/** Applications of a cluster, as people paste them. */
const liveExamples = join(import.meta.dirname, "..", "..", "examples", "live");

/** A theme of pictures, as it stands at the end of their names. */
export type ThemeName = "light" | "dark" | "high-contrast";

/** One picture of the documentation. */
export interface Scene {
  /** The start of the picture's file name, as in `NAME-light.png`. */
  readonly name: string;
  /** The themes of its pictures; light and dark by default. */
  readonly themes?: readonly ThemeName[];
  /** VS Code settings in addition to those of every picture. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The size of the window in pixels; 1280 by 800 by default. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Whether the mouse belongs to the picture; otherwise it is moved to where nothing answers it. */
  readonly mouse?: "shown";
  /** The files of the folder that is open, by their paths; the example by default. */
  readonly files?: Readonly<Record<string, string>>;
  /** What it shows: when that changes, the picture is out of date. */
  readonly shows: readonly Shown[];
  /** Prepares the window, which has its folder open, for the picture; waits for what it shows, never for a fixed time. */
  readonly play: (page: Page) => Promise<void>;
}

/** All pictures, in the order in which they are taken. */
export const scenes: readonly Scene[] = [
  {
    name: "agent-platform",
    shows: ["editor", "plan"],
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await showTree(page);
      await page.locator(treeRows).filter({ hasText: "Job db-migration" }).waitFor();
    },
  },
  {
    name: "quick-fix",
    shows: ["editor"],
    viewport: { width: 1100, height: 620 },
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await replaceText(page, "PreSync", "PreSnyc");
      await page.locator(".squiggly-error").first().waitFor();
      await page.locator(".codelens-decoration").filter({ hasText: "never applied" }).waitFor();
      await page.keyboard.press("Control+.");
      await page.locator(".action-widget .monaco-list-row").first().waitFor();
    },
  },
  {
    name: "hover",
    shows: ["editor"],
    mouse: "shown",
    viewport: { width: 1100, height: 620 },
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await page.locator(".view-line").filter({ hasText: "kind: Job" }).getByText("Job").hover();
      await page.locator(".monaco-hover").filter({ hasText: "PreSync" }).first().waitFor();
    },
  },
  {
    name: "completion",
    shows: ["editor"],
    viewport: { width: 1100, height: 620 },
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await replaceText(page, "hook-delete-policy: BeforeHookCreation,HookSucceeded", "hook-delete-policy: ");
      await page.keyboard.press("Control+Space");
      await page.locator(".suggest-widget.visible .monaco-list-row").filter({ hasText: "HookSucceeded" }).waitFor();
    },
  },
  {
    name: "chart",
    shows: ["chart"],
    files: shopChart,
    mouse: "shown",
    viewport: { width: 1100, height: 680 },
    play: async (page) => {
      await quickOpen(page, "migrate.yaml");
      await runCommand(page, "View: Toggle Primary Side Bar Visibility");
      await page.locator(".explorer-folders-view").waitFor({ state: "hidden" });
      await page.locator(".codelens-decoration").filter({ hasText: "in dev" }).first().waitFor();
      await page.locator(".view-line").filter({ hasText: "migration.wave" }).getByText("wave |").hover();
      await page.locator(".monaco-hover").filter({ hasText: "For the Application prod" }).first().waitFor();
    },
  },
  {
    name: "sync-plan",
    shows: ["page", "editor", "plan"],
    viewport: { width: 1280, height: 900 },
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await runCommand(page, "Show Sync Plan");
      await planCard(page, "Job db-migration").waitFor();
      await runCommand(page, "View: Toggle Primary Side Bar Visibility");
      await page.locator(".explorer-folders-view").waitFor({ state: "hidden" });
      await planCard(page, "Job db-migration").waitFor();
    },
  },
  {
    name: "what-if",
    shows: ["page", "answers"],
    viewport: { width: 1280, height: 960 },
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await runCommand(page, "What If It Fails?");
      await planCard(page, "Job db-migration, failed").waitFor();
      await runCommand(page, "View: Close Editors in Other Groups");
      await page.locator(".monaco-editor .view-line").waitFor({ state: "detached" });
      await planCard(page, "Job db-migration, failed").waitFor();
    },
  },
  {
    name: "play",
    shows: ["page", "answers"],
    viewport: { width: 1280, height: 820 },
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await runCommand(page, "Play Sync");
      await planPage(page).locator("#play").waitFor();
      await runCommand(page, "View: Close Editors in Other Groups");
      await page.locator(".monaco-editor .view-line").waitFor({ state: "detached" });
      const moment = planPage(page).locator(".moment").filter({ hasText: "waits for Deployment agent-api" });
      await moment.click();
      await planCard(page, "Deployment agent-api, waits for health").waitFor();
    },
  },
  explainScene("explain", ["light", "dark", "high-contrast"], "hook-hangs", "Job db-migration, waits"),
  explainScene("explain-degraded", ["light"], "deployment-degraded", "Deployment agent-api, failed"),
  explainScene("explain-pruning", ["light"], "pruning-unconfirmed", "Deployment agent-api, not yet"),
  explainScene("explain-dry-run", ["light"], "dry-run-failed", "Deployment agent-api, failed"),
  explainScene("explain-succeeded", ["light"], "sync-succeeded", "Job db-migration, done"),
  transcript("sync-succeeds", "none", "When the sync has succeeded"),
  transcript("sync-fails", "fail:Job/db-migration", "What stays in the cluster"),
];

/** Where the sync of one of the live Applications stands; `card` is the start of what a card says then. */
function explainScene(name: string, themes: readonly ThemeName[], example: string, card: string): Scene {
  return {
    name,
    themes,
    shows: ["page", "answers"],
    viewport: { width: 1280, height: 1160 },
    // What is typed at once is to stay as it is.
    settings: { "editor.autoClosingBrackets": "never", "editor.autoIndent": "none" },
    play: async (page) => {
      const live = readFileSync(join(liveExamples, `${example}.json`), "utf8");
      await openFile(page, "migration-job.yaml");
      await runCommand(page, "File: New Untitled Text File");
      await page.locator(".tab.active").filter({ hasText: "Untitled-1" }).waitFor();
      await page.keyboard.insertText(JSON.stringify(JSON.parse(live)));
      await runCommand(page, "Explain a Sync...");
      await planCard(page, card).waitFor();
      await runCommand(page, "View: Close Editors in Other Groups");
      await page.getByRole("button", { name: "Don't Save" }).click();
      await page.locator(".monaco-editor .view-line").waitFor({ state: "detached" });
      await planCard(page, card).waitFor();
    },
  };
}

/** A sync as the command line tells it in Markdown, in the preview of VS Code. */
function transcript(name: string, question: string, end: string): Scene {
  return {
    name,
    shows: ["answers"],
    viewport: { width: 1000, height: 1080 },
    settings: {
      "editor.autoClosingBrackets": "never",
      "editor.autoIndent": "none",
      "files.defaultLanguage": "markdown",
      "markdown.preview.fontSize": 15,
    },
    play: async (page) => {
      await openFile(page, "migration-job.yaml");
      await runCommand(page, "File: New Untitled Text File");
      await page.locator(".tab.active").filter({ hasText: "Untitled-1" }).waitFor();
      await page.keyboard.insertText(
        printed("plan", "--format", "markdown", "--what-if", question, "examples/agent-platform"),
      );
      await runCommand(page, "Markdown: Open Preview");
      const inner = page.frameLocator("iframe.webview.ready").frameLocator("#active-frame");
      await inner.getByText(end).first().waitFor();
      await runCommand(page, "View: Toggle Primary Side Bar Visibility");
      await page.locator(".explorer-folders-view").waitFor({ state: "hidden" });
      await inner.getByText(end).first().waitFor();
    },
  };
}

/** What the command line prints, when it is started where the examples are. */
function printed(...args: readonly string[]): string {
  const root = join(import.meta.dirname, "..", "..");
  return execFileSync(process.execPath, [join(root, "dist", "cli.cjs"), ...args], { cwd: root, encoding: "utf8" });
}

/** Opens a file in a folder that is not unfolded. */
async function quickOpen(page: Page, name: string): Promise<void> {
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  await page.keyboard.press("Control+p");
  await page.keyboard.type(name);
  await page.locator(".quick-input-list .monaco-list-row.focused").filter({ hasText: name }).waitFor();
  await page.keyboard.press("Enter");
}

/** The rows of the tree of the sync plan. */
const treeRows = '.pane:has(.pane-header[aria-label^="Argo CD Sync Plan"]) .monaco-list-row';

/** Expands the tree of the sync plan and makes room for it. */
async function showTree(page: Page): Promise<void> {
  const header = page.locator('.pane-header[aria-label^="Argo CD Sync Plan"]');
  await header.waitFor();
  if ((await header.getAttribute("aria-expanded")) !== "true") await header.click();
  await page.locator(treeRows).first().waitFor();
  // As a user does, with the border between two views.
  const border = await page.locator('.pane-header[aria-label^="Outline"]').boundingBox();
  if (border === null) throw new Error("The explorer has no outline.");
  await page.mouse.move(border.x + 80, border.y);
  await page.mouse.down();
  await page.mouse.move(border.x + 80, border.y - 250, { steps: 5 });
  await page.mouse.up();
  // The row of the cursor may have been brought into view while there was less room.
  await page.mouse.move(border.x + 80, border.y - 20);
  await page.mouse.wheel(0, -1000);
}

/** Replaces a text of the file in the active editor, with the editor's own find and replace. */
async function replaceText(page: Page, text: string, by: string): Promise<void> {
  await page.keyboard.press("Control+h");
  await page.locator(".find-widget.visible").waitFor();
  await page.locator(".find-widget .find-part textarea").fill(text);
  await page.locator(".find-widget .replace-part textarea").fill(by);
  await page.locator(".find-widget .replace-part textarea").press("Enter");
  await page.locator(".find-widget .replace-part textarea").press("Enter");
  await page.keyboard.press("Escape");
}
