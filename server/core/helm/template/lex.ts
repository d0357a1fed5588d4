import type { Problem } from "./node.ts";

/** What stands between braces, without them and without the marks that trim white space. Offsets in the text, from 0. */
export interface Action {
  readonly type: "action";
  /** Where its braces open. */
  readonly at: number;
  readonly start: number;
  readonly end: number;
}

/** A stretch of text between actions, trimmed. */
export interface Literal {
  readonly type: "text";
  readonly at: number;
  readonly text: string;
}

/** A template as literal text and actions. */
export interface Split {
  readonly parts: readonly (Action | Literal)[];
  readonly problems: readonly Problem[];
}

/**
 * Splits a template into text and actions; comments are left out. What is not closed reaches to the end of its line, so that the
 * rest is still read while somebody types. Mirrors `lexText`, `lexLeftDelim`, `lexComment` and `lexRightDelim` in
 * text/template/parse/lex.go of Go.
 */
export function splitActions(text: string): Split {
  const parts: (Action | Literal)[] = [];
  const problems: Problem[] = [];
  let from = 0;
  let trims = false;
  // Where no comment ends behind one place, none does behind a later one.
  let hasComments = true;
  const addText = (end: number, trimsEnd: "trim" | "keep"): void => {
    let [start, stop] = [from, end];
    if (trims) while (start < stop && isSpace(text, start)) start++;
    if (trimsEnd === "trim") while (stop > start && isSpace(text, stop - 1)) stop--;
    if (start < stop) parts.push({ type: "text", at: start, text: text.slice(start, stop) });
  };
  for (let at = text.indexOf("{{"); at >= 0 && problems.length < mostProblems; at = text.indexOf("{{", from)) {
    const isTrimmed = text[at + 2] === "-" && isSpace(text, at + 3);
    addText(at, isTrimmed ? "trim" : "keep");
    const start = at + (isTrimmed ? 4 : 2);
    const isComment = text.startsWith("/*", start);
    const closing = isComment
      ? commentEnd(text, start, hasComments ? text.indexOf("*/", start) : -1)
      : actionEnd(text, start);
    if (isComment && "message" in closing && closing.message === "unclosed comment") hasComments = false;
    if ("message" in closing) problems.push(closing);
    if (!isComment) parts.push({ type: "action", at, start, end: closing.at });
    from = "message" in closing ? closing.at : closing.next;
    trims = "message" in closing ? false : closing.trims;
  }
  addText(text.length, "keep");
  return { parts, problems };
}

/** What has more problems is no template, and what is behind them is left alone. */
const mostProblems = 200;

/** Where an action or a comment ends, and whether the text behind it is trimmed. */
type Closing = { readonly at: number; readonly next: number; readonly trims: boolean } | Problem;

function commentEnd(text: string, start: number, end: number): Closing {
  const at = end < 0 ? lineEnd(text, start) : end + 2;
  if (end < 0) return { at, message: "unclosed comment" };
  const trims = isSpace(text, at) && text[at + 1] === "-";
  const braces = trims ? at + 2 : at;
  if (!text.startsWith("}}", braces)) return { at, message: "comment ends before closing delimiter" };
  return { at, next: braces + 2, trims };
}

function actionEnd(text: string, start: number): Closing {
  for (let at = start; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"' || letter === "'") at = quoteEnd(text, at);
    else if (letter === "`") {
      const end = text.indexOf("`", at + 1);
      if (end < 0) break;
      at = end;
    } else if (letter === "}" && text[at + 1] === "}") return { at, next: at + 2, trims: false };
    else if (letter === "-" && text.startsWith("}}", at + 1) && isSpace(text, at - 1))
      return { at, next: at + 3, trims: true };
    // The action before this one is not finished.
    else if (letter === "{" && text[at + 1] === "{") {
      return { at: Math.min(at, lineEnd(text, start)), message: "unclosed action" };
    }
  }
  return { at: lineEnd(text, start), message: "unclosed action" };
}

/** The offset of the closing quote; before the end of the line where there is none. */
function quoteEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === text[start]) return at;
    else if (text[at] === "\n") return at - 1;
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function isSpace(text: string, at: number): boolean {
  const letter = text[at];
  return letter === " " || letter === "\t" || letter === "\n" || letter === "\r";
}
