import type { ManifestFile } from "../manifest/file.ts";
import type { Span } from "../manifest/node.ts";

/** Where something is written: a file by its path, and a stretch of one of its lines. */
export interface Location {
  readonly path: string;
  /** Where it begins and ends: offsets from the start of the file, from 0. What goes on over several lines ends with the first. */
  readonly offset: number;
  readonly end: number;
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
  readonly text: string;
  /** What is read is what a template prints there, and not what is written. */
  readonly isPrinted?: true;
}

/** The place of a document of a file. */
export function documentLocation(path: string, file: ManifestFile, index: number): DocumentLocation {
  return { path, start: file.offsets[index] ?? 0, text: file.documents[index]?.text ?? "" };
}

/** The place of a node, or of any other span, in a document. */
export function locationOf({ path, start, text }: DocumentLocation, { span }: { readonly span: Span }): Location {
  const lineBreak = /[\r\n]/g;
  lineBreak.lastIndex = span.start;
  const end = Math.min(span.end, lineBreak.exec(text)?.index ?? text.length);
  return { path, offset: start + span.start, end: start + end };
}

/** The beginning of a file, or of what cannot be read. */
export function beginningOf(path: string): Location {
  return { path, offset: 0, end: 0 };
}
