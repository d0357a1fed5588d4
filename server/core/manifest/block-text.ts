import type { Node, Span } from "./node.ts";
import { parsePart, type ParsedDocument } from "./parse.ts";

/** Something in a text that hints at an annotation of Argo CD or Helm; without it nothing has to be read. */
const ownWord = /argo|helm\.sh/i;

/** Whether a text may hold annotations that matter here. */
export function mayHoldOwnKeys(text: string): boolean {
  return ownWord.test(text);
}

/**
 * The YAML documents that a block scalar holds as text, without those that cannot be read.
 * They are read where they stand, indentation included, so their spans count from the start of the document around them.
 */
export function textDocuments(document: ParsedDocument, node: Node): ParsedDocument[] {
  if (node.type !== "scalar" || (node.style !== "literal" && node.style !== "folded")) return [];
  const { start, end } = node.span;
  const firstLine = document.text.indexOf("\n", start) + 1;
  if (firstLine === 0 || firstLine >= end || !mayHoldOwnKeys(document.text.slice(firstLine, end))) return [];
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
