/** Reads text in brackets, including JSON, even if it is not finished. */
import type { OutlineEntry, OutlineItem, OutlineList, OutlineMap, OutlineReader, Token } from "./line-node.ts";

/** How deep brackets are read; anything nested deeper is skipped. */
const maxDepth = 100;

/** Reads the brackets that open at an offset, as the value of an entry or item. Returns the offset behind them. */
export function readFlow(
  reader: OutlineReader,
  at: number,
  owner: OutlineEntry | OutlineItem | undefined,
  depth = 0,
): number {
  if (depth > maxDepth) return reader.text.length;
  if (reader.text.startsWith("[", at)) {
    const list: OutlineList = { type: "list", flow: true, items: [], parent: owner };
    if (owner !== undefined) owner.value = list;
    return readList(reader, list, at + 1, depth);
  }
  const map: OutlineMap = { type: "map", flow: true, entries: [], parent: owner };
  if (owner !== undefined) owner.value = map;
  return readMap(reader, map, at + 1, depth);
}

function readMap(reader: OutlineReader, map: OutlineMap, from: number, depth: number): number {
  const { text, offset } = reader;
  // Where a key may begin: behind the brace or a comma, and nowhere else.
  let gap: number | undefined = from;
  for (let at = from; ;) {
    const next = skipBlanks(text, at);
    const isEnd = next >= text.length || /[}\],]/.test(text.charAt(next));
    if (
      gap !== undefined &&
      gap <= offset &&
      (isEnd ? offset <= next : offset < next) &&
      !isInComment(text, gap, offset)
    ) {
      const entry: OutlineEntry = { key: emptyToken(offset), hasColon: false, value: undefined, owner: map };
      map.entries.push(entry);
      reader.cursor = { type: "key", entry, followed: !isEnd };
    }
    if (next >= text.length) return next;
    if (/[}\]]/.test(text.charAt(next))) return next + 1;
    if (text.startsWith(",", next)) gap = at = next + 1;
    else {
      at = readEntry(reader, map, next, depth);
      gap = undefined;
    }
  }
}

/** Reads one entry, or passes over one character that begins none. Returns the offset behind it. */
function readEntry(reader: OutlineReader, map: OutlineMap, at: number, depth: number): number {
  const { text, offset } = reader;
  const action = endOfAction(text, at);
  if (action !== undefined) return action;
  const key = readToken(text, at);
  if (key.end === at) return at + 1;
  const colon = key.end + matchAt(/[ \t]*/y, text, key.end).length;
  const hasColon = text.startsWith(":", colon);
  const span = { start: at, end: key.end };
  const entry: OutlineEntry = {
    key: { ...key.token, span },
    hasColon,
    value: undefined,
    owner: map,
  };
  map.entries.push(entry);
  if (at <= offset && offset <= key.end) reader.cursor = { type: "key", entry, followed: false };
  return hasColon ? readValue(reader, entry, colon + 1, depth) : key.end;
}

/** Reads the value after a colon; if it is missing, the next line is not read as the value. */
function readValue(reader: OutlineReader, entry: OutlineEntry, from: number, depth: number): number {
  const { text, offset } = reader;
  const blanks = matchAt(/[ \t]*/y, text, from).length;
  const lineRest = text.slice(from + blanks, from + blanks + 2);
  if (/^(?:[,}\]#]|\r?\n|$)/.test(lineRest)) {
    // Behind a plain key a colon without a blank is part of the key.
    const earliest = from + (entry.key.quote === "" ? 1 : 0);
    if (earliest <= offset && offset <= from + blanks) {
      reader.cursor = { type: "value", entry, token: emptyToken(offset) };
      return from + blanks;
    }
  }
  const at = skipBlanks(text, from);
  if (/[{[]/.test(text.charAt(at)) && !text.startsWith("{{", at)) return readFlow(reader, at, entry, depth + 1);
  if (at >= text.length || /[,}\]]/.test(text.charAt(at))) return at;
  const { token, end } = readToken(text, at);
  entry.value = { type: "scalar", token };
  if (isOn(reader, token)) reader.cursor = { type: "value", entry, token };
  return Math.max(end, at + 1);
}

