import type { ChangeKind, ResourceChange } from "./plan-change.ts";
import { joinMarkdown, type Markdown, inMarkdown, markdownTable } from "./markdown.ts";

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

/** Changes that differ in nothing but their resource, in the order of the first of each. */
export function alikeChanges(changes: readonly ResourceChange[]): readonly (readonly ResourceChange[])[] {
  const groups = new Map<string, ResourceChange[]>();
  for (const change of changes) {
    const key = change.differences.join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [change]);
    else group.push(change);
  }
  return [...groups.values()];
}

/** With more changes than this, Markdown folds them. */
const foldedAbove = 200;

/** What changed, as Markdown for a pull request; `notes` are sentences at the top. */
export function planChangeMarkdown(
  name: string,
  changes: readonly ResourceChange[],
  notes: readonly string[] = [],
): string {
  const title = [
    inMarkdown`## What changes in the sync of ${name}`,
    ...notes.map((note) => inMarkdown`${note}`),
    ...(changes.length === 0 ? [inMarkdown`Nothing: the same resources are applied in the same order.`] : []),
  ];
  const groups = groupChanges(changes).map(({ heading, changes: some }) => {
    const table = markdownTable(["Resource", "Before", "Now", ""], some.map(rowOf));
    return changes.length > foldedAbove
      ? inMarkdown`<details>\n<summary>${heading} (${some.length})</summary>\n\n${table}\n\n</details>`
      : inMarkdown`### ${heading}\n\n${table}`;
  });
  return inMarkdown`${joinMarkdown([...title, ...groups], "\n\n")}\n`.markdown;
}

function rowOf({ title, before = "", after = "", differences }: ResourceChange): readonly (string | Markdown)[] {
  return [inMarkdown`**${title}**`, before, after, differences.join(" ")];
}
