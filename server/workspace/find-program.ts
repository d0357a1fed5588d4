import { constants } from "node:fs";
import { access, realpath, stat } from "node:fs/promises";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { isWithin } from "./paths.ts";
import { isAbsent } from "./reasons.ts";

/** Where a program is, or that it is not there: `inside` is where it is in the folders that it must not be run from. */
export type FoundProgram =
  | { readonly path: string; readonly folders: readonly string[] }
  | { readonly path?: undefined; readonly inside: string | undefined };

/**
 * The absolute path of a program in the folders of the PATH, with those folders that it may find others in. What is in one of the
 * `fences`, absolute folders, is passed over: what a repository or a workspace brings along is never run. Nor is the current folder
 * searched, as Windows would.
 */
export async function findProgram(name: string, fences: readonly string[]): Promise<FoundProgram> {
  const real = await Promise.all(fences.map(realPath));
  const isFenced = async (path: string): Promise<boolean> => {
    const target = await realPath(path);
    return [...fences, ...real].some((fence) => isWithin(path, fence) || isWithin(target, fence));
  };
  const file = process.platform === "win32" ? `${name}.exe` : name;
  const folders: string[] = [];
  let [found, inside]: (string | undefined)[] = [];
  for (const folder of (variable("PATH") ?? "").split(delimiter).filter((it) => isAbsolute(it))) {
    const path = join(folder, file);
    const isOutside = !(await isFenced(folder));
    if (isOutside) folders.push(folder);
    if (found !== undefined || !(await isProgram(path))) continue;
    if (isOutside && !(await isFenced(path))) found = path;
    else inside ??= path;
  }
  return found === undefined ? { inside } : { path: found, folders };
}

/**
 * The root of the Git repository around a folder, that of a submodule or of another work tree being the one around it where there
 * is one; the folder itself outside of any. No program is taken from it.
 */
export async function fenceAround(folder: string): Promise<string> {
  let fence = folder;
  for (let at = folder; ; at = dirname(at)) {
    const type = await gitAt(at);
    if (type !== undefined) fence = at;
    if (type === "folder" || dirname(at) === at) return fence;
  }
}

/** An environment variable, its name in capitals; on Windows, the case of a name does not matter. */
export function variable(name: string): string | undefined {
  const key = Object.keys(process.env).find((it) => it.toUpperCase() === name);
  return key === undefined ? undefined : process.env[key];
}

async function gitAt(folder: string): Promise<"file" | "folder" | undefined> {
  try {
    return (await stat(join(folder, ".git"))).isFile() ? "file" : "folder";
  } catch (error) {
    return isAbsent(error) ? undefined : "folder";
  }
}

/** The path itself where it does not exist. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    // What cannot be followed cannot be run.
    return path;
  }
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Not there, or not for this user to run: the next folder is searched, as a shell does.
    return false;
  }
}
