import type { ScalarNode } from "../node.ts";
import { char, isEmptyAt, isLineEndAt, nextLine, skipBlanks, skipSpaces } from "./characters.ts";
import { type Cursor, scalarAt, seek } from "./cursor.ts";
import { decodeBlock } from "./decode-block.ts";

/** Reads the literal or folded block whose header begins at an offset, and moves the cursor to what follows; `undefined` if it is extraordinary. */
export function readBlockScalar(cursor: Cursor, start: number, column: number): ScalarNode | undefined {
  const { text } = cursor;
  const style = text.charCodeAt(start) === char.pipe ? "literal" : "folded";
  const sign = text.charAt(start + 1);
  const chomping = sign === "-" ? "strip" : sign === "+" ? "keep" : "clip";
  const headerEnd = chomping === "clip" ? start + 1 : start + 2;
  const rest = skipBlanks(text, headerEnd);
  const isHeader = isEmptyAt(text, headerEnd) && (isLineEndAt(text, rest) || text.charCodeAt(rest) === char.hash);
  const from = nextLine(text, rest);
  const block = isHeader ? blockAt(text, from, column) : undefined;
  if (block === undefined) return undefined;
  const end = chomping === "keep" ? block.end : withoutBlankLines(text, from, block);
  const decoded = decodeBlock(text.slice(from, end), { style, chomping, indent: block.indent });
  seek(cursor, end, Infinity);
  return scalarAt(cursor, style, decoded, start, end);
}

/** The lines of a block. */
interface Block {
  /** The indentation of its first line that is not blank; of what follows it where there is no such line. */
  readonly indent: number;
  /** The start of the first line that does not belong to it; the end of the text where there is none. */
  readonly end: number;
}

/** The block that begins at the start of a line, below something in that column; `undefined` where blanks before its text are more than their own line needs. */
function blockAt(text: string, from: number, column: number): Block | undefined {
  let line = from;
  let widest = 0;
  let at = skipSpaces(text, line);
  while (at < text.length && isLineEndAt(text, at)) {
    widest = Math.max(widest, at - line);
    line = nextLine(text, at);
    at = skipSpaces(text, line);
  }
  const indent = at - line;
  if (at < text.length && widest > indent && indent > column) return undefined;
  const end = indent > column ? endOfLines(text, line, indent) : line;
  // A tab in the indentation of the next line would be an error.
  return text.charCodeAt(skipSpaces(text, end)) === char.tab ? undefined : { indent, end };
}

/** The start of the first line that is indented less and not blank. */
function endOfLines(text: string, from: number, indent: number): number {
  let line = from;
  while (line < text.length) {
    let at = line;
    while (at < line + indent && text.charCodeAt(at) === char.space) at++;
    if (at < line + indent && !(at < text.length && isLineEndAt(text, at))) return line;
    line = nextLine(text, at);
  }
  return line;
}

/** The end of a block without the blank lines at its end, but for those that are indented further than its text. */
function withoutBlankLines(text: string, from: number, { indent, end }: Block): number {
  let last = end === text.length && !text.endsWith("\n") ? end : end - 1;
  for (;;) {
    const lineEnd = text.charCodeAt(last - 1) === char.carriageReturn ? last - 1 : last;
    let at = lineEnd - 1;
    while (text.charCodeAt(at) === char.space) at--;
    if (at < from || text.charCodeAt(at) !== char.newline || lineEnd - 1 - at > indent) return Math.min(last + 1, end);
    last = at;
  }
}
