import { ThemeColor, ThemeIcon, type TreeItem } from "vscode";
import { type PlanPhase, type PlanProblems, type PlanResource, counted } from "../../../server/protocol/index.ts";
import type { Mark } from "../../panel/messages.ts";
import { titleOf } from "../plan/plan-resources.ts";
import { problemWords } from "../words.ts";
import { iconOf } from "./kind-icons.ts";
import { idOf, type PlanNode } from "./plan-nodes.ts";
import { type Row, toTreeItem } from "./row.ts";

/** The command of a row; its only argument is the row. */
export const openRowCommand = "argocdAnnotations.openRow";

const phaseIcons: Readonly<Record<PlanPhase, ThemeIcon>> = {
  PreSync: new ThemeIcon("debug-start", new ThemeColor("charts.blue")),
  Sync: new ThemeIcon("sync", new ThemeColor("charts.green")),
  PostSync: new ThemeIcon("pass", new ThemeColor("charts.purple")),
  SyncFail: new ThemeIcon("flame", new ThemeColor("charts.red")),
};

const phaseSentences: Readonly<Record<PlanPhase, string>> = {
  PreSync: "Hooks that run before the resources of the application are applied.",
  Sync: "The resources of the application, wave by wave.",
  PostSync: "Hooks that run after everything is applied and healthy.",
  SyncFail: "Hooks that run only when the sync fails.",
};

/** A large application opens as an overview. */
const manyTasks = 200;

/** What is known about a row beside what it shows. */
export interface RowContext {
  /** What an answered question says about its resource. */
  readonly mark?: Mark | undefined;
  /** Of an application. */
  readonly problems?: PlanProblems | undefined;
  /** Of an application: where it is, if that has to be said. */
  readonly place?: string;
  /** Of an application: whether the cursor is in it. */
  readonly isCurrent?: boolean;
}

/** How a row of the tree looks. */
export function treeItemOf(node: PlanNode, context: RowContext = {}): TreeItem {
  const item = toTreeItem(rowOf(node, context));
  item.id = idOf(node);
  item.contextValue = node.type === "notice" && node.notice.canFetch ? "notice of chart" : node.type;
  return item;
}

function rowOf(node: PlanNode, context: RowContext): Row {
  switch (node.type) {
    case "application":
      return applicationRow(node, context);
    case "error": {
      const { place, message } = node.error;
      return {
        ...{ title: "Cannot be synced", state: "None", details: [`${place}: ${message}`] },
        icon: new ThemeIcon("error", new ThemeColor("list.errorForeground")),
        sentences: ["Argo CD cannot sync this application."],
        command: { command: openRowCommand, title: "Go to Error", arguments: [node] },
      };
    }
    case "notice": {
      const { message, canFetch } = node.notice;
      return {
        ...{ title: canFetch ? "Chart missing" : "Good to know", state: "None", details: [message] },
        icon: new ThemeIcon(canFetch ? "question" : "info"),
        command: { command: openRowCommand, title: "Go to Place", arguments: [node] },
      };
    }
    case "phase":
      return phaseRow(node);
    case "wave": {
      const { wave, waitsFor, tasks } = node.step;
      const many = node.view.steps.reduce((sum, step) => sum + step.tasks.length, 0) > manyTasks;
      const title = wave === null ? "Wave unknown" : `Wave ${wave}`;
      const state = many ? "Collapsed" : "Expanded";
      return { title, state, details: [counted(tasks.length, "resource")], sentences: [waitsFor] };
    }
    case "task":
      return taskRow(node, context.mark);
    case "never":
      return {
        ...{ title: "Never applied", state: "Expanded", icon: new ThemeIcon("circle-slash") },
        ...{ details: [counted(node.view.never.length, "resource")], sentences: ["No sync applies them."] },
      };
    case "unknown":
      return {
        ...{ title: "Phase unknown", state: "Expanded", icon: new ThemeIcon("question") },
        ...{ details: [counted(node.view.unknown.length, "resource")] },
        ...{ sentences: ["Only rendering tells when they are applied."] },
      };
    case "deletion": {
      const details = ["when the application is deleted"];
      return { title: "Deletion", state: "Collapsed", icon: new ThemeIcon("trash"), details };
    }
    case "deletion step": {
      const { title, note, resources } = node.step;
      return { title, state: "Collapsed", details: [counted(resources.length, "resource")], sentences: [note] };
    }
    case "resource":
      return resourceRow(node.resource, node);
  }
}

function applicationRow(
  { summary: { name, uri } }: PlanNode & { readonly type: "application" },
  { problems, place = "", isCurrent = false }: RowContext,
): Row {
  const { errors, warnings } = problems ?? { errors: 0, warnings: 0 };
  const found = problemWords(errors, warnings);
  return {
    ...{ title: name, state: isCurrent ? "Expanded" : "Collapsed", icon: new ThemeIcon("layers") },
    details: [found, place === name ? "" : place],
    sentences: [place === "" ? "" : `In ${place}`],
    decoration: { id: `application/${uri}`, errors, warnings },
  };
}

function phaseRow({ view, phase }: PlanNode & { readonly type: "phase" }): Row {
  const tasks = view.steps.filter((step) => step.phase === phase).flatMap((step) => step.tasks);
  const when = phase === "SyncFail" ? "only when the sync fails" : counted(tasks.length, "resource");
  return {
    ...{ title: phase, state: "Expanded", icon: phaseIcons[phase] },
    ...{ details: [when], sentences: [phaseSentences[phase]] },
  };
}

function taskRow(node: PlanNode & { readonly type: "task" }, mark: Mark | undefined): Row {
  const { task } = node;
  const { errors, warnings } = task.problems;
  return {
    ...resourceRow(task, node),
    details: [
      ...(mark === undefined ? [] : [mark.words]),
      ...(task.hook ? ["hook"] : []),
      ...(task.pulledFor === undefined ? [] : [`pulled forward for ${task.pulledFor.title}`]),
      ...(task.waveReason === undefined ? [] : [task.waveReason]),
      ...(task.conditional === true ? ["conditional"] : []),
    ],
    sentences: [task.note, problemWords(errors, warnings)],
    decoration: { id: `task/${task.id}`, errors, warnings, ...(mark && { mark: mark.kind }) },
  };
}

function resourceRow(resource: PlanResource, node: PlanNode): Row {
  return {
    ...{
      title: titleOf(resource),
      state: "None",
      icon: new ThemeIcon(iconOf(resource.kind)),
      details: [resource.note],
    },
    ...(resource.location && { command: { command: openRowCommand, title: "Go to Manifest", arguments: [node] } }),
  };
}
