// Programs that run to their end, and what they cost.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run leaves when it ends: the time on the processor is known only to the process itself. */
const hook = `
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeFileSync(process.env.BENCH_CPU, JSON.stringify({ cpu: (user + system) / 1000, memory: maxRSS / 1024 }));
});
`;

/** What a run costs, Node itself included; NaN where it did not end by itself. */
export interface RunCost {
  /** Milliseconds on a processor. */
  readonly cpu: number;
  /** The most memory that it had at a time, in MB. */
  readonly memory: number;
}

/** Runs a script of Node to its end, but no longer than `time` milliseconds. */
export function costOfRun(folder: string, node: string, args: readonly string[], time = 600_000): RunCost {
  const hookFile = join(folder, "cpu-hook.cjs");
  const result = join(folder, "cpu.txt");
  writeFileSync(hookFile, hook);
  writeFileSync(result, "");
  const { error } = spawnSync(node, ["--require", hookFile, ...args], {
    env: { ...process.env, BENCH_CPU: result },
    stdio: "ignore",
    timeout: time,
    killSignal: "SIGKILL",
  });
  const written = readFileSync(result, "utf8");
  if (written !== "") return JSON.parse(written) as RunCost;
  if (error !== undefined && !("code" in error && error.code === "ETIMEDOUT")) throw error;
  return { cpu: NaN, memory: NaN };
}

/** The milliseconds on a processor of such a run. */
export function cpuOfRun(folder: string, node: string, args: readonly string[]): number {
  return costOfRun(folder, node, args).cpu;
}
