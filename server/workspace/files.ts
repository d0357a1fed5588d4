import { isUtf8 } from "node:buffer";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type ManifestFile, openFile } from "../core/index.ts";
import { maxSize, notRegular, notText, utf16 } from "./reasons.ts";
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
  /**
   * The text of a file with its byte order mark; `undefined` if it is a manifest that Argo CD cannot read: not valid UTF-8, or larger
   * than 128 MB.
   */
  readonly read: (path: string) => Promise<string | undefined>;
  /** Searches a folder and everything below it. */
  readonly walk: Walk;
}

/** The files of this machine. */
export const nodeFiles: Files = { list, read, walk: (task, signal) => walk(diskSource(), task, signal) };

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

/** False also for a broken link and for links in a circle. */
async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

async function read(path: string): Promise<string | undefined> {
  const stats = await stat(path);
  // Reading a pipe or a device might never end; a folder has an error of its own.
  if (!stats.isFile() && !stats.isDirectory()) throw new Error(notRegular);
  if (stats.size > maxSize) return undefined;
  const bytes = await readFile(path);
  // Argo CD reads UTF-16, so nothing can be said about such a file.
  if (isUtf16(bytes)) throw new Error(utf16);
  const text = decodeText(bytes);
  if (text === undefined && !looksLikeManifest(bytes)) throw new Error(notText);
  return text;
}

/** Whether Argo CD complains of a file that it cannot read. Mirrors `getObjsFromYAMLOrJson` in reposerver/repository/repository.go. */
function looksLikeManifest(bytes: Buffer): boolean {
  return ["apiVersion:", "kind:", "metadata:"].every((key) => bytes.includes(key));
}

function isUtf16(bytes: Buffer): boolean {
  const mark = bytes.subarray(0, 2).toString("latin1");
  return mark === "\xff\xfe" || mark === "\xfe\xff";
}

/** A text from the disk as a file, without its byte order mark: editors show none either, so columns are the same. */
export function openText(text: string): ManifestFile {
  return openFile(text.slice(markOf(text).length));
}

/** The byte order mark that a text begins with; "" if there is none. */
export function markOf(text: string): string {
  return text.startsWith("\uFEFF") ? "\uFEFF" : "";
}

/** Bytes as text, byte order mark included; `undefined` if they are not UTF-8. */
export function decodeText(bytes: Buffer): string | undefined {
  return isUtf8(bytes) ? bytes.toString("utf8") : undefined;
}
