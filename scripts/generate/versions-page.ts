import { behaviourChanges } from "../../server/core/index.ts";
import { generatedNote, table } from "./markdown.ts";

/** The page about how syncs and deletions have changed from version to version, by path. */
export function versionsPages(): readonly (readonly [path: string, text: string])[] {
  const parts = [
    generatedNote,
    "# What changed with versions",
    [
      "Say which version of Argo CD you run, with the setting `argocdAnnotations.argocdVersion` or the option `--argocd-version`: plans, lenses, hovers and what happens in a sync are then those of that version.",
      "Without it, they are those of the newest release.",
      "This table lists what older versions do differently; a minor version such as 3.4 stands for its first release, and versions before 1.7 are taken for 1.7.",
      "Which kinds have a health check is not in the table: each version waits for those that it checks.",
      "The [pages of the annotations](README.md) say since which version Argo CD reads each of them.",
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
