import type { Member, NamedFile, UnreadPart } from "./application.ts";
import type { Change } from "./change.ts";
import type { PrintedChart } from "./chart/printed-chart.ts";
import type { Failure } from "./failure.ts";
import type { Notice } from "./notice.ts";
import type { FolderType } from "./folder.ts";
import { beginningOf } from "./location.ts";

/** One resource that a source deploys, as it is deployed, and where it stands. */
export interface SourceMember extends Member {
  /** A generator makes it: `manifest` is then made from the generator's entry, which is where it stands. */
  readonly generated: boolean;
  /** It may not be there at all: a template as a whole stands inside an `if`, `range` or `with`. */
  readonly conditional: boolean;
  /** False where something that cannot be read may give it another name, or where its name ends in a hash of something that is not known. */
  readonly nameKnown: boolean;
  readonly changes: readonly Change[];
}

/** Something that a source deploys and that cannot be read: what is written there, and why it is not known. */
export type UnreadMember = UnreadPart;

/** The documents of files that are too much to read. */
export function refusedDocuments(files: readonly NamedFile[]): readonly UnreadMember[] {
  return files.flatMap(({ name, file }) =>
    file.documents.flatMap((document, index): readonly UnreadMember[] => {
      const { refusal } = document.parsed;
      if (refusal === undefined) return [];
      const location = { path: name, offset: file.offsets[index] ?? 0, end: file.offsets[index + 1] ?? 0 };
      const line = (file.lines[index] ?? 0) + 1;
      return [{ text: name, location, reason: `The document on line ${line} is not read because ${refusal}.` }];
    }),
  );
}

/** That only the first files of a folder are read; nothing if those are all. */
export function tooManyFiles(folder: string, paths: readonly string[], limit: number): readonly UnreadMember[] {
  if (paths.length <= limit) return [];
  const [all, read] = [paths.length, limit].map((count) => count.toLocaleString("en"));
  const reason = `Only the first ${read} of ${all} files in this folder are read. Split it into several applications.`;
  return [{ text: folder, location: beginningOf(folder), reason }];
}

/** That a file or a folder is not read although it may be there. */
export function closedPath(path: string): UnreadMember {
  const reason =
    "This cannot be read here. Argo CD may be able to read it, unless a link on its way leads out of the repository.";
  return { text: path, location: beginningOf(path), reason };
}

/** What one source of an application comes to. */
export interface SourceReading {
  /** `unknown` where the manifests are elsewhere, or made by a plugin. */
  readonly type: FolderType | "unknown";
  /** The folder, from the root of the workspace. */
  readonly path: string;
  readonly members: readonly SourceMember[];
  /** Every file that was read for it, kustomizations and patches included. */
  readonly files: readonly NamedFile[];
  /** What cannot be read, and why. */
  readonly unread: readonly UnreadMember[];
  /** Searches for the reasons why Argo CD could not generate the manifests, which may take reading every document. */
  readonly findFailures: () => readonly Failure[];
  /** The charts among it, as they are rendered. */
  readonly charts?: readonly PrintedChart[];
  /** What is good to know of it. */
  readonly notices?: readonly Notice[];
}
