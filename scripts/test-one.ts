// Runs one file of tests, or some of them: `npm run test:one -- test/unit/sync/wave.test.ts [-g WORDS]`.
// What follows is passed on to mocha. Tests of the command line and of bundles run what was built last.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const mocha = join(root, "node_modules", "mocha", "bin", "mocha.js");
const words = process.argv.slice(2);
if (words.some((word) => word.endsWith(".test.ts"))) {
  // Words that are in the name of no test are a mistake: without this, they would look like a success.
  const { status } = spawnSync(process.execPath, [mocha, "--fail-zero", ...words], { cwd: root, stdio: "inherit" });
  process.exitCode = status ?? 1;
} else {
  console.error("No file of tests was given. Write, for example, npm run test:one -- test/unit/sync/wave.test.ts");
  process.exitCode = 2;
}
