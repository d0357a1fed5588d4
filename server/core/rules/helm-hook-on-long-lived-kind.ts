import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { behaviourWith, isWritten, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/entry-fixes.ts";
import type { Rule, Subject } from "../rule-kit/rule.ts";
import { lossWith } from "../rule-kit/losses.ts";
import { thisKind } from "../rule-kit/words.ts";

/** Kinds that are meant to keep running, as `GROUP/KIND`. */
const longLived: ReadonlySet<string> = new Set([
  "/ReplicationController",
  "/Service",
  "apps/DaemonSet",
  "apps/Deployment",
  "apps/ReplicaSet",
  "apps/StatefulSet",
  "autoscaling/HorizontalPodAutoscaler",
  "networking.k8s.io/Ingress",
]);

/**
 * Mirrors `CompareAppState` in controller/state.go, `setApplicationHealth` in controller/health.go and `splitHooks` in
 * gitops-engine/pkg/sync/reconcile.go.
 */
export const helmHookOnLongLivedKind: Rule = {
  id: "helm-hook-on-long-lived-kind",
  severity: "information",
  summary: "A Helm hook on a Deployment or a similar resource keeps Argo CD from pruning and healing it.",
  docs: `
Argo CD treats a resource with \`helm.sh/hook\` as a hook, whatever its kind.
Hooks are never out of sync, are not pruned or self-healed, and do not affect the health of the application.
With the default delete policy, every sync also deletes and recreates it, which [\`destroyed-in-each-sync\`](destroyed-in-each-sync.md) reports.
To apply a resource earlier or later than others, use a sync wave instead.
ServiceAccounts, roles, ConfigMaps, Secrets and similar resources are not reported, because hooks often bring their own.
`,
  *check(subject) {
    if (isWritten(subject, hook) || !isLongLived(subject)) return;
    for (const { annotation } of knownAnnotations(subject, helmHook)) {
      const { role, deletePolicies } = behaviourWith(subject, annotation);
      if (role !== "hook") continue;
      const recreated = deletePolicies.includes("BeforeHookCreation");
      // What is lost in every sync has a rule of its own.
      if (lossWith(subject.manifest) !== undefined && recreated) continue;
      yield {
        span: valueSpan(subject, annotation),
        message: `The Helm hook makes ${thisKind(subject)} an Argo CD hook: it is not pruned, not self-healed and not part of the application's health${recreated ? ", and every sync deletes and recreates it" : ""}. If it should keep running, order it with a sync wave instead.`,
        fixes: removeEntry("Remove the Helm hook", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A Deployment that should come last",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    helm.sh/hook-delete-policy: hook-failed
    helm.sh/hook: post-install,post-upgrade
    #             ^^^^^^^^^^^^^^^^^^^^^^^^^ The Helm hook makes this Deployment an Argo CD hook: it is not pruned, not self-healed and not part of the application's health. If it should keep running, order it with a sync wave instead.
`,
    },
    {
      title: "A hook brings its own ServiceAccount",
      yaml: `
apiVersion: v1
kind: ServiceAccount
metadata:
  name: migrate
  annotations:
    helm.sh/hook: pre-install
`,
    },
  ],
};

function isLongLived({ manifest: { group, kind } }: Subject): boolean {
  return longLived.has(`${group}/${kind}`);
}
