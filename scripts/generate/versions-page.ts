import { behaviourChanges } from "../../server/core/index.ts";
import { generatedNote, table } from "./markdown.ts";

/** The page about how syncs and deletions have changed from version to version, by path. */
export function versionsPages(): readonly (readonly [path: string, text: string])[] {
  const parts = [
    generatedNote,
    "# What changed with versions",
    [
      "Plans, lenses, hovers and what happens in a sync are those of the Argo CD version that the setting `argocdAnnotations.argocdVersion` or the option `--argocd-version` names, and of the newest release without one.",
      "What an older version does differently is in this table.",
      "The first release of a minor version counts, as in 3.4.0, and versions before 1.7 count as 1.7.",
      "Which kinds have a health check is not in the table: each version waits for those that it checks.",
      "Since which version Argo CD reads an annotation, an option or a field is on [its page](README.md).",
    ].join("\n"),
    table(
      ["Since", "Argo CD", "Before", "In the source"],
      Object.values(behaviourChanges).map(({ since, now, before, source }) => [
        since,
        sentence(now),
        sentence(before),
        sentence(source),
      ]),
    ),
  ];
  return [["docs/annotations/versions.md", `${parts.join("\n\n")}\n`]];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
