import type { Roster } from "../../roster/roster.ts";
import { failureOutline } from "../failure-words.ts";
import { capitalized } from "../words.ts";
import { joinMarkdown, type Markdown, inMarkdown, markdownTable } from "./markdown.ts";
import { type NoticeOutline, planNotices } from "./plan-notices.ts";
import { type OutlinePlanTask, type OutlineResource, planOutline, type PlanOutline } from "./plan-view.ts";

/** With more resources than this, Markdown folds the steps. */
const foldedAbove = 200;

/** The plan of an application as Markdown that renders on GitHub. */
export function planMarkdown(roster: Roster): string {
  const { name } = roster.application;
  const outline = planOutline(roster);
  const failure = failureOutline(roster.application);
  const parts = [
    inMarkdown`## Sync plan of ${name}`,
    inMarkdown`${capitalized(outline.destination)}.`,
    ...(failure === undefined
      ? planParts(outline, planNotices(roster.application))
      : [
          inMarkdown`Argo CD cannot generate the manifests, so it cannot sync this application. ${failure.place}: ${failure.message}`,
        ]),
  ];
  return inMarkdown`${joinMarkdown(parts, "\n\n")}\n`.markdown;
}

function planParts(outline: PlanOutline, notices: readonly NoticeOutline[]): Markdown[] {
  const count = outline.steps.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const layout = count > foldedAbove ? "folded" : "open";
  const steps = outline.steps.map((step) => stepMarkdown(step, layout));
  const empty = steps.length === 0 ? [inMarkdown`Nothing is applied.`] : [];
  return [
    inMarkdown`${outline.resources}.`,
    ...empty,
    ...steps,
    ...leftOutMarkdown("Never applied", outline.never, layout),
    ...leftOutMarkdown("Phase unknown before rendering", outline.unknown, layout),
    ...deletionMarkdown(outline),
    ...notices.map(({ message }) => inMarkdown`> ${message}`),
  ];
}

type Layout = "folded" | "open";

function stepMarkdown({ title, waitsFor, tasks }: PlanOutline["steps"][number], layout: Layout): Markdown {
  return section(title, inMarkdown`${taskTable(tasks)}\n\n${waitsFor}`, tasks.length, layout);
}

function taskTable(tasks: readonly OutlinePlanTask[]): Markdown {
  return markdownTable(
    ["", "Kind", "Name", "Namespace", ""],
    tasks.map(({ number, kind, name, namespace, note }) => [number ?? "", kind, name, namespace, note]),
  );
}

function leftOutMarkdown(title: string, resources: PlanOutline["never"], layout: Layout): Markdown[] {
  if (resources.length === 0) return [];
  const rows = resources.map(({ kind, name, namespace, note }) => [kind, name, namespace, note]);
  return [section(title, markdownTable(["Kind", "Name", "Namespace", ""], rows), resources.length, layout)];
}

/** What happens when the application is deleted; empty if everything is deleted at once, without anything to say about it. */
function deletionMarkdown({ deletion }: PlanOutline): Markdown[] {
  if (deletion.length < 2 && deletion.every(({ notes }) => notes.length === 0)) return [];
  const lines = deletion.map(({ what, title, resources, notes }, index) => {
    const place = what === "kept" ? inMarkdown`- ` : inMarkdown`${index + 1}. `;
    const indent = what === "kept" ? inMarkdown`  - ` : inMarkdown`   - `;
    const step = inMarkdown`${place}${title}: ${namesOf(resources)}`;
    return joinMarkdown([step, ...notes.map((note) => inMarkdown`${indent}${note}`)], "\n");
  });
  return [inMarkdown`### When the application is deleted\n\n${joinMarkdown(lines, "\n")}`];
}

/** How many resources of one batch are named. */
const maxNamed = 8;

function namesOf(resources: readonly OutlineResource[]): Markdown {
  const names = resources.slice(0, maxNamed).map(({ kind, name }) => inMarkdown`${kind} ${name}`);
  const more = resources.length - names.length;
  const all = joinMarkdown(names, ", ");
  return more > 0 ? inMarkdown`${all} and ${more} more` : all;
}

function section(title: string, content: Markdown, count: number, layout: Layout): Markdown {
  return layout === "open"
    ? inMarkdown`### ${title}\n\n${content}`
    : inMarkdown`<details>\n<summary>${title} (${count})</summary>\n\n${content}\n\n</details>`;
}
