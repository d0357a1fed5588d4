// Measures how fast the product is, each figure beside what it is compared with in the same run: `npm run bench`.
// `npm run bench -- --quick` leaves out the huge file and does everything less often.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "./build/bundles.ts";
import { buildAll } from "./build.ts";
import { measureActivation } from "./bench/activation.ts";
import { measureCommandLine } from "./bench/command-line.ts";
import { measureCore } from "./bench/core.ts";
import { measureEditing } from "./bench/editing.ts";
import { measureHostile } from "./bench/hostile.ts";
import { measureSizes } from "./bench/sizes.ts";
import { type Row, tableOf, verdict } from "../test/bench/goals.ts";
import type { Server } from "../test/bench/sessions.ts";

const isQuick = process.argv.includes("--quick");
const folder = realpathSync(mkdtempSync(join(tmpdir(), "bench-")));
try {
  const bundles = await buildAll({ minify: true });
  const servers: readonly Server[] = [
    { name: "bare protocol", command: [await bundleFloor("floor-raw")], diagnostics: "pull" },
    { name: "empty server", command: [await bundleFloor("floor-library")], diagnostics: "push" },
    { name: "ours", command: [join(root, "dist", "server.cjs"), "--stdio"], diagnostics: "pull" },
  ];
  const rows: readonly Row[] = [
    ...measureSizes(bundles),
    ...(await measureActivation(folder)),
    ...measureCommandLine(folder, isQuick ? "quick" : "thorough"),
    ...measureCore(),
    ...measureHostile(folder, isQuick ? "quick" : "thorough"),
    ...(await measureEditing(servers, folder, isQuick ? "quick" : "thorough")),
  ];
  console.log(tableOf(rows));
  const judged = rows.filter(({ goal }) => goal !== undefined);
  console.log(`\n${judged.filter((row) => verdict(row) === "yes").length} of ${judged.length} goals are met.`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A server that does the least that is possible, bundled like ours. */
async function bundleFloor(name: string): Promise<string> {
  const outfile = join(folder, `${name}.cjs`);
  await build({
    entryPoints: [join(root, "test", "bench", `${name}.ts`)],
    outfile,
    bundle: true,
    platform: "node",
    mainFields: ["module", "main"],
    minify: true,
  });
  return outfile;
}
