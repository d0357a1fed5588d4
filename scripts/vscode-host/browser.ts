import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";
import { type BrowserProgram, packagedBrowser } from "./packaged-browser.ts";

const browserArguments = [
  // Root in a container may not use the sandbox, and the only page is our own.
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Containers give /dev/shm too little space.
  "--disable-dev-shm-usage",
  // The browser must not contact anything outside this machine.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

/**
 * Starts a headless Chromium: an installed Chrome, Chromium or Edge, otherwise the one that npm installed.
 * Throws an Error with a message for the user when there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const { executable, environment } = installedBrowser() ?? packagedBrowser();
  // Imported only here: the host is installed by now.
  const { chromium } = await import("playwright-core");
  return chromium.launch({
    executablePath: executable,
    args: browserArguments,
    env: { ...definedEnvironment(), ...environment },
    // Playwright would end this process before the server has stopped.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

function installedBrowser(): BrowserProgram | undefined {
  const executable = browserCandidates().find((path) => existsSync(path) && startsAtAll(path));
  return executable === undefined ? undefined : { executable, environment: {} };
}

function browserCandidates(): string[] {
  if (process.platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === "win32") {
    const folders = [process.env["PROGRAMFILES"], process.env["PROGRAMFILES(X86)"], process.env["LOCALAPPDATA"]];
    const programs = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
    return folders.flatMap((folder) => (folder === undefined ? [] : programs.map((program) => join(folder, program))));
  }
  const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge"];
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** Ubuntu ships a "chromium-browser" that only says how to install one. */
function startsAtAll(executable: string): boolean {
  // On Windows a browser opens a window when it is asked for its version, and no such decoys exist.
  if (process.platform === "win32") return true;
  return spawnSync(executable, ["--version"], { stdio: "ignore" }).status === 0;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
