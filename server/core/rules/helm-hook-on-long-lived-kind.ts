import { helmHook } from "../catalogue/annotations/helm-hook.ts";
import { hook } from "../catalogue/annotations/hook.ts";
import { behaviourWith, isWritten, knownAnnotations, valueSpan } from "../rule-kit/annotations.ts";
import { removeEntry } from "../rule-kit/moves.ts";
import type { Rule, Subject } from "../rule-kit/rule.ts";
import { thisKind } from "../rule-kit/words.ts";

/** Kinds that are to stay and run on, by API group. */
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

export const helmHookOnLongLivedKind: Rule = {
  id: "helm-hook-on-long-lived-kind",
  severity: "information",
  summary: "A Helm hook takes a Deployment or the like out of the application's own resources.",
  docs: `
Argo CD makes a hook of every resource with \`helm.sh/hook\`, whatever its kind.
A hook is never out of sync, is not pruned, does not count for the health of the application, and is not touched by a self-heal.
With the default delete policy it is also deleted and created anew in each sync, which interrupts what runs on.
To apply it early or late, a wave does the same without any of that.
ServiceAccounts, roles, ConfigMaps, Secrets and the like are not reported: a hook often brings its own.
`,
  *check(subject) {
    if (isWritten(subject, hook) || !isLongLived(subject)) return;
    for (const { annotation } of knownAnnotations(subject, helmHook)) {
      const { role, deletePolicies } = behaviourWith(subject, annotation);
      if (role !== "hook") continue;
      const anew = deletePolicies.includes("BeforeHookCreation")
        ? ", and each sync deletes it and creates it anew"
        : "";
      yield {
        span: valueSpan(subject, annotation),
        message: `The Helm hook makes ${thisKind(subject)} a hook of Argo CD: it is neither pruned nor healed nor part of the application's health${anew}. If it is to run on, order it with a sync wave instead.`,
        fixes: removeEntry("Remove the Helm hook", subject, annotation),
      };
    }
  },
  examples: [
    {
      title: "A Deployment that is to come last",
      yaml: `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  annotations:
    helm.sh/hook: post-install,post-upgrade
    #             ^^^^^^^^^^^^^^^^^^^^^^^^^ The Helm hook makes this Deployment a hook of Argo CD: it is neither pruned nor healed nor part of the application's health, and each sync deletes it and creates it anew. If it is to run on, order it with a sync wave instead.
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
