import { spawn } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** One program that must succeed. */
export interface Step {
  readonly name: string;
  /** The arguments for the running Node: a file, relative to the root, and its own arguments. */
  readonly command: readonly string[];
}

/** How a step ended. */
export interface StepResult {
  readonly step: Step;
  readonly succeeded: boolean;
  /** Everything that it wrote, in order. */
  readonly output: string;
  readonly seconds: number;
}

/** Runs one step to its end; `signal` ends it early, as a failure. */
async function runStep(step: Step, signal: AbortSignal): Promise<StepResult> {
  const start = performance.now();
  const [file = "", ...rest] = step.command;
  const child = spawn(process.execPath, [join(root, file), ...rest], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const stop = (): void => {
    child.kill();
  };
  signal.addEventListener("abort", stop);
  const succeeded = await new Promise<boolean>((resolve) => {
    child.on("error", (error) => {
      output += error.message;
      resolve(false);
    });
    child.on("close", (exitCode) => {
      resolve(exitCode === 0);
    });
  });
  signal.removeEventListener("abort", stop);
  return { step, succeeded, output, seconds: (performance.now() - start) / 1000 };
}

/**
 * Runs the steps in their order, at most `lanes` at a time, and calls `report` for each one as it ends.
 * After the first failure, no step is started and those that run are stopped; resolves with that failure, if there is one.
 */
export async function runSteps(
  steps: readonly Step[],
  lanes: number,
  report: (result: StepResult) => void,
): Promise<StepResult | undefined> {
  const abort = new AbortController();
  const waiting = [...steps];
  let failure: StepResult | undefined;
  const runLane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined && failure === undefined; step = waiting.shift()) {
      const result = await runStep(step, abort.signal);
      if (abort.signal.aborted) return;
      report(result);
      if (result.succeeded) continue;
      failure = result;
      abort.abort();
    }
  };
  await Promise.all(Array.from({ length: lanes }, runLane));
  return failure;
}
