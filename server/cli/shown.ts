/** What may be printed. A raw text cannot: it becomes a part of what is shown only through the functions here. */
import { visible, visibleJson, visibleLines } from "../core/index.ts";

/** A text that steers neither a terminal nor a service that reads the log. */
export interface Shown {
  readonly safe: string;
}

/** Something that is shown: a text that anybody may have written, or what is safe already. */
export type Showable = string | number | Shown;

/** The tag of what is printed: the literal text is ours, and every string between is made visible. */
export function shown(literals: TemplateStringsArray, ...values: readonly Showable[]): Shown {
  return inert(literals.map((literal, index) => literal + safeText(values[index] ?? "")).join(""));
}

/** Several of them, with a text of ours between. */
export function joined(parts: readonly Shown[], between: string): Shown {
  return inert(parts.map(({ safe }) => safe).join(between));
}

/** A path, however long it is: editors and terminals follow it. */
export function shownPath(path: string): Shown {
  return inert(visible(path, Infinity));
}

/** Filled up with blanks to a width in UTF-16 units. */
export function padded(value: Showable, width: number): Shown {
  return inert(safeText(value).padEnd(width));
}

/** A document of many lines, which stay: Markdown or Mermaid. */
export function shownDocument(text: string): Shown {
  return inert(visibleLines(text));
}

/** A value as JSON with a line break at its end; `edit` may still change the text, which has to stay JSON. */
export function shownJson(value: unknown, edit: (json: string) => string = (json) => json): Shown {
  return exact(`${edit(visibleJson(value)).replace(logCommand, "#\\u0023")}\n`);
}

/** A text as it is, for what is no message: the user's own file after its fixes, or commands to the service that runs this. */
export function exact(text: string): Shown {
  return { safe: text };
}

function safeText(value: Showable): string {
  return typeof value === "object" ? value.safe : visible(String(value));
}

/** What GitHub (`##[error]`), Azure Pipelines (`##vso[…]`) and TeamCity take for a command, anywhere in a line. */
const logCommand = /##(?=(?:vso|teamcity)?\[)/g;

/** What GitHub takes for a command (`::error::`) at the start of a line. */
const lineCommand = /^([^\S\r\n\u2028\u2029]*):(?=:)/gm;

function inert(text: string): Shown {
  if (!text.includes("::") && !text.includes("##")) return { safe: text };
  return { safe: text.replace(lineCommand, "$1\\u{3a}").replace(logCommand, "#\\u{23}") };
}
