import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const isWindows = process.platform === "win32";

/** The absolute path of the desktop's `code`, or nothing if it is not on the PATH. */
export function desktopProgram(): string | undefined {
  const name = isWindows ? "code.cmd" : "code";
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Opens a folder or file in a new window of desktop VS Code, with the extension from its folder; both paths are absolute.
 * Resolves with the exit code of `code` when the window is closed.
 */
export async function openDesktop(program: string, extensionPath: string, path: string): Promise<number> {
  console.log(`Opening "${path}" in VS Code. Close its window or press Ctrl+C to end.`);
  const commandLine = [`--extensionDevelopmentPath=${extensionPath}`, "--new-window", "--wait", path];
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
