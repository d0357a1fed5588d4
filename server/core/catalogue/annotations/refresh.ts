import type { AnnotationSpec } from "../annotation.ts";
import { presence, time, words } from "../values.ts";

export const refresh: AnnotationSpec = {
  key: "argocd.argoproj.io/refresh",
  summary: "Asks Argo CD to compare the application with Git now.",
  details: `
Argo CD removes it once it has done so.
It is a request, meant for \`kubectl annotate\`: kept in Git it is asked again each time that the Application is applied.
\`hard\` also makes the manifests anew; every other value asks for a normal refresh.
On the Secret of a cluster Argo CD itself writes a time into it.
`,
  value: presence(
    words("1.0", {
      normal: "Compares with the newest commit of Git.",
      hard: "Makes the manifests anew too, past the cache.",
    }),
  ),
  absent: "Argo CD refreshes the application at its own intervals, and when a webhook tells it to.",
  badValue: "Any other value than `hard` asks for a normal refresh.",
  readOn: ["Application", "Secret"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "request",
  since: "1.0",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/annotations-and-labels/#annotations",
};

export const refreshTimestamp: AnnotationSpec = {
  key: "argocd.argoproj.io/refresh-timestamp",
  summary: "Tells one request for a refresh from the next; Argo CD writes it itself.",
  details: `
It goes together with \`argocd.argoproj.io/refresh\`, and is removed with it.
Never keep it in Git.
`,
  value: time,
  absent: "The request for a refresh has no time.",
  badValue: "Argo CD only compares it with the time of the last request.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "Argo CD",
  since: "3.6",
  link: "https://argo-cd.readthedocs.io/en/latest/operator-manual/webhook/#application-annotations-used-by-webhooks",
};
