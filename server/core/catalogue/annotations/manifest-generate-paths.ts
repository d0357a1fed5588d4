import type { AnnotationSpec } from "../annotation.ts";
import { paths } from "../values.ts";

export const manifestGeneratePaths: AnnotationSpec = {
  key: "argocd.argoproj.io/manifest-generate-paths",
  summary: "Names the paths whose changes concern the application, so that other commits need no new manifests.",
  details: `
Paths are separated by semicolons, not by commas.
One that begins with \`/\` counts from the root of the repository, any other from the path of the source.
Name every folder that the manifests are made of, Kustomize bases and shared values included: a change elsewhere is not seen.
`,
  value: paths,
  absent: "Every commit to the repository makes the manifests anew.",
  badValue: "Text between two semicolons is one path, commas included, and a path that does not exist never changes.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "1.8",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/#manifest-paths-annotation",
  mistakenFor: ["argocd.argoproj.io/manifest-generate-path", "argocd.argoproj.io/manifests-generate-paths"],
};
