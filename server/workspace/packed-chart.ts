import { posix } from "node:path";
import { decodeText, whyNotText } from "./decode.ts";
import { isPacked, type TarEntry, tarEntries } from "./tar.ts";

/** How many archives may be inside each other. */
const maxDepth = 5;

/** How many bytes a packed chart whose texts are read may have, with those inside it: many times as many as any real one. */
const maxChart = 16 * 1024 * 1024;

/** How many bytes may still be unpacked. It changes while that is done. */
interface Room {
  left: number;
}

/**
 * The files in a packed chart that may have a name, and in the packed charts inside it; rather too many than too few. `undefined`
 * where the archive cannot be read, or is written in a way that another reader may understand in another way.
 */
export function filesPacked(archive: Buffer, name: string, depth = 0): readonly Buffer[] | undefined {
  const entries = depth > maxDepth ? undefined : tarEntries(archive);
  if (entries === undefined) return undefined;
  const files: Buffer[] = [];
  let mayHaveName = false;
  for (const { name: own, prefix, type, content } of entries) {
    if (type === "name") {
      mayHaveName = true;
      continue;
    }
    if (mayHaveName || own.includes(name) || prefix.includes(name)) files.push(content);
    if (isPacked(content)) {
      const inner = filesPacked(content, name, depth + 1);
      if (inner === undefined) return undefined;
      for (const file of inner) files.push(file);
    }
    mayHaveName = false;
  }
  return files;
}

/**
 * The texts in a packed chart by their paths in it, with those of the packed charts inside it below the paths of their archives. The
 * folder that an archive begins with, which may have any name, is left out. `undefined` where it cannot be read.
 */
export function textsPacked(archive: Buffer): ReadonlyMap<string, string> | undefined {
  const room: Room = { left: maxChart };
  const files = chartFiles(archive, room);
  // Where one of the archives inside cannot be read, Helm loads none of it.
  if (files === undefined || room.left < 1) return undefined;
  const texts = [...files].filter(([, bytes]) => whyNotText(bytes) === undefined);
  return new Map(texts.map(([path, bytes]) => [path, decodeText(bytes)]));
}

function chartFiles(archive: Buffer, room: Room, depth = 0): ReadonlyMap<string, Buffer> | undefined {
  const entries = depth > maxDepth || room.left < 1 ? undefined : tarEntries(archive, room.left);
  // What is too large has been unpacked up to there.
  room.left = entries === undefined ? 0 : room.left - entries.reduce((sum, { content }) => sum + content.length, 0);
  if (entries === undefined) return undefined;
  const files = new Map<string, Buffer>();
  let longName: string | undefined;
  for (const entry of entries) {
    if (entry.type === "name") longName = longNameIn(entry) ?? longName;
    if (entry.type === "file") {
      const path = pathIn(longName ?? nameOf(entry));
      if (path === undefined) return undefined;
      files.set(path, entry.content);
    }
    if (entry.type !== "name") longName = undefined;
  }
  for (const [path, content] of files) {
    if (!/^charts\/[^/]+\.tgz$/.test(path) || !isPacked(content)) continue;
    files.delete(path);
    for (const [inner, text] of chartFiles(content, room, depth + 1) ?? []) files.set(`${path}/${inner}`, text);
  }
  return files;
}

function nameOf({ name, prefix }: TarEntry): string {
  const [own, before] = [name, prefix].map((it) => Buffer.from(it.split("\0", 1)[0] ?? "", "latin1").toString("utf8"));
  return before === "" || before === undefined ? (own ?? "") : `${before}/${own ?? ""}`;
}

/** The name that an entry gives to the next one. */
function longNameIn({ letter, content }: TarEntry): string | undefined {
  if (letter === "L") return content.toString("utf8").split("\0", 1)[0];
  return letter === "x" ? pathInRecords(content) : undefined;
}

/** The last path in the records of a pax header, each of which begins with its own length. */
function pathInRecords(content: Buffer): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < content.length;) {
    const length = Number.parseInt(content.subarray(at, at + 12).toString("latin1"), 10);
    if (!(length > 0)) break;
    const record = content.subarray(at, at + length).toString("utf8");
    path = /^\d+ path=(.*)\n$/s.exec(record)?.[1] ?? path;
    at += length;
  }
  return path;
}

/**
 * The path in the chart; `undefined` for a name for which Helm refuses the whole archive.
 * Mirrors `LoadArchiveFiles` in pkg/chart/loader/archive/archive.go of Helm.
 */
function pathIn(name: string): string | undefined {
  const [folder, ...parts] = name.split(name.includes("\\") ? "\\" : "/");
  const written = parts.join("/");
  const path = posix.normalize(written).replace(/\/$/, "");
  const isRefused = written.startsWith("/") || path === "." || path.startsWith("..") || /^[a-zA-Z]:\//.test(path);
  return isRefused || folder === "Chart.yaml" ? undefined : path;
}
