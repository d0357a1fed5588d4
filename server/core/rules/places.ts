import type { Place } from "../manifest/place.ts";

/** Whole objects, of which it can be told what is missing or stands in the wrong place. */
export const wholeObjects: readonly Place[] = ["resource", "embedded"];

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
