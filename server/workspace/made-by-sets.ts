import type { ApplicationSetAnswer, DeclaredApplication, SourceTree } from "../core/index.ts";
import type { FileTree } from "./file-tree.ts";

/** The Applications that ApplicationSets create, and what that depends on. */
export interface MadeBySets {
  readonly applications: readonly DeclaredApplication[];
  /** The files and folders that were asked for. */
  readonly asked: ReadonlySet<string>;
}

/** Reads ApplicationSets until nothing is missing; their paths start from `root`. */
export async function madeBy(
  read: (tree: SourceTree) => ApplicationSetAnswer,
  root: string,
  tree: FileTree,
): Promise<MadeBySets> {
  for (;;) {
    const asked = new Set<string>();
    const { sets, missing } = read(tree.at(root, asked));
    if (missing.files.length + missing.folders.length === 0)
      return { applications: sets.flatMap(({ applications }) => applications), asked };
    await tree.read(root, missing);
  }
}
