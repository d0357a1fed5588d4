import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** An input that did harm once. */
export interface FuzzFind {
  /** The name of the target. */
  readonly target: string;
  /** What was wrong, in one sentence. */
  readonly reason: string;
  readonly input: string;
}

/** Where inputs are kept that did harm once; the tests try each of them. */
export const findsFolder: string = join(import.meta.dirname, "..", "fixtures", "fuzz-finds");

/** The inputs that are kept, in the order of their names. */
export function readFinds(): readonly FuzzFind[] {
  return globSync("*.json", { cwd: findsFolder })
    .sort()
    .map((name) => readFind(join(findsFolder, name)));
}

/** Reads one file. It is JSON, so that every character of an input can be written. */
export function readFind(path: string): FuzzFind {
  return JSON.parse(readFileSync(path, "utf8")) as FuzzFind;
}

/** Writes a find into a folder. Returns the path of the file. */
export function writeFind(folder: string, find: FuzzFind): string {
  mkdirSync(folder, { recursive: true });
  const words = `${find.target} ${find.reason}`.toLowerCase().match(/[a-z]+/g) ?? [];
  const path = join(folder, `${words.slice(0, 12).join("-")}.json`);
  writeFileSync(path, `${JSON.stringify(find, undefined, 2)}\n`);
  return path;
}
