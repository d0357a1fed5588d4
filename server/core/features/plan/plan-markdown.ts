import type { Roster } from "../../roster/roster.ts";
import { failureOutline } from "../failure-words.ts";
import { escapeMarkdown } from "./markdown.ts";
import { type OutlinePlanTask, type OutlineResource, planOutline, type PlanOutline } from "./plan-view.ts";

/** With more resources than this, Markdown folds the steps. */
const foldedAbove = 200;

/** The plan of an application as Markdown that renders on GitHub. */
export function planMarkdown(roster: Roster): string {
  const { name, namespace } = roster.application;
  const outline = planOutline(roster);
  const title = `## Sync plan of ${escapeMarkdown(name)}`;
  const destination = `Destination namespace ${escapeMarkdown(namespace)}.`;
  const failure = failureOutline(roster.application);
  if (failure !== undefined) {
    const reason = escapeMarkdown(`${failure.place}: ${failure.message}`);
    const cost = `Argo CD cannot generate the manifests, so it cannot sync this application. ${reason}`;
    return `${title}\n\n${destination}\n\n${cost}\n`;
  }
  const count = outline.steps.reduce((sum, { tasks }) => sum + tasks.length, 0);
  const layout = count > foldedAbove ? "folded" : "open";
  const steps = outline.steps.map((step) => stepMarkdown(step, layout));
  const empty = steps.length === 0 ? ["Nothing is applied."] : [];
  const parts = [
    title,
    destination,
    ...empty,
    ...steps,
    ...neverMarkdown(outline, layout),
    ...deletionMarkdown(outline),
  ];
  return `${parts.join("\n\n")}\n`;
}

type Layout = "folded" | "open";

function stepMarkdown({ title, waitsFor, tasks }: PlanOutline["steps"][number], layout: Layout): string {
  return section(title, `${taskTable(tasks)}\n\n${waitsFor}`, tasks.length, layout);
}

function taskTable(tasks: readonly OutlinePlanTask[]): string {
  return table(
    ["", "Kind", "Name", "Namespace", ""],
    [...tasks.map(({ kind, name, namespace, note }, index) => [String(index + 1), kind, name, namespace, note])],
  );
}

function neverMarkdown({ never }: PlanOutline, layout: Layout): string[] {
  if (never.length === 0) return [];
  const rows = never.map(({ kind, name, namespace, note }) => [kind, name, namespace, note]);
  return [section("Never applied", table(["Kind", "Name", "Namespace", ""], rows), never.length, layout)];
}

/** What happens when the application is deleted; empty if everything is deleted at once. */
function deletionMarkdown({ deletion }: PlanOutline): string[] {
  if (deletion.length < 2) return [];
  const lines = deletion.map(({ title, resources }, index) => `${index + 1}. ${title}: ${namesOf(resources)}`);
  return [`### When the application is deleted\n\n${lines.join("\n")}`];
}

/** How many resources of one batch are named. */
const maxNamed = 8;

function namesOf(resources: readonly OutlineResource[]): string {
  const names = resources.slice(0, maxNamed).map(({ kind, name }) => escapeMarkdown(`${kind} ${name}`));
  const more = resources.length - names.length;
  return more > 0 ? `${names.join(", ")} and ${more} more` : names.join(", ");
}

function section(title: string, content: string, count: number, layout: Layout): string {
  return layout === "open"
    ? `### ${title}\n\n${content}`
    : `<details>\n<summary>${title} (${count})</summary>\n\n${content}\n\n</details>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map((cells) => line(cells.map(escapeMarkdown)))].join(
    "\n",
  );
}
