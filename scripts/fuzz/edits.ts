import { growthOf, heapAfterRounds } from "../../test/fuzz/editing/heap.ts";
import { play } from "../../test/fuzz/editing/play.ts";

/** How many megabytes the heap may grow. */
const mostGrown = 2;

/** Plays so many edits, and watches the heap. Prints what was done; throws on the first difference. Resolves with the exit code. */
export async function fuzzEdits(edits: number, seed: number): Promise<number> {
  console.log(`Seed ${seed}; the same seed makes the same edits.`);
  const start = performance.now();
  let told = 0;
  const report = await play({
    seed,
    edits,
    servedOneIn: 20,
    progress: (done) => {
      if (done < told + 10_000) return;
      told = done;
      console.log(`${done.toLocaleString("en")} edits`);
    },
  });
  for (const [doing, count] of [...report.tally].sort((a, b) => b[1] - a[1]))
    console.log(`${count.toLocaleString("en").padStart(10)}  ${doing}`);
  console.log(
    `${report.edits.toLocaleString("en")} edits in ${report.sessions} sessions, ${report.servedEdits.toLocaleString("en")} of them through the protocol, compared ${report.comparisons.toLocaleString("en")} times in ${((performance.now() - start) / 1000).toFixed(0)} s.`,
  );
  const perRound = Math.min(2000, edits);
  const heaps = heapAfterRounds(12, perRound);
  const sizes = heaps.map((heap) => heap.toFixed(1)).join(" ");
  console.log(`Heap in MB after each of ${heaps.length} rounds of ${perRound} edits: ${sizes}`);
  return growthOf(heaps) > mostGrown ? 1 : 0;
}
