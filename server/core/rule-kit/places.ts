import type { Place } from "../manifest/place.ts";

/** Places whose annotations end up on resources that Argo CD applies, so their values mean the same. */
export const onResources: readonly Place[] = [
  "resource",
  "embedded",
  "patch",
  "patch operation",
  "common annotations",
  "generator options",
  "values",
  "named template",
];

/** Those, and the template from which an ApplicationSet creates Applications. */
export const onResourcesAndApplications: readonly Place[] = [...onResources, "application template"];
