import type { ScalarNode } from "../node.ts";
import { char, isEmptyAt, isLineEnd } from "./characters.ts";
import { type Cursor, scalarAt } from "./cursor.ts";
import { decodeDouble } from "./escapes.ts";

/** The end of the scalar that begins at an offset, plain or quoted, all on one line; -1 for anything else. */
export function scalarEnd(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === char.doubleQuote) return doubleEnd(text, at);
  if (code === char.singleQuote) return singleEnd(text, at);
  return beginsPlain(text, at) ? plainEnd(text, at) : -1;
}

/** The same inside brackets or braces, where their characters end a plain scalar. */
export function scalarEndInFlow(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === char.doubleQuote) return doubleEnd(text, at);
  if (code === char.singleQuote) return singleEnd(text, at);
  const isIndicator = indicators.includes(text.charAt(at)) && isFlowIndicator(text.charCodeAt(at + 1));
  return beginsPlain(text, at) && !isIndicator ? plainEndInFlow(text, at) : -1;
}

/** The node of a scalar with these ends; `undefined` where it cannot be decoded. */
export function inlineNode(cursor: Cursor, start: number, end: number): ScalarNode | undefined {
  const code = cursor.text.charCodeAt(start);
  const span = { start, end };
  if (code === char.doubleQuote) {
    const text = decodeDouble(cursor.text.slice(start + 1, end - 1));
    return text === undefined ? undefined : scalarAt(cursor, "double", text, span);
  }
  if (code === char.singleQuote) {
    return scalarAt(cursor, "single", cursor.text.slice(start + 1, end - 1).replaceAll("''", "'"), span);
  }
  return scalarAt(cursor, "plain", cursor.text.slice(start, end), span);
}

/** What begins a plain scalar nowhere, a byte order mark included: it is of no account at the start of a file alone. */
const noPlainStart = "!&*|>%@`,[]{}#\"'\t\uFEFF";

/** What begins one only where no blank follows. */
const indicators = "-?:";

function beginsPlain(text: string, at: number): boolean {
  const first = text.charAt(at);
  return !noPlainStart.includes(first) && !(indicators.includes(first) && isEmptyAt(text, at + 1));
}

function plainEnd(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === char.space || code === char.tab) continue;
    if (isLineEnd(code)) break;
    if (code === char.colon && isEmptyAt(text, at + 1)) break;
    if (code === char.hash && at > end) break;
    end = at + 1;
  }
  return end;
}

function plainEndInFlow(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === char.space || code === char.tab) continue;
    if (isLineEnd(code) || isFlowIndicator(code)) break;
    if (code === char.colon && (isEmptyAt(text, at + 1) || isFlowIndicator(text.charCodeAt(at + 1)))) break;
    if (code === char.hash && at > end) break;
    end = at + 1;
  }
  return end;
}

function isFlowIndicator(code: number): boolean {
  switch (code) {
    case char.comma:
    case char.openBracket:
    case char.closeBracket:
    case char.openBrace:
    case char.closeBrace:
      return true;
    default:
      return false;
  }
}

function doubleEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === char.doubleQuote) return at + 1;
    if (code === char.backslash) at++;
    else if (isLineEnd(code)) return -1;
  }
  return -1;
}

function singleEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (isLineEnd(code)) return -1;
    if (code !== char.singleQuote) continue;
    if (text.charCodeAt(at + 1) !== char.singleQuote) return at + 1;
    at++;
  }
  return -1;
}
