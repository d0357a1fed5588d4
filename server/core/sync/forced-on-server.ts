import { type ArgoCdVersion, isKnownIn, latestVersion } from "../versions.ts";
import { annotationKeys, hasOption } from "./annotations.ts";
import { does } from "./behaviour-versions.ts";
import type { SyncResource } from "./resource.ts";
import type { SyncSettings } from "./settings.ts";

/**
 * Whether kubectl refuses to apply a resource that is there or not, after a dry run that succeeds: `Force=true` does not go with server-side
 * apply. Mirrors `applyObject` and `shouldUseServerSideApply` in gitops-engine/pkg/sync/sync_context.go.
 */
export function isForceRefused(
  { annotations }: Pick<SyncResource, "annotations">,
  { replace, serverSideApply, version = latestVersion }: SyncSettings,
): boolean {
  const has = (option: string): boolean => hasOption(annotations, annotationKeys.syncOptions, option);
  if (!has("Force=true") || !does("force option", version) || replace || has("Replace=true")) return false;
  const isServerSide = (serverSideApply || has("ServerSideApply=true")) && !has("ServerSideApply=false");
  return isServerSide && refusesForce(version);
}

/**
 * Whether kubectl of a version of Argo CD refuses `Force=true` with server-side apply. Mirrors `newApplyOptions` in
 * gitops-engine/pkg/utils/kube/resource_ops.go, and `ApplyOptions.Validate` of kubectl, which it calls since 3.0.16 and 3.1.4.
 */
export function refusesForce(version: ArgoCdVersion): boolean {
  return isKnownIn("3.0", version) && !isKnownIn("3.6", version);
}
