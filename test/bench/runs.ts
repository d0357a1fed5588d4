// Programs that run to their end, and what they cost.
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What a run leaves when it ends: the time on the processor is known only to the process itself. */
const hook = `
const { writeFileSync } = require("node:fs");
process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  writeFileSync(process.env.BENCH_CPU, String((user + system) / 1000));
});
`;

/** Runs a script of Node to its end; returns the milliseconds that it spent on a processor, Node itself included. */
export function cpuOfRun(folder: string, node: string, args: readonly string[]): number {
  const hookFile = join(folder, "cpu-hook.cjs");
  const result = join(folder, "cpu.txt");
  writeFileSync(hookFile, hook);
  writeFileSync(result, "NaN");
  const { error } = spawnSync(node, ["--require", hookFile, ...args], {
    env: { ...process.env, BENCH_CPU: result },
    stdio: "ignore",
  });
  if (error !== undefined) throw error;
  return Number(readFileSync(result, "utf8"));
}
