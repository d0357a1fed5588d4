#!/usr/bin/env node
// Replaces the desktop program of VS Code for @vscode/test-electron:
// it takes the same command line, runs the same suite in the npm-packaged VS Code, and passes on mocha's output and the exit code.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { installHost } from "./install.ts";
import { type Server, startServer } from "./server.ts";
import { followOutput } from "./suite-output.ts";
import { workbenchUrl } from "./workbench.ts";

/** The relevant parts of the desktop's command line; paths are absolute. */
interface TestRun {
  readonly folder: string;
  readonly extensionPath: string;
  readonly suite: string;
  /** Where extensions are installed, if any are. */
  readonly extensionsDirectory?: string;
}

/** The exit code that VS Code reported, or why it reported none. */
type Ending = number | { readonly reason: string };

/** Something to undo when the run is over. */
type Undo = () => Promise<void> | void;

/** How long a whole run may take, in milliseconds: on a busy machine several times as long as on a quiet one. */
const runLimit = 1_200_000;

process.exitCode = await main();

async function main(): Promise<number> {
  const run = testRunOf(process.argv.slice(2));
  if (run === undefined) {
    console.error("Expected --extensionDevelopmentPath=, --extensionTestsPath= and the folder to open.");
    return 2;
  }
  const undos: Undo[] = [];
  try {
    return await runSuite(run, undos);
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    for (const undo of undos.reverse()) await undo();
  }
}

function testRunOf(commandLine: string[]): TestRun | undefined {
  const { values, positionals } = parseArgs({
    args: commandLine,
    // The desktop has many more options, but none of them matters here.
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: "string" },
      extensionTestsPath: { type: "string" },
      "extensions-dir": { type: "string" },
    },
  });
  const { extensionDevelopmentPath: extensionPath, extensionTestsPath: suite, "extensions-dir": extensions } = values;
  const folder = positionals[0];
  if (typeof suite !== "string" || typeof extensionPath !== "string" || folder === undefined) return undefined;
  return {
    ...{ folder: resolve(folder), extensionPath: resolve(extensionPath), suite: resolve(suite) },
    ...(typeof extensions === "string" && { extensionsDirectory: resolve(extensions) }),
  };
}

/** Resolves with the exit code; pushes to `undos` what must be undone afterwards, whatever happens. */
async function runSuite(run: TestRun, undos: Undo[]): Promise<number> {
  await installHost();
  const folder = mkdtempSync(join(tmpdir(), "vscode-host-run-"));
  undos.push(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const output = join(folder, "output.txt");
  undos.push(followOutput(output));
  const { extensionsDirectory } = run;
  const server = await startServer({
    ...(extensionsDirectory !== undefined && { extensionsDirectory }),
    environment: { SUITE_MODULE: run.suite, SUITE_OUTPUT: output },
  });
  undos.push(server.stop);
  const browser = await launchBrowser();
  undos.push(() => browser.close());
  const page = await browser.newPage({
    viewport: { width: 1280, height: 800 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const pageLog: string[] = [];
  page.on("console", (message) => pageLog.push(message.text()));
  page.on("pageerror", (error) => pageLog.push(String(error)));

  const ending = await endingOf(page, server, run);
  if (typeof ending === "number") return ending;
  console.error([ending.reason, ...pageLog.slice(-20), server.log().slice(-4000)].join("\n"));
  return 1;
}

/** Opens the window and waits until the run is over, one way or another. */
async function endingOf(page: Page, server: Server, run: TestRun): Promise<Ending> {
  let end: (ending: Ending) => void = () => undefined;
  const ended = new Promise<Ending>((resolve) => (end = resolve));
  // VS Code calls these two in a page whose server has the driver for automation switched on.
  await page.exposeFunction("codeAutomationLog", () => undefined);
  await page.exposeFunction("codeAutomationExit", end);
  page.on("crash", () => {
    end({ reason: "The page of VS Code crashed." });
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      end({ reason: `Interrupted by ${signal}.` });
    });
  }
  const limit = setTimeout(() => {
    end({ reason: `The suite did not end within ${runLimit / 1000} seconds.` });
  }, runLimit);
  // If the test runner has been killed, nobody waits for the result, and writing to its output fails.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", () => {
      end({ reason: "The test runner has gone." });
    });
  }
  const parent = process.ppid;
  const parentWatch = setInterval(() => {
    if (process.ppid !== parent) end({ reason: "The test runner has gone." });
  }, 1000);

  const testsPath = join(import.meta.dirname, "suite-entry.cjs");
  await page.goto(workbenchUrl(server, { folder: run.folder, extensionPath: run.extensionPath, testsPath }));
  const ending = await ended;
  clearTimeout(limit);
  clearInterval(parentWatch);
  return ending;
}
