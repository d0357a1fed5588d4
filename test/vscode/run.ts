import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { runTests, runVSCodeCommand, TestRunFailedError } from "@vscode/test-electron";
import { build } from "esbuild";
import { packExtension } from "../../scripts/package.ts";
import { installHost } from "../../scripts/vscode-host/install.ts";
import { installVsix } from "../../scripts/vscode-host/server.ts";
import type { SuiteTotals } from "./totals.ts";

const root = join(import.meta.dirname, "..", "..");
const bundles = join(root, "out", "vscode");
const example = join(root, "examples", "agent-platform");
const launcher = join(root, "scripts", "vscode-host", "launcher.ts");

/** Whether VS Code is the one that npm packages. */
const isNpmHost = process.platform === "linux" && process.arch === "x64" && process.env["VSCODE_HOST"] !== "desktop";

/**
 * Runs `test/vscode/suite` in a real VS Code, in which the extension is installed from its package as users install it, with a copy
 * of the example as its workspace.
 * On Linux for x64 this is the npm-packaged VS Code; elsewhere, or with VSCODE_HOST=desktop, a desktop VS Code that is downloaded.
 * Mocha's output goes to standard output; the totals are those that mocha counted.
 * A suite that did not come to its end counts as one failure.
 * Throws an Error with a message for the user when the extension has not been built.
 */
export async function runVscodeSuite(): Promise<SuiteTotals> {
  if (!existsSync(join(root, "dist", "extension.cjs"))) {
    throw new Error('The extension has not been built, so VS Code cannot load it. Run "npm run build" first.');
  }
  await bundleSuite();
  // The real path, since VS Code names files by it: on macOS the temporary folder is a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "vscode-suite-")));
  try {
    const workspace = join(folder, basename(example));
    cpSync(example, workspace, { recursive: true });
    await installExtension(folder);
    const resultFile = join(folder, "result.json");
    const exitCode = await runInVscode(workspace, folder, resultFile);
    return totalsOf(resultFile, exitCode);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Packs the extension, and installs it where the run looks for extensions. */
async function installExtension(folder: string): Promise<void> {
  const vsix = join(folder, "extension.vsix");
  await packExtension(vsix);
  const extensions = join(folder, "extensions");
  mkdirSync(extensions);
  if (isNpmHost) {
    await installHost();
    installVsix(vsix, extensions);
  } else await runVSCodeCommand(["--install-extension", vsix, `--extensions-dir=${extensions}`]);
}

/** VS Code runs tests only beside an extension under development: this one does nothing. */
function writeEmptyExtension(folder: string): string {
  const path = join(folder, "beside");
  mkdirSync(path);
  const manifest = { name: "beside", publisher: "tests", version: "1.0.0", engines: { vscode: "*" } };
  writeFileSync(join(path, "package.json"), JSON.stringify(manifest));
  return path;
}

/** Each test file becomes one bundle, as VS Code's extension host does not run TypeScript. */
async function bundleSuite(): Promise<void> {
  rmSync(bundles, { recursive: true, force: true });
  const suite = join(import.meta.dirname, "suite");
  await build({
    entryPoints: [join(suite, "index.ts"), ...globSync(join(suite, "*.test.ts"))],
    outdir: bundles,
    outExtension: { ".js": ".cjs" },
    bundle: true,
    format: "cjs",
    platform: "node",
    target: "node20",
    external: ["vscode", "mocha"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}

/** Resolves with the exit code of VS Code; `folder` is a place for its own files. */
async function runInVscode(workspace: string, folder: string, resultFile: string): Promise<number | undefined> {
  const path = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
  try {
    return await runTests({
      ...(isNpmHost && { vscodeExecutablePath: launcher }),
      extensionDevelopmentPath: writeEmptyExtension(folder),
      extensionTestsPath: join(bundles, "index.cjs"),
      launchArgs: [
        workspace,
        `--user-data-dir=${join(folder, "user-data")}`,
        `--extensions-dir=${join(folder, "extensions")}`,
      ],
      extensionTestsEnv: {
        SUITE_RESULT: resultFile,
        // Where charts come from is for the tests to say.
        HELM_REPOSITORY_CACHE: join(folder, "helm-cache"),
        ...(process.stdout.isTTY && { SUITE_COLOR: "yes" }),
        // The launcher is started by way of "#!/usr/bin/env node" and needs the Node that runs this file.
        ...(isNpmHost && { PATH: path }),
      },
    });
  } catch (error) {
    if (error instanceof TestRunFailedError) return error.code;
    throw error;
  }
}

/** Exit codes are not enough: VS Code ends with 0 when its extension host dies. Only what mocha wrote at its end counts. */
function totalsOf(resultFile: string, exitCode: number | undefined): SuiteTotals {
  if (!existsSync(resultFile)) {
    const message = "The suite did not come to its end: VS Code or its extension host ended before.";
    return { passed: 0, failed: 1, failures: [message] };
  }
  const totals = JSON.parse(readFileSync(resultFile, "utf8")) as SuiteTotals;
  if (exitCode === 0 || totals.failed > 0) return totals;
  const message = `All tests passed, but VS Code ended with exit code ${String(exitCode)}.`;
  return { ...totals, failed: 1, failures: [message] };
}
