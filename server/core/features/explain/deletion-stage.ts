import type { LiveApplication } from "../../live/live-application.ts";
import { quoted } from "./explain-words.ts";

/**
 * How far the deletion of an Application is, and what is wrong with it. Its finalizers tell, as Argo CD removes each when it is done.
 * Mirrors `finalizeApplicationDeletion` in controller/appcontroller.go.
 */
export function deletionLines({ deleting, finalizers, conditions }: LiveApplication): string[] {
  if (!deleting) return [];
  const errors = conditions.filter(({ type }) => type === "DeletionError");
  return [
    "The application is being deleted, so no automated sync starts.",
    ...stageOf(finalizers),
    ...errors.map(({ message }) => `The deletion does not go on: ${quoted(message)}.`),
  ];
}

function stageOf(finalizers: readonly string[]): string[] {
  const has = (start: string): boolean => finalizers.some((finalizer) => finalizer.startsWith(start));
  if (finalizers.includes("pre-delete-finalizer.argocd.argoproj.io"))
    return ["Its PreDelete hooks come first: nothing is deleted before they have succeeded."];
  if (has("resources-finalizer.argocd.argoproj.io"))
    return ["Its resources are deleted now, those of the highest wave first, and each wave is awaited."];
  if (finalizers.includes("post-delete-finalizer.argocd.argoproj.io"))
    return ["Its PostDelete hooks run now: it is gone when they have succeeded."];
  if (has("pre-delete-finalizer.argocd.argoproj.io/") || has("post-delete-finalizer.argocd.argoproj.io/"))
    return ["Its hooks are deleted now, as far as their delete policies say so."];
  return [];
}
