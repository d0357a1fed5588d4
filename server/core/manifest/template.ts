import type { Span } from "./node.ts";
import { quoteEnds } from "../text.ts";

/** One action of a Helm or Go template, `{{ ... }}`, with its braces. */
export interface TemplateAction {
  readonly span: Span;
  /** `open` and `close` bound a block (`if`, `range`, `with`, `define`, `block`; `end`), `middle` is an `else`; `silent` prints nothing; `output` prints text. */
  readonly kind: "open" | "middle" | "close" | "silent" | "output";
  /** The innermost block that is open behind it. */
  readonly inside: Block | undefined;
}

/** A block of a template that is open: its action and the block around it. It is the same object wherever it is open. */
export interface Block {
  readonly outer: Block | undefined;
  /** How many blocks are open, this one included. */
  readonly depth: number;
}

/** A text whose template actions no longer hinder a YAML parser. */
export interface MaskedText {
  /** As long as the original, with the actions replaced so that what is left can be read as YAML. */
  readonly text: string;
  readonly actions: readonly TemplateAction[];
}

/** A character that YAML takes as part of a plain scalar, wherever it stands. */
const filler = "_";

/**
 * Replaces the template actions of a text in place, so that every other character keeps its offset.
 * An action that has its line to itself, or prints nothing, becomes blanks; any other one stands for text.
 */
export function maskTemplate(text: string): MaskedText {
  if (!text.includes("{{")) return { text, actions: [] };
  const actions = findActions(text);
  let masked = "";
  let end = 0;
  for (const { span, printing } of runsOf(text, actions)) {
    masked += text.slice(end, span.start);
    end = span.end;
    const run = text.slice(span.start, end);
    masked += !printing || hasLineToItself(text, span) ? blanks(run) : fill(run);
  }
  return { text: masked + text.slice(end), actions };
}

