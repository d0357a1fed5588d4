import type { AnnotationSpec } from "../annotation.ts";
import { presence, time, words } from "../values.ts";

/** Mirrors `IsHydrateRequested` in pkg/apis/application/v1alpha1/types.go and `appNeedsHydration` in controller/hydrator/hydrator.go. */
export const hydrate: AnnotationSpec = {
  key: "argocd.argoproj.io/hydrate",
  summary: "Asks Argo CD to hydrate the sources of the application now.",
  details: `
It works on an Application with \`spec.sourceHydrator\`, and Argo CD removes it when it has answered the request.
Before version 3.5, every value was treated as \`hard\`.
It is meant for \`kubectl annotate\`: kept in Git, it asks again every time the Application is applied.
`,
  value: presence(
    words("2.14", {
      normal: "Hydrates if there is a new commit.",
      hard: "Hydrates even if there is no new commit.",
    }),
  ),
  absent: "Argo CD hydrates when there is a new commit.",
  badValue: "Any value other than `hard` asks for a normal hydration.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "request",
  since: "2.14",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/source-hydrator/",
};

/** Mirrors `handleRefreshAnnotation` in controller/appcontroller.go. */
export const hydrateTimestamp: AnnotationSpec = {
  key: "argocd.argoproj.io/hydrate-timestamp",
  summary: "Tells one hydration request from the next; Argo CD writes it itself.",
  details: `
Argo CD sets and removes it together with \`argocd.argoproj.io/hydrate\`.
Do not commit it to Git.
`,
  value: time,
  absent: "The hydration request has no time.",
  badValue: "Argo CD only compares it with the time of the last request.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "Argo CD",
  since: "3.6",
  link: "https://argo-cd.readthedocs.io/en/latest/operator-manual/webhook/#application-annotations-used-by-webhooks",
};
