import { stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { hasTooManyAlternatives, matchesPath } from "../../core/index.ts";
import { pathFrom } from "../../workspace/file-tree.ts";

/** A PATH of the user, with the glob pattern in it apart. */
export interface LintPath {
  /** As it was given. */
  readonly given: string;
  /** The file or folder that is read. */
  readonly path: string;
  /** Only what matches is meant: a pattern for what is below the path. */
  readonly pattern?: string;
}

/** Takes the patterns out of paths that a shell did not expand, as in quotes. What exists under such a name is no pattern. */
export async function readLintPaths(paths: readonly string[]): Promise<readonly LintPath[]> {
  return Promise.all(paths.map(async (given) => ((await exists(given)) ? { given, path: given } : toPattern(given))));
}

/** Whether a file that is found below a path is meant by it. */
export function isMeant({ path, pattern }: LintPath, file: string): boolean {
  return pattern === undefined || matchesPath(pattern, pathFrom(resolve(path), resolve(file)));
}

function toPattern(given: string): LintPath {
  const parts = given.split(sep).flatMap((part) => part.split("/"));
  const first = parts.findIndex((part) => /[*?[{]/.test(part));
  if (first < 0 || hasTooManyAlternatives(given)) return { given, path: given };
  const folder = parts.slice(0, first).join(sep);
  return { given, path: folder === "" ? rootOf(given) : folder, pattern: parts.slice(first).join("/") };
}

function rootOf(given: string): string {
  return given.startsWith("/") ? "/" : ".";
}

async function exists(path: string): Promise<boolean> {
  if (path === "-") return true;
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
