import { limits } from "./limits.ts";
import type { Node, Span } from "./node.ts";
import { parsePart, type ParsedDocument } from "./parse.ts";

/** A text that could contain an annotation of Argo CD or Helm matches this; any other need not be parsed. */
const ownWord = /argo|helm\.sh/i;

/** Whether a text may contain annotations of Argo CD or Helm. */
export function mayHoldOwnKeys(text: string): boolean {
  return ownWord.test(text);
}

/**
 * The YAML documents in the text of a block scalar, without those that cannot be parsed.
 * They are parsed in place, with their indentation, so their spans are offsets in the surrounding document.
 */
export function textDocuments(document: ParsedDocument, node: Node): ParsedDocument[] {
  return mayHoldOwnKeys(document.text.slice(node.span.start, node.span.end)) ? allTextDocuments(document, node) : [];
}

/** Those documents, whatever they may contain. */
export function allTextDocuments(document: ParsedDocument, node: Node): ParsedDocument[] {
  if (document.texts >= limits.texts) return [];
  if (node.type !== "scalar" || (node.style !== "literal" && node.style !== "folded")) return [];
  const { start, end } = node.span;
  const firstLine = document.text.indexOf("\n", start) + 1;
  if (firstLine === 0 || firstLine >= end) return [];
  return splitText(document.masked, { start: firstLine, end })
    .map((part) => parsePart(document, part))
    .filter(({ error, root }) => error === undefined && root !== undefined);
}

/** The parts between the lines that are `---`, whatever their indentation. */
function splitText(text: string, { start, end }: Span): Span[] {
  const parts: Span[] = [];
  let partStart = start;
  for (const { index, 0: line } of text.slice(start, end).matchAll(/^[ \t]*---(?=\s|$).*$/gm)) {
    parts.push({ start: partStart, end: start + index });
    partStart = start + index + line.length;
  }
  return [...parts, { start: partStart, end }];
}
