// Measures the search of a workspace of 60,000 files beside ripgrep, or beside a plain search where that is not on the PATH:
// `node test/bench/search.ts`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { findAll } from "../../server/workspace/walk/find.ts";
import { annotatedFiles, declaringFiles, type WalkOptions } from "../../server/workspace/walk/options.ts";
import { Walker } from "../../server/workspace/walk/walker.ts";
import { writeSearchTree } from "./search-tree.ts";
import { median } from "./stats.ts";

const rounds = 9;
const globs = ["*.yaml", "*.yml", "*.json", "Kustomization", "*.tpl"].flatMap((glob) => ["--glob", glob]);
const hasRipgrep = spawnSync("rg", ["--version"]).status === 0;

const folder = mkdtempSync(join(tmpdir(), "search-"));
try {
  const root = join(folder, "workspace");
  writeSearchTree(root);
  const workerPath = join(folder, "walk-worker.cjs");
  await build({
    entryPoints: [join(import.meta.dirname, "..", "..", "server", "workspace", "walk", "walk-worker.ts")],
    outfile: workerPath,
    bundle: true,
    platform: "node",
    minify: true,
  });
  console.log(`Milliseconds, with a new worker each time: medians of ${rounds} rounds, and the least in brackets.`);
  await measure("paths of all manifests", workerPath, root, { wanted: annotatedFiles, contents: "paths" }, "--files");
  await measure(
    "paths of Applications",
    workerPath,
    root,
    { wanted: declaringFiles, contents: "paths" },
    "argoproj.io",
  );
  await measure(
    "texts of Applications",
    workerPath,
    root,
    { wanted: declaringFiles, contents: "texts" },
    "argoproj.io",
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function measure(
  what: string,
  workerPath: string,
  root: string,
  options: WalkOptions,
  words: string,
): Promise<void> {
  const [ours, theirs, stalls]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < rounds; round++) {
    theirs.push(searchOtherwise(root, words));
    const stall = longestStall();
    const walker = new Walker({ workerPath });
    const start = performance.now();
    const { files } = await findAll(walker.walk, { root, options });
    ours.push(performance.now() - start);
    stalls.push(stall());
    await walker.end();
    const expected = words === "--files" ? 10_000 : 3000;
    if (files.length !== expected) throw new Error(`${files.length} files were found and not ${expected}.`);
  }
  const figure = (values: readonly number[]): string =>
    `${median(values).toFixed(0)} (${Math.min(...values).toFixed(0)})`;
  const ratio = `${(median(ours) / median(theirs)).toFixed(2)} x (${(Math.min(...ours) / Math.min(...theirs)).toFixed(2)} x)`;
  const other = hasRipgrep ? "ripgrep" : "a plain search in a process of its own";
  console.log(
    `${what}: ${figure(ours)} = ${ratio} ${other}, ${figure(theirs)}; longest stall of this thread: ${figure(stalls)}`,
  );
}

/** How long another tool takes for the same. */
function searchOtherwise(root: string, words: string): number {
  const plain = [join(import.meta.dirname, "plain-search.ts"), root, words];
  const start = performance.now();
  const { status } = hasRipgrep
    ? spawnSync("rg", [
        words === "--files" ? words : "--files-with-matches",
        ...globs,
        ...(words === "--files" ? [] : [words]),
        root,
      ])
    : spawnSync(process.execPath, plain);
  const time = performance.now() - start;
  if (status !== 0) throw new Error("The other search failed.");
  return time;
}

/** Begins to watch this thread; the answer says how long it was kept busy at most, in milliseconds. */
function longestStall(): () => number {
  let last = performance.now();
  let longest = 0;
  const note = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(note, 1);
  return () => {
    clearInterval(timer);
    note();
    return longest;
  };
}
