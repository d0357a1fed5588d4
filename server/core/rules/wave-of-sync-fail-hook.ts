import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import { behaviourWith, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";

/** Mirrors `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go. */
export const waveOfSyncFailHook: Rule = {
  id: "wave-of-sync-fail-hook",
  severity: "hint",
  summary: "A wave does not make SyncFail hooks wait for each other.",
  docs: `
When a sync fails, Argo CD starts all of its SyncFail hooks.
Their waves decide only which one starts first: none waits for another to finish.
On a single SyncFail hook, the wave has no effect at all.
`,
  *check(subject) {
    const behaviour = behaviourWith(subject);
    if (!runsOnlyAfterFailure(behaviour)) return;
    if (behaviour.waveSource !== "sync-wave" || behaviour.wave === 0n) return;
    for (const { annotation } of knownAnnotations(subject, syncWave)) {
      yield {
        span: valueSpan(subject, annotation),
        message: `The wave decides only which hook starts first: Argo CD starts all "SyncFail" hooks without waiting for any of them. Remove the wave, or put work that must run in order into a single hook.`,
        fixes: removeEntry("Remove the wave", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A wave on a hook that runs after a failure",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: alert
  annotations:
    argocd.argoproj.io/hook: SyncFail
    argocd.argoproj.io/sync-wave: "2"
    #                             ^^^ The wave decides only which hook starts first: Argo CD starts all "SyncFail" hooks without waiting for any of them. Remove the wave, or put work that must run in order into a single hook.
`,
    },
    {
      title: "A hook that also runs in a sync",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: notify
  annotations:
    argocd.argoproj.io/hook: PostSync,SyncFail
    argocd.argoproj.io/sync-wave: "2"
`,
    },
  ],
};

function runsOnlyAfterFailure({ role, phases }: Behaviour): boolean {
  return role === "hook" && phases.length > 0 && phases.every((phase) => phase === "SyncFail");
}
