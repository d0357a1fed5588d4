import type { Application } from "../../application/application.ts";
import { deletionOf } from "../../sync/deletion.ts";
import { isKnownIn, latestVersion } from "../../versions.ts";
import type { ObjectFate } from "./plan-change-fate.ts";
import { goneOf, type ResourceChange, type Standing, standingsOf } from "./plan-change.ts";

/**
 * Why nothing deploys an application any more: its Application is gone, or an ApplicationSet that deletes none does not make it any
 * more; or the folder that it deploys is gone, or it deploys from somewhere else.
 */
export type GoneBecause = "application" | "kept" | "folder" | "elsewhere";

/** What becomes of an application that nothing deploys any more: a sentence, whether it is deleted as a whole, and its resources. */
export function planGone(
  application: Application,
  because: GoneBecause,
): { readonly note: string; readonly isDeleted: boolean; readonly changes: readonly ResourceChange[] } {
  // Before, an ApplicationSet that was deleted took its Applications with it in any case.
  const isKept = because === "kept" && isKnownIn("2.10", application.planOptions.version ?? latestVersion);
  if (because !== "application" && (because !== "kept" || isKept))
    return { note: leftWords[because], isDeleted: false, changes: [] };
  const fateOf = fatesIn(application);
  const changes = [...standingsOf(application).values()].map((was) => goneOf(was, fateOf(was)));
  return { note: notes[application.planOptions.cascade ?? "unknown"], isDeleted: true, changes };
}

/**
 * Mirrors `Path` in util/app/path/path.go, which refuses a path that is not there, and `Reconcile` in
 * applicationset/controllers/applicationset_controller.go, which asks `DefaultPolicy` before it deletes.
 */
const leftWords = {
  folder:
    "Its folder is gone: an Application that deploys it can no longer be synced, and its resources stay in the cluster.",
  elsewhere:
    "The Application now deploys what is not in this repository, so what changes in the cluster is not known here.",
  kept: "It is no longer in the repository, but its ApplicationSet deletes no Applications (applicationsSync): it stays in the cluster with all that it deploys until someone deletes it.",
} as const;

const deletedWithIt =
  "It is no longer in the repository: once it is deleted from the cluster, Argo CD deletes what it deploys";

/**
 * Mirrors `CascadedDeletion` in pkg/apis/application/v1alpha1/types.go, `Delete` in server/application/application.go, which adds the
 * finalizer, and `RenderTemplateParams` in applicationset/utils/utils.go, which does so unless the resources are to be preserved.
 */
const notes = {
  foreground: `${deletedWithIt}.`,
  background: `${deletedWithIt}.`,
  unknown: `${deletedWithIt}, if it has the finalizer resources-finalizer.argocd.argoproj.io.`,
  none: "It is no longer in the repository, and has no finalizer resources-finalizer.argocd.argoproj.io: what it deploys stays in the cluster, unless argocd app delete deletes it.",
} as const;

/**
 * What the deletion of an application does with each of its objects. Its hooks have finalizers of their own, so they run in any case:
 * mirrors `finalizeApplicationDeletion` in controller/appcontroller.go.
 */
function fatesIn(application: Application): (was: Standing) => ObjectFate {
  const { plan, members, planOptions } = application;
  const { kept, preDelete, postDelete } = deletionOf(
    { plan, resources: members.map(({ resource }) => resource) },
    planOptions,
  );
  const indices = new Map(members.map((member, index) => [member, index]));
  return ({ member, behaviour }) => {
    const index = indices.get(member) ?? -1;
    if (preDelete.includes(index) || postDelete.includes(index))
      return { sentence: "Runs when the Application is deleted." };
    if (behaviour.role === "skipped" || behaviour.role === "dropped") return { sentence: "Was never applied." };
    if (kept.has(index) || planOptions.cascade === "none") return { sentence: "Stays in the cluster." };
    const isHook = behaviour.role === "hook";
    return isHook
      ? { sentence: "Deleted with its Application if it is there." }
      : { sentence: "Deleted with its Application.", danger: "deleted" };
  };
}
