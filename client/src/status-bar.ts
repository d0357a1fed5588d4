import { type ExtensionContext, StatusBarAlignment, type StatusBarItem, window, workspace } from "vscode";
import { label, type PlanError } from "../../server/protocol/index.ts";
import { taskAt } from "./plan/task-at.ts";
import { type PlacedTask, titleOf } from "./plan/plan-resources.ts";
import type { Plans } from "./plan/plans.ts";
import { showSyncPlanCommand } from "./command-names.ts";

/** The one item in the status bar, and what keeps it up to date. */
export interface StepInStatusBar {
  readonly item: StatusBarItem;
  readonly update: () => Promise<void>;
  readonly subscriptions: ExtensionContext["subscriptions"];
}

/** Shows the phase and wave of the resource under the cursor in the status bar, and what comes next, if the setting is on. */
export function showStepInStatusBar(plans: Plans): StepInStatusBar {
  const item = window.createStatusBarItem("argocdAnnotations.step", StatusBarAlignment.Right, 90);
  item.name = "Argo CD Wave";
  item.command = showSyncPlanCommand;
  const hide = (): void => {
    item.text = "";
    item.hide();
  };
  const update = async (): Promise<void> => {
    const editor = window.activeTextEditor;
    const isOn = workspace.getConfiguration("argocdAnnotations").get<boolean>("statusBar") === true;
    if (editor === undefined || !isOn) {
      hide();
      return;
    }
    const { document, selection } = editor;
    const uri = document.uri.toString();
    const view = await plans.at(uri);
    if (window.activeTextEditor?.document !== document) return;
    const placed = view && taskAt(view, uri, selection.active.line);
    if (view === undefined || placed === undefined) {
      hide();
      return;
    }
    const { text, tooltip } = wordsOf(placed, view.application.error);
    item.text = `$(layers) ${label(text)}`;
    item.tooltip = tooltip
      .filter((line) => line !== "")
      .map(label)
      .join("\n");
    item.show();
  };
  const subscriptions = [
    item,
    plans.onDidChange(() => void update()),
    window.onDidChangeActiveTextEditor(() => void update()),
    window.onDidChangeTextEditorSelection(() => void update()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("argocdAnnotations.statusBar")) void update();
    }),
  ];
  return { item, update, subscriptions };
}

function wordsOf(
  { step, task }: PlacedTask,
  error: PlanError | undefined,
): { readonly text: string; readonly tooltip: readonly string[] } {
  const next = step.next === "" ? "" : `next: ${step.next}`;
  if (error === undefined) {
    const text = [step.title, ...(next === "" ? [] : [next])].join(" · ");
    return { text, tooltip: [titleOf(task), task.note, step.waitsFor, next] };
  }
  const reason = `${error.place}: ${error.message}`;
  return { text: "Not applied", tooltip: ["Argo CD cannot sync this application.", reason] };
}
