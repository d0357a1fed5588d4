import { counted } from "../../counted.ts";
import type { NewProblem } from "../../findings/new-problems.ts";
import { inMarkdown, joinMarkdown, type Markdown } from "./markdown.ts";
import type { ResourceChange } from "./plan-change.ts";
import { alikeChanges } from "./plan-change-text.ts";
import type { Danger } from "./plan-change-fate.ts";
import { fit, type Section } from "./plan-comment-fit.ts";

/** What changes in the sync of one application. */
export interface CommentedPlan {
  readonly name: string;
  readonly changes: readonly ResourceChange[];
  /** What else people have to know of the comparison, such as that Argo CD cannot sync it: sentences. */
  readonly notes: readonly string[];
  readonly problems: readonly NewProblem[];
  /** The cluster that it is deployed to, or was; absent where that is not known. */
  readonly cluster?: string | undefined;
  /** Its Application is gone: it is deleted as a whole. */
  readonly isDeleted?: true;
}

/** By this, a program finds the comment that it has written before. Nobody sees it. */
export const commentMarker = "<!-- argocd-annotations: plan -->";

/** The longest comment that GitHub takes, in characters; GitLab takes more. */
const longestComment = 65_536;

/**
 * What a pull request changes in the order of syncs, as one comment of GitHub or GitLab: one line where that is nothing, else first
 * what is lost or goes wrong, then the order. It is never longer than a comment may be, and says what is left out. `complaints` are
 * sentences about what could not be compared; `measure` says how long a line becomes when it is printed.
 */
export function planComment(
  plans: readonly CommentedPlan[],
  complaints: readonly string[] = [],
  measure: (line: string) => number = ({ length }) => length,
): string {
  const changed = plans.filter(({ changes, notes, problems }) => changes.length + notes.length + problems.length > 0);
  if (changed.length + complaints.length === 0) return `${commentMarker}\n${nothing(plans).markdown}\n`;
  const sections = [...attention(changed, complaints), ...changed.flatMap(orderOf)];
  const head = `${commentMarker}\n## ${title(plans, changed).markdown}\n`;
  return fit(head, sections, { limit: longestComment, measure });
}

function nothing(plans: readonly CommentedPlan[]): Markdown {
  const [first] = plans;
  if (first === undefined) return inMarkdown`There is no Argo CD application to compare.`;
  return plans.length === 1
    ? inMarkdown`Nothing changes in the sync of ${first.name}.`
    : inMarkdown`Nothing changes in the sync of ${plans.length} applications.`;
}

function title(plans: readonly CommentedPlan[], changed: readonly CommentedPlan[]): Markdown {
  const [only] = changed;
  if (only !== undefined && changed.length === 1 && plans.length === 1)
    return inMarkdown`What changes in the sync of ${only.name}`;
  if (plans.length === 0) return inMarkdown`What changes in the sync`;
  const all = counted(plans.length, "application");
  return inMarkdown`What changes in the sync of ${plans.length === changed.length ? all : `${changed.length} of ${all}`}`;
}

const dangers = [
  ["deleted", "Deleted"],
  ["recreated", "Deleted and created again"],
  ["stopped", "No longer runs"],
  ["waits", "Waits"],
] as const satisfies readonly (readonly [Danger, string])[];

/** What people must not miss, in all applications together. */
function attention(plans: readonly CommentedPlan[], complaints: readonly string[]): readonly Section[] {
  const isAlone = plans.length === 1;
  const of = (name: string): Markdown => (isAlone ? inMarkdown`` : inMarkdown` (${name})`);
  const lines = [
    ...complaints.map((it) => inMarkdown`**Incomplete.** ${it}`),
    ...plans
      .filter(({ isDeleted }) => isDeleted)
      .map(({ name, notes }) => inMarkdown`**Deleted**: Application ${name}. ${notes.join(" ")}`),
    ...plans
      .filter(({ isDeleted }) => !isDeleted)
      .flatMap(({ name, notes }) => notes.map((it) => inMarkdown`**${name}**: ${it}`)),
    ...dangers.flatMap(([danger, words]) =>
      plans.flatMap(({ name, changes }) =>
        alikeChanges(changes.filter((it) => it.danger === danger)).map(
          (some) => inMarkdown`**${words}**${of(name)}: ${namesOf(some)}. ${(some[0]?.differences ?? []).join(" ")}`,
        ),
      ),
    ),
    ...plans.flatMap(({ problems }) =>
      problems.map(
        ({ severity, message, fileName, line }) =>
          inMarkdown`**New ${severity}** in ${`${fileName}:${line}`}: ${message}`,
      ),
    ),
  ];
  return lines.length === 0
    ? []
    : [{ open: "\n### Check before you merge\n\n", lines: lines.map((it) => `- ${it.markdown}\n`), close: "" }];
}

/** How many resources one line names. */
const mostNamed = 20;

function namesOf(changes: readonly ResourceChange[]): Markdown {
  const names = changes.slice(0, mostNamed).map(({ title: name }) => inMarkdown`${name}`);
  const more = changes.length - names.length;
  return joinMarkdown(more === 0 ? names : [...names, inMarkdown`and ${more} more`], ", ");
}

/** With more rows than this, a table is folded. */
const foldedAbove = 20;

/** The changes of one application: a table of what moved, and folded what is new or gone and what has been said above. */
function orderOf({ name, changes }: CommentedPlan): readonly Section[] {
  if (changes.length === 0) return [];
  const moved = changes.filter(({ kinds }) => kinds.includes("moved") || kinds.includes("changed"));
  const tables = [
    [moved, "moved or changed", moved.length > foldedAbove],
    [changes.filter(({ kinds }) => kinds.includes("appeared")), "new", true],
    [changes.filter(({ kinds }) => kinds.includes("vanished")), "gone", true],
  ] as const;
  const filled = tables.filter(([some]) => some.length > 0);
  const heading = inMarkdown`\n### Order of ${name}\n`.markdown;
  return filled.map(([some, what, isFolded], index) => {
    const summary = inMarkdown`${counted(some.length, "resource")} ${what}`.markdown;
    const table = "| Resource | Before | Now |  |\n| --- | --- | --- | --- |\n";
    return {
      open: `${index === 0 ? heading : ""}\n${isFolded ? `<details>\n<summary>${summary}</summary>\n\n` : ""}${table}`,
      lines: some.map(rowOf),
      close: isFolded ? "\n</details>\n" : "",
    };
  });
}

function rowOf({ title: name, before = "", after = "", differences }: ResourceChange): string {
  return inMarkdown`| **${name}** | ${before} | ${after} | ${differences.join(" ")} |\n`.markdown;
}
