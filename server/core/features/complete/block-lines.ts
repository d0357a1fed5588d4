/**
 * The structure of a document and the place of its cursor, read from its lines and brackets: while a key is being typed, the document is
 * rarely valid YAML, so the parser cannot tell.
 */
import type { Span } from "../../manifest/node.ts";
import { withoutEnd } from "../../text.ts";
import { readFlow } from "./flow-lines.ts";
import type { Cursor, OutlineEntry, OutlineItem, OutlineList, OutlineMap, OutlineReader, Token } from "./line-node.ts";

/** A mapping or a list that further lines may belong to, with the column of its keys or dashes. */
interface Level {
  readonly indent: number;
  readonly node: OutlineMap | OutlineList;
}

/** One line of block YAML. */
interface Line {
  /** The offset at which it begins. */
  readonly start: number;
  /** Without the line break. */
  readonly text: string;
}

/** What a plain key begins with, or all of one in quotes. */
const keyStart = /^(?:"[^"]*"|'[^']*'|[^\s"'#{}[\],&*!|>%@`-]|-[^\s{}#])/;

/** The place of an offset in the text of a document; `undefined` where nothing of the structure can stand. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const reader: OutlineReader = { text, offset, cursor: undefined };
  const levels: Level[] = [];
  let scalarIndent: number | undefined;
  let scalarStart = 0;
  let isInText = false;
  for (let start = 0; start <= text.length;) {
    const line = lineAt(text, start);
    start += line.text.length + lineBreakLength(text, start + line.text.length);
    const holdsCursor = line.start <= offset && offset <= line.start + line.text.length;
    const isBlank = line.text.trim() === "";
    const indent = isBlank && holdsCursor ? offset - line.start : indentOf(line.text);
    if (scalarIndent !== undefined && ((isBlank && !holdsCursor) || indent > scalarIndent)) {
      if (holdsCursor) isInText = true;
      continue;
    }
    if (isInText) return { type: "text", span: { start: scalarStart, end: line.start } };
    scalarIndent = undefined;
    if (isBlank && holdsCursor) readBlank(reader, levels, indent);
    if (isBlank || /^\s*(?:#|---|\.\.\.|\{\{)/.test(line.text)) continue;
    const read = readLine(reader, levels, line);
    scalarIndent = read.scalarIndent;
    scalarStart = start;
    // Brackets may reach over any number of lines.
    if (read.end !== undefined && read.end > line.start + line.text.length) start = endOfLine(text, read.end) + 1;
  }
  return isInText ? { type: "text", span: { start: scalarStart, end: text.length } } : reader.cursor;
}

function lineAt(text: string, start: number): Line {
  const line = text.slice(start, endOfLine(text, start));
  return { start, text: line.endsWith("\r") ? line.slice(0, -1) : line };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function lineBreakLength(text: string, at: number): number {
  return text.startsWith("\r\n", at) ? 2 : 1;
}

function indentOf(line: string): number {
  return /^[ \t]*/.exec(line)?.[0].length ?? 0;
}

/** A line without anything on it, where a key could begin at the column of the cursor. */
function readBlank(reader: OutlineReader, levels: Level[], column: number): void {
  const { offset } = reader;
  const token: Token = { span: { start: offset, end: offset }, text: "", quote: "" };
  noteKey(reader, levels, column, token);
}

/** Takes a key without a colon at the cursor for one, in the mapping of its column; what it closes stays open for later lines. */
function noteKey(reader: OutlineReader, levels: Level[], column: number, token: Token): void {
  const tried = [...levels];
  const map = mapAt(tried, column);
  if (map === undefined) return;
  for (const level of tried.slice(levels.length)) levels.push(level);
  const entry: OutlineEntry = { key: token, hasColon: false, value: undefined, owner: map };
  map.entries.push(entry);
  reader.cursor = { type: "key", entry, followed: false };
}

/** What has been read of a line: how far brackets reached, and the column that the lines of a block scalar exceed. */
interface ReadLine {
  readonly end?: number;
  readonly scalarIndent?: number | undefined;
}

