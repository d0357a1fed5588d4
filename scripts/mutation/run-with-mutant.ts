// Runs the unit tests with one source file changed, and ends at the first failure:
// `node scripts/mutation/run-with-mutant.ts FILE FILE-WITH-ITS-NEW-TEXT`. The file itself is not touched.
import { globSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import Mocha, { type MochaOptions } from "mocha";

const root = join(import.meta.dirname, "..", "..");
const [file = "", changed = ""] = process.argv.slice(2);
const url = pathToFileURL(join(root, file)).href;
const source = readFileSync(changed, "utf8");
registerHooks({
  load: (loaded, context, next) =>
    loaded === url ? { format: "module-typescript", source, shortCircuit: true } : next(loaded, context),
});

const options = JSON.parse(readFileSync(join(root, ".mocharc.json"), "utf8")) as MochaOptions;
const mocha = new Mocha({ ...options, bail: true, timeout: 10_000, reporter: "dot" });
for (const test of [...globSync(join(root, "test", "unit", "**", "*.test.ts"))].sort(nearestFirst)) mocha.addFile(test);
await mocha.loadFilesAsync();
mocha.run((failures) => process.exit(failures > 0 ? 1 : 0));

/** The tests beside the changed file come first, since one of them most probably fails. */
function nearestFirst(a: string, b: string): number {
  return distance(a) - distance(b) || (a < b ? -1 : 1);
}

function distance(test: string): number {
  if (basename(test).startsWith(basename(file, ".ts"))) return 0;
  const folder = basename(dirname(test));
  return file.includes(`/${folder}/`) || (folder === "findings" && file.includes("/rule")) ? 1 : 2;
}
