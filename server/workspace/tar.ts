import { gunzipSync } from "node:zlib";

/** The largest archive that is looked into, unpacked, in bytes. */
const maxUnpacked = 64 * 1024 * 1024;

/** One entry of an archive. */
export interface TarEntry {
  /** Its name and what may stand in front of it, as bytes of latin1. */
  readonly name: string;
  readonly prefix: string;
  /** A link and a device are files without content, as for Helm. `name` gives the next entry another name, or other properties. */
  readonly type: "file" | "name" | "folder";
  /** How the archive writes the type. */
  readonly letter: string;
  readonly content: Buffer;
}

/**
 * The entries of a packed archive; `undefined` where it cannot be read, is larger than `most` bytes, or another reader may see others
 * in it.
 */
export function tarEntries(archive: Buffer, most: number = maxUnpacked): readonly TarEntry[] | undefined {
  const bytes = unpack(archive, most);
  if (bytes === undefined) return undefined;
  const entries: TarEntry[] = [];
  for (let at = 0; at + block <= bytes.length;) {
    const header = bytes.subarray(at, at + block);
    // The archive ends with blocks of zeros.
    if (header.every((byte) => byte === 0)) break;
    const [size, letter] = [sizeIn(header), String.fromCharCode(header[typeAt] ?? 0)];
    const type = types.find(([letters]) => letters.includes(letter))?.[1];
    const content = bytes.subarray(at + block, at + block + (size ?? 0));
    // Only files have content; others give it in ways of their own.
    if (size === undefined || content.length < size || type === undefined) return undefined;
    if (!"0\0".includes(letter) && type !== "name" && size > 0) return undefined;
    if (type === "name" && changesSize.some((word) => content.includes(word))) return undefined;
    entries.push({ name: textIn(header, 0, 100), prefix: textIn(header, 345, 500), type, letter, content });
    at += block + Math.ceil(size / block) * block;
  }
  return entries;
}

/** Whether a file is packed. */
export function isPacked(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

const block = 512;
const typeAt = 156;

/** The letters of files, links, devices and pipes, those of folders, and those of entries that are about the next one. */
const types: readonly (readonly [letters: string, type: TarEntry["type"]])[] = [
  ["0\x0012346", "file"],
  ["5", "folder"],
  ["xgLK", "name"],
];

const changesSize: readonly string[] = [" size=", "GNU.sparse"];

function textIn(header: Buffer, start: number, end: number): string {
  return header.subarray(start, end).toString("latin1");
}

function sizeIn(header: Buffer): number | undefined {
  const digits = /^ *([0-7]+)[ \0]*$/.exec(header.subarray(124, 136).toString("latin1"))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

function unpack(archive: Buffer, most: number): Buffer | undefined {
  try {
    return gunzipSync(archive, { maxOutputLength: most });
  } catch {
    // It is no archive, or one that is too large.
    return undefined;
  }
}
