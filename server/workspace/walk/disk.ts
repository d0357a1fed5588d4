import { type Dirent, readdirSync, statSync } from "node:fs";
import { decodeText, whyNotText } from "../decode.ts";
import { leadsNowhere, reasonOf } from "../reasons.ts";
import { readRegularFileSync } from "../regular-file.ts";
import { isWanted, type PathType, type Unreadable, type WalkEntry, type WalkSource } from "./source.ts";

/** Most files fit into this many bytes and are read in one go. */
const bufferSize = 256 * 1024;

/** The files of this machine, read at once: for a worker, or for small portions of work. */
export function diskSource(): WalkSource {
  const buffer = Buffer.allocUnsafeSlow(bufferSize);
  const needles = new Map<string, Buffer>();
  const needleOf = (text: string): Buffer => {
    const needle = needles.get(text) ?? Buffer.from(text, "utf8");
    needles.set(text, needle);
    return needle;
  };
  const bytesOf = (path: string): Buffer | Unreadable => {
    try {
      return readRegularFileSync(path, buffer);
    } catch (error) {
      return { reason: reasonOf(error) };
    }
  };
  return {
    list: (folder) => readdirSync(folder, { withFileTypes: true }).map(toEntry),
    typeOf,
    read: (path, containing, contents) => {
      const bytes = bytesOf(path);
      if ("reason" in bytes) return bytes;
      const reason = whyNotText(bytes);
      if (reason !== undefined) return { reason };
      if (!isWanted(containing, (text) => bytes.includes(needleOf(text)))) return undefined;
      return contents === "texts" ? { text: decodeText(bytes) } : {};
    },
    readBytes: (path) => {
      const bytes = bytesOf(path);
      return "reason" in bytes ? bytes : bytes.toString("latin1");
    },
  };
}

function toEntry(entry: Dirent): WalkEntry {
  const type = entry.isFile() ? "file" : entry.isDirectory() ? "folder" : entry.isSymbolicLink() ? "link" : "other";
  return { name: entry.name, type };
}

function typeOf(path: string): PathType | Unreadable {
  try {
    const stats = statSync(path);
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other";
  } catch (error) {
    return leadsNowhere(error) ? "nothing" : { reason: reasonOf(error) };
  }
}
