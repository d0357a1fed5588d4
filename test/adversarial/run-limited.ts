import { spawn } from "node:child_process";
import { once } from "node:events";
import { cli, type CliResult } from "../cli/run-cli.ts";

/** How large the heap of a run may become, in MB, so that with all else that Node needs a run stays below a gigabyte. */
const heap = 700;

/** Runs the command line to its end with as much memory as it may take. Keeps only the end of what it prints. */
export async function runLimited(args: readonly string[], cwd: string): Promise<CliResult> {
  const child = spawn(process.execPath, [`--max-old-space-size=${heap}`, cli, ...args], { cwd });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk: Buffer) => (stdout = endOf(stdout + chunk.toString())));
  child.stderr.on("data", (chunk: Buffer) => (stderr = endOf(stderr + chunk.toString())));
  const [status] = (await once(child, "close")) as [number | null];
  return { status, stdout, stderr };
}

function endOf(text: string): string {
  return text.slice(-10_000);
}
