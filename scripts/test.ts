// Everything: `npm test`. Checks, builds, runs every suite, and ends with the totals.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runVscodeSuite } from "../test/vscode/run.ts";
import type { SuiteTotals } from "../test/vscode/totals.ts";
import { buildAll } from "./build.ts";
import { check } from "./check.ts";
import { readTotals } from "./test/suite-result.ts";

const root = join(import.meta.dirname, "..");

/** One part of the run, with its totals. */
interface Part extends SuiteTotals {
  readonly name: string;
}

process.exitCode = await testAll();

async function testAll(): Promise<number> {
  const parts: Part[] = [await runPart("check and unit tests", checkTotals)];
  const build = await runPart("build", async () => {
    await buildAll({ minify: true });
    return { passed: 0, failed: 0, failures: [] };
  });
  parts.push(build);
  if (build.failed === 0) {
    for (const folder of suiteFolders()) parts.push(await runPart(folder, () => runSuite(folder)));
    parts.push(await runPart("in VS Code", runVscodeSuite));
  } else console.error("The other suites need the build, so they were not run.");
  return summarize(parts);
}

/** The folders of tests, except those that the check runs and those that run inside VS Code. */
function suiteFolders(): readonly string[] {
  const files = globSync("*/**/*.test.ts", { cwd: join(root, "test") });
  const folders = new Set(files.map((file) => file.split(/[\\/]/)[0] ?? ""));
  return [...folders].filter((folder) => folder !== "unit" && folder !== "vscode").sort();
}

/** A part that throws is counted as one failure. */
async function runPart(name: string, run: () => Promise<SuiteTotals>): Promise<Part> {
  console.log(`\n=== ${name} ===`);
  try {
    return { name, ...(await run()) };
  } catch (error) {
    const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { name, passed: 0, failed: 1, failures: [`"${name}" was aborted.\n${why}`] };
  }
}

/** A failed step of the check is counted as one failure if it is not a test. */
async function checkTotals(): Promise<SuiteTotals> {
  const { failedStep, unitTests } = await check();
  const totals = unitTests ?? { passed: 0, failed: 0, failures: [] };
  if (failedStep === undefined || totals.failed > 0) return totals;
  return { ...totals, failed: 1, failures: [`The check failed at "${failedStep}"; see its output above.`] };
}

/** Each suite has its own process, so that a crash does not affect the others. */
async function runSuite(folder: string): Promise<SuiteTotals> {
  const temporary = mkdtempSync(join(tmpdir(), "suite-"));
  try {
    const resultFile = join(temporary, "totals.json");
    const runner = join(root, "scripts", "test", "run-suite.ts");
    const child = spawn(process.execPath, [runner, folder, resultFile], { cwd: root, stdio: "inherit" });
    const [exitCode] = (await once(child, "exit")) as [number | null];
    const totals = readTotals(resultFile);
    if (totals === undefined) throw new Error(`The suite "${folder}" did not finish.`);
    if (exitCode === 0 || totals.failed > 0) return totals;
    const message = `All tests passed, but the suite "${folder}" ended with exit code ${String(exitCode)}.`;
    return { ...totals, failed: 1, failures: [message] };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Prints what failed and the totals; the last line is the sum. Returns the exit code. */
function summarize(parts: readonly Part[]): number {
  for (const { name, failures } of parts) {
    for (const failure of failures) console.log(`\n=== failed in ${name} ===\n${failure}`);
  }
  console.log("\n=== totals ===");
  for (const { name, passed, failed } of parts) {
    const counted = passed + failed > 0 ? `${passed} passed, ${failed} failed` : "done";
    console.log(`${name}: ${counted}`);
  }
  const passed = parts.reduce((sum, part) => sum + part.passed, 0);
  const failed = parts.reduce((sum, part) => sum + part.failed, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}
