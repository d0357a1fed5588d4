// Plain JavaScript: run.mjs needs it before there is a Node that runs TypeScript.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The absolute path of the desktop's `code`, or nothing if it is not on the PATH. */
export function desktopProgram() {
  const name = process.platform === "win32" ? "code.cmd" : "code";
  const folders = (process.env.PATH ?? "").split(delimiter);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}
