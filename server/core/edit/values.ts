/** How values are written. */
import type { Entry, MapNode, ScalarNode, Span } from "../manifest/node.ts";
import { typeOfPlain } from "../manifest/scalar.ts";
import type { TextEdit } from "../text.ts";
import type { Target } from "./target.ts";

/** Words that need no quotes in YAML, not even between braces. */
const plainText = /^[A-Za-z][\w.=/-]*$/;

/** Gives an annotation another value, in the style of quotes that is there; a block scalar becomes a quoted one. */
export function replaceValue({ text, manifest }: Omit<Target, "actions">, annotation: Entry, value: string): TextEdit {
  const style = annotation.value.type === "scalar" ? annotation.value.style : "double";
  // Between braces a comma without quotes would end the value. What is merged in may stand anywhere.
  const mayBeInBraces =
    annotation.merged || manifest.annotationBlocks.some((block) => block.value.type === "map" && block.value.flow);
  const written = mayBeInBraces && style === "plain" && value.includes(",") ? JSON.stringify(value) : undefined;
  return writeValue(text, annotation, written ?? quoteAs(value, style));
}

/** Replaces the value with a text, quotes included; comments after it stay. */
export function writeValue(text: string, { key, value }: Pick<Entry, "key" | "value">, written: string): TextEdit {
  const { start, end } = writtenSpan(text, value.span);
  if (start === end) return writeMissing(text, key.span.end, written);
  const comment = value.type === "scalar" ? headerComment(text.slice(start, end), value) : "";
  // The items of a list may begin on the next line: then the value moves up to its key.
  const colon = text.slice(key.span.end, start);
  const from = /^\s*:[ \t]*\r?\n/.test(colon) ? key.span.end + colon.indexOf(":") + 1 : start;
  return { span: { start: from, end }, text: (from < start ? " " : "") + written + comment };
}

function writeMissing(text: string, keyEnd: number, written: string): TextEdit {
  const colon = /^[ \t]*:/.exec(text.slice(keyEnd, keyEnd + 100))?.[0];
  const at = keyEnd + (colon?.length ?? 0);
  return { span: { start: at, end: at }, text: `${colon === undefined ? ":" : ""} ${written}` };
}

/** Makes the text of a mapping its value; `undefined` where the mapping does not begin below its key. */
export function asBlockText(text: string, { key, value }: Pick<Entry, "key" | "value">): TextEdit | undefined {
  if (value.type !== "map" || value.flow) return undefined;
  const colon = /^[ \t]*:(?=[ \t]*\r?\n)/.exec(text.slice(key.span.end, value.span.start))?.[0];
  const at = key.span.end + (colon?.length ?? 0);
  return colon === undefined ? undefined : { span: { start: at, end: at }, text: " |" };
}

/** The span of what is written, without the line breaks that the reader counts to a block. */
export function writtenSpan(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** The comment in the header of a block scalar. */
function headerComment(written: string, { style }: ScalarNode): string {
  if (style !== "literal" && style !== "folded") return "";
  return /^[|>][^\s#]*([ \t]+#[^\r\n]*)/.exec(written)?.[1] ?? "";
}

/** A text in a style of quotes; plain where it is a string without any. Commas are left plain, so not between braces. */
export function quoteAs(text: string, style: ScalarNode["style"]): string {
  if (style === "single") return `'${text.replaceAll("'", "''")}'`;
  const needsNone = text.split(",").every((item) => plainText.test(item)) && typeOfPlain(text) === "string";
  return style === "plain" && needsNone ? text : JSON.stringify(text);
}

/** A text as the value of a new entry of a mapping: quotes only where it needs them. */
export function quoteFor({ flow }: Pick<MapNode, "flow">, text: string): string {
  return flow && text.includes(",") ? JSON.stringify(text) : quoteAs(text, "plain");
}
