/** How fixes write values. */
import type { TextEdit } from "../manifest/file.ts";
import type { Entry, ScalarNode, Span } from "../manifest/node.ts";
import type { Subject } from "./rule.ts";

/** Words that need no quotes in YAML, not even between braces. */
const plainText = /^[A-Za-z][\w.=/-]*$/;

/** Writes another value in the same style of quotes; a block scalar becomes a quoted one. */
export function replaceValue(
  { subject, annotation }: { subject: Pick<Subject, "text">; annotation: Entry },
  text: string,
): TextEdit {
  const { key, value } = annotation;
  const style = value.type === "scalar" ? value.style : "double";
  return writeValue(subject.text, { key, value }, quoteAs(text, style));
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

/** What is written, without the line breaks that the parser includes in a block. */
export function writtenSpan(text: string, { start, end }: Span): Span {
  return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** The comment in the header of a block scalar. */
function headerComment(written: string, { style }: ScalarNode): string {
  if (style !== "literal" && style !== "folded") return "";
  return /^[|>][^\s#]*([ \t]+#[^\r\n]*)/.exec(written)?.[1] ?? "";
}

/** A text in a style of quotes; plain if it needs none. */
export function quoteAs(text: string, style: ScalarNode["style"]): string {
  if (style === "single") return `'${text.replaceAll("'", "''")}'`;
  if (style === "plain" && text.split(",").every((item) => plainText.test(item))) return text;
  return JSON.stringify(text);
}
