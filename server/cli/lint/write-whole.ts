import { randomUUID } from "node:crypto";
import {
  type BigIntStats,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { notRegular, reasonOf } from "../../workspace/reasons.ts";
import { flag } from "../../workspace/regular-file.ts";

/** A file to write. */
export interface Writing {
  /** Its absolute path, without any link in it. */
  readonly target: string;
  /** The text that it has now; both are with the byte order mark. */
  readonly before: string;
  readonly after: string;
}

/**
 * Replaces the text of a file at once, so that whatever happens there is the whole old text or the whole new one: the new one is
 * written beside the file and put in its place. Nothing waits in between, so `uninterrupted` keeps signals from leaving that file
 * behind; only a killed process can.
 *
 * Writing into the file itself would keep everything about it, but a crash or a full disk would lose its text. The new file gets
 * the owner, the group and the permissions of the old one. Extended attributes and access control lists are those that the folder
 * gives to new files, since Node can read none.
 *
 * Throws an Error with the reason, and changes nothing, where something would be lost: the file has another name (a hard link),
 * nobody may write to it, its owner cannot be kept, or it is not what was read any more.
 */
export function writeWhole({ target, before, after }: Writing): void {
  checkPlace(target);
  const seen = statsOfUnchanged(target, Buffer.from(before));
  const temporary = temporaryBeside(target);
  const file = create(temporary, onlyOurs);
  try {
    try {
      writeFileSync(file, after);
      takeOver(file, seen);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    checkPlace(target);
    if (!isSame(lstatSync(target, { bigint: true }), seen)) throw new Error(changed);
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/**
 * Makes a file, or replaces the one that has its name, at once; its folder has no link in its path. Throws an Error with the reason,
 * and changes nothing, where something else has that name: a folder, a device, or a link, such as `/dev/stdout`, which may be there
 * for others too.
 */
export function replaceWhole(target: string, text: string): void {
  const there = lstatSync(target, { throwIfNoEntry: false });
  if (there?.isSymbolicLink() === true) throw new Error("it is a link, so name the file that it leads to");
  if (there !== undefined && !there.isFile()) throw new Error(notRegular);
  const temporary = temporaryBeside(target);
  const file = create(temporary, 0o666);
  try {
    try {
      writeFileSync(file, text);
      if (there !== undefined) fchmodSync(file, there.mode & 0o777);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Runs something that writes files, and ends this process only between two of them when a signal asks for it. */
export async function uninterrupted<Result>(run: () => Promise<Result>): Promise<Result> {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const release = (): void => {
    for (const signal of signals) process.off(signal, end);
  };
  const end = (signal: NodeJS.Signals): void => {
    release();
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.on(signal, end);
  try {
    return await run();
  } finally {
    release();
  }
}

function temporaryBeside(target: string): string {
  return join(dirname(target), `.argocd-annotations-${randomUUID()}.tmp`);
}

const changed = "it has changed since it was read";

/** The file or a folder around it may have become a link. */
function checkPlace(target: string): void {
  if (realpathSync(target) !== target) throw new Error(changed);
}

/** Opens the file as if to write to it, which says whether that is allowed, and looks at what was opened. */
function statsOfUnchanged(target: string, expected: Buffer): BigIntStats {
  const file = openSync(target, constants.O_RDWR | flag("O_NOFOLLOW") | flag("O_NONBLOCK") | flag("O_NOCTTY"));
  try {
    const stats = fstatSync(file, { bigint: true });
    if (!stats.isFile()) throw new Error(notRegular);
    if (stats.nlink > 1n) throw new Error("it has another name (a hard link), which would keep the old text");
    if (stats.size !== BigInt(expected.length) || !startOf(file, expected.length).equals(expected)) {
      throw new Error(changed);
    }
    return stats;
  } finally {
    closeSync(file);
  }
}

function startOf(file: number, size: number): Buffer {
  const bytes = Buffer.alloc(size);
  for (let length = 0; length < size;) {
    const count = readSync(file, bytes, length, size - length, length);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
  }
  return bytes;
}

/** A file that nobody else can read yet. */
const onlyOurs = 0o600;

function create(path: string, mode: number): number {
  try {
    return openSync(path, "wx", mode);
  } catch (error) {
    throw new Error(`no file can be made in its folder: ${reasonOf(error)}`, { cause: error });
  }
}

/** Gives a new file the owner, the group and the permissions of another one: those come last, so that no other owner gets them. */
function takeOver(file: number, { uid, gid, mode }: BigIntStats): void {
  const made = fstatSync(file, { bigint: true });
  try {
    if (made.uid !== uid || made.gid !== gid) fchownSync(file, Number(uid), Number(gid));
  } catch (error) {
    throw new Error(`its owner and group cannot be kept: ${reasonOf(error)}`, { cause: error });
  }
  // Some file systems know no permissions and refuse to change them.
  if (made.mode !== mode) fchmodSync(file, Number(mode & 0o7777n));
}

function isSame(one: BigIntStats, other: BigIntStats): boolean {
  return (["dev", "ino", "mode", "size", "mtimeNs", "ctimeNs"] as const).every((key) => one[key] === other[key]);
}
