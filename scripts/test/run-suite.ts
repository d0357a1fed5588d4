// Runs the tests of one folder in `test` in this process: `node scripts/test/run-suite.ts FOLDER RESULT-FILE [REPORTER]`.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Mocha, { type MochaOptions } from "mocha";
import { writeTotals } from "./suite-result.ts";

const root = join(import.meta.dirname, "..", "..");
const [folder = "", resultFile = "", reporter = "spec"] = process.argv.slice(2);
const options = JSON.parse(readFileSync(join(root, ".mocharc.json"), "utf8")) as MochaOptions;
const mocha = new Mocha({ ...options, reporter });
const files = globSync(join(root, "test", folder, "**", "*.test.ts"));
if (files.length === 0) throw new Error(`There are no tests in "test/${folder}".`);
for (const file of files.sort()) mocha.addFile(file);
await mocha.loadFilesAsync();
const runner = mocha.run((failures) => {
  writeTotals(resultFile, { passed: runner.stats?.passes ?? 0, failed: failures });
  process.exitCode = failures > 0 ? 1 : 0;
});
