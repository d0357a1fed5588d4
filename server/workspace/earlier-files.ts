import { basename, dirname, sep } from "node:path";
import type { Files, FolderEntry } from "./files.ts";
import { absence, isAbsent } from "./reasons.ts";
import { walkFiles } from "./walk/find.ts";

/** The texts of some files at an earlier time, by path; `null` if there was no such file. */
export type EarlierTexts = ReadonlyMap<string, string | null>;

/** The files as they were: with the given texts, and the others as they are now. */
export function earlierFiles(files: Files, texts: EarlierTexts): Files {
  const earlier = {
    list: async (folder: string): Promise<readonly FolderEntry[]> => {
      const entries = new Map((await entriesNow(files, folder)).map((entry) => [entry.name, entry]));
      for (const [path, text] of texts) {
        if (text === null && dirname(path) === folder) entries.delete(basename(path));
        if (text !== null && path.startsWith(folder + sep)) {
          const [name = "", ...rest] = path.slice(folder.length + sep.length).split(sep);
          entries.set(name, { name, type: rest.length === 0 ? "file" : "folder" });
        }
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read: (path: string): Promise<string | undefined> => {
      const text = texts.get(path);
      if (text === null) return Promise.reject(absence());
      return text === undefined ? files.read(path) : Promise.resolve(text);
    },
  };
  return { ...earlier, unpack: files.unpack, walk: walkFiles(earlier) };
}

/** A folder that no longer exists may have existed then. */
async function entriesNow(files: Files, folder: string): Promise<readonly FolderEntry[]> {
  try {
    return await files.list(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
