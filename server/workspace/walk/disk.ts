import { isUtf8 } from "node:buffer";
import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { maxSize, notText, reasonOf, tooLarge } from "../reasons.ts";
import type { PathType, Unreadable, WalkEntry, WalkSource } from "./source.ts";

/** Most files fit into this many bytes and are read in one go. */
const bufferSize = 256 * 1024;

/** A pipe that has just replaced a file must not block reading. */
const flags = constants.O_RDONLY | ((constants.O_NONBLOCK as number | undefined) ?? 0);

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
      return readInto(buffer, path);
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
      if (!isUtf8(bytes)) return { reason: notText };
      if (!containing.every((text) => bytes.includes(needleOf(text)))) return undefined;
      return contents === "texts" ? { text: bytes.toString("utf8") } : {};
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

function typeOf(path: string): PathType {
  try {
    const stats = statSync(path);
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "other";
  } catch {
    return "nothing";
  }
}

/** The bytes of a file, in the buffer if they fit: they are valid until the next file is read. */
function readInto(buffer: Buffer, path: string): Buffer | Unreadable {
  const file = openSync(path, flags);
  try {
    const length = fill(file, buffer, 0);
    if (length < buffer.length) return buffer.subarray(0, length);
    const { size } = fstatSync(file);
    if (size > maxSize) return { reason: tooLarge };
    const bytes = Buffer.allocUnsafeSlow(Math.max(size, length));
    buffer.copy(bytes);
    return bytes.subarray(0, fill(file, bytes, length));
  } finally {
    closeSync(file);
  }
}

/** Continues reading into a buffer, up to the end of the file or of the buffer. Returns the number of bytes in the buffer. */
function fill(file: number, buffer: Buffer, start: number): number {
  let length = start;
  while (length < buffer.length) {
    const read = readSync(file, buffer, length, buffer.length - length, null);
    if (read === 0) break;
    length += read;
  }
  return length;
}
