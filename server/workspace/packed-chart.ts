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
    if (header[0] === 0) break;
    const [size, type] = [sizeIn(header), String.fromCharCode(header[typeAt] ?? 0)];
    const content = bytes.subarray(at + block, at + block + (size ?? 0));
    if (size === undefined || content.length < size) return undefined;
    at += block + Math.ceil(size / block) * block;
    if (longNames.includes(type)) {
      if (changesSize.some((word) => content.includes(word))) return undefined;
      mayHaveName = true;
      continue;
    }
    if (mayHaveName || header.subarray(0, nameLength).toString("latin1").includes(name)) files.push(content);
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
const nameLength = 100;
const typeAt = 156;

/** The types of entries that give the next one another name, or other properties. */
const longNames: readonly string[] = ["x", "g", "L", "K"];
const changesSize: readonly string[] = [" size=", "GNU.sparse"];

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
