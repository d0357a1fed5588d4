import type { ChangeKind, ResourceChange } from "./plan-change.ts";
import { escapeMarkdown } from "./markdown.ts";

const headings: readonly (readonly [kind: ChangeKind, heading: string])[] = [
  ["appeared", "New"],
  ["moved", "Moved"],
  ["changed", "Changed"],
  ["vanished", "Gone"],
];

/** A group of changes under one heading; what moved and changed is under "Moved". */
export interface ChangeGroup {
  readonly heading: string;
  readonly changes: readonly ResourceChange[];
}

/** The changes under headings, in the order that people ask for. */
export function groupChanges(changes: readonly ResourceChange[]): readonly ChangeGroup[] {
  return headings
    .map(([kind, heading]) => ({ heading, changes: changes.filter(({ kinds }) => kinds[0] === kind) }))
    .filter((group) => group.changes.length > 0);
}

/** With more changes than this, Markdown folds them. */
const foldedAbove = 200;

/** What changed, as Markdown for a pull request; `notes` are sentences at the top. */
export function planChangeMarkdown(
  name: string,
  changes: readonly ResourceChange[],
  notes: readonly string[] = [],
): string {
  const heading = `## What changes in the sync of ${escapeMarkdown(name)}`;
  const title = [heading, ...notes.map(escapeMarkdown)].join("\n\n");
  if (changes.length === 0) return `${title}\n\nNothing: the same resources are applied in the same order.\n`;
  const groups = groupChanges(changes).map(({ heading, changes: some }) => {
    const lines = ["| Resource | Before | Now | |", "| --- | --- | --- | --- |", ...some.map(rowOf)];
    const table = lines.join("\n");
    return changes.length > foldedAbove
      ? `<details>\n<summary>${heading} (${some.length})</summary>\n\n${table}\n\n</details>`
      : `### ${heading}\n\n${table}`;
  });
  return `${[title, ...groups].join("\n\n")}\n`;
}

function rowOf({ title, before, after, differences }: ResourceChange): string {
  const cells = [`**${escapeMarkdown(title)}**`, before ?? "", after ?? "", differences.join(" ")];
  return `| ${cells.map((cell, index) => (index === 0 ? cell : escapeMarkdown(cell))).join(" | ")} |`;
}
