import type { FolderEntry, Files } from "../../server/workspace/files.ts";
import { walkFiles } from "../../server/workspace/walk/find.ts";

/**
 * Files that stand in memory, by absolute path with `/`, and the texts in packed charts by their paths there; the records may be
 * changed at any time.
 */
export function memoryFiles(
  texts: Record<string, string>,
  archives: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Files {
  const files = {
    list: (folder: string): Promise<readonly FolderEntry[]> => {
      const entries = new Map<string, FolderEntry>();
      for (const path of Object.keys(texts)) {
        if (!path.startsWith(`${folder}/`)) continue;
        const [name = "", ...rest] = path.slice(folder.length + 1).split("/");
        entries.set(name, { name, type: rest.length === 0 ? "file" : "folder" });
      }
      if (entries.size === 0) return absence(`There is no folder "${folder}".`);
      return Promise.resolve([...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
    },
    read: (path: string): Promise<string | undefined> => {
      const text = texts[path];
      return text === undefined ? absence(`There is no file "${path}".`) : Promise.resolve(text);
    },
  };
  const unpack = (path: string): Promise<ReadonlyMap<string, string> | undefined> => {
    const packed = archives[path];
    return Promise.resolve(packed && new Map(Object.entries(packed)));
  };
  return { ...files, unpack, walk: walkFiles(files) };
}

/** What Node says about a file that does not exist. */
function absence(message: string): Promise<never> {
  return Promise.reject(Object.assign(new Error(message), { code: "ENOENT" }));
}
