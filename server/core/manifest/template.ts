import type { Span } from "./node.ts";

/** One action of a Helm or Go template, `{{ ... }}`, with its braces. */
export interface TemplateAction {
  readonly span: Span;
  /** `open` and `close` bound a block (`if`, `range`, `with`, `define`, `block`; `end`), `middle` is an `else`; `silent` prints nothing; `output` prints text. */
  readonly kind: "open" | "middle" | "close" | "silent" | "output";
}

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
  for (const [from, to] of actionRuns(text, actions)) {
    masked += text.slice(end, from.span.start);
    end = to.span.end;
    const run = text.slice(from.span.start, end);
    const blank =
      hasLineToItself(text, from.span.start, end) ||
      actions.every((it) => it.kind !== "output" || !within(it, from, to));
    masked += blank ? blanks(run) : fill(run);
  }
  return { text: masked + text.slice(end), actions };
}

function findActions(text: string): TemplateAction[] {
  const actions: TemplateAction[] = [];
  for (let start = text.indexOf("{{"); start >= 0; start = text.indexOf("{{", start)) {
    const end = actionEnd(text, start);
    if (end === undefined) {
      start += 2;
      continue;
    }
    actions.push({ span: { start, end }, kind: kindOf(text.slice(start + 2, end - 2)) });
    start = end;
  }
  return actions;
}

/** The offset after the `}}` of the action that starts here; quoted text and comments may hold braces of their own. */
function actionEnd(text: string, start: number): number | undefined {
  const comment = /^\{\{-?\s*\/\*/.exec(text.slice(start, start + 40));
  if (comment !== null) {
    const close = text.indexOf("*/", start + comment[0].length);
    if (close < 0) return undefined;
    const end = text.indexOf("}}", close);
    return end < 0 ? undefined : end + 2;
  }
  const token = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\}\}|\{\{/g;
  token.lastIndex = start + 2;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    if (match[0] === "}}") return match.index + 2;
    // Another action opens before this one is closed: this one is not finished.
    if (match[0] === "{{") return undefined;
  }
  return undefined;
}

function kindOf(action: string): TemplateAction["kind"] {
  const body = action.replace(/^-\s/, "").trimStart();
  if (/^(?:if|range|with|define|block)\b/.test(body)) return "open";
  if (/^else\b/.test(body)) return "middle";
  if (/^end\b/.test(body)) return "close";
  return /^\/\*|^\$\w*\s*:?=|^(?:break|continue)\b|^fail\b/.test(body) ? "silent" : "output";
}

/** Neighbouring actions with only blanks of one line between them, as first and last of each run. */
function* actionRuns(text: string, actions: readonly TemplateAction[]): Generator<[TemplateAction, TemplateAction]> {
  let from: TemplateAction | undefined;
  let to: TemplateAction | undefined;
  for (const action of actions) {
    if (from !== undefined && to !== undefined) {
      if (/^[ \t]*$/.test(text.slice(to.span.end, action.span.start))) {
        to = action;
        continue;
      }
      yield [from, to];
    }
    from = to = action;
  }
  if (from !== undefined && to !== undefined) yield [from, to];
}

function within(action: TemplateAction, from: TemplateAction, to: TemplateAction): boolean {
  return action.span.start >= from.span.start && action.span.end <= to.span.end;
}

function hasLineToItself(text: string, start: number, end: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", start - 1) + 1, start);
  return (
    /^[ \t]*$/.test(before) &&
    /^[ \t]*\r?(?:\n|$)/.test(text.slice(end, text.indexOf("\n", end) + 1 || text.length + 1))
  );
}

function blanks(run: string): string {
  return run.replace(/[^\r\n]/g, " ");
}

/** Text on the first line of the run, blanks on those that follow. */
function fill(run: string): string {
  const [first = "", ...rest] = run.split(/(?=\r?\n)/);
  return filler.repeat(first.length) + rest.map(blanks).join("");
}

/** The actions that open a block around an offset, outermost first, by their index. */
export function enclosingBlocks(actions: readonly TemplateAction[], offset: number): readonly number[] {
  const open: number[] = [];
  for (const [index, action] of actions.entries()) {
    if (action.span.start >= offset) break;
    if (action.kind === "open") open.push(index);
    else if (action.kind === "middle") open.splice(-1, 1, index);
    else if (action.kind === "close") open.pop();
  }
  return open;
}

/** Whether a value stands for something that only rendering tells: `${VAR}`, `$(VAR)`, `<path:...>`. */
export function isPlaceholder(text: string): boolean {
  return /\$\{|\$\(|<path:/.test(text);
}
