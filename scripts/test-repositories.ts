// Lints checkouts of public repositories as they are, and compares every error and warning with those that were read and judged one by one:
// `npm run test:repositories -- DIR...`. It asks the command line that was built last.
// It fails where an error or a warning is not judged yet or was judged wrong, and where a checkout is missing.
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { compare, isClean } from "../test/repositories/compare.ts";
import { readJudged, readRepositories } from "../test/repositories/judged.ts";
import { checkoutAt, type Lint, lintCheckout } from "./test/checkout.ts";
import { reportOf } from "./test/repositories-report.ts";

const program = join(import.meta.dirname, "..", "dist", "cli.cjs");
const folders = process.argv.slice(2).map((word) => resolve(process.env["INIT_CWD"] ?? "", word));

if (folders.length === 0) {
  console.error(
    'No checkout was given. Write "npm run test:repositories -- DIR...", each DIR a checkout of a repository.',
  );
  process.exitCode = 2;
} else if (!existsSync(program)) {
  console.error('There is no build. Run "npm run build" first.');
  process.exitCode = 2;
} else {
  process.exitCode = testRepositories();
}

function testRepositories(): number {
  const missing = folders.filter((folder) => statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true);
  const lints = folders.filter((folder) => !missing.includes(folder)).map(lintOne);
  const names = new Set(lints.map(({ checkout }) => checkout.name));
  const found = lints.flatMap(({ serious }) => serious);
  const comparison = compare(
    found,
    readJudged().filter(({ repository }) => names.has(repository)),
  );
  const repositories = readRepositories();
  console.log(reportOf({ lints, comparison, repositories }));
  for (const folder of missing) console.error(`There is no folder "${folder}".`);
  return missing.length === 0 && isClean(comparison) ? 0 : 1;
}

function lintOne(folder: string): Lint {
  const lint = lintCheckout(program, checkoutAt(folder));
  const { checkout, seconds, serious, lesser, complaints } = lint;
  console.log(
    `${checkout.name}: ${seconds.toFixed(1)} s, ${serious.length} errors and warnings, ${lesser.length} others`,
  );
  if (complaints !== "") console.log(complaints);
  return lint;
}
