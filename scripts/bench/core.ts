import { buildApplication, complete, openFile } from "../../server/core/index.ts";
import { type Row, times } from "../../test/bench/goals.ts";
import { resources } from "../../test/bench/workload.ts";

const identity = { name: "bench", source: { type: "file", path: "" }, namespace: "default" } as const;

/** How the cost of the engine grows: ten times as much should take hardly more than ten times as long. */
export function measureCore(): readonly Row[] {
  return [
    times("plan of 20,000 resources", planTime(20_000), [planTime(2_000), "plan of 2,000"], 12),
    // Work that grew with the square would take a hundred times as long.
    times("completion in a line of 80,000 entries", lineTime(80_000), [lineTime(8_000), "one of 8,000"], 30),
  ];
}

function planTime(count: number): number {
  const file = openFile(resources(count));
  return fastest(() => buildApplication([{ name: "bench", file }], identity).plan);
}

/** Completion reads the line of the cursor: JSON may be written on one. */
function lineTime(count: number): number {
  const entries = Array.from({ length: count }, (_, index) => `"key-${index}":"value"`).join(",");
  const text = `{"data":{${entries}},"metadata":{"annotations":{""}}}`;
  const file = openFile(text);
  const application = buildApplication([{ name: "bench", file }], identity);
  return fastest(() => complete(file, text.length - 4, application));
}

/** The first run, which parses and compiles, does not count. */
function fastest(work: () => unknown): number {
  work();
  return Math.min(
    ...Array.from({ length: 7 }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}
