import { helmHookWeight } from "../catalogue/annotations/helm-hook-weight.ts";
import { syncWave } from "../catalogue/annotations/sync-wave.ts";
import { behaviourWith, isWritten, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { mayBeHook } from "../rule-kit/hooks.ts";
import { removeEntry, renameKey } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { thisKind } from "../rule-kit/words.ts";

/** Mirrors `Wave` in gitops-engine/pkg/sync/syncwaves/waves.go. */
export const hookWeightAsWave: Rule = {
  id: "hook-weight-as-wave",
  severity: "information",
  summary: "Argo CD uses the Helm hook weight as the sync wave of any resource, hook or not.",
  docs: `
Helm reads \`helm.sh/hook-weight\` only on hooks.
Argo CD reads it on every resource without a valid \`argocd.argoproj.io/sync-wave\`, so a leftover weight moves a normal resource to another wave.
A weight of 0 changes nothing and is not reported.
`,
  *check(subject) {
    const { role, wave, waveSource } = behaviourWith(subject);
    if (role !== "resource" || waveSource !== "hook-weight" || wave === undefined || wave === 0n) return;
    if (mayBeHook(subject)) return;
    for (const { annotation } of knownAnnotations(subject, helmHookWeight)) {
      yield {
        span: valueSpan(subject, annotation),
        message: `${thisKind(subject).replace("this", "This")} is not a hook, so Helm ignores the weight, but Argo CD uses it as wave ${wave.toString()}. Write "${syncWave.key}" if you want that wave, or remove the weight.`,
        fixes: [
          ...(isWritten(subject, syncWave) ? [] : renameKey(annotation, syncWave.key)),
          ...removeEntry("Remove the weight", subject, annotation),
        ],
      };
    }
  },
  examples: [
    {
      title: "A weight without a hook",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    helm.sh/hook-weight: "5"
    #                    ^^^ This Deployment is not a hook, so Helm ignores the weight, but Argo CD uses it as wave 5. Write "argocd.argoproj.io/sync-wave" if you want that wave, or remove the weight.
`,
    },
    {
      title: "The weight of a hook",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: pre-upgrade
    helm.sh/hook-weight: "5"
`,
    },
  ],
};
