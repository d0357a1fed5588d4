/** Where the templates of a chart print its values. */
import type { Member } from "../application/application.ts";
import { outputsInAnnotations } from "../manifest/manifest.ts";
import type { TemplateAction } from "../manifest/template.ts";

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
