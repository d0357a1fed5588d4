import { basename, dirname } from "node:path";
import type { Files, FolderEntry } from "../files.ts";
import type { WalkOptions } from "./options.ts";
import { isAbsent, reasonOf, tooLarge } from "../reasons.ts";

/** What a path leads to: "nothing" also for a broken link, "other" for pipes, sockets and devices. */
export type PathType = "file" | "folder" | "other" | "nothing";

/** One entry of a folder. */
export interface WalkEntry {
  /** Its name, without the folder. */
  readonly name: string;
  readonly type: "file" | "folder" | "link" | "other";
}

/** Why a file could not be read, for the user, in words that fit in parentheses. */
export interface Unreadable {
  readonly reason: string;
}

/** A file that contains the required texts, with its own text if that was asked for. */
export interface Content {
  readonly text?: string;
}

/** What a search reads from. It may answer synchronously. */
export interface WalkSource {
  /** The entries of a folder, in any order. Throws if it cannot be listed. */
  readonly list: (folder: string) => Answer<readonly WalkEntry[]>;
  readonly typeOf: (path: string) => Answer<PathType | Unreadable>;
  /** Reads a regular file; `undefined` if there are lists of required texts, and it does not contain all of one. */
  readonly read: (
    path: string,
    containing: readonly (readonly string[])[],
    contents: WalkOptions["contents"],
  ) => Answer<Content | Unreadable | undefined>;
  /** Reads a regular file as a text in which each character is a byte. */
  readonly readBytes: (path: string) => Answer<string | Unreadable>;
}

type Answer<Value> = Promise<Value> | Value;

/** Whether a file is wanted for the texts in it. */
export function isWanted(containing: readonly (readonly string[])[], includes: (text: string) => boolean): boolean {
  return containing.length === 0 || containing.some((texts) => texts.every(includes));
}

/** Files that somebody else lists and reads: those of an earlier commit, or of a test. */
export function filesSource(files: Pick<Files, "list" | "read">): WalkSource {
  const textOf = async (path: string): Promise<string | Unreadable> => {
    try {
      return (await files.read(path)) ?? { reason: tooLarge };
    } catch (error) {
      return { reason: reasonOf(error) };
    }
  };
  return {
    list: async (folder) =>
      (await files.list(folder)).map(({ name, type }) => ({
        name,
        type: type === "file" || type === "folder" ? type : "link",
      })),
    typeOf: async (path) => {
      try {
        const type = (await files.list(dirname(path))).find(({ name }) => name === basename(path))?.type;
        return type === undefined ? "nothing" : behind[type];
      } catch (error) {
        return isAbsent(error) ? "nothing" : { reason: reasonOf(error) };
      }
    },
    read: async (path, containing, contents) => {
      const text = await textOf(path);
      if (typeof text !== "string") return text;
      if (!isWanted(containing, (part) => text.includes(part))) return undefined;
      return contents === "texts" ? { text } : {};
    },
    readBytes: async (path) => {
      const text = await textOf(path);
      return typeof text === "string" ? Buffer.from(text, "utf8").toString("latin1") : text;
    },
  };
}

/** What a path leads to, by the types of entries. */
const behind: Readonly<Record<FolderEntry["type"], PathType>> = {
  file: "file",
  folder: "folder",
  "linked folder": "folder",
  "broken link": "nothing",
};