function readLine(reader: OutlineReader, levels: Level[], { start, text }: Line): ReadLine {
  let column = indentOf(text);
  let item: OutlineItem | undefined;
  let dash = column;
  while (/^-(?:\s|$)/.test(text.slice(column))) {
    const list = listAt(levels, column);
    if (list === undefined) return {};
    item = { value: undefined, owner: list };
    list.items.push(item);
    dash = column;
    column += 1 + indentOf(text.slice(column + 1));
  }
  const rest = text.slice(column);
  const key = keyIn(rest);
  if (key !== undefined) return readEntry(reader, levels, { start, text }, { column, ...key });
  if (item !== undefined) return readValue(reader, item, { start, text }, { from: dash + 1, indent: dash });
  if (levels.length === 0 && /^[{[]/.test(rest)) return { end: readFlow(reader, start + column, undefined) };
  const word = /^(["']?)[^"'\s:{}#]*["']?(?=[ \t]*,?$)/.exec(rest);
  const end = start + column + (word?.[0].length ?? 0);
  if (word !== null && start + column <= reader.offset && reader.offset <= end) {
    noteKey(reader, levels, column, {
      span: { start: start + column, end },
      text: unquoted(word[0]),
      quote: word[1] ?? "",
    });
  }
  return {};
}

/** The key with which a text begins, and the length of it with its colon. */
function keyIn(text: string): { readonly written: string; readonly length: number } | undefined {
  const start = keyStart.exec(text)?.[0];
  if (start === undefined) return undefined;
  const colon = text.slice(start.length).search(/^["']/.test(start) ? /[^ \t]/ : /[{}#]|:(?:\s|$)/);
  const end = start.length + colon;
  if (colon < 0 || !/^:(?:\s|$)/.test(text.slice(end, end + 2))) return undefined;
  return { written: start + withoutEnd(text.slice(start.length, end), " \t"), length: end + 1 };
}

function readEntry(
  reader: OutlineReader,
  levels: Level[],
  line: Line,
  { column, written, length }: { readonly column: number; readonly written: string; readonly length: number },
): ReadLine {
  const map = mapAt(levels, column);
  if (map === undefined) return {};
  const span: Span = { start: line.start + column, end: line.start + column + written.length };
  const quote = /^["']/.exec(written)?.[0] ?? "";
  const entry: OutlineEntry = {
    key: { span, text: unquoted(written), quote },
    hasColon: true,
    value: undefined,
    owner: map,
  };
  map.entries.push(entry);
  if (span.start <= reader.offset && reader.offset <= span.end) reader.cursor = { type: "key", entry, followed: false };
  return readValue(reader, entry, line, { from: column + length, indent: column });
}

/** What stands behind the colon of an entry or the dash of an item; `from` is its column, `indent` that of the key or the dash. */
function readValue(
  reader: OutlineReader,
  owner: OutlineEntry | OutlineItem,
  line: Line,
  { from, indent }: { readonly from: number; readonly indent: number },
): ReadLine {
  const text = line.text.slice(from);
  const blanks = indentOf(text);
  const properties = /^[ \t]*(?:[&!]\S*[ \t]*)*/.exec(text)?.[0].length ?? 0;
  const rest = text.slice(properties);
  if (/^[|>][-+0-9]*[ \t]*(?:#.*)?$/.test(rest)) {
    owner.value = { type: "scalar", token: { span: { start: line.start, end: line.start }, text: "", quote: "" } };
    return { scalarIndent: indent };
  }
  const at = line.start + from;
  if (/^[{[]/.test(rest) && !rest.startsWith("{{")) return { end: readFlow(reader, at + properties, owner) };
  if (/^(?:#|$)/.test(rest)) {
    // There is no value yet, and it may begin at any of the blanks but the first.
    const inside = reader.offset - at;
    if (blanks > 0 && properties === blanks && inside >= 1 && inside <= blanks) {
      const span = { start: reader.offset, end: reader.offset };
      noteValue(reader, owner, { span, text: "", quote: "" });
    }
    return {};
  }
  const token = valueToken(rest, at + properties);
  // Behind an action that prints nothing, such as `{{- if }}`, the value may stand on the next lines.
  if (!/^\{\{.*\}\}[ \t]*$/.test(rest)) owner.value = { type: "scalar", token };
  const isReached = token.span.start <= reader.offset && reader.offset <= token.span.end;
  if (isReached && !reader.text.slice(token.span.start, reader.offset).includes("{{")) noteValue(reader, owner, token);
  return {};
}

function noteValue(reader: OutlineReader, owner: OutlineEntry | OutlineItem, token: Token): void {
  reader.cursor = "key" in owner ? { type: "value", entry: owner, token } : { type: "item", item: owner, token };
}

/** The value that a line holds, between its quotes: to the closing quote, a comment, or the end of the line. */
function valueToken(rest: string, at: number): Token {
  const quote = /^["']/.exec(rest)?.[0] ?? "";
  const inner = rest.slice(quote.length);
  const found = quote === "" ? inner.search(/[ \t]#/) : inner.indexOf(quote);
  const text = found < 0 ? inner : quote === "" ? withoutEnd(inner.slice(0, found), " \t") : inner.slice(0, found);
  const start = at + quote.length;
  return { span: { start, end: start + text.length }, text, quote };
}

/** The mapping whose keys stand at a column: one that is open, or a new one below an entry or item that has no value yet. */
function mapAt(levels: Level[], column: number): OutlineMap | undefined {
  const isClosed = ({ indent, node }: Level): boolean => indent > column || (indent === column && node.type === "list");
  while (levels.some((level, index) => index === levels.length - 1 && isClosed(level))) levels.pop();
  const top = levels.at(-1);
  if (top?.indent === column && top.node.type === "map") return top.node;
  const slot = openSlot(top);
  if (top !== undefined && slot === undefined) return undefined;
  const map: OutlineMap = { type: "map", flow: false, entries: [], parent: slot };
  if (slot !== undefined) slot.value = map;
  levels.push({ indent: column, node: map });
  return map;
}

/** The list whose dashes stand at a column; they may stand right below the key that it belongs to. */
function listAt(levels: Level[], column: number): OutlineList | undefined {
  while ((levels.at(-1)?.indent ?? -1) > column) levels.pop();
  const top = levels.at(-1);
  if (top?.indent === column && top.node.type === "list") return top.node;
  const slot = openSlot(top);
  if (top !== undefined && slot === undefined) return undefined;
  const list: OutlineList = { type: "list", flow: false, items: [], parent: slot };
  if (slot !== undefined) slot.value = list;
  levels.push({ indent: column, node: list });
  return list;
}

/** The last entry or item of a level, where it has no value yet. */
function openSlot(level: Level | undefined): OutlineEntry | OutlineItem | undefined {
  const last = level?.node.type === "map" ? level.node.entries.findLast((it) => it.hasColon) : level?.node.items.at(-1);
  return last?.value === undefined ? last : undefined;
}

function unquoted(written: string): string {
  return written.replace(/^["']|["']$/g, "");
}
