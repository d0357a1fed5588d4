import type { Application } from "../../application/application.ts";
import type { Failure } from "../../sync/failure-mode.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { taskName } from "../words.ts";

/** `Job migrate fails`, `the cluster refuses Service web`. */
export function failureEvent(application: Application, { task, mode }: Failure): string {
  const name = taskName(application, task);
  const isHook = isHookTask(application, task);
  switch (mode) {
    case "fails":
      return isHook ? `${name} fails` : `${name} becomes Degraded`;
    case "hangs":
      return isHook ? `${name} never ends` : `${name} never becomes healthy`;
    case "stuck":
      return `a finalizer keeps ${name} from being deleted`;
    default:
      return `the cluster refuses ${name}`;
  }
}

/** Whether a task runs a hook. */
export function isHookTask({ plan }: Application, { resource }: Task): boolean {
  return plan.behaviours[resource ?? -1]?.role === "hook";
}