function readList(reader: OutlineReader, list: OutlineList, from: number, depth: number): number {
  const { text, offset } = reader;
  let gap: number | undefined = from;
  for (let at = from; ;) {
    const next = skipBlanks(text, at);
    const isEnd = next >= text.length || /[}\],]/.test(text.charAt(next));
    if (gap !== undefined && isEnd && gap <= offset && offset <= next && !isInComment(text, gap, offset)) {
      const item: OutlineItem = { value: undefined, owner: list };
      list.items.push(item);
      reader.cursor = { type: "item", item, token: emptyToken(offset) };
    }
    if (next >= text.length) return next;
    if (/[}\]]/.test(text.charAt(next))) return next + 1;
    if (text.startsWith(",", next)) gap = at = next + 1;
    else {
      at = readItem(reader, list, next, depth);
      gap = undefined;
    }
  }
}

function readItem(reader: OutlineReader, list: OutlineList, at: number, depth: number): number {
  const item: OutlineItem = { value: undefined, owner: list };
  list.items.push(item);
  const action = endOfAction(reader.text, at);
  if (action !== undefined) return action;
  if (/[{[]/.test(reader.text.charAt(at))) return readFlow(reader, at, item, depth + 1);
  const { token, end } = readToken(reader.text, at);
  item.value = { type: "scalar", token };
  if (isOn(reader, token)) reader.cursor = { type: "item", item, token };
  return Math.max(end, at + 1);
}

/** A word, or a text in quotes; both end at the end of the line at the latest. */
function readToken(text: string, at: number): { readonly token: Token; readonly end: number } {
  const quote = /["']/.exec(text.charAt(at))?.[0] ?? "";
  const start = at + quote.length;
  const written = quote === "" ? text.slice(start, plainEnd(text, start)) : matchAt(quotedForm(quote), text, start);
  const inner = quote === "" ? written.trimEnd() : written;
  const end = start + inner.length;
  const isClosed = quote !== "" && text.startsWith(quote, end);
  return { token: { span: { start, end }, text: inner, quote }, end: isClosed ? end + 1 : end };
}

function quotedForm(quote: string): RegExp {
  return quote === '"' ? /(?:[^"\\\r\n]|\\[^\r\n])*/y : /[^'\r\n]*/y;
}

/** How long an action may be that is part of a word. */
const longestAction = 1000;

/** The offset at which a word ends: at a colon that ends a key, a comment, a bracket, a comma or the end of the line. */
function plainEnd(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const [character, next] = [text.charAt(at), text.charAt(at + 1)];
    if (character === ":" && (next === "" || /[\s,}\]]/.test(next))) return at;
    if (next === "#" && /[ \t]/.test(character)) return at;
    if (text.startsWith("{{", at)) {
      const action = /^.*?\}\}/.exec(text.slice(at, at + longestAction));
      if (action === null) return at;
      at += action[0].length - 1;
    } else if (/[,{}[\]\r\n]/.test(character)) return at;
  }
  return text.length;
}

/** What a form, which has to be sticky, matches at an offset; "" where it does not. */
function matchAt(form: RegExp, text: string, at: number): string {
  form.lastIndex = at;
  return form.exec(text)?.[0] ?? "";
}

function isOn({ text, offset }: OutlineReader, { span }: Token): boolean {
  return span.start <= offset && offset <= span.end && !text.slice(span.start, offset).includes("{{");
}

/** The next offset that is neither in a blank nor in a comment. */
function skipBlanks(text: string, from: number): number {
  let at = from + matchAt(/\s*/y, text, from).length;
  while (text.startsWith("#", at) && /\s/.test(text.charAt(at - 1))) {
    at += matchAt(/[^\n]*/y, text, at).length;
    at += matchAt(/\s*/y, text, at).length;
  }
  return at;
}

function isInComment(text: string, from: number, offset: number): boolean {
  return /(?:^|\s)#/.test(text.slice(Math.max(from, text.lastIndexOf("\n", offset - 1) + 1), offset));
}

/** The offset behind a template action that begins here. */
function endOfAction(text: string, at: number): number | undefined {
  if (!text.startsWith("{{", at)) return undefined;
  const end = text.indexOf("}}", at);
  return end < 0 ? text.length : end + 2;
}

function emptyToken(at: number): Token {
  return { span: { start: at, end: at }, text: "", quote: "" };
}
