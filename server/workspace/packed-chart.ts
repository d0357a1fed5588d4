import { gunzipSync } from "node:zlib";

/** The largest archive that is looked into, unpacked, in bytes. */
const maxUnpacked = 64 * 1024 * 1024;

/** How many archives may be inside each other. */
const maxDepth = 5;

/**
 * The files in a packed chart that may have a name, and in the packed charts inside it; rather too many than too few. `undefined`
 * where the archive cannot be read, or is written in a way that another reader may understand in another way.
 */
export function filesPacked(archive: Buffer, name: string, depth = 0): readonly Buffer[] | undefined {
  const bytes = unpack(archive);
  if (bytes === undefined || depth > maxDepth) return undefined;
  const files: Buffer[] = [];
  let mayHaveName = false;
  for (let at = 0; at + block <= bytes.length;) {
    const header = bytes.subarray(at, at + block);
    // The archive ends with blocks of zeros.
    if (header.every((byte) => byte === 0)) break;
    const [size, type] = [sizeIn(header), String.fromCharCode(header[typeAt] ?? 0)];
    const content = bytes.subarray(at + block, at + block + (size ?? 0));
    if (size === undefined || content.length < size) return undefined;
    // Others have no content whatever their size is, or give it in ways of their own.
    if (![...plainFiles, ...longNames].includes(type) && !(withoutContent.includes(type) && size === 0))
      return undefined;
    at += block + Math.ceil(size / block) * block;
    if (longNames.includes(type)) {
      if (changesSize.some((word) => content.includes(word))) return undefined;
      mayHaveName = true;
      continue;
    }
    if (mayHaveName || namesOf(header).some((it) => it.includes(name))) files.push(content);
    if (isPacked(content)) {
      const inner = filesPacked(content, name, depth + 1);
      if (inner === undefined) return undefined;
      for (const file of inner) files.push(file);
    }
    mayHaveName = false;
  }
  return files;
}

const block = 512;
const typeAt = 156;

/** The types of files, and those of links, devices, folders and pipes. */
const plainFiles: readonly string[] = ["0", "\0"];
const withoutContent: readonly string[] = ["1", "2", "3", "4", "5", "6"];

/** The types of entries that give the next one another name, or other properties. */
const longNames: readonly string[] = ["x", "g", "L", "K"];
const changesSize: readonly string[] = [" size=", "GNU.sparse"];

/** The name of an entry, and what may stand in front of it, which can be all that there is of it. */
function namesOf(header: Buffer): readonly string[] {
  return [header.subarray(0, 100), header.subarray(345, 500)].map((bytes) => bytes.toString("latin1"));
}

function sizeIn(header: Buffer): number | undefined {
  const digits = /^ *([0-7]+)[ \0]*$/.exec(header.subarray(124, 136).toString("latin1"))?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 8);
}

function isPacked(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unpack(archive: Buffer): Buffer | undefined {
  try {
    return gunzipSync(archive, { maxOutputLength: maxUnpacked });
  } catch {
    // It is no archive, or one that is too large.
    return undefined;
  }
}
