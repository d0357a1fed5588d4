import { type ChildProcess, spawnSync } from "node:child_process";

/**
 * Sends a signal to a child that was started with `detached: true`, and to everything that it started.
 * Does nothing if all of them have already ended.
 */
export function signalGroup(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): void {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    // Windows has no process groups, but taskkill ends a whole tree.
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/**
 * Ends a child that was started with `detached: true` and everything that it started.
 * Resolves when the child has ended; processes that do not end within `patience` milliseconds are killed.
 */
export async function endGroup(child: ChildProcess, patience = 3000): Promise<void> {
  const hasEnded = child.exitCode !== null || child.signalCode !== null;
  const ended = hasEnded
    ? Promise.resolve()
    : new Promise<void>((resolve) =>
        child.once("exit", () => {
          resolve();
        }),
      );
  signalGroup(child, "SIGTERM");
  const limit = setTimeout(() => {
    signalGroup(child, "SIGKILL");
  }, patience);
  await ended;
  clearTimeout(limit);
  // The child may end before those that it started.
  signalGroup(child, "SIGKILL");
}
