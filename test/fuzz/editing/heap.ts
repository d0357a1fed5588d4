import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** What is on the heap in megabytes after each round of edits, once it is cleaned up, in a process of its own. */
export function heapAfterRounds(rounds: number, edits: number): readonly number[] {
  const file = join(import.meta.dirname, "heap-rounds.ts");
  const { stdout, status, stderr } = spawnSync(process.execPath, ["--expose-gc", file, String(rounds), String(edits)], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return (JSON.parse(stdout) as number[]).map((bytes) => bytes / (1024 * 1024));
}

/** How many megabytes the heap has grown since everything was used once; compiled code comes and goes, so it is not exact. */
export function growthOf(heaps: readonly number[]): number {
  const third = Math.ceil(heaps.length / 3);
  return Math.min(...heaps.slice(-third)) - Math.min(...heaps.slice(third, 2 * third));
}
