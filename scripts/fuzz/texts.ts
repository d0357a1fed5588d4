import { relative } from "node:path";
import { Worker } from "node:worker_threads";
import { type FuzzFind, writeFind } from "../../test/fuzz/finds.ts";
import { targets } from "../../test/fuzz/targets/index.ts";
import type { FuzzMessage, FuzzTask } from "../../test/fuzz/worker.ts";

/** What is asked for. */
export interface FuzzRequest extends Omit<FuzzTask, "trying"> {
  /** The folder into which finds are written. */
  readonly finds: string;
}

/** How many characters of an input are noted while it is tried. */
const noted = 65_536;
/** After so many seconds of work an input counts as one that never comes to an end. */
const patience = 30;

/** Fuzzes, and prints what was found and how much was tried. Resolves with the exit code. */
export async function fuzzTexts(request: FuzzRequest): Promise<number> {
  console.log(`Seed ${request.seed}; the same seed tries the same inputs.`);
  const trying = new SharedArrayBuffer(12 + 2 * noted);
  let finds = 0;
  const take = (find: FuzzFind): void => {
    finds++;
    const path = writeFind(request.finds, find);
    const shown = find.input.length > 300 ? `${find.input.slice(0, 300)}…` : find.input;
    console.log(`\n${find.target} (seed ${request.seed}): ${find.reason}\n  ${JSON.stringify(shown)}`);
    console.log(`  npm run fuzz -- --replay ${relative(process.cwd(), path)}`);
  };
  const { seed, seconds, executions, only, folders } = request;
  const task: FuzzTask = { seed, seconds, executions, only, folders, trying };
  const worker = new Worker(new URL("../../test/fuzz/worker.ts", import.meta.url), {
    workerData: task,
  });
  const ended = new Promise<void>((resolve) => {
    const watch = watchFor(trying, () => {
      take(tried(trying, `it takes more than ${patience} s`));
      void worker.terminate();
    });
    worker.on("message", (message: FuzzMessage) => {
      if (message.type === "find") take(message.find);
      else if (message.type === "progress") console.log(`${message.executions.toLocaleString("en")} executions`);
      else report(message);
    });
    worker.on("error", (error: Error) => {
      take(tried(trying, `the thread ended: ${error.message}`));
    });
    worker.on("exit", () => {
      clearInterval(watch);
      resolve();
    });
  });
  await ended;
  console.log(finds === 0 ? "Nothing was found." : `${finds} kinds of finds.`);
  return finds === 0 ? 0 : 1;
}

/** Calls back when the count of inputs stands still for too long. */
function watchFor(trying: SharedArrayBuffer, stuck: () => void): NodeJS.Timeout {
  const head = new Int32Array(trying, 0, 3);
  let [last, since] = [0, 0];
  return setInterval(() => {
    // The time of the processor: on a busy machine a thread may stand still for long without being stuck.
    const now = process.cpuUsage().user / 1_000_000;
    if (head[0] !== last) [last, since] = [head[0] ?? 0, now];
    else if (last > 0 && now - since > patience) stuck();
  }, 1000);
}

/** What was tried last. */
function tried(trying: SharedArrayBuffer, reason: string): FuzzFind {
  const [, target = 0, length = 0] = new Int32Array(trying, 0, 3);
  const letters = new Uint16Array(trying, 12, length);
  return {
    target: targets[target]?.name ?? "",
    reason,
    input: Array.from(letters, (it) => String.fromCharCode(it)).join(""),
  };
}

function report({ executions, origins, ways, kept, seconds }: Extract<FuzzMessage, { type: "end" }>): void {
  const total = sumOf(executions);
  for (const [title, counts] of [
    ["Executions", executions],
    ["Inputs", origins],
    ["Mutations", ways],
  ] as const) {
    console.log(`\n${title}: ${sumOf(counts).toLocaleString("en")}`);
    for (const [name, count] of [...counts].sort((a, b) => b[1] - a[1]))
      console.log(`  ${count.toLocaleString("en").padStart(12)}  ${name}`);
  }
  console.log(
    `\n${Math.round(total / seconds).toLocaleString("en")} executions a second for ${seconds.toFixed(0)} s; ${kept} inputs reached something new.`,
  );
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}
