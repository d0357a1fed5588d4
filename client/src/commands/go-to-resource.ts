import { type QuickPickItem, QuickPickItemKind } from "vscode";
import type { PlanResource, PlanView, SourceLocation } from "../../../server/protocol/index.ts";
import { goTo } from "../go-to.ts";
import { choose } from "../tell.ts";
import { onlyDeletionApplies, titleOf } from "../plan/plan-resources.ts";

interface ResourceItem extends QuickPickItem {
  /** Absent for a resource without a manifest. */
  readonly location?: SourceLocation;
}

/** Lists the resources of a plan in the order of the sync; choosing one goes to its manifest. */
export async function goToResource(view: PlanView): Promise<void> {
  const chosen = await choose(itemsOf(view), {
    title: `Sync Order of ${view.application.name}`,
    placeHolder: "Select a resource to go to its manifest",
    matchOnDescription: true,
  });
  if (chosen?.location !== undefined) await goTo(chosen.location);
}

function itemsOf(view: PlanView): ResourceItem[] {
  const others = [
    ...[...view.never, ...view.unknown].map((resource) => toItem(resource)),
    ...onlyDeletionApplies(view).map((resource) => toItem(resource, "only when the application is deleted")),
  ];
  return [
    ...view.steps.flatMap(({ title, tasks }) => [separator(title), ...tasks.map((task) => toItem(task))]),
    ...(others.length > 0 ? [separator("Not applied in a sync"), ...others] : []),
  ];
}

function separator(label: string): ResourceItem {
  return { label, kind: QuickPickItemKind.Separator };
}

function toItem(resource: PlanResource, note = resource.note): ResourceItem {
  const { location } = resource;
  return { label: titleOf(resource), description: note, ...(location && { location }) };
}
