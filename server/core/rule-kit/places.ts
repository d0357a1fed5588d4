import { type Place, wholeObjects } from "../manifest/place.ts";

/** Where annotations end up on resources that Argo CD applies, on whatever way, so that their values mean the same. */
export const onResources: readonly Place[] = [
  ...wholeObjects,
  "patch",
  "patch operation",
  "common annotations",
  "generator options",
  "values",
  "named template",
];

/** Those, and the template from which an ApplicationSet makes Applications. */
export const onResourcesAndApplications: readonly Place[] = [...onResources, "application template"];
