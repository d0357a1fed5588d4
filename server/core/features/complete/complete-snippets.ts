import type { Application } from "../../application/application.ts";
import { editorSnippet, plainSnippet, snippets, withDestination } from "../../catalogue/snippets.ts";
import type { SnippetSpec } from "../../catalogue/snippets/snippet.ts";
import type { Completion } from "./complete.ts";
import type { Slot } from "./slot.ts";

/** What nearly every manifest begins with: nothing is shown while it may still become that. */
const firstKey = "apiversion";

/** What no letter matches: an editor shows nothing, and asks again with the next letter. */
const hidden = "-";

/** Whole resources for a document that is empty, or in which a word has been begun that stands for them. */
export function snippetCompletions(
  { token, isTemplate }: Extract<Slot, { type: "document" }>,
  { declared, namespaceGiven, namespace }: Application,
): Completion[] {
  const destination = declared || namespaceGiven === true ? namespace : undefined;
  const typed = token.text.toLowerCase();
  return snippets
    .filter(({ body }) => !(isTemplate && body.includes("{{")))
    .flatMap((spec) => {
      const word = [spec.prefix, ...spec.prefix.split("-"), ...spec.words].find((it) => it.startsWith(typed));
      const filter = typed === "" ? spec.prefix : firstKey.startsWith(typed) ? hidden : word;
      return word === undefined || filter === undefined
        ? []
        : [snippetCompletion(withDestination(spec, destination), filter, token.span)];
    });
}

function snippetCompletion(spec: SnippetSpec, filter: string, span: Completion["span"]): Completion {
  return {
    kind: "snippet",
    label: spec.prefix,
    detail: spec.title,
    markdown: `${spec.summary}\n\n\`\`\`yaml\n${plainSnippet(spec)}\`\`\``,
    span,
    text: plainSnippet(spec),
    cursor: undefined,
    snippet: editorSnippet(spec),
    filter,
    // An editor compares letters anywhere in words, and would keep the list open while something else is typed.
    followsTyping: true,
  };
}
