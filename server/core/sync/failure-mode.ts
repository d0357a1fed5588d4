import type { ArgoCdVersion } from "../versions.ts";
import { healthCheckOf } from "./health.ts";
import type { SyncResource } from "./resource.ts";
import type { Task } from "./sync-tasks.ts";

/** How a task fails: the API server refuses it, its hook fails or its resource becomes Degraded, or it never finishes or becomes healthy. */
export type FailureMode = "refused" | "fails" | "hangs";

/** What goes wrong in a sync. The task is one of the plan itself, not a copy. */
export interface Failure {
  readonly task: Task;
  /** `invalid`: the dry run before the sync refuses it. */
  readonly mode: FailureMode | "invalid";
}

/** How a resource can fail, the most interesting first; `undefined` is the Namespace that the sync itself creates. */
export function failureModes(
  resource: Pick<SyncResource, "group" | "kind"> | undefined,
  version?: ArgoCdVersion,
): readonly FailureMode[] {
  const canBeUnhealthy = resource !== undefined && healthCheckOf(resource, version) !== "unchecked";
  return canBeUnhealthy ? ["fails", "hangs", "refused"] : ["refused"];
}
