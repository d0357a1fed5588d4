import { join } from "node:path";
import { type Files, leadsInto } from "./files.ts";
import { foldersAround } from "./paths.ts";

/** How many links are followed on the way to one path, as on Linux. */
const maxLinks = 40;

/**
 * The links to folders that were found, so that everything is known by the path where it really is: what is changed there is changed
 * behind each link. Paths are absolute.
 */
export class FolderLinks {
  /** Where the links in a folder lead, by their names. */
  readonly #targets = new Map<string, ReadonlyMap<string, string>>();

  readonly #realPath: Files["realPath"];

  constructor(realPath: Files["realPath"]) {
    this.#realPath = realPath;
  }

  /** Where these links in a folder lead, but for those that lead out of the repository: they are refused once they are asked for. */
  async targetsOf(
    folder: string,
    names: readonly string[],
    repository: string | undefined,
  ): Promise<ReadonlyMap<string, string>> {
    const targets = new Map<string, string>();
    for (const name of names) {
      const link = join(folder, name);
      const target = await this.#realPath?.(link);
      if (target !== undefined && (await this.isInside(link, repository))) targets.set(name, target);
    }
    return targets;
  }

  /** Whether what a path leads to is in its repository; what is in none may lead anywhere. */
  async isInside(path: string, repository: string | undefined): Promise<boolean> {
    const realPath = this.#realPath;
    return realPath === undefined || repository === undefined || leadsInto(path, repository, realPath);
  }

  /** Keeps where all links in a folder lead now. */
  keep(folder: string, targets: ReadonlyMap<string, string>): void {
    if (targets.size === 0) this.#targets.delete(folder);
    else this.#targets.set(folder, new Map([...targets].map(([name, target]) => [join(folder, name), target])));
  }

  /** The path that the links lead to; the path itself where there are none. */
  through(path: string): string {
    if (this.#targets.size === 0) return path;
    let at = path;
    for (let links = 0; links < maxLinks; links++) {
      const next = this.#throughOne(at);
      if (next === undefined) break;
      at = next;
    }
    return at;
  }

  /** The same with the outermost link only. */
  #throughOne(path: string): string | undefined {
    const around = foldersAround(path).toReversed();
    for (const [index, folder] of around.entries()) {
      const link = around[index + 1] ?? path;
      const target = this.#targets.get(folder)?.get(link);
      if (target !== undefined) return join(target, path.slice(link.length));
    }
    return undefined;
  }
}
