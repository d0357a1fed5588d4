// Plain JavaScript: run.mjs needs it before there is a Node that runs TypeScript.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The absolute path of the desktop's `code`, or nothing if it is not on the PATH. */
export function desktopProgram() {
  const name = process.platform === "win32" ? "code.cmd" : "code";
  // An empty or relative entry means the current folder, whose files nobody has installed.
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find((path) => isProgram(path));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
