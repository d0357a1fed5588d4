import type { AnnotationSpec } from "../annotation.ts";
import { paths } from "../values.ts";

/** Mirrors `GetSourceRefreshPaths` and `AppFilesHaveChanged` in util/app/path/path.go. */
export const manifestGeneratePaths: AnnotationSpec = {
  key: "argocd.argoproj.io/manifest-generate-paths",
  summary: "Lists the paths that affect the application, so that commits elsewhere do not regenerate its manifests.",
  details: `
Separate paths with semicolons, not with commas, blanks or line breaks.
A folder includes everything in it; \`*\` matches one name in a path, and \`**\` matches no more than that.
A path that starts with \`/\` is relative to the root of the repository, any other to the path of the source.
List every folder that the manifests depend on, including Kustomize bases and shared values: Argo CD does not notice changes elsewhere.
`,
  value: paths,
  absent: "Every commit to the repository regenerates the manifests.",
  badValue:
    "The text between two semicolons is one path, blanks and commas included, and a path that does not exist never changes.",
  readOn: ["Application"],
  readFrom: "live object",
  reader: "Argo CD",
  writer: "people",
  since: "1.8",
  link: "https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/#manifest-paths-annotation",
  mistakenFor: ["argocd.argoproj.io/manifest-generate-path", "argocd.argoproj.io/manifests-generate-paths"],
};
