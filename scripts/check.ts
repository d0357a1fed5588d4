// All checks that need no editor: `npm run check`.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runSteps, type Step } from "./check/step.ts";
import { readTotals } from "./test/suite-result.ts";
import type { SuiteTotals } from "../test/vscode/totals.ts";

/** The result of the check. */
export interface CheckResult {
  /** The name of the first step that failed; `undefined` if all succeeded. */
  readonly failedStep: string | undefined;
  /** What mocha counted in the unit tests; `undefined` if they did not finish. */
  readonly unitTests: SuiteTotals | undefined;
}

const unitTests = "unit tests and coverage";

/** The longest steps come first, so that two steps in parallel end at about the same time. */
function stepsOf(resultFile: string): readonly Step[] {
  return [
    { name: "lint", command: ["node_modules/eslint/bin/eslint.js", ".", "--max-warnings", "0"] },
    { name: "patterns", command: ["scripts/patterns.ts"] },
    { name: "types", command: ["node_modules/typescript/bin/tsc", "-b"] },
    {
      name: unitTests,
      command: ["node_modules/c8/bin/c8.js", process.execPath, "scripts/test/run-suite.ts", "unit", resultFile, "dot"],
    },
    { name: "format", command: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."] },
    { name: "dead code", command: ["node_modules/knip/bin/knip.js"] },
    { name: "generated files", command: ["scripts/generate.ts", "--check"] },
    { name: "pictures", command: ["scripts/pictures.ts", "--check"] },
  ];
}

/** Runs every step, two at a time; stops at the first one that fails and shows its output. */
export async function check(): Promise<CheckResult> {
  const folder = mkdtempSync(join(tmpdir(), "check-"));
  try {
    const resultFile = join(folder, "unit.json");
    const failure = await runSteps(stepsOf(resultFile), 2, ({ step, succeeded, seconds }) => {
      console.log(`${succeeded ? "ok    " : "FAILED"}  ${step.name} (${seconds.toFixed(1)} s)`);
    });
    if (failure !== undefined) {
      console.log(`\n${failure.output.trim()}\n`);
      console.error(`The check failed at "${failure.step.name}"; see its output above.`);
    }
    return { failedStep: failure?.step.name, unitTests: readTotals(resultFile) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const { failedStep, unitTests: totals } = await check();
  if (failedStep === undefined) console.log(`All checks passed, including ${totals?.passed ?? 0} unit tests.`);
  else process.exitCode = 1;
}
