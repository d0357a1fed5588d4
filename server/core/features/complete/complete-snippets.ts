import { editorSnippet, plainSnippet, snippets } from "../../catalogue/snippets.ts";
import type { Span } from "../../manifest/node.ts";
import type { Completion } from "./complete.ts";

/** Whole resources for a document that is empty; the span is what has been typed. */
export function snippetCompletions(span: Span): Completion[] {
  return snippets.map((spec) => ({
    kind: "snippet",
    label: spec.prefix,
    detail: spec.title,
    markdown: `${spec.summary}\n\n\`\`\`yaml\n${plainSnippet(spec)}\`\`\``,
    span,
    text: plainSnippet(spec),
    cursor: undefined,
    snippet: editorSnippet(spec),
    filter: spec.prefix,
  }));
}