function findActions(text: string): TemplateAction[] {
  const actions: TemplateAction[] = [];
  // Behind these nothing is closed any more: what opens there need not be searched to the end of the text.
  const lastComment = text.lastIndexOf("*/");
  const lastAction = text.lastIndexOf("}}");
  const actionEnd = actionEnds(text);
  for (let start = text.indexOf("{{"); start >= 0 && start < lastAction; start = text.indexOf("{{", start)) {
    const comment = /^\{\{-?\s*\/\*/.exec(text.slice(start, start + longestOpening));
    const end = comment === null ? actionEnd(start) : start < lastComment ? commentEnd(text, start) : undefined;
    if (end === undefined) {
      start += 2;
      continue;
    }
    const kind = kindOf(text.slice(start + 2, end - 2));
    actions.push({ span: { start, end }, kind, inside: blockBehind(kind, actions.at(-1)?.inside) });
    start = end;
  }
  return actions;
}

function blockBehind(kind: TemplateAction["kind"], before: Block | undefined): Block | undefined {
  switch (kind) {
    case "open":
      return { outer: before, depth: (before?.depth ?? 0) + 1 };
    case "middle":
      return { outer: before?.outer, depth: before?.depth ?? 1 };
    case "close":
      return before?.outer;
    case "silent":
    case "output":
      return before;
  }
}

/** How many characters the beginning of a comment may take, blanks included. */
const longestOpening = 40;

/** The offset after the `}}` of the comment that starts here. */
function commentEnd(text: string, start: number): number | undefined {
  const close = text.indexOf("*/", text.indexOf("/*", start) + 2);
  const end = close < 0 ? -1 : text.indexOf("}}", close);
  return end < 0 ? undefined : end + 2;
}

/**
 * Finds the offset after the `}}` of the action that starts at an offset; quoted text may hold braces of its own. What is found
 * behind quoted text is kept: an action that seems to start inside that text comes to the same place.
 */
function actionEnds(text: string): (start: number) => number | undefined {
  const known = new Map<number, number | undefined>();
  const token = /["`]|\}\}|\{\{/g;
  const lastBacktick = text.lastIndexOf("`");
  let doubleEnds: Int32Array | undefined;
  const quotedEnd = (at: number): number => {
    if (text.startsWith("`", at)) return at < lastBacktick ? text.indexOf("`", at + 1) + 1 : 0;
    doubleEnds ??= quoteEnds(text, "\n");
    return doubleEnds[at + 1] ?? 0;
  };
  return (start) => {
    const passed: number[] = [];
    let end: number | undefined;
    token.lastIndex = start + 2;
    for (;;) {
      const found = token.exec(text);
      if (found?.[0] === "}}") end = found.index + 2;
      // Another action opens before this one is closed: this one is not finished.
      if (found === null || found[0].length === 2) break;
      token.lastIndex = quotedEnd(found.index) || found.index + 1;
      end = known.get(token.lastIndex);
      if (known.has(token.lastIndex)) break;
      passed.push(token.lastIndex);
    }
    for (const at of passed) known.set(at, end);
    return end;
  };
}

function kindOf(action: string): TemplateAction["kind"] {
  const body = action.replace(/^-\s/, "").trimStart();
  if (/^(?:if|range|with|define|block)\b/.test(body)) return "open";
  if (/^else\b/.test(body)) return "middle";
  if (/^end\b/.test(body)) return "close";
  return /^\/\*|^\$\w*\s*:?=|^(?:break|continue)\b|^fail\b/.test(body) ? "silent" : "output";
}

/** Neighbouring actions with only blanks of one line between them. */
interface Run {
  readonly span: Span;
  /** One of them prints something. */
  readonly printing: boolean;
}

function runsOf(text: string, actions: readonly TemplateAction[]): Run[] {
  const runs: Run[] = [];
  for (const { span, kind } of actions) {
    const printing = kind === "output";
    const last = runs.at(-1);
    if (last !== undefined && /^[ \t]*$/.test(text.slice(last.span.end, span.start))) {
      runs[runs.length - 1] = {
        span: { start: last.span.start, end: span.end },
        printing: printing || last.printing,
      };
    } else runs.push({ span, printing });
  }
  return runs;
}

function hasLineToItself(text: string, { start, end }: Span): boolean {
  let before = start - 1;
  while (text[before] === " " || text[before] === "\t") before--;
  if (before >= 0 && text[before] !== "\n") return false;
  let after = end;
  while (text[after] === " " || text[after] === "\t") after++;
  return /^\r?(?:\n|$)/.test(text.slice(after, after + 2));
}

function blanks(run: string): string {
  return run.replace(/[^\r\n]/g, " ");
}

/** Text on the first line of the run, blanks on those that follow. */
function fill(run: string): string {
  const lineBreak = run.search(/[\r\n]/);
  const firstLine = lineBreak < 0 ? run.length : lineBreak;
  return filler.repeat(firstLine) + blanks(run.slice(firstLine));
}

/** Whether any of the actions, which stand in the order of the text, lies in or reaches into a span. */
export function holdsAction(actions: readonly TemplateAction[], { start, end }: Span): boolean {
  return (actions[countWhile(actions, ({ span }) => span.end <= start)]?.span.start ?? Infinity) < end;
}

/** The actions that begin in a part of the text. */
export function actionsIn(actions: readonly TemplateAction[], { start, end }: Span): readonly TemplateAction[] {
  const first = countWhile(actions, ({ span }) => span.start < start);
  return actions.slice(
    first,
    countWhile(actions, ({ span }) => span.start < end),
  );
}

/** The innermost block of a template around an offset. */
export function blockAt(actions: readonly TemplateAction[], offset: number): Block | undefined {
  return actions[countWhile(actions, ({ span }) => span.start < offset) - 1]?.inside;
}

/** How many blocks of a template are around an offset. */
export function depthAt(actions: readonly TemplateAction[], offset: number): number {
  return blockAt(actions, offset)?.depth ?? 0;
}

/** Whether a template always writes both offsets together, or neither of them. */
export function inSameBranch(actions: readonly TemplateAction[], one: number, other: number): boolean {
  return blockAt(actions, one) === blockAt(actions, other);
}

/** How many actions come before the first one that is not like that, by halving: those that are like that come first. */
function countWhile(actions: readonly TemplateAction[], isEarly: (action: TemplateAction) => boolean): number {
  let low = 0;
  let high = actions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const action = actions[middle];
    if (action !== undefined && isEarly(action)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Without one of these a text is no placeholder, which most texts can be told at a glance. */
const placeholderSigns = /[$<@\ue000]|\[\[|\{%|%\{|__/;

/** How a part of a rendered text begins and ends that nobody can know. Between them is its number. */
export const unknownMarks = { start: "\ue000", end: "\ue001" } as const;

/** Where a quote is never closed, the last character is taken for it. */
const unknownPart = /\ue000(\d+)(?:\ue001|$)/;

/** Whether a part of a rendered text is not known. */
export function hasUnknown(text: string): boolean {
  return unknownPart.test(text);
}

/** A rendered text with something else in the place of each part that is not known, and with the rest of it changed. */
export function withoutUnknown(
  text: string,
  instead: (id: number) => string,
  change: (known: string) => string = (known) => known,
): string {
  const parts = text.split(unknownPart);
  return parts.map((part, index) => (index % 2 === 1 ? instead(Number(part)) : change(part))).join("");
}

/** Whether a value stands for something that another tool fills in: `${VAR}`, `$VAR`, `$(VAR)`, `<path:...>`, `<VAR>`, `[[ ]]`, `{% %}`, `%{ }`, `<% %>`, `__VAR__`, `@VAR@`. */
export function isPlaceholder(text: string): boolean {
  if (!placeholderSigns.test(text)) return false;
  return (
    hasUnknown(text) ||
    /\$\{|\$\(|<path:|\[\[|\{%|%\{|<%/.test(text) ||
    /^(?:\$[A-Za-z_]\w*|<[^<>]+>|__\w+__|@@?\w+@@?)$/.test(text.trim())
  );
}
