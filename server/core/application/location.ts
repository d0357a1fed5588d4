import type { ManifestFile } from "../manifest/file.ts";
import type { Node } from "../manifest/node.ts";

/** Where something is written: a file by its path, and an offset in it, from 0. */
export interface Location {
  readonly path: string;
  readonly offset: number;
}

/** A text that someone wrote, and where. */
export interface Located {
  readonly text: string;
  readonly location: Location;
}

/** One document of a file: spans of nodes count from its start. */
export interface DocumentLocation {
  readonly path: string;
  /** The offset in the file at which the document begins. */
  readonly start: number;
}

/** The place of a document of a file. */
export function documentLocation(path: string, file: ManifestFile, index: number): DocumentLocation {
  return { path, start: file.offsets[index] ?? 0 };
}

/** The place of a node in a document. */
export function locationOf({ path, start }: DocumentLocation, node: Node): Location {
  return { path, offset: start + node.span.start };
}
