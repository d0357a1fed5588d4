// Runs the tests of one folder in `test` in this process: `node scripts/test/run-suite.ts FOLDER RESULT-FILE [REPORTER]`.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Mocha, { type MochaOptions } from "mocha";
import { countTests } from "../../test/vscode/totals.ts";
import { writeTotals } from "./suite-result.ts";

const root = join(import.meta.dirname, "..", "..");
const [folder = "", resultFile = "", reporter = "spec"] = process.argv.slice(2);
const options = JSON.parse(readFileSync(join(root, ".mocharc.json"), "utf8")) as MochaOptions;
for (const file of [options.require ?? []].flat()) await import(pathToFileURL(join(root, file)).href);
const mocha = new Mocha({ ...options, reporter });
const files = globSync(join(root, "test", folder, "**", "*.test.ts"));
if (files.length === 0) throw new Error(`There are no tests in "test/${folder}".`);
for (const file of files.sort()) mocha.addFile(file);
await mocha.loadFilesAsync();
const totalsOf = countTests(
  mocha.run((failures) => {
    writeTotals(resultFile, totalsOf());
    process.exitCode = failures > 0 ? 1 : 0;
  }),
);
