import { window } from "vscode";
import type { PlanView } from "../../../server/protocol/index.ts";
import { languages, schemes } from "../schemes.ts";
import type { PlanPanel } from "../panel-host/plan-panel.ts";
import { allResources, type PlacedTask, taskWith } from "../plan/plan-resources.ts";
import type { Plans } from "../plan/plans.ts";
import { taskAt } from "../plan/task-at.ts";
import type { PlanNode } from "../tree/plan-nodes.ts";

/** What a command is about: a plan, and where it is about one of its tasks, that one. */
export interface Target {
  readonly view: PlanView;
  readonly placed?: PlacedTask | undefined;
}

/**
 * What a command is about, by what it was given: a row of the tree, a card of the panel, or the URI of a file with a line (from 0), as a code lens gives;
 * else the resource under the cursor or, where no text editor is active, the card that is selected in the panel if it is in view. `undefined` if there is no plan.
 */
export async function targetOf(plans: Plans, panel: PlanPanel, given: readonly unknown[]): Promise<Target | undefined> {
  const [argument, line] = given;
  if (isNode(argument)) return targetOfNode(plans, argument);
  const { content } = panel;
  if (isCard(argument) && content !== undefined)
    return { view: content.plan, placed: taskWith(content.plan, argument.argocdAnnotationsId) };
  const place = isUri(argument) ? { uri: argument, line: typeof line === "number" ? line : 0 } : placeOfCursor();
  if (place === undefined)
    // What is selected in a panel behind another editor is not what the user sees.
    return panel.isVisible && content
      ? { view: content.plan, placed: taskWith(content.plan, panel.selected ?? "") }
      : undefined;
  const view = await plans.at(place.uri);
  return view && !isEmpty(view) ? { view, placed: taskAt(view, place.uri, place.line) } : undefined;
}

/** Whether a command was given what a code lens gives. */
export function isOfLens([argument]: readonly unknown[]): boolean {
  return isUri(argument);
}

/** The plan of a row of the tree, and its task if it has one; `undefined` if its application is gone. */
export async function targetOfNode(plans: Plans, node: PlanNode): Promise<Target | undefined> {
  if (node.type === "application") {
    const view = await plans.at(node.summary.uri);
    return view && { view };
  }
  // The row may be older than the plan, which may be gone.
  const view = await plans.at(node.view.uri);
  return view && { view, ...(node.type === "task" && { placed: taskWith(view, node.task.id) }) };
}

function placeOfCursor(): { readonly uri: string; readonly line: number } | undefined {
  const editor = window.activeTextEditor;
  // The output and other generated documents are editors too.
  if (editor === undefined || !schemes.some((scheme) => scheme === editor.document.uri.scheme)) return undefined;
  // What is not saved is in no application, unless it is a manifest itself.
  const { isUntitled, languageId } = editor.document;
  if (isUntitled && !languages.some((language) => language === languageId)) return undefined;
  return { uri: editor.document.uri.toString(), line: editor.selection.active.line };
}

/** What any other file is by itself, such as one with settings of an editor. */
function isEmpty(view: PlanView): boolean {
  const { application, notices } = view;
  return allResources(view).length === 0 && notices.length === 0 && application.error === undefined;
}

function isUri(argument: unknown): argument is string {
  return typeof argument === "string" && argument.includes(":");
}

function isNode(argument: unknown): argument is PlanNode {
  return isObject(argument) && "type" in argument && ("view" in argument || "summary" in argument);
}

function isCard(argument: unknown): argument is { readonly argocdAnnotationsId: string } {
  return isObject(argument) && "argocdAnnotationsId" in argument;
}

function isObject(argument: unknown): argument is object {
  return typeof argument === "object" && argument !== null;
}
