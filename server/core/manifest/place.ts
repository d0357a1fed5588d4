/**
 * Where the annotations of a manifest are written, which decides what happens to them.
 *
 * - `resource`: in the metadata of an object that Argo CD applies, as it is or after rendering.
 * - `kustomization`: in the metadata of a file that Kustomize itself reads, so they do not reach any resource.
 * - `embedded`: in the metadata of a whole object in the values of a chart, whose templates print it.
 * - `created`: in the metadata of a whole object inside another one, which something other than Argo CD creates.
 * - `application template`: in the template of an ApplicationSet, for the Applications that it creates.
 * - `template patch`: in the text that patches the Applications of an ApplicationSet; it has a part of an Application.
 * - `template`: in the metadata of any other object that a controller creates, such as the Secret of an ExternalSecret.
 * - `patch`: in a strategic merge patch inside a kustomization, for the resources that it targets.
 * - `patch operation`: in the path of a JSON patch, where the key has `~1` for its slash.
 * - `common annotations`: below `commonAnnotations`, for every resource that Kustomize builds.
 * - `common labels`: below `commonLabels` or the pairs of `labels`, so they become labels of every resource.
 * - `generator options`: in the options for the ConfigMaps and Secrets that Kustomize generates.
 * - `values`: in the values of a chart, for use by its templates.
 * - `named template`: in the `define` of a Helm template, for the templates that include it.
 */
export type Place =
  | "resource"
  | "kustomization"
  | "embedded"
  | "created"
  | "application template"
  | "template patch"
  | "template"
  | "patch"
  | "patch operation"
  | "common annotations"
  | "common labels"
  | "generator options"
  | "values"
  | "named template";

/** The places of whole objects: only there can an annotation be missing or in the wrong place. */
export const wholeObjects: readonly Place[] = ["resource", "embedded", "created"];

/** The places whose entries become annotations. */
export const wherever: readonly Place[] = [
  ...wholeObjects,
  "application template",
  "template patch",
  "template",
  "patch",
  "patch operation",
  "common annotations",
  "generator options",
  "values",
  "named template",
];
