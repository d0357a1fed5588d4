import type { AnnotationSpec } from "../annotation.ts";
import { presence, words } from "../values.ts";

/**
 * Mirrors `RefreshRequired` in pkg/apis/application/v1alpha1/applicationset_types.go and `refreshApplicationSet` in applicationset/webhook/webhook.go.
 */
export const applicationSetRefresh: AnnotationSpec = {
  key: "argocd.argoproj.io/application-set-refresh",
  summary: "Asks Argo CD to run the generators of the ApplicationSet now.",
  details: `
Argo CD removes the annotation once the generators have run; its webhook sets it too.
It is meant for \`kubectl annotate\`: kept in Git, it asks again every time the ApplicationSet is applied.
`,
  value: presence(words("2.4", { true: "The value that tools write; any other value has the same effect." })),
  absent: "The generators run at their usual intervals.",
  badValue: "Argo CD does not read the value.",
  readOn: ["ApplicationSet"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "request",
  since: "2.4",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/#the-argocdargoprojioapplication-set-refresh-annotation",
  mistakenFor: ["argocd.argoproj.io/applicationset-refresh"],
};
