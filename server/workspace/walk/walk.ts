import { Slices } from "../slices.ts";
import { Batch } from "./batch.ts";
import { type Pending, type SearchedFolder, searchFolder, searchRoot } from "./folder.ts";
import { type Findings, type FoundFile, type LeftOut, type WalkOptions, type WalkTask, wantedBy } from "./options.ts";
import { isWithin } from "../paths.ts";
import { linkToFolder, linkToNothing, notRegular } from "../reasons.ts";
import type { WalkSource } from "./source.ts";

/** Searches a folder in small portions of work, each with what it found. Throws the reason of the signal once that aborts. */
export async function* walk(
  source: WalkSource,
  task: WalkTask,
  signal: AbortSignal | undefined,
): AsyncGenerator<Findings, void, undefined> {
  const { options, only } = task;
  const { maxEntries = 1_000_000 } = options;
  const slices = new Slices();
  const batch = new Batch((path) => only === undefined || isWithin(path, only));
  /** The next one is the last. */
  const pending: Pending[] = [];
  let seen = 0;
  const take = (folder: SearchedFolder): void => {
    seen += folder.seen;
    for (const leftOut of folder.leftOut) batch.add(leftOut);
    for (const child of folder.children.toReversed()) pending.push(child);
  };
  take(await searchRoot(source, task));
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    signal?.throwIfAborted();
    if (next.type !== "folder") {
      batch.add(await lookAt(source, next, options));
    } else if (seen <= maxEntries) {
      take(await searchFolder(source, next, task));
    } else {
      const limit = maxEntries.toLocaleString("en");
      batch.add({
        path: next.path,
        reason: `the search stopped here, after ${limit} files and folders: name folders without manifests in a ".gitignore"`,
      });
      break;
    }
    if (batch.isFull) yield batch.take();
    await slices.next();
  }
  signal?.throwIfAborted();
  yield batch.take();
}

/** The result for an entry that is not a folder: nothing for most of them. */
async function lookAt(
  source: WalkSource,
  { path, name, type }: Pending,
  options: WalkOptions,
): Promise<FoundFile | LeftOut | undefined> {
  const found = type === "link" ? await source.typeOf(path) : type;
  if (found === "folder") return { path, reason: linkToFolder };
  const wanted = wantedBy(options, name);
  if (wanted === undefined) return undefined;
  if (typeof found === "object") return { path, ...found };
  if (found === "nothing") return { path, reason: linkToNothing };
  if (found !== "file") return { path, reason: notRegular };
  const { containing = [] } = wanted;
  if (options.contents === "paths" && containing.length === 0) return { path };
  const content = await source.read(path, containing, options.contents);
  return content && { path, ...content };
}
