import type { ManifestFile } from "../../manifest/file.ts";
import type { UnreadMember } from "../source-member.ts";
import type { NotingTree } from "../source-tree.ts";

/** How many kustomizations one build reads: folders can name each other without end. */
export const maxKustomizations = 1000;

/** One run over a kustomization and all that it names: what it came upon on the way. */
export interface Build {
  readonly tree: NotingTree;
  /** Whole sentences, each with the file that it is about. */
  readonly problems: string[];
  readonly unread: UnreadMember[];
  /** Every file that was read, by path. */
  readonly files: Map<string, ManifestFile>;
  kustomizationsLeft: number;
}

/** A build that has not begun. */
export function newBuild(tree: NotingTree): Build {
  return { tree, problems: [], unread: [], files: new Map(), kustomizationsLeft: maxKustomizations };
}

/** A file of the tree, noted as read; `undefined` where it is not there, or not read yet. */
export function readFile(path: string, build: Build): ManifestFile | undefined {
  const file = build.tree.file(path);
  if (file === undefined || file === "absent") return undefined;
  build.files.set(path, file);
  return file;
}

/** Notes a problem with a file. */
export function complain(build: Build, path: string, problem: string): void {
  build.problems.push(`${path}: ${problem}`);
}
