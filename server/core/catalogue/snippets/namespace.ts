import type { SnippetSpec } from "./snippet.ts";

export const namespace: SnippetSpec = {
  prefix: "argocd-namespace",
  title: "Namespace that is applied first and stays",
  summary:
    "A Namespace before everything else of the Sync phase, which Argo CD does not delete with all that is in it.",
  words: ["ns", "first", "protect"],
  body: `
# PreSync hooks run even earlier. If there are any in this Namespace, let the Application create it: CreateNamespace=true.
apiVersion: v1
kind: Namespace
metadata:
  name: <<name=app>>
  labels:
    pod-security.kubernetes.io/enforce: <<level=restricted|baseline|privileged>>
  annotations:
    argocd.argoproj.io/sync-wave: "<<wave=-10>>"
    # Who deletes a Namespace deletes everything in it. With "confirm", Argo CD 2.14 and newer ask a person first.
    argocd.argoproj.io/sync-options: <<protection=Prune=false,Delete=false|Prune=confirm,Delete=confirm>>
`.slice(1),
};
