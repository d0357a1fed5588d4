import type { Entry, Node, ScalarNode } from "../node.ts";
import { char, isLineEnd, skipBlanks, skipSpaces } from "./characters.ts";
import { type Cursor, isMarkerAt, maxDepth, spanAt } from "./cursor.ts";
import { inlineNode, scalarEndInFlow } from "./inline-scalar.ts";

/** Where a flow collection stands. */
interface Place {
  /** The column of the collection around it that is written in lines; -1 for none. Its further lines stand right of that. */
  readonly column: number;
  /** How many collections are around it, and how many of them have braces or brackets. */
  readonly depth: number;
  readonly flowDepth: number;
}

/** Reads a mapping in braces or a list in brackets, and leaves the cursor behind it; `undefined` if it is extraordinary. */
export function readFlow(cursor: Cursor, column: number, depth: number): Node | undefined {
  return readCollection(cursor, { column, depth, flowDepth: 0 });
}

function readCollection(cursor: Cursor, place: Place): Node | undefined {
  if (place.depth > maxDepth) return undefined;
  const isMap = cursor.text.charCodeAt(cursor.at) === char.openBrace;
  return isMap ? readFlowMap(cursor, place) : readFlowList(cursor, place);
}

function readFlowMap(cursor: Cursor, place: Place): Node | undefined {
  const start = cursor.at++;
  const entries: Entry[] = [];
  while (!closes(cursor, place, char.closeBrace)) {
    const entry = readEntry(cursor, place);
    if (entry === undefined || !endsItem(cursor, place, char.closeBrace)) return undefined;
    entries.push(entry);
  }
  return { type: "map", flow: true, entries, span: spanAt(cursor.base, start, ++cursor.at) };
}

function readFlowList(cursor: Cursor, place: Place): Node | undefined {
  const start = cursor.at++;
  const items: Node[] = [];
  while (!closes(cursor, place, char.closeBracket)) {
    const item = readItem(cursor, place);
    if (item === undefined || !endsItem(cursor, place, char.closeBracket)) return undefined;
    items.push(item);
  }
  return { type: "list", flow: true, items, span: spanAt(cursor.base, start, ++cursor.at) };
}

/** Whether the collection ends here. What cannot be read there is seen by whoever reads the next item. */
function closes(cursor: Cursor, place: Place, closer: number): boolean {
  skipToItem(cursor, place);
  return cursor.text.charCodeAt(cursor.at) === closer;
}

/** Moves behind the comma of an item; whether there is one, or the end of the collection. */
function endsItem(cursor: Cursor, place: Place, closer: number): boolean {
  skipToItem(cursor, place);
  const code = cursor.text.charCodeAt(cursor.at);
  if (code === char.comma) cursor.at++;
  return code === char.comma || code === closer;
}

function readEntry(cursor: Cursor, place: Place): Entry | undefined {
  const start = cursor.at;
  const key = readScalar(cursor);
  if (key === undefined || (key.text === "<<" && key.style === "plain")) return undefined;
  cursor.at = skipBlanks(cursor.text, cursor.at);
  if (cursor.text.charCodeAt(cursor.at) !== char.colon) return undefined;
  cursor.at++;
  skipToItem(cursor, place);
  const value = readItem(cursor, place);
  return value && { key, value, merged: false, oneLine: cursor.flowLine <= start };
}

function readItem(cursor: Cursor, { column, depth, flowDepth }: Place): Node | undefined {
  const code = cursor.text.charCodeAt(cursor.at);
  if (code !== char.openBrace && code !== char.openBracket) return readScalar(cursor);
  return readCollection(cursor, { column, depth: depth + 1, flowDepth: flowDepth + 1 });
}

function readScalar(cursor: Cursor): ScalarNode | undefined {
  const start = cursor.at;
  const isMarker =
    start === cursor.flowLine && (isMarkerAt(cursor.text, start, "---") || isMarkerAt(cursor.text, start, "..."));
  const end = isMarker ? -1 : scalarEndInFlow(cursor.text, start);
  if (end < 0) return undefined;
  cursor.at = end;
  return inlineNode(cursor, start, end);
}

/** Moves over blanks and line breaks; to the end of the text, where nothing can be read, if the next line does not stand far enough to the right. */
function skipToItem(cursor: Cursor, { column, flowDepth }: Place): void {
  const { text } = cursor;
  let indent = -1;
  cursor.at = skipBlanks(text, cursor.at);
  while (cursor.at < text.length && isLineEnd(text.charCodeAt(cursor.at))) {
    cursor.at = text.indexOf("\n", cursor.at) + 1;
    cursor.flowLine = cursor.at;
    cursor.at = skipSpaces(text, cursor.at);
    indent = cursor.at - cursor.flowLine;
    cursor.at = skipBlanks(text, cursor.at);
  }
  if (indent < 0 || indent > column || cursor.furtherLines === "anywhere") return;
  const code = text.charCodeAt(cursor.at);
  const isEnd = code === char.closeBrace || code === char.closeBracket;
  if (flowDepth > 0 || indent < column || !isEnd) cursor.at = text.length;
}
