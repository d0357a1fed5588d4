/** What every room asks about texts and places in them. It imports nothing, so that every room may import it. */

/** Half-open offsets from 0, counted in UTF-16 units from the start of the text that it is about. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Replaces the text between two offsets. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset at which the line after that of an offset begins; the end of the text on its last line. */
export function nextLineStart(text: string, offset: number): number {
  return text.indexOf("\n", offset) + 1 || text.length;
}

/** The line break to write into a text: that of its first line, so that a long text need not be searched. */
export function lineBreak(text: string): "\r\n" | "\n" {
  return text.charAt(text.indexOf("\n") - 1) === "\r" ? "\r\n" : "\n";
}

/** A span counted from another place: `offset` is where its text begins there. */
export function shift({ start, end }: Span, offset: number): Span {
  return { start: start + offset, end: end + offset };
}

/** An edit counted from another place: `offset` is where its text begins there. */
export function shiftEdit({ span, text }: TextEdit, offset: number): TextEdit {
  return { span: shift(span, offset), text };
}

/** Whether a cursor at an offset touches a span. Both ends belong to it; what is empty cannot be touched. */
export function contains({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end && start < end;
}

/** The smallest edit that makes one text of another, without splitting a line break; none where they are equal. */
export function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (start > 0 && before[start - 1] === "\r") start--;
  if (end > 0 && before.at(-end) === "\n" && [before, after].some((text) => text.at(-1 - end) === "\r")) end--;
  return [{ span: { start, end: before.length - end }, text: after.slice(start, after.length - end) }];
}

/** A text after edits whose spans all count in the text as it was; `undefined` where two of them overlap. Equal edits are made once. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string | undefined {
  let result = "";
  let last: TextEdit | undefined;
  for (const edit of inOrder(edits)) {
    if (last !== undefined && isEqual(edit, last)) continue;
    const end = last?.span.end ?? 0;
    if (edit.span.start < end) return undefined;
    result += text.slice(end, edit.span.start) + edit.text;
    last = edit;
  }
  return result + text.slice(last?.span.end ?? 0);
}

/** The edits without neighbours that touch: those are joined. They must not overlap. */
export function joinEdits(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of inOrder(edits)) {
    const last = joined.at(-1);
    if (last?.span.end !== edit.span.start) joined.push(edit);
    else joined.splice(-1, 1, { span: { start: last.span.start, end: edit.span.end }, text: last.text + edit.text });
  }
  return joined;
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function isEqual(one: TextEdit, other: TextEdit): boolean {
  return one.span.start === other.span.start && one.span.end === other.span.end && one.text === other.text;
}

/**
 * What a text holds in the place of the first bytes that are not UTF-8: half of a surrogate pair, which no UTF-8 makes, so that it
 * is told from everything that somebody wrote. `byte` is the first of them.
 */
export function invalidByte(byte: number): string {
  return String.fromCharCode(halfPairs + byte);
}

/** Where a text is not UTF-8 for the first time, and the byte there; `undefined` if it is UTF-8 as far as anybody knows. */
export function findInvalidByte(text: string): { readonly offset: number; readonly byte: number } | undefined {
  const offset = text.search(/[\uDC80-\uDCFF]/u);
  return offset === -1 ? undefined : { offset, byte: text.charCodeAt(offset) - halfPairs };
}

/** A byte as people write it: 0xE9. */
export function byteWords(byte: number): string {
  return `0x${byte.toString(16).toUpperCase().padStart(2, "0")}`;
}

const halfPairs = 0xdc00;

/** A text without those of the given characters that stand at its end. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/**
 * The parts of a text that marks divide, such as `{{` and `}}`: what is outside of them and what is inside take turns, beginning and
 * ending outside. A mark that is never closed is part of the text.
 */
export function partsBetween(text: string, open: string, close: string): readonly string[] {
  const parts: string[] = [];
  let from = 0;
  for (;;) {
    const start = text.indexOf(open, from);
    const end = start < 0 ? -1 : text.indexOf(close, start + open.length);
    if (end < 0) return [...parts, text.slice(from)];
    parts.push(text.slice(from, start), text.slice(start + open.length, end));
    from = end + close.length;
  }
}

/** Those of the parts that `partsBetween` gives that are outside of the marks. */
export function partsOutside(text: string, open: string, close: string): readonly string[] {
  return partsBetween(text, open, close).filter((_, index) => index % 2 === 0);
}

/**
 * For each offset of a text, where a text in double quotes ends that is open there: behind the quote that closes it, 0 where `stop`,
 * one character or none, comes first or nothing closes it. A backslash escapes what follows it. Made once, however many quotes there are.
 */
export function quoteEnds(text: string, stop: string): Int32Array {
  const [quote, backslash, stopCode] = ['"', "\\", stop].map((character) => character.charCodeAt(0));
  const ends = new Int32Array(text.length + 2);
  for (let at = text.length - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === quote) ends[at] = at + 1;
    else if (code === backslash) ends[at] = text.charCodeAt(at + 1) === stopCode ? 0 : (ends[at + 2] ?? 0);
    else ends[at] = code === stopCode ? 0 : (ends[at + 1] ?? 0);
  }
  return ends;
}
