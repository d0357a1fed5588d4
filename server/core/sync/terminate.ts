import { does } from "./behaviour-versions.ts";
import type { SyncRun } from "./sync-run.ts";

/**
 * Somebody terminates a sync that waits: hooks that still run are deleted, and so are those that have just failed and are to be
 * deleted then; before 3.4, only those that run. Mirrors `Terminate` and `terminateHooksPreemptively` in
 * gitops-engine/pkg/sync/sync_context.go.
 */
export function terminate(run: SyncRun): void {
  const obeysPolicies = does("terminate obeys policies", run.settings.version);
  for (const hook of run.hooks) {
    if (run.results.get(hook.result) !== "running") continue;
    const isRunning = run.cluster.get(hook.object)?.health === "progressing";
    if (isRunning || (obeysPolicies && hook.policies.includes("HookFailed"))) run.cluster.delete(hook.object);
  }
}
