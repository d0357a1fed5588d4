// Fuzzes in a thread of its own, so that the one that started it can tell when an input never comes to an end.
import { parentPort, workerData } from "node:worker_threads";
import { watchCoverage } from "./coverage.ts";
import { Fuzzer, type FuzzReport } from "./engine.ts";
import type { FuzzFind } from "./finds.ts";
import { readSeeds } from "./seeds.ts";
import { targets } from "./targets/index.ts";

/** What the thread is asked for. */
export interface FuzzTask {
  readonly seed: number;
  readonly seconds: number;
  readonly executions: number;
  /** The names of targets; all where it is empty. */
  readonly only: readonly string[];
  readonly folders: readonly string[];
  /** Where the thread notes what it tries: how many inputs so far, which target, how many characters, and these. */
  readonly trying: SharedArrayBuffer;
}

/** What the thread tells. */
export type FuzzMessage =
  | { readonly type: "find"; readonly find: FuzzFind }
  | { readonly type: "progress"; readonly executions: number }
  | (FuzzReport & { readonly type: "end"; readonly seconds: number });

const task = workerData as FuzzTask;
const tell = (message: FuzzMessage): void => parentPort?.postMessage(message);
const head = new Int32Array(task.trying, 0, 3);
const letters = new Uint16Array(task.trying, 12);
const names = targets.map(({ name }) => name);
const start = performance.now();
const end = start + task.seconds * 1000;
const coverage = await watchCoverage();
let told = start;

/** Milliseconds that this process has worked: unlike a clock it does not count what other programs do meanwhile. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const report = await new Fuzzer(readSeeds(task.folders), {
  seed: task.seed,
  targets: targets.filter(({ name }) => task.only.length === 0 || task.only.includes(name)),
  clock: processorTime,
  // Watching halves the speed, so it ends once it has found what leads to most of the code.
  isNews: async () => {
    if (performance.now() < start + Math.min(60_000, (end - start) / 4)) return coverage.isNews();
    await coverage.stop();
    return false;
  },
  isOver: (executions) => {
    const now = performance.now();
    if (now - told > 60_000) {
      told = now;
      tell({ type: "progress", executions });
    }
    return executions >= task.executions || now >= end;
  },
  trying: (target, input) => {
    for (let at = 0; at < input.length; at++) letters[at] = input.charCodeAt(at);
    head[1] = names.indexOf(target);
    head[2] = Math.min(input.length, letters.length);
    head[0] = (head[0] ?? 0) + 1;
  },
  found: (find) => {
    tell({ type: "find", find });
  },
}).run();
tell({ type: "end", ...report, seconds: (performance.now() - start) / 1000 });
