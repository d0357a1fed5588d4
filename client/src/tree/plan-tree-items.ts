import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from "vscode";
import { label, type PlanPhase, type PlanResource, type PlanTask, visible } from "../../../server/protocol/index.ts";
import { iconOf } from "./kind-icons.ts";
import type { Mark } from "../../panel/messages.ts";
import { idOf, type PlanNode } from "./plan-nodes.ts";
import { titleOf } from "../plan/plan-resources.ts";

/** The command of a row; its only argument is the row. */
export const openRowCommand = "argocdAnnotations.openRow";

/** The scheme of the addresses under which rows are decorated; there is nothing to open behind them. */
export const rowScheme = "argocd-annotations-row";

const phaseIcons: Readonly<Record<PlanPhase, ThemeIcon>> = {
  PreSync: new ThemeIcon("debug-start", new ThemeColor("charts.blue")),
  Sync: new ThemeIcon("sync", new ThemeColor("charts.green")),
  PostSync: new ThemeIcon("pass", new ThemeColor("charts.purple")),
  SyncFail: new ThemeIcon("flame", new ThemeColor("charts.red")),
};

const { Collapsed, Expanded, None } = TreeItemCollapsibleState;

/** A large application opens as an overview. */
const manyTasks = 200;

/** How a row of the tree looks; `mark` is what an answered question says about its task. */
export function treeItemOf(node: PlanNode, mark?: Mark): TreeItem {
  const item = itemOf(node, mark);
  // Names come from manifests. What is Markdown is made of texts already.
  if (typeof item.label === "string") item.label = label(item.label);
  if (typeof item.description === "string") item.description = label(item.description);
  if (typeof item.tooltip === "string") item.tooltip = label(item.tooltip);
  // A screen reader would say the tooltip alone.
  if (typeof item.tooltip === "string") item.accessibilityInformation = { label: spoken(item, item.tooltip) };
  item.id = idOf(node);
  item.contextValue = node.type;
  return item;
}

/** Everything that a row says, once. */
function spoken({ label: title, description }: TreeItem, tooltip: string): string {
  const shown = [title, description].flatMap((text) => (typeof text === "string" && text !== "" ? [text] : []));
  return [...shown.filter((text) => !tooltip.includes(text)), tooltip].join(", ");
}

function itemOf(node: PlanNode, mark: Mark | undefined): TreeItem {
  switch (node.type) {
    case "application":
      return row(node.summary.name, Expanded, new ThemeIcon("layers"));
    case "error": {
      const { place, message } = node.error;
      const icon = new ThemeIcon("error", new ThemeColor("list.errorForeground"));
      return Object.assign(row("Cannot be synced", None, icon), {
        description: `${place}: ${message}`,
        tooltip: `Argo CD cannot sync this application. ${place}: ${message}`,
        command: { command: openRowCommand, title: "Go to Error", arguments: [node] },
      });
    }
    case "phase":
      return phaseItem(node);
    case "wave": {
      const { wave, waitsFor, tasks } = node.step;
      const many = node.view.steps.reduce((count, step) => count + step.tasks.length, 0) > manyTasks;
      const item = row(wave === null ? "Wave unknown" : `Wave ${wave}`, many ? Collapsed : Expanded);
      return Object.assign(item, { description: countOf(tasks.length), tooltip: waitsFor });
    }
    case "task":
      return taskItem(node, mark);
    case "never": {
      const item = row("Never applied", Expanded, new ThemeIcon("circle-slash"));
      return Object.assign(item, { description: countOf(node.view.never.length) });
    }
    case "deletion": {
      const item = row("Deletion", Collapsed, new ThemeIcon("trash"));
      return Object.assign(item, { description: "when the application is deleted" });
    }
    case "deletion step":
      return Object.assign(row(node.step.title, Collapsed), {
        description: countOf(node.step.resources.length),
        ...(node.step.note !== "" && { tooltip: node.step.note }),
      });
    case "resource":
      return resourceItem(node.resource, node);
  }
}

function row(label: string, state: TreeItemCollapsibleState, icon?: ThemeIcon): TreeItem {
  const item = new TreeItem(label, state);
  if (icon !== undefined) item.iconPath = icon;
  return item;
}

function phaseItem({ view, phase }: PlanNode & { readonly type: "phase" }): TreeItem {
  const tasks = view.steps.filter((step) => step.phase === phase).flatMap((step) => step.tasks);
  const item = row(phase, Expanded, phaseIcons[phase]);
  const when = phase === "SyncFail" ? "only when the sync fails" : countOf(tasks.length);
  return Object.assign(item, { description: when });
}

function taskItem(node: PlanNode & { readonly type: "task" }, mark: Mark | undefined): TreeItem {
  const { task } = node;
  const item = resourceItem(task, node);
  item.description = [
    ...(mark === undefined ? [] : [mark.words]),
    ...(task.hook ? ["hook"] : []),
    ...(task.pulledFor === undefined ? [] : [`pulled forward for ${task.pulledFor.title}`]),
    ...(task.waveReason === undefined ? [] : [task.waveReason]),
    ...(task.conditional === true ? ["conditional"] : []),
  ].join(" · ");
  item.resourceUri = rowUri(task, mark);
  item.tooltip = tooltipOf(task);
  return item;
}

function resourceItem(resource: PlanResource, node: PlanNode): TreeItem {
  const item = row(titleOf(resource), None, new ThemeIcon(iconOf(resource.kind)));
  item.description = resource.note;
  item.tooltip = resource.note === "" ? titleOf(resource) : `${titleOf(resource)}: ${resource.note}`;
  if (resource.location !== undefined) {
    item.command = { command: openRowCommand, title: "Go to Manifest", arguments: [node] };
  }
  return item;
}

/** Says by its query what is to be marked. */
function rowUri({ id, problems: { errors, warnings } }: PlanTask, mark: Mark | undefined): Uri {
  return Uri.from({
    scheme: rowScheme,
    path: `/task/${visible(id, Infinity)}`,
    query: `${errors},${warnings},${mark?.kind ?? ""}`,
  });
}

function tooltipOf(task: PlanTask): MarkdownString {
  const { errors, warnings } = task.problems;
  const problems = [...count(errors, "error"), ...count(warnings, "warning")].join(", ");
  const tooltip = new MarkdownString();
  // Names come from manifests: as text they cannot become links or pictures.
  tooltip.appendText(visible(titleOf(task)));
  for (const line of [task.note, problems]) if (line !== "") tooltip.appendMarkdown("\n\n").appendText(visible(line));
  return tooltip;
}

function count(number: number, noun: string): string[] {
  return number === 0 ? [] : [`${number} ${noun}${number === 1 ? "" : "s"}`];
}

function countOf(number: number): string {
  return `${number} ${number === 1 ? "resource" : "resources"}`;
}
