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
      if (path !== undefined) files.set(path, entry.content);
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
function longNameIn({ content }: TarEntry): string | undefined {
  const text = content.toString("utf8");
  return /^\d+ path=(.*)$/m.exec(text)?.[1] ?? (text.includes("=") ? undefined : text.split("\0", 1)[0]);
}

/** The path in the chart; `undefined` for one that leads out of it. */
function pathIn(name: string): string | undefined {
  const parts = name.split("/").filter((part) => part !== "" && part !== ".");
  return parts.length < 2 || parts.includes("..") || name.includes("\\") ? undefined : parts.slice(1).join("/");
}
