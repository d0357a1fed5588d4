import type { Span } from "./node.ts";

/** A comment that suppresses findings: `# argocd-annotations-ignore-next-line RULE, RULE -- reason`. */
export interface IgnoreComment {
  readonly scope: "next line" | "file";
  /** From the `#`, or from the braces of a Helm comment, to its end. */
  readonly span: Span;
  /** The rules that it names; without any, it suppresses all rules. */
  readonly rules: readonly NamedRule[];
  /** Where further rules can be added: after the last one, or after the keyword. */
  readonly namesEnd: number;
  /** The line that it applies to: the next one that is not a comment. Absent for the whole file and at the end of a document. */
  readonly line: Span | undefined;
}

/** The id of a rule as written in a comment; it may be wrong. */
export interface NamedRule {
  readonly id: string;
  readonly span: Span;
}

const marker = "argocd-annotations-ignore-";

/** A comment of YAML or a Helm template: the blank before it, its start, its scope and the rest. */
const comments =
  /(^|[ \t])(#[ \t]*|\{\{-?[ \t]*\/\*[ \t]*)argocd-annotations-ignore-(next-line|file)([^\w\r\n-][^\r\n]*|$)/gm;

/** The comments of a text that suppress findings, in the order of the text. Spans are offsets in the text. */
export function ignoreCommentsIn(text: string): readonly IgnoreComment[] {
  if (!text.includes(marker)) return [];
  let next: Span | undefined;
  return Array.from(text.matchAll(comments), (match) => {
    const [written, blank = "", opening = "", scope, rest = ""] = match;
    const end = opening.startsWith("{{")
      ? helmCommentEnd(rest)
      : { names: rest.length, comment: rest.trimEnd().length };
    const restStart = match.index + written.length - rest.length;
    // The text after two dashes is the reason.
    const [names = ""] = rest.slice(0, end.names).split(/\s--(?:\s|$)/, 1);
    const rules = Array.from(names.matchAll(/[^\s,]+/g), ({ index, 0: id }) => ({
      id,
      span: { start: restStart + index, end: restStart + index + id.length },
    }));
    // All comments above the same line are about it, so that it is looked for once.
    if (next === undefined || next.start < restStart) next = lineAfter(text, restStart);
    return {
      scope: scope === "file" ? "file" : "next line",
      span: { start: match.index + blank.length, end: restStart + end.comment },
      rules,
      namesEnd: rules.at(-1)?.span.end ?? restStart,
      line: scope === "file" || next.start > text.length ? undefined : next,
    };
  });
}

/** Where the names and the comment end, in the text after the scope. */
function helmCommentEnd(rest: string): { readonly names: number; readonly comment: number } {
  const close = /\*\/[ \t]*-?\}\}/.exec(rest);
  if (close === null) return { names: rest.length, comment: rest.trimEnd().length };
  return { names: close.index, comment: close.index + close[0].length };
}

/** The next line that is not a comment; it lies behind the text where there is none. */
function lineAfter(text: string, offset: number): Span {
  // As for YAML, a carriage return alone ends no line.
  const lines = /\n([^\n]*)/g;
  lines.lastIndex = offset;
  for (let match = lines.exec(text); match !== null; match = lines.exec(text)) {
    const [, rest = ""] = match;
    const start = match.index + 1;
    const line = rest.endsWith("\r") ? rest.slice(0, -1) : rest;
    if (!/^\s*(?:#|\{\{-?\s*\/\*)/.test(line)) return { start, end: start + line.length };
  }
  return { start: text.length + 1, end: text.length + 1 };
}
