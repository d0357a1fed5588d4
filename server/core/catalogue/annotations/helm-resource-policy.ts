import { annotationKeys } from "../../sync/annotations.ts";
import type { AnnotationSpec } from "../annotation.ts";
import { list, words } from "../values.ts";

/** Mirrors `shouldBeDeleted` in controller/appcontroller.go; `pruneObject` in gitops-engine/pkg/sync/sync_context.go does not read it. */
export const helmResourcePolicy: AnnotationSpec = {
  key: annotationKeys.helmResourcePolicy,
  summary: "Keeps the resource in the cluster when the application is deleted.",
  details: `
It protects the resource only when the application is deleted: once removed from Git, the resource is still pruned, unless it has \`Prune=false\`.
Argo CD reads it from the object in the cluster, so it protects only after it has been synced.
`,
  value: list("resource policy", words("2.7", { keep: "Keeps the resource when the application is deleted." })),
  absent: "The resource is deleted with the application.",
  badValue: "Any value other than `keep` is ignored.",
  readOn: "any resource",
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "2.7",
  link: "https://argo-cd.readthedocs.io/en/stable/user-guide/helm/#helm-hooks",
  mistakenFor: ["helm.sh/resource-policies"],
};
