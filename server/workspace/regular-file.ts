import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { maxSize, notRegular, tooLarge } from "./reasons.ts";

/** A flag for opening files; 0 where this system does not know it, as Windows knows few. */
export function flag(name: "O_NOFOLLOW" | "O_NONBLOCK" | "O_NOCTTY"): number {
  const known: Readonly<Partial<Record<string, number>>> = constants;
  return known[name] ?? 0;
}

/**
 * How files are opened for reading: a pipe that nobody writes to must not block, and a terminal must not become that of this
 * process.
 */
const flags: number = constants.O_RDONLY | flag("O_NONBLOCK") | flag("O_NOCTTY");

/**
 * The bytes of a regular file, perhaps behind a link. With `readRegularFileSync` the only place that opens files for reading: what
 * was opened is looked at again, because it may have become a pipe or a device since its path was looked at, and reading those
 * may never end. Rejects with an Error whose reason is `notRegular` or `tooLarge`, or that Node gives.
 */
export async function readRegularFile(path: string): Promise<Buffer> {
  // Opening alone does something to some devices.
  checkType(await stat(path));
  const handle = await open(path, flags);
  try {
    return await readToEnd(handle);
  } finally {
    await handle.close();
  }
}

/**
 * The same at once, for a worker. The bytes are in the buffer if they fit there, so they are valid until that is used again.
 * The caller has seen that there is a regular file.
 */
export function readRegularFileSync(path: string, buffer: Buffer): Buffer {
  const file = openSync(path, flags);
  try {
    const { size } = checkSize(checkType(fstatSync(file)));
    let bytes = size < buffer.length ? buffer : Buffer.allocUnsafeSlow(size + 1);
    for (let length = 0; ;) {
      const count = readSync(file, bytes, length, bytes.length - length, null);
      if (count === 0) return bytes.subarray(0, length);
      length += count;
      if (length === bytes.length) bytes = larger(bytes);
    }
  } finally {
    closeSync(file);
  }
}

async function readToEnd(handle: FileHandle): Promise<Buffer> {
  const { size } = checkSize(checkType(await handle.stat()));
  let bytes: Buffer = Buffer.allocUnsafeSlow(size + 1);
  for (let length = 0; ;) {
    const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
    if (bytesRead === 0) return bytes.subarray(0, length);
    length += bytesRead;
    if (length === bytes.length) bytes = larger(bytes);
  }
}

function checkType(stats: Stats): Stats {
  if (stats.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
  if (!stats.isFile()) throw new Error(notRegular);
  return stats;
}

function checkSize(stats: Stats): Stats {
  if (stats.size > maxSize) throw new Error(tooLarge);
  return stats;
}

/** Room for more, as the file has grown or does not know its size. Throws once it is too large: some files never end. */
function larger(bytes: Buffer): Buffer {
  if (bytes.length > maxSize) throw new Error(tooLarge);
  const grown = Buffer.allocUnsafeSlow(Math.min(2 * bytes.length + 64 * 1024, maxSize + 1));
  bytes.copy(grown);
  return grown;
}
