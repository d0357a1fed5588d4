import { buildApplication, complete, openFile } from "../../server/core/index.ts";
import { type Row, times } from "../../test/bench/goals.ts";
import { median } from "../../test/bench/stats.ts";
import { resources } from "../../test/bench/workload.ts";

const identity = { name: "bench", source: { type: "file", path: "" }, namespace: "default" } as const;

/** How the cost of the engine grows: ten times as much should take hardly more than ten times as long. */
export function measureCore(): readonly Row[] {
  return [
    times("plan of 20,000 resources, CPU", planTime(20_000), [planTime(2_000), "plan of 2,000"], 12),
    // Work that grew with the square would take a hundred times as long.
    times("completion in a line of 80,000 entries, CPU", lineTime(80_000), [lineTime(8_000), "one of 8,000"], 30),
  ];
}

function planTime(count: number): number {
  const file = openFile(resources(count));
  return processorTime(() => buildApplication([{ name: "bench", file }], identity).plan);
}

/** Completion reads the line of the cursor: JSON may be written on one. */
function lineTime(count: number): number {
  const entries = Array.from({ length: count }, (_, index) => `"key-${index}":"value"`).join(",");
  const text = `{"data":{${entries}},"metadata":{"annotations":{""}}}`;
  const file = openFile(text);
  const application = buildApplication([{ name: "bench", file }], identity);
  return processorTime(() => complete(file, text.length - 4, application));
}

/** Milliseconds on the processor. The first run, which parses and compiles, does not count. */
function processorTime(work: () => unknown): number {
  work();
  return median(
    Array.from({ length: 11 }, () => {
      const start = process.cpuUsage();
      work();
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    }),
  );
}
