import type { DocumentText } from "../document-text.ts";
import type { ScalarNode, ScalarStyle, Span } from "../node.ts";
import { scalarNode } from "../scalar-node.ts";
import { char, isEmptyAt, isLineEnd, isLineEndAt, nextLine, skipBlanks, skipSpaces } from "./characters.ts";

/** How far a reader has come. Its offsets count from the start of the part that is read. */
export interface Cursor {
  readonly source: DocumentText;
  /** The masked text of the part that is read. */
  readonly text: string;
  /** Where that part begins in the document. */
  readonly base: number;
  /** What is read next: the first character of a key, a value or the `-` of an item; at the end of the content, its end. */
  at: number;
  /** The column (from 0) of what is read next if its line begins with it: `ended` behind the content, `misplaced` if it fits nowhere. */
  column: number;
  /** The end of the last value with what the `yaml` package counts as part of it: the rest of its line, and comments below it. */
  valueEnd: number;
  /** The greatest column of the comments between there and `at`; -1 where there are none, or where they belong to something. */
  comments: number;
  /** Where the last line begins to which a flow collection went on. */
  flowLine: number;
  readonly furtherLines: FurtherLines;
}

/**
 * Where the further lines of what is in quotes, brackets or braces may begin: right of what is around it, as YAML has it, or anywhere,
 * as goyaml reads them. Mirrors `yaml_parser_scan_flow_scalar` and `yaml_parser_unroll_indent` in goyaml.v2/scannerc.go.
 */
export type FurtherLines = "right" | "anywhere";

/** The column of the end of the content. */
export const ended = -1;

/** The column of what makes a text extraordinary. No text is so long, so it is right of every collection, and all of them give up. */
export const misplaced = 0x3fff_ffff;

/** How deep collections may be nested in a text that counts as ordinary. */
export const maxDepth = 100;

/** A cursor at the beginning of a part of a document. */
export function openCursor(source: DocumentText, { start, end }: Span, furtherLines: FurtherLines): Cursor {
  const text = source.masked.slice(start, end);
  return { source, text, base: start, at: 0, column: 0, valueEnd: 0, comments: -1, flowLine: 0, furtherLines };
}

/** The node of a scalar that stands between two offsets of the cursor. */
export function scalarAt(cursor: Cursor, style: ScalarStyle, text: string, start: number, end: number): ScalarNode {
  return scalarNode(cursor.source, style, text, spanAt(cursor.base, start, end));
}

/** A span of the whole document. */
export function spanAt(base: number, start: number, end: number): Span {
  return { start: base + start, end: base + end };
}

/** Whether a `-` of a list is there. */
export function isDashAt(text: string, at: number): boolean {
  return text.charCodeAt(at) === char.dash && isEmptyAt(text, at + 1);
}

/** Whether `---` or `...` is there; where a line begins, that is a marker. */
export function isMarkerAt(text: string, at: number, marker: "---" | "..."): boolean {
  return text.startsWith(marker, at) && isEmptyAt(text, at + 3);
}

/**
 * Moves from behind a value over the rest of its line to what follows, or tells that something else is left on the line.
 * Comments right below the value that stand further right than the collection around it are part of it for `yaml`.
 */
export function finishLine(cursor: Cursor, valueEnd: number, column: number): boolean {
  const rest = skipBlanks(cursor.text, valueEnd);
  const isFree = isLineEndAt(cursor.text, rest) || (rest > valueEnd && cursor.text.charCodeAt(rest) === char.hash);
  if (isFree) seek(cursor, nextLine(cursor.text, rest), column);
  return isFree;
}

/** Moves from the start of a line to the next content, over blank lines and comments; see `finishLine` for the column. */
export function seek(cursor: Cursor, from: number, column: number): void {
  const { text } = cursor;
  cursor.valueEnd = from;
  cursor.comments = -1;
  for (let line = from; ; line = nextLine(text, cursor.at)) {
    cursor.at = skipSpaces(text, line);
    cursor.column = cursor.at - line;
    if (cursor.at === text.length) {
      cursor.column = ended;
      return;
    }
    const code = text.charCodeAt(cursor.at);
    if (isLineEnd(code)) continue;
    if (code === char.hash) noteComment(cursor, column);
    else {
      if (code === char.tab) cursor.column = misplaced;
      else if (cursor.column === 0 && (code === char.dash || code === char.dot)) seeMarker(cursor);
      return;
    }
  }
}

function noteComment(cursor: Cursor, column: number): void {
  if (cursor.comments < 0 && cursor.column > column) cursor.valueEnd = nextLine(cursor.text, cursor.at);
  else cursor.comments = Math.max(cursor.comments, cursor.column);
}

/** A `...` ends the content if nothing follows it; any other marker is out of place. */
function seeMarker(cursor: Cursor): void {
  const { text, at } = cursor;
  if (isMarkerAt(text, at, "---")) cursor.column = misplaced;
  else if (isMarkerAt(text, at, "...")) cursor.column = isFree(text, at + 3) ? ended : misplaced;
}

/** Whether nothing but comments is left of a text. */
function isFree(text: string, from: number): boolean {
  for (let at = skipBlanks(text, from); at < text.length; at = skipSpaces(text, nextLine(text, at))) {
    if (!isLineEndAt(text, at) && text.charCodeAt(at) !== char.hash) return false;
  }
  return true;
}

/**
 * The span of a collection in that column that ends before `at`; `undefined` if what stands there fits into no collection.
 * The comments above `at` are part of the collection for the one around it, if one of them stands far enough to the right.
 */
export function closeCollection(cursor: Cursor, start: number, column: number): Span | undefined {
  if (cursor.column > column) return undefined;
  const span = spanAt(cursor.base, start, cursor.valueEnd);
  if (column > 0 && cursor.comments >= column) {
    cursor.valueEnd = cursor.at;
    cursor.comments = -1;
  }
  return span;
}
