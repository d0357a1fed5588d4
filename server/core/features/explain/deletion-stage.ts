import { isDeletingResources, preDelete, unapprovedIn } from "../../live/approval.ts";
import { type Explanation, isInProgress } from "../../live/explain.ts";
import { argocdApp } from "./commands.ts";
import { namesIn, quoted } from "./explain-words.ts";
import type { Help } from "./help.ts";

/**
 * How far the deletion of an Application is, and what is wrong with it. Its finalizers tell, as Argo CD removes each when it is done.
 * Mirrors `processAppOperationQueueItem` and `finalizeApplicationDeletion` in controller/appcontroller.go.
 */
export function deletionLines(explanation: Explanation): string[] {
  const { live, state } = explanation;
  if (live.deletedAt === "") return [];
  const errors = live.conditions.filter(({ type }) => type === "DeletionError");
  return [
    "The application is being deleted, so no automated sync starts.",
    ...(isInProgress(state) ? ["Its deletion begins when the sync has ended."] : stageOf(explanation)),
    ...errors.map(({ message }) => `The deletion does not go on: ${quoted(message)}.`),
  ];
}

function stageOf({ live, approval }: Explanation): string[] {
  const { finalizers } = live;
  const has = (start: string): boolean => finalizers.some((finalizer) => finalizer.startsWith(start));
  if (finalizers.includes(preDelete))
    return ["Its PreDelete hooks come first: nothing is deleted before they have succeeded."];
  if (isDeletingResources(live)) {
    const unapproved = unapprovedIn(live);
    return approval === undefined
      ? ["Its resources are deleted now, those of the highest wave first, and each wave is awaited."]
      : [
          `Nothing is deleted before somebody approves it: Delete=confirm or Prune=confirm asks for that, for ${namesIn(unapproved)}.`,
        ];
  }
  if (finalizers.includes("post-delete-finalizer.argocd.argoproj.io"))
    return ["Its PostDelete hooks run now: it is gone when they have succeeded."];
  if (has(`${preDelete}/`) || has("post-delete-finalizer.argocd.argoproj.io/"))
    return ["Its hooks are deleted now, as far as their delete policies say so."];
  return [];
}

/** How to approve a deletion that waits for that. */
export function deletionHelp({ live, state, approval }: Explanation): readonly Help[] {
  if (live.deletedAt === "" || isInProgress(state) || approval === undefined) return [];
  const wrong = {
    missing: "",
    "too-early": `The approval that it has, ${live.approved}, is older than its deletion, which began at ${live.deletedAt}. `,
    unreadable: `The approval that it has, "${live.approved}", is not a time such as 2026-01-31T12:00:00Z. `,
  };
  return [
    {
      advice: `${wrong[approval]}To let the deletion go on, approve it:`,
      command: argocdApp("confirm-deletion", live),
    },
  ];
}
