import { helmHookDeletePolicy } from "../catalogue/annotations/helm-hook-delete-policy.ts";
import { hookDeletePolicy } from "../catalogue/annotations/hook-delete-policy.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { knownAnnotations } from "../rule-kit/annotations.ts";
import { makeHook, mayBeHook } from "../rule-kit/hooks.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule } from "../rule-kit/rule.ts";
import { thisKind } from "../rule-kit/words.ts";

/** Mirrors `hasHookDeletePolicy` in gitops-engine/pkg/sync/sync_task.go. */
export const deletePolicyWithoutHook: Rule = {
  id: "delete-policy-without-hook",
  severity: "warning",
  summary: "A delete policy has no effect on a resource that is not a hook.",
  docs: `
Argo CD reads delete policies only on hooks.
A sync wave does not make a resource a hook; only \`argocd.argoproj.io/hook\` and \`helm.sh/hook\` do.
`,
  places: ["resource", "embedded"],
  unnecessary: true,
  *check(subject) {
    if (mayBeHook(subject)) return;
    for (const known of knownAnnotations(subject, hookDeletePolicy, helmHookDeletePolicy)) {
      const { annotation } = known;
      if (annotation.conditional) continue;
      yield {
        span: annotation.key.span,
        message: `The delete policy has no effect because ${thisKind(subject)} is not a hook: it stays in the cluster, and the next sync does not recreate it. Add "${hook.key}", or remove the policy.`,
        fixes: [...makeHook(subject), ...removeEntry("Remove the delete policy", subject, annotation)],
      };
    }
  },
  examples: [
    {
      title: "A sync wave does not make a Job a hook",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/sync-wave: "-1"
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ The delete policy has no effect because this Job is not a hook: it stays in the cluster, and the next sync does not recreate it. Add "argocd.argoproj.io/hook", or remove the policy.
`,
    },
    {
      title: "A Helm hook with Argo CD's delete policy",
      yaml: `
apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    helm.sh/hook: pre-upgrade
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    },
  ],
};
