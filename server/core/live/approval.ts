import { instantOf } from "./instant.ts";
import type { LiveApplication, LiveResource } from "./live-application.ts";

/** What is wrong with an approval that is needed: there is none, it was given too early, or it is not a time. */
export type MissingApproval = "missing" | "too-early" | "unreadable";

/** What is wrong with the approval of the prunings that a sync waits for: it must be as new as the sync. */
export function pruningApproval({ approved, operation }: LiveApplication): MissingApproval {
  return missingSince(approved, operation?.startedAt ?? "") ?? "missing";
}

/**
 * What is wrong with the approval of the deletion of an application; `undefined` where nothing needs one, it is not being deleted, or its
 * resources are not deleted yet or any more. Mirrors `finalizeApplicationDeletion` in controller/appcontroller.go.
 */
export function deletionApproval(live: LiveApplication): MissingApproval | undefined {
  const { deletedAt, approved } = live;
  if (deletedAt === "" || !isDeletingResources(live) || unapprovedIn(live).length === 0) return undefined;
  return missingSince(approved, deletedAt);
}

/** The resources that no deletion deletes before it is approved. */
export function unapprovedIn({ resources }: LiveApplication): readonly LiveResource[] {
  return resources.filter((it) => it.requiresDeletionConfirmation && it.health.status !== "Missing");
}

/** Whether PreDelete hooks are done, and the resources are not. Mirrors `CascadedDeletion` in pkg/apis/application/v1alpha1/types.go. */
export function isDeletingResources({ finalizers }: Pick<LiveApplication, "finalizers">): boolean {
  return !finalizers.includes(preDelete) && finalizers.some((finalizer) => cascading.has(finalizer));
}

/** Until its PreDelete hooks have succeeded, an application has it. */
export const preDelete = "pre-delete-finalizer.argocd.argoproj.io";

const cascading: ReadonlySet<string> = new Set(
  ["", "/foreground", "/background"].map((policy) => `resources-finalizer.argocd.argoproj.io${policy}`),
);

/** Mirrors `IsDeletionConfirmed` in pkg/apis/application/v1alpha1/types.go. */
function missingSince(approved: string, start: string): MissingApproval | undefined {
  if (approved === "") return "missing";
  const [given, since] = [instantOf(approved), instantOf(start)];
  if (given === undefined) return "unreadable";
  return since !== undefined && given < since ? "too-early" : undefined;
}
