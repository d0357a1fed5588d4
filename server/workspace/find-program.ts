import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";

/**
 * The absolute path of a program in the folders of the PATH; `undefined` if it is in none. The current folder is never searched, as
 * Windows would: a workspace could contain anything.
 */
export async function findProgram(name: string): Promise<string | undefined> {
  const folders = (variable("PATH") ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
  const file = process.platform === "win32" ? `${name}.exe` : name;
  for (const folder of folders) {
    const path = join(folder, file);
    if (await isProgram(path)) return path;
  }
  return undefined;
}

/** An environment variable, its name in capitals; on Windows, the case of a name does not matter. */
export function variable(name: string): string | undefined {
  const key = Object.keys(process.env).find((it) => it.toUpperCase() === name);
  return key === undefined ? undefined : process.env[key];
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
