import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ManifestFile, openFile } from "../core/index.ts";
import { decodeText } from "./decode.ts";
import { textsPacked } from "./packed-chart.ts";
import { isWithin } from "./paths.ts";
import { leadsNowhere, tooLarge } from "./reasons.ts";
import { readRegularFile } from "./regular-file.ts";
import { diskSource } from "./walk/disk.ts";
import type { Walk } from "./walk/options.ts";
import { walk } from "./walk/walk.ts";

/** One entry of a folder. */
export interface FolderEntry {
  /** Its name, without the folder. */
  readonly name: string;
  /** Argo CD follows links to folders, and minds broken ones, in charts only. */
  readonly type: "file" | "folder" | "linked folder" | "broken link";
}

/** The port through which files are read. Its functions reject with an Error if there is nothing to read. */
export interface Files {
  /** The entries of a folder, sorted by name. A link to a file is treated as a file. */
  readonly list: (folder: string) => Promise<readonly FolderEntry[]>;
  /** The text of a file, as `decodeText` reads it; `undefined` if it is larger than 128 MB. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** The texts in a packed chart, by their paths in it; `undefined` if it cannot be unpacked. */
  readonly unpack: (path: string) => Promise<ReadonlyMap<string, string> | undefined>;
  /** Searches a folder and everything below it. */
  readonly walk: Walk;
  /** Where a path leads once all links are followed; `undefined` if that cannot be told. Absent where there are no links. */
  readonly realPath?: (path: string) => Promise<string | undefined>;
}

/** The files of this machine. */
export const nodeFiles: Files = {
  list,
  read,
  unpack,
  walk: (task, signal) => walk(diskSource(), task, signal),
  realPath,
};

async function realPath(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch {
    // It is gone, or not saved yet.
    return undefined;
  }
}

async function list(folder: string): Promise<readonly FolderEntry[]> {
  const entries: FolderEntry[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (entry.isDirectory()) entries.push({ name, type: "folder" });
    else if (entry.isFile()) entries.push({ name, type: "file" });
    else if (entry.isSymbolicLink()) {
      const type = await typeBehind(join(folder, name));
      if (type !== undefined) entries.push({ name, type });
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** `undefined` for what is no regular file; a file where that cannot be told, as reading it then says why. */
async function typeBehind(link: string): Promise<FolderEntry["type"] | undefined> {
  try {
    const found = await stat(link);
    if (found.isDirectory()) return "linked folder";
    return found.isFile() ? "file" : undefined;
  } catch (error) {
    return leadsNowhere(error) ? "broken link" : "file";
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return decodeText(await readRegularFile(path));
  } catch (error) {
    if (error instanceof Error && error.message === tooLarge) return undefined;
    throw error;
  }
}

async function unpack(path: string): Promise<ReadonlyMap<string, string> | undefined> {
  return textsPacked(await readRegularFile(path));
}

/** A text from the disk as a file, without its byte order mark: editors show none either, so columns are the same. */
export function openText(text: string): ManifestFile {
  return openFile(text.slice(markOf(text).length));
}

/** The byte order mark that a text begins with; "" if there is none. */
export function markOf(text: string): string {
  return text.startsWith("\uFEFF") ? "\uFEFF" : "";
}

/** Whether what a path leads to is in a folder, all links followed. */
export async function leadsInto(
  path: string,
  root: string,
  realPath: NonNullable<Files["realPath"]>,
): Promise<boolean> {
  const [real, realRoot] = await Promise.all([realPath(path), realPath(root)]);
  // What is open may not be saved yet.
  return real === undefined || realRoot === undefined || isWithin(real, realRoot);
}
