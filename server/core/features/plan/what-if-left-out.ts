/** What syncs with ApplyOutOfSyncOnly=true leave out, in words. */
import type { Application } from "../../application/application.ts";
import type { Simulation } from "../../sync/simulate-failure.ts";
import { taskName } from "../words.ts";
import { grouped } from "./what-if-words.ts";

/** What a sync after another one passes over. Mirrors `filterOutOfSyncTasks` in gitops-engine/pkg/sync/sync_context.go. */
export function passedOverLines(application: Application, { course }: Simulation): string[] {
  const leftOut = course.leftOut.filter(({ resource }) => resource !== undefined);
  return leftOut.length === 0
    ? []
    : [`With ApplyOutOfSyncOnly=true, it leaves out what is as its manifest says: ${grouped(application, leftOut)}.`];
}

/**
 * What the next sync after a first one passes over. It does not wait for the health of that either: only what a sync applies can run in
 * it. Mirrors `filterOutOfSyncTasks` and `Sync` in gitops-engine/pkg/sync/sync_context.go.
 */
export function leftOutLines(application: Application, { outcome, cause, isLater, leftOutNext }: Simulation): string[] {
  if (outcome === "succeeded" || isLater || leftOutNext.length === 0) return [];
  const isSick = cause !== undefined && leftOutNext.includes(cause.task);
  const sick = isSick
    ? ` So it goes on to what comes later although ${taskName(application, cause.task)} is not healthy.`
    : "";
  return [
    `With ApplyOutOfSyncOnly=true, the next sync runs all hooks again, but neither applies nor awaits what is as its manifest says: ${grouped(application, leftOutNext)}.${sick}`,
  ];
}
