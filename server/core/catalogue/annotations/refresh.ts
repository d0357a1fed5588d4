import type { AnnotationSpec } from "../annotation.ts";
import { presence, time, words } from "../values.ts";

/** Mirrors `IsRefreshRequested` in pkg/apis/application/v1alpha1/types.go and, for clusters, `SecretToCluster` in util/db/cluster.go. */
export const refresh: AnnotationSpec = {
  key: "argocd.argoproj.io/refresh",
  summary: "Asks Argo CD to compare the application with Git now.",
  details: `
Argo CD removes it after the refresh.
It is meant for \`kubectl annotate\`: kept in Git, it asks again every time the Application is applied.
\`hard\` also regenerates the manifests; any other value asks for a normal refresh.
On the Secret of a cluster, Argo CD itself writes a time into it.
`,
  value: presence(
    words("1.0", {
      normal: "Compares with the newest commit in Git.",
      hard: "Regenerates the manifests too, without the cache.",
    }),
  ),
  absent: "Argo CD refreshes the application at its usual intervals, and when a webhook tells it to.",
  badValue: "Any value other than `hard` asks for a normal refresh.",
  readOn: ["Application", "Secret"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "request",
  since: "1.0",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/annotations-and-labels/#annotations",
};

/** Mirrors `handleRefreshAnnotation` in controller/appcontroller.go. */
export const refreshTimestamp: AnnotationSpec = {
  key: "argocd.argoproj.io/refresh-timestamp",
  summary: "Tells one refresh request from the next; Argo CD writes it itself.",
  details: `
Argo CD sets and removes it together with \`argocd.argoproj.io/refresh\`.
Do not commit it to Git.
`,
  value: time,
  absent: "The refresh request has no time.",
  badValue: "Argo CD only compares it with the time of the last request.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "Argo CD",
  since: "3.6",
  link: "https://argo-cd.readthedocs.io/en/latest/operator-manual/webhook/#application-annotations-used-by-webhooks",
};
