/** What the rules ask about annotations, and how their fixes write them. */
import { findAnnotation } from "../catalogue/index.ts";
import type { AnnotationSpec, ListValue } from "../catalogue/annotation.ts";
import type { TextEdit } from "../manifest/file.ts";
import type { Annotation } from "../manifest/manifest.ts";
import type { ScalarNode, Span } from "../manifest/node.ts";
import { trimSpace } from "../sync/annotations.ts";
import type { Fix, Subject } from "./rule.ts";

/** A string value of an annotation that the catalogue knows and that Argo CD reads. */
export interface KnownAnnotation {
  readonly annotation: Annotation;
  readonly value: ScalarNode;
  readonly spec: AnnotationSpec;
}

/** The annotations of a resource that the catalogue knows, with values that can be judged: strings that are known before rendering. */
export function* knownAnnotations({ manifest }: Subject): Generator<KnownAnnotation> {
  for (const annotation of manifest.annotations) {
    const { key, value, effective } = annotation;
    const spec = findAnnotation(key.text);
    if (spec === undefined || !effective) continue;
    if (value.type === "scalar" && value.scalarType === "string") yield { annotation, value, spec };
  }
}

/** The annotation of that key that Argo CD reads, if its value can be judged. */
export function knownAnnotation(subject: Subject, key: string): KnownAnnotation | undefined {
  return [...knownAnnotations(subject)].find(({ spec }) => spec.key === key);
}

/** Where a finding on a value stands: on the value, or on the key where the value takes other lines or nothing at all. */
export function valueSpan({ key, value, oneLine }: Annotation): Span {
  return oneLine && value.span.end > value.span.start ? value.span : key.span;
}

/** One item of a comma list. */
export interface ListItem {
  /** Trimmed. */
  readonly text: string;
  /** Where a finding on it stands. */
  readonly span: Span;
  /** Where the item could be replaced; `undefined` where the text as written is not the text that is meant (escapes, several lines). */
  readonly editable: Span | undefined;
}

/** The items of a comma list as they are written, repetitions included, empty ones left out. */
export function itemsOf({ annotation, value }: KnownAnnotation): ListItem[] {
  const inner = innerSpan(annotation, value);
  const items: ListItem[] = [];
  let offset = 0;
  for (const part of value.text.split(",")) {
    const text = trimSpace(part);
    if (text !== "") {
      const start = (inner?.start ?? 0) + offset + part.indexOf(text);
      const editable = inner && { start, end: start + text.length };
      items.push({ text, editable, span: editable ?? valueSpan(annotation) });
    }
    offset += part.length + 1;
  }
  return items;
}

/** The text between the quotes, where it stands in the file letter for letter. */
function innerSpan(annotation: Annotation, { style, span, text }: ScalarNode): Span | undefined {
  const quote = style === "double" || style === "single" ? 1 : 0;
  const plainStyle = quote === 1 || style === "plain";
  if (!annotation.oneLine || !plainStyle || span.end - span.start !== text.length + 2 * quote) return undefined;
  return { start: span.start + quote, end: span.end - quote };
}

/** Replaces one item, or writes the whole value anew where the item cannot be reached. */
export function replaceItem(known: KnownAnnotation, item: ListItem, text: string): TextEdit {
  if (item.editable !== undefined) return { span: item.editable, text };
  const items = itemsOf(known).map((other) => (other.text === item.text ? text : other.text));
  return replaceValue(known.value, items.join(","));
}

/** Takes items out of a list, with the commas that held them. */
export function keepItems(known: KnownAnnotation, keep: (item: ListItem) => boolean): TextEdit {
  return replaceValue(
    known.value,
    itemsOf(known)
      .filter(keep)
      .map((item) => item.text)
      .join(","),
  );
}

/** Writes another value in the style of quotes that is there; a block scalar becomes a quoted one. */
export function replaceValue({ style, span, text: old }: ScalarNode, text: string): TextEdit {
  const block = style === "literal" || style === "folded";
  // The span of a block scalar ends after its line break, which stays.
  const end = block && old.endsWith("\n") ? span.end - 1 : span.end;
  return { span: { start: span.start, end }, text: quote(text, style) };
}

function quote(text: string, style: ScalarNode["style"]): string {
  if (style === "single") return `'${text.replaceAll("'", "''")}'`;
  if (style === "plain" && /^[A-Za-z][\w.=/-]*(?:, ?[A-Za-z][\w.=/-]*)*$/.test(text)) return text;
  return JSON.stringify(text);
}

/** The vocabulary of a list annotation; empty for any other. */
export function listItemsOf(spec: AnnotationSpec): ListValue["items"] {
  return spec.value.type === "list" ? spec.value.items : [];
}

/** Words for several alternatives: `a, b or c`. */
export function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1) ?? ""}`;
}

/** The fix that takes a whole entry out, with its line. */
export function removeEntry(title: string, subject: Subject, annotation: Annotation): Fix {
  return { title, edits: [{ span: entryLines(subject.text, annotation), text: "" }] };
}

/** The lines of an entry in a block mapping, or its text with one comma in braces. */
export function entryLines(text: string, { key, value }: Pick<Annotation, "key" | "value">): Span {
  const end = Math.max(key.span.end, value.span.end);
  const lineStart = text.lastIndexOf("\n", key.span.start - 1) + 1;
  const alone = /^[ \t]*$/.test(text.slice(lineStart, key.span.start));
  const after = /^[ \t]*(?:#[^\n]*)?(?:\r?\n|$)/.exec(
    text.slice(value.span.start === value.span.end ? text.indexOf(":", key.span.end) + 1 : end),
  );
  const from = value.span.start === value.span.end ? text.indexOf(":", key.span.end) + 1 : end;
  if (alone && text.charAt(end - 1) === "\n") return { start: lineStart, end };
  if (alone && after !== null) return { start: lineStart, end: from + after[0].length };
  const comma = /^\s*,[ \t]*/.exec(text.slice(from));
  if (comma !== null) return { start: key.span.start, end: from + comma[0].length };
  const before = /,\s*$/.exec(text.slice(0, key.span.start));
  return { start: key.span.start - (before?.[0].length ?? 0), end: from };
}
