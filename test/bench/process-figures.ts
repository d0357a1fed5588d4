import { readdirSync, readFileSync } from "node:fs";

/** Milliseconds that all threads of a running process have spent on a processor; NaN where the system does not tell (only Linux does). */
export function cpuOf(pid: number): number {
  return fromProc(() => {
    const threads = readdirSync(`/proc/${pid}/task`);
    const nanoseconds = threads.map((id) =>
      Number(readFileSync(`/proc/${pid}/task/${id}/schedstat`, "utf8").split(" ")[0]),
    );
    return nanoseconds.reduce((sum, it) => sum + it, 0) / 1e6;
  });
}

/** The most memory that a running process has had, in megabytes; NaN where the system does not tell (only Linux does). */
export function peakMemoryOf(pid: number): number {
  return fromProc(() => {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1]) / 1000;
  });
}

function fromProc(read: () => number): number {
  return process.platform === "linux" ? read() : NaN;
}
