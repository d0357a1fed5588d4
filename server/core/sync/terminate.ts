import type { SyncRun } from "./sync-run.ts";

/**
 * Somebody terminates a sync that waits: hooks that still run are deleted, and so are those that have just failed and are to be
 * deleted then. Mirrors `Terminate` and `terminateHooksPreemptively` in gitops-engine/pkg/sync/sync_context.go.
 */
export function terminate(run: SyncRun): void {
  for (const hook of run.hooks) {
    if (run.results.get(hook.result) !== "running") continue;
    const isRunning = run.cluster.get(hook.object)?.health === "progressing";
    if (isRunning || hook.policies.includes("HookFailed")) run.cluster.delete(hook.object);
  }
}
