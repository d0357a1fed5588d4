import { helmHookWeight } from "../catalogue/annotations/helm-hook-weight.ts";
import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import type { Behaviour } from "../sync/behaviour.ts";
import { behaviourWith, isWritten, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";

/** Mirrors `executeHooks` in controller/hook.go. */
export const waveWithoutEffect: Rule = {
  id: "wave-without-effect",
  severity: "information",
  summary: "A wave does not order PreDelete and PostDelete hooks.",
  docs: `
Argo CD creates all PreDelete hooks of an application at once, and likewise all PostDelete hooks, regardless of wave and kind.
In the phases of a sync, a wave starts when everything in the previous wave is healthy.
The weight of a Helm hook is not reported, because Helm itself uses it.
`,
  *check(subject) {
    const behaviour = behaviourWith(subject);
    const reason = reasonFor(behaviour);
    if (reason === undefined || behaviour.wave === undefined || behaviour.wave === 0n) return;
    const isHelms = behaviour.waveSource === "hook-weight";
    if (isHelms && isWritten(subject, helmHook)) return;
    for (const { annotation } of knownAnnotations(subject, isHelms ? helmHookWeight : syncWave)) {
      yield {
        span: valueSpan(subject, annotation),
        message: reason,
        fixes: removeEntry("Remove the wave", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A wave on a PostDelete hook",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: drop-database
  annotations:
    argocd.argoproj.io/hook: PostDelete
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
    argocd.argoproj.io/sync-wave: "1"
    #                             ^^^ The wave does not order this hook: Argo CD creates all "PostDelete" hooks at once. Remove the wave, or put work that must run in order into a single hook.
`,
    },
    {
      title: "A hook that also runs in a sync",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: cleanup
  annotations:
    argocd.argoproj.io/hook: PostSync,PostDelete
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
    argocd.argoproj.io/sync-wave: "2"
`,
    },
  ],
};

function reasonFor({ role, preDelete, postDelete }: Behaviour): string | undefined {
  if (role !== "deletion-hook") return undefined;
  const types = [...(preDelete ? ['"PreDelete"'] : []), ...(postDelete ? ['"PostDelete"'] : [])].join(" and all ");
  return `The wave does not order this hook: Argo CD creates all ${types} hooks at once. Remove the wave, or put work that must run in order into a single hook.`;
}
