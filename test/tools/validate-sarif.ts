/**
 * Has Microsoft's validator, with the rules of GitHub, judge the SARIF that the built command line writes about the examples:
 * `node test/tools/validate-sarif.ts`. npm fetches the validator.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasRealTools, sarifValidator } from "./real-tools.ts";

interface Validation {
  readonly runs: readonly {
    readonly results?: readonly { readonly ruleId: string; readonly level?: string; readonly message: object }[];
  }[];
}

const root = join(import.meta.dirname, "..", "..");

if (!hasRealTools) console.log("The validator of SARIF is not for this machine: no SARIF was validated.");
else validate(sarifValidator(root));

function validate(program: string): void {
  const folder = mkdtempSync(join(tmpdir(), "validate-sarif-"));
  try {
    const [log, answer] = [join(folder, "lint.sarif"), join(folder, "answer.sarif")];
    const words = ["lint", "--fail-on", "never", "--format", `sarif=${log}`, "examples"];
    execFileSync(process.execPath, [join(root, "dist", "cli.cjs"), ...words], { cwd: root });
    const { status } = spawnSync(program, ["validate", log, "--output", answer, "--rule-kind", "Sarif;Ghas"]);
    const { runs } = JSON.parse(readFileSync(answer, "utf8")) as Validation;
    const faults = runs.flatMap(({ results = [] }) => results).filter(({ level }) => level !== "note");
    for (const { ruleId, message } of faults) console.log(`${ruleId}: ${JSON.stringify(message)}`);
    console.log(`The SARIF of the examples was validated: ${faults.length} errors and warnings.`);
    if (faults.length > 0 || status !== 0) process.exitCode = 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
