import type { ScalarNode } from "../node.ts";
import { char } from "./characters.ts";
import { type Cursor, scalarAt } from "./cursor.ts";
import { foldLines } from "./fold.ts";
import { beginsPlain, isIndicatorInFlow, plainEnd, plainEndInFlow } from "./plain.ts";
import { quotedEnd, unquote } from "./quoted.ts";

/**
 * The end of the scalar that begins at an offset: of a quoted one, or of the first line of a plain one; -1 for anything else.
 * The further lines of a quoted one stand right of a column; with `Infinity` all of it is on one line.
 */
export function scalarEnd(text: string, at: number, column: number): number {
  if (isQuote(text.charCodeAt(at))) return quotedEnd(text, at, column);
  return beginsPlain(text, at) ? plainEnd(text, at) : -1;
}

/** The end of a scalar on one line inside brackets or braces, where their characters end a plain one; -1 for anything else. */
export function scalarEndInFlow(text: string, at: number): number {
  if (isQuote(text.charCodeAt(at))) return quotedEnd(text, at, Infinity);
  return beginsPlain(text, at) && !isIndicatorInFlow(text, at) ? plainEndInFlow(text, at) : -1;
}

/** Whether a scalar that begins with a character is quoted. */
export function isQuote(code: number): boolean {
  return code === char.doubleQuote || code === char.singleQuote;
}

/** The node of the scalar with these ends; `undefined` where it cannot be decoded. */
export function inlineNode(cursor: Cursor, start: number, end: number): ScalarNode | undefined {
  const { text } = cursor;
  const code = text.charCodeAt(start);
  const style = code === char.doubleQuote ? "double" : code === char.singleQuote ? "single" : "plain";
  const value =
    style === "plain" ? foldLines(text.slice(start, end), asWritten) : unquote(text.slice(start + 1, end - 1), style);
  return value === undefined ? undefined : scalarAt(cursor, style, value, start, end);
}

function asWritten(line: string): string {
  return line;
}
