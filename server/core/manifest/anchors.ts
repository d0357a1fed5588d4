import { isAlias, isNode, isScalar, parseAllDocuments, visit } from "yaml";
import { nextLineStart, type Span } from "../text.ts";
import { limits } from "./limits.ts";
import type { ParsedDocument } from "./parse.ts";

/** A part of a document that is read in other places as well. All spans count from the start of the document. */
export interface Anchor {
  /** From its `&` to the end of what is written of its value. */
  readonly span: Span;
  /** The aliases that stand for it, also those behind `<<`. */
  readonly aliases: readonly Span[];
}

/** The beginning of an anchor. Without one there is nothing to read; `&&` and `2>&1` are words of a shell. */
const anchorForm = /(?:^|[\s,[{:])&[^\s,[\]{}&]/;

/** The anchors of a document that have aliases, those in its texts included, where manifests stand as well. */
export function readAnchors({ masked }: Pick<ParsedDocument, "masked">): readonly Anchor[] {
  return anchorsIn(masked, 0, 0);
}

function anchorsIn(text: string, offset: number, texts: number): readonly Anchor[] {
  if (texts > limits.texts || !anchorForm.test(text)) return [];
  const found: { readonly span: Span; readonly aliases: Span[] }[] = [];
  const inTexts: Anchor[] = [];
  const options = { schema: "failsafe", prettyErrors: false, uniqueKeys: false } as const;
  for (const document of parseAllDocuments(text, options)) {
    // Of several anchors of one name an alias means the last one before it.
    const byName = new Map<string, (typeof found)[number]>();
    visit(document, (_, node) => {
      if (!isNode(node)) return;
      const [start = 0, end = start] = node.range ?? [];
      if (isAlias(node)) {
        byName.get(node.source)?.aliases.push({ start: offset + start, end: offset + end });
      } else if (node.anchor !== undefined) {
        const sign = text.lastIndexOf(`&${node.anchor}`, start);
        // The line breaks behind a block belong to it for the parser, not for an edit.
        const written = sign + text.slice(sign, end).trimEnd().length;
        const anchor = { span: { start: offset + sign, end: offset + written }, aliases: [] };
        byName.set(node.anchor, anchor);
        found.push(anchor);
      }
      if (isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED")) {
        const lines = nextLineStart(text, start);
        for (const anchor of anchorsIn(text.slice(lines, end), offset + lines, texts + 1)) inTexts.push(anchor);
      }
    });
  }
  return [...found.filter(({ aliases }) => aliases.length > 0), ...inTexts];
}
