import type { DocumentText } from "../document-text.ts";
import type { Entry, ListNode, MapNode, Node, ScalarNode, Span } from "../node.ts";
import { readBlockScalar } from "./block-scalar.ts";
import { char, isEmptyAt, isLineEndAt, nextLine, skipBlanks, skipSpaces } from "./characters.ts";
import {
  closeCollection,
  type Cursor,
  ended,
  finishLine,
  type FurtherLines,
  isDashAt,
  isMarkerAt,
  maxDepth,
  misplaced,
  openCursor,
  scalarAt,
  seek,
} from "./cursor.ts";
import { readFlow } from "./flow.ts";
import { inlineNode, isQuote, scalarEnd } from "./inline-scalar.ts";
import { plainEnd } from "./plain.ts";

/** What an ordinary document holds: nothing is wrong with it. */
export interface OrdinaryContent {
  readonly root: Node | undefined;
  readonly error: undefined;
  readonly errorAt: 0;
  readonly isPartial: false;
}

const noError = { error: undefined, errorAt: 0, isPartial: false } as const;

/**
 * Reads a part of a document if it is written as nearly all manifests are, many times as fast as the `yaml` package and
 * with the same result; `undefined` if anything in it is unusual, or could be an error.
 * Ordinary are mappings and lists with a line for each key and item, scalars of every style, braces, brackets and comments.
 * With further lines `anywhere`, it reads what the package refuses.
 */
export function readOrdinary(
  source: DocumentText,
  part: Span,
  furtherLines: FurtherLines = "right",
): OrdinaryContent | undefined {
  const cursor = openCursor(source, part, furtherLines);
  if (!hasOrdinaryLineEnds(cursor.text) || !seekContent(cursor)) return undefined;
  if (cursor.column === ended) return { root: undefined, ...noError };
  const root = readRoot(cursor);
  return root === undefined || cursor.column !== ended ? undefined : { root, ...noError };
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

/** The root is a collection: a scalar alone is no manifest. */
function readRoot(cursor: Cursor): Node | undefined {
  const root = readNode(cursor, ended, 0);
  return root?.type === "scalar" ? undefined : root;
}

/** Reads what begins at the cursor, inside a collection that stands in a column. */
function readNode(cursor: Cursor, parent: number, depth: number): Node | undefined {
  const { text, at, column } = cursor;
  if (column === misplaced || depth > maxDepth) return undefined;
  if (isDashAt(text, at)) return readList(cursor, column, depth);
  return keyEnd(text, at) < 0 ? readValue(cursor, at, parent, depth) : readMap(cursor, column, depth);
}

/** The same on a line below the key or the dash that it belongs to. */
function readBelow(cursor: Cursor, parent: number, depth: number): Node | undefined {
  const hasComments = cursor.comments >= 0;
  const node = readNode(cursor, parent, depth);
  const isBlock = node !== undefined && node.type !== "scalar" && !node.flow;
  // Behind a comment `yaml` may take lines for part of a scalar that do not belong to it.
  return hasComments && !isBlock ? undefined : node;
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
    ? readBelowKey(cursor, at, column, depth + 1)
    : readValue(cursor, at, column, depth + 1);
  if (value === undefined) return undefined;
  const lineBreak = text.indexOf("\n", start);
  return { key, value, merged: false, oneLine: lineBreak < 0 || lineBreak >= value.span.end - base };
}

/** The value of a key with nothing behind it: what stands below it, further right or, if it is a list, in the same column. */
function readBelowKey(cursor: Cursor, at: number, column: number, depth: number): Node | undefined {
  seek(cursor, nextLine(cursor.text, at), misplaced);
  const isList = cursor.column === column && isDashAt(cursor.text, cursor.at);
  return isList || cursor.column > column ? readBelow(cursor, column, depth) : emptyNode(cursor, at);
}

function readItem(cursor: Cursor, column: number, depth: number): Node | undefined {
  const { text, at: dash, comments } = cursor;
  const at = skipSpaces(text, dash + 1);
  if (isRestFree(text, at)) {
    seek(cursor, nextLine(text, at), misplaced);
    // For `yaml` the comments above the dash of an empty item are comments on nothing too.
    cursor.comments = Math.max(cursor.comments, comments);
    return cursor.column > column ? readBelow(cursor, column, depth + 1) : emptyNode(cursor, at);
  }
  cursor.at = at;
  cursor.column = column + at - dash;
  return readNode(cursor, column, depth + 1);
}

/** The scalar that is not there, and whose place is where it could be written. Comments below it are part of it for `yaml`. */
function emptyNode(cursor: Cursor, at: number): ScalarNode {
  const isCommented = cursor.comments >= 0 || !isLineEndAt(cursor.text, at);
  cursor.valueEnd = isCommented ? cursor.at : at;
  cursor.comments = -1;
  return scalarAt(cursor, "empty", "", at, at);
}

/** Reads a value that is no collection with lines of its own, inside one that stands in a column. */
function readValue(cursor: Cursor, at: number, column: number, depth: number): Node | undefined {
  switch (cursor.text.charCodeAt(at)) {
    case char.pipe:
    case char.greater:
      return readBlockScalar(cursor, at, column);
    case char.openBrace:
    case char.openBracket: {
      cursor.at = at;
      const node = readFlow(cursor, column, depth);
      return node !== undefined && finishLine(cursor, cursor.at, column) ? node : undefined;
    }
    default:
      return readScalar(cursor, at, column);
  }
}

/** Reads a plain or quoted scalar. What follows a plain one further right, without a comment between them, is its next line. */
function readScalar(cursor: Cursor, at: number, column: number): ScalarNode | undefined {
  const { text } = cursor;
  let end = scalarEnd(text, at, cursor.furtherLines === "right" ? column : ended);
  if (end < 0 || !finishLine(cursor, end, column)) return undefined;
  while (cursor.column > column && cursor.column !== misplaced && !isQuote(text.charCodeAt(at))) {
    const lineEnd = skipBlanks(text, end);
    if (!isLineEndAt(text, lineEnd) || cursor.comments >= 0 || cursor.valueEnd > nextLine(text, lineEnd))
      return undefined;
    end = plainEnd(text, cursor.at);
    if (!finishLine(cursor, end, column)) return undefined;
  }
  return inlineNode(cursor, at, end);
}

/** The end of the scalar that begins here, if it is a key; -1 if not. */
function keyEnd(text: string, at: number): number {
  const end = scalarEnd(text, at, Infinity);
  return text.charCodeAt(end) === char.colon && isEmptyAt(text, end + 1) ? end : -1;
}

/** Whether nothing but a comment follows behind the blanks of a line. */
function isRestFree(text: string, at: number): boolean {
  return isLineEndAt(text, at) || text.charCodeAt(at) === char.hash;
}
