import { spawn } from "node:child_process";
import type { Opening } from "./opening.ts";

const isWindows = process.platform === "win32";

/**
 * Opens a folder or file in a new window of desktop VS Code, with the extension from its folder.
 * Resolves with the exit code of `code` when the window is closed.
 */
export async function openDesktop(program: string, extensionPath: string, { path, helpers }: Opening): Promise<number> {
  console.log(`Opening "${path}" in VS Code. Close its window or press Ctrl+C to end.`);
  const commandLine = [
    ...[extensionPath, ...helpers].map((folder) => `--extensionDevelopmentPath=${folder}`),
    ...["--new-window", "--wait", path],
  ];
  // On Windows `code` is a script, which only a shell starts.
  const child = isWindows
    ? spawn([program, ...commandLine].map((word) => `"${word}"`).join(" "), { stdio: "inherit", shell: true })
    : spawn(program, commandLine, { stdio: "inherit" });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      resolve(code ?? 0);
    });
  });
}
