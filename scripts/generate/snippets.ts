import { editorSnippet, snippets } from "../../server/core/index.ts";

/** The snippet file that VS Code reads, by path. The file itself names its languages, even those that VS Code may not know. */
export function snippetFiles(): readonly (readonly [path: string, text: string])[] {
  const entries = snippets.map((spec) => [
    `Argo CD: ${spec.title}`,
    {
      prefix: spec.prefix,
      scope: "yaml,helm",
      description: spec.summary,
      body: editorSnippet(spec).replace(/\n$/, "").split("\n"),
    },
  ]);
  return [["snippets/resources.code-snippets", JSON.stringify(Object.fromEntries(entries))]];
}
