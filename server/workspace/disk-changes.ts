import { stat } from "node:fs/promises";
import { findAll } from "./walk/find.ts";
import type { Walk, WantedFiles } from "./walk/options.ts";

/** A file that came, changed or went. */
export interface DiskChange {
  readonly path: string;
  readonly what: "created" | "changed" | "deleted";
}

/** How many files are asked about at the same time. */
const atOnce = 64;

/** Finds what has changed on disk, for those whom no watcher tells. */
export class DiskChanges {
  readonly #walk: Walk;
  readonly #followed: () => WantedFiles;
  readonly #known = new Map<string, ReadonlyMap<string, string>>();

  /** `followed` gives what is followed now; what was not followed before is new when it is first found. */
  constructor(walk: Walk, followed: () => WantedFiles) {
    this.#walk = walk;
    this.#followed = followed;
  }

  /** What has changed below a folder since the last time that somebody asked; nothing the first time. */
  async below(root: string): Promise<readonly DiskChange[]> {
    const before = this.#known.get(root);
    const now = await this.#stampsBelow(root);
    this.#known.set(root, now);
    if (before === undefined) return [];
    const changes: DiskChange[] = [];
    for (const [path, stamp] of now) {
      const earlier = before.get(path);
      if (earlier !== stamp) changes.push({ path, what: earlier === undefined ? "created" : "changed" });
    }
    for (const path of before.keys()) if (!now.has(path)) changes.push({ path, what: "deleted" });
    return changes;
  }

  async #stampsBelow(root: string): Promise<ReadonlyMap<string, string>> {
    const task = { root, options: { wanted: [this.#followed()], contents: "paths" } } as const;
    const { files } = await findAll(this.#walk, task);
    const stamps = new Map<string, string>();
    for (let start = 0; start < files.length; start += atOnce) {
      await Promise.all(
        files.slice(start, start + atOnce).map(async ({ path }) => {
          const stamp = await stampOf(path);
          if (stamp !== undefined) stamps.set(path, stamp);
        }),
      );
    }
    return stamps;
  }
}

/** What differs once a file has another content; `undefined` if there is none any more. */
async function stampOf(path: string): Promise<string | undefined> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    // It went meanwhile, or leads nowhere: whoever reads it says so.
    return undefined;
  }
}
