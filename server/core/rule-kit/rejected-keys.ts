import type { Entry } from "../manifest/node.ts";
import { type Place, wholeObjects } from "../manifest/place.ts";
import { faultOfKey } from "./api-names.ts";
import type { Subject } from "./rule.ts";

/** Where a key is written as it reaches the API server. */
export const placesOfKeys: readonly Place[] = [
  ...wholeObjects,
  "application template",
  "template",
  "patch",
  "common annotations",
  "generator options",
];

/** Whether the API server rejects the key of an annotation, which is all that is said about that key then. */
export function isRejected({ manifest }: Subject, { key }: Pick<Entry, "key">): boolean {
  return placesOfKeys.includes(manifest.place) && key.scalarType !== "unknown" && faultOfKey(key.text) !== undefined;
}
