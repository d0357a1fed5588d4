import { readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ManifestFile, openFile } from "../core/index.ts";
import { decodeText } from "./decode.ts";
import { textsPacked } from "./packed-chart.ts";
import { leadsNowhere, tooLarge } from "./reasons.ts";
import { readRegularFile } from "./regular-file.ts";
import { diskSource } from "./walk/disk.ts";
import type { Walk } from "./walk/options.ts";
import { walk } from "./walk/walk.ts";

/** One entry of a folder. */
export interface FolderEntry {
  /** Its name, without the folder. */
  readonly name: string;
  readonly type: "file" | "folder";
}

/** The port through which files are read. Its functions reject with an Error if there is nothing to read. */
export interface Files {
  /** The entries of a folder, sorted by name. A link to a file is treated as a file; links to folders and broken links are left out. */
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
    else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(join(folder, name))))) {
      entries.push({ name, type: "file" });
    }
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** False also for a broken link and for links in a circle; true where that cannot be told, as reading it then says why. */
async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    return !leadsNowhere(error);
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
