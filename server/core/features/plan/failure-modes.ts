import type { Application } from "../../application/application.ts";
import { type FailureMode, failureModes } from "../../sync/failure-mode.ts";
import { missingKinds } from "../../sync/missing-kind.ts";
import type { SyncResource } from "../../sync/resource.ts";

/** How each resource of an application can fail; `undefined` is the Namespace that the sync itself creates. */
export function failureModesIn({
  plan,
  members,
  planOptions,
}: Application): (resource: SyncResource | undefined) => readonly FailureMode[] {
  const missingKind = missingKinds(
    { plan, resources: members.map(({ resource }) => resource) },
    planOptions.syncOptions ?? [],
  );
  return (resource) => failureModes(resource, resource === undefined ? "built-in" : missingKind(resource), planOptions);
}
