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

/** The smallest edit that makes one text of another; none where they are equal. */
export function difference(before: string, after: string): readonly TextEdit[] {
  if (before === after) return [];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
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
