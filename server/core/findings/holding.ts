import { type AddedHealthCheck, addedChecksFor } from "../sync/added-checks.ts";
import type { Found } from "./find-in-document.ts";

/** What was found without what a health check makes wrong that people have added to Argo CD. */
export function holding(found: readonly Found[], added: readonly AddedHealthCheck[]): readonly Found[] {
  if (added.length === 0) return found;
  return found.filter(({ rule: { unlessChecked: kind } }) => !kind || addedChecksFor(kind, added).length === 0);
}
