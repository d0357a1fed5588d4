import type { DocumentText } from "../document-text.ts";
import type { Entry, ListNode, MapNode, Node, ScalarNode, Span } from "../node.ts";
import { readBlockScalar } from "./block-scalar.ts";
import { char, isEmptyAt, isLineEndAt, nextLine, skipSpaces } from "./characters.ts";
import {
  closeCollection,
  type Cursor,
  ended,
  finishLine,
  isDashAt,
  isMarkerAt,
  misplaced,
  openCursor,
  scalarAt,
  seek,
} from "./cursor.ts";
import { readFlow } from "./flow.ts";
import { inlineNode, scalarEnd } from "./inline-scalar.ts";
import { maxDepth } from "./limits.ts";

/** What an ordinary document holds: nothing is wrong with it. */
export interface OrdinaryContent {
  readonly root: Node | undefined;
  readonly error: undefined;
}

/**
 * Reads a part of a document if it is written as nearly all manifests are, many times as fast as the `yaml` package and
 * with the same result; `undefined` if anything in it is unusual, or could be an error.
 * Ordinary are mappings and lists with one key or item on a line, scalars on one line, block scalars, braces, brackets and comments.
 */
export function readOrdinary(source: DocumentText, part: Span): OrdinaryContent | undefined {
  const cursor = openCursor(source, part);
  if (!hasOrdinaryLineEnds(cursor.text) || !seekContent(cursor)) return undefined;
  if (cursor.column === ended) return { root: undefined, error: undefined };
  const root = readRoot(cursor);
  return root === undefined || cursor.column !== ended ? undefined : { root, error: undefined };
}

/** Whether no carriage return stands alone: that ends a line for some and not for others. */
function hasOrdinaryLineEnds(text: string): boolean {
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) {
    if (text.charCodeAt(at + 1) !== char.newline) return false;
  }
  return true;
}

/** Moves to the first content, below a `---` if there is one. */
function seekContent(cursor: Cursor): boolean {
  seek(cursor, 0, misplaced);
  const isBelowMarker = cursor.column === misplaced && isMarkerAt(cursor.text, cursor.at, "---");
  return !isBelowMarker || finishLine(cursor, cursor.at + 3, misplaced);
}

function readRoot(cursor: Cursor): Node | undefined {
  const code = cursor.text.charCodeAt(cursor.at);
  if (code !== char.openBrace && code !== char.openBracket) return readBelow(cursor, 0);
  const root = cursor.column === misplaced ? undefined : readFlow(cursor, ended, 0);
  return root !== undefined && finishLine(cursor, cursor.at, misplaced) ? root : undefined;
}

/** Reads the collection that begins a line. */
function readBelow(cursor: Cursor, depth: number): Node | undefined {
  const { text, at, column } = cursor;
  if (column === misplaced || depth > maxDepth) return undefined;
  return isDashAt(text, at) ? readList(cursor, column, depth) : readMap(cursor, column, depth);
}

/** Reads the mapping whose keys stand in that column, the first one where the cursor is. */
function readMap(cursor: Cursor, column: number, depth: number): MapNode | undefined {
  const start = cursor.at;
  const entries: Entry[] = [];
  do {
    const entry = readEntry(cursor, column, depth);
    if (entry === undefined) return undefined;
    entries.push(entry);
  } while (cursor.column === column);
  const span = closeCollection(cursor, start, column);
  return span && { type: "map", flow: false, entries, span };
}

/** Reads the list whose dashes stand in that column, the first one where the cursor is. */
function readList(cursor: Cursor, column: number, depth: number): ListNode | undefined {
  const start = cursor.at;
  const items: Node[] = [];
  cursor.comments = -1;
  do {
    const item = readItem(cursor, column, depth);
    if (item === undefined) return undefined;
    items.push(item);
  } while (cursor.column === column && isDashAt(cursor.text, cursor.at));
  const span = closeCollection(cursor, start, column);
  return span && { type: "list", flow: false, items, span };
}

function readEntry(cursor: Cursor, column: number, depth: number): Entry | undefined {
  const { text, base, at: start } = cursor;
  const end = keyEnd(text, start);
  const key = end < 0 ? undefined : inlineNode(cursor, start, end);
  if (key === undefined || (key.text === "<<" && key.style === "plain")) return undefined;
  const at = skipSpaces(text, end + 1);
  const value = isRestFree(text, at)
    ? readBelowKey(cursor, at, column, depth)
    : readOnLine(cursor, at, column, depth);
  if (value === undefined) return undefined;
  const lineBreak = text.indexOf("\n", start);
  return { key, value, merged: false, oneLine: lineBreak < 0 || lineBreak >= value.span.end - base };
}

/** The value of a key with nothing behind it: what stands below it, further right or, if it is a list, in the same column. */
function readBelowKey(cursor: Cursor, at: number, column: number, depth: number): Node | undefined {
  seek(cursor, nextLine(cursor.text, at), misplaced);
  const isList = cursor.column === column && isDashAt(cursor.text, cursor.at);
  return isList || cursor.column > column ? readBelow(cursor, depth + 1) : emptyNode(cursor, at);
}

function readItem(cursor: Cursor, column: number, depth: number): Node | undefined {
  const { text, at: dash, comments } = cursor;
  const at = skipSpaces(text, dash + 1);
  if (isRestFree(text, at)) {
    seek(cursor, nextLine(text, at), misplaced);
    // For `yaml` the comments above the dash of an empty item are comments on nothing too.
    cursor.comments = Math.max(cursor.comments, comments);
    return cursor.column > column ? readBelow(cursor, depth + 1) : emptyNode(cursor, at);
  }
  if (!isDashAt(text, at) && keyEnd(text, at) < 0) return readOnLine(cursor, at, column, depth);
  cursor.at = at;
  cursor.column = column + at - dash;
  return readBelow(cursor, depth + 1);
}

/** The scalar that is not there, and whose place is where it could be written. Comments below it are part of it for `yaml`. */
function emptyNode(cursor: Cursor, at: number): ScalarNode {
  const isCommented = cursor.comments >= 0 || !isLineEndAt(cursor.text, at);
  cursor.valueEnd = isCommented ? cursor.at : at;
  cursor.comments = -1;
  return scalarAt(cursor, "empty", "", { start: at, end: at });
}

/** Reads a value that begins on the line of its key or dash, and is no collection with lines of its own. */
function readOnLine(cursor: Cursor, at: number, column: number, depth: number): Node | undefined {
  switch (cursor.text.charCodeAt(at)) {
    case char.pipe:
    case char.greater:
      return readBlockScalar(cursor, at, column);
    case char.openBrace:
    case char.openBracket: {
      cursor.at = at;
      const node = readFlow(cursor, column, depth + 1);
      return node !== undefined && finishLine(cursor, cursor.at, column) ? node : undefined;
    }
    default: {
      const end = scalarEnd(cursor.text, at);
      return end >= 0 && finishLine(cursor, end, column) ? inlineNode(cursor, at, end) : undefined;
    }
  }
}

/** The end of the scalar that begins here, if it is a key; -1 if not. */
function keyEnd(text: string, at: number): number {
  const end = scalarEnd(text, at);
  return text.charCodeAt(end) === char.colon && isEmptyAt(text, end + 1) ? end : -1;
}

/** Whether nothing but a comment follows behind the blanks of a line. */
function isRestFree(text: string, at: number): boolean {
  return isLineEndAt(text, at) || text.charCodeAt(at) === char.hash;
}
