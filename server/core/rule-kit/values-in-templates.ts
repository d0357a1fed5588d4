/** Where the templates of a chart print its values. */
import type { Member } from "../application/application.ts";
import { outputsInAnnotations } from "../manifest/manifest.ts";
import { depthAt, type TemplateAction } from "../manifest/template.ts";
import type { Span } from "../text.ts";

/** The value of an annotation that is one value of the chart, without quotes. */
export interface PrintedValue {
  /** The action that prints it, as in `{{ .Values.job.wave }}`. */
  readonly action: string;
  readonly span: Span;
  /** The keys that lead to it in the values. */
  readonly path: readonly string[];
  /** What is printed where the values do not have it. */
  readonly otherwise: string | undefined;
  /** A template may leave it out. */
  readonly conditional: boolean;
}

const oneValue = /^\{\{-?\s*\$?\.Values\.([\w.]+)\s*(?:\|\s*default\s+"?([\w.-]+)"?\s*)?-?\}\}$/;

/** The annotations of a template that are one value each, printed as it is: quotes around it in the values are not printed. */
export function printedAlone({ manifest, file, documentIndex }: Member): readonly PrintedValue[] {
  const document = file.documents[documentIndex];
  if (document === undefined) return [];
  const { text, parsed } = document;
  return manifest.annotations.flatMap(({ value, merged, effective }): readonly PrintedValue[] => {
    if (merged || !effective || value.type !== "scalar" || value.style !== "plain") return [];
    const action = text.slice(value.span.start, value.span.end).trimEnd();
    const [, path, otherwise] = oneValue.exec(action) ?? [];
    if (path === undefined) return [];
    const span = { start: value.span.start, end: value.span.start + action.length };
    const conditional = depthAt(parsed.actions, value.span.start) > 0;
    return [{ action, span, path: path.split("."), otherwise, conditional }];
  });
}

/**
 * The mappings of the values that a template prints below its annotations with `toYaml`, which leaves out quotes that nothing
 * needs, as in `job.annotations` for `.Values.job.annotations`.
 */
export function printedInAnnotations({ manifest, file, documentIndex }: Member): readonly string[] {
  const document = file.documents[documentIndex];
  if (document === undefined || !manifest.moreAnnotations) return [];
  const { text, parsed } = document;
  const printed = new Set(outputsInAnnotations(manifest, parsed).filter((it) => textOf(text, it).includes("toYaml")));
  if (printed.size === 0) return [];
  const open: string[] = [];
  return parsed.actions.flatMap((action) => {
    const written = textOf(text, action);
    if (action.kind === "open") open.push(written);
    if (action.kind === "close") open.pop();
    // Behind an `else`, the dot is what it was before the block.
    if (action.kind === "middle" && open.length > 0) open[open.length - 1] = "{{ if }}";
    if (!printed.has(action)) return [];
    return valuesNamedIn(printsDot(written) ? dotIn(open) : written);
  });
}

/** The mappings of the values that a template goes through and prints with quotes around each value. */
export function printedInQuotes({ file, documentIndex }: Member): readonly string[] {
  const document = file.documents[documentIndex];
  if (document === undefined) return [];
  const { text, parsed } = document;
  return parsed.actions.flatMap((action) => {
    const [, name, path] = action.kind === "open" ? (loop.exec(textOf(text, action)) ?? []) : [];
    if (name === undefined || path === undefined) return [];
    const isQuoted = [`$${name} | quote`, `$${name} | toString | quote`, `quote $${name}`].some((it) =>
      text.includes(it),
    );
    return isQuoted ? [path] : [];
  });
}

const loop = /^\{\{-?\s*range\s+\$\w+\s*,\s*\$(\w+)\s*:=\s*\$?\.Values\.([\w.]+)/;

function textOf(text: string, { span }: TemplateAction): string {
  return text.slice(span.start, span.end);
}

function valuesNamedIn(written: string): string[] {
  return written
    .split(".Values.")
    .slice(1)
    .map((rest) => /^[\w.-]*/.exec(rest)?.[0] ?? "");
}

/** Whether an action prints what the block around it is about: `toYaml .` or `. | toYaml`. */
function printsDot(written: string): boolean {
  return /toYaml \.[\s|)}]/.test(written) || /[\s(]\. \| toYaml/.test(written);
}

/** The action that says what the dot is; "" where none does, or a `range` does. */
function dotIn(open: readonly string[]): string {
  const innermost = open.findLast((it) => !/^\{\{-?\s?if\b/.test(it)) ?? "";
  return /^\{\{-?\s?with\b/.test(innermost) ? innermost : "";
}
