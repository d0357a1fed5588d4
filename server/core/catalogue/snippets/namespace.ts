import type { SnippetSpec } from "./snippet.ts";

export const namespace: SnippetSpec = {
  prefix: "argocd-namespace",
  title: "Namespace that is applied first and stays",
  summary: "A Namespace that is applied before everything else of the Sync phase, and that Argo CD does not delete.",
  words: ["ns", "first", "protect"],
  body: `
# PreSync hooks run even earlier. If there are any in this Namespace, let the Application create it: CreateNamespace=true.
apiVersion: v1
kind: Namespace
metadata:
  name: <<name=app>>
  labels:
    # The API server refuses Pods below this level: a Deployment with such Pods never gets any, and the sync waits for it.
    # With "warn" instead of "enforce", it only warns.
    pod-security.kubernetes.io/<<mode=enforce|warn>>: <<level=restricted|baseline|privileged>>
  annotations:
    argocd.argoproj.io/sync-wave: "<<wave=-10>>"
    # Deleting a Namespace deletes everything in it. With "confirm", Argo CD 2.14 and newer ask a person first.
    argocd.argoproj.io/sync-options: <<protection=Prune=false,Delete=false|Prune=confirm,Delete=confirm>>
`.slice(1),
};
