/**
 * Where the annotations of a manifest stand, and with that what becomes of them.
 *
 * - `resource`: in the metadata of an object that Argo CD applies, as it stands or once it is rendered.
 * - `kustomization`: in the metadata of a file that Kustomize itself reads, so that they reach no resource.
 * - `embedded`: in the metadata of a whole object inside another one, which something else than Argo CD applies.
 * - `application template`: in the template of an ApplicationSet, for the Applications that it makes.
 * - `template`: in the metadata of any other object that a controller makes, such as the Secret of an ExternalSecret.
 * - `patch`: in a strategic merge patch inside a kustomization, for the resources that it is aimed at.
 * - `patch operation`: in the path of a JSON patch, where the key has `~1` for its slash.
 * - `common annotations`: below `commonAnnotations`, for every resource that Kustomize builds.
 * - `common labels`: below `commonLabels` or the pairs of `labels`, so that they become labels of every resource.
 * - `generator options`: in the options for the ConfigMaps and Secrets that Kustomize generates.
 * - `values`: in the values of a chart, for whatever its templates do with them.
 * - `named template`: in the `define` of a Helm template, for whatever includes it.
 */
export type Place =
  | "resource"
  | "kustomization"
  | "embedded"
  | "application template"
  | "template"
  | "patch"
  | "patch operation"
  | "common annotations"
  | "common labels"
  | "generator options"
  | "values"
  | "named template";

/** The places of whole objects, where it can be told what is missing or stands in the wrong place. */
export const wholeObjects: readonly Place[] = ["resource", "embedded"];

/** The places from which something becomes an annotation. */
export const wherever: readonly Place[] = [
  ...wholeObjects,
  "application template",
  "template",
  "patch",
  "patch operation",
  "common annotations",
  "generator options",
  "values",
  "named template",
];
