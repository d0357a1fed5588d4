import type { AnnotationSpec } from "./annotation.ts";
import { applicationSetRefresh } from "./annotations/application-set-refresh.ts";
import { clientSideApplyMigrationManager } from "./annotations/client-side-apply-migration-manager.ts";
import { compareOptions } from "./annotations/compare-options.ts";
import { deletionApproved } from "./annotations/deletion-approved.ts";
import { helmHook } from "./annotations/helm-hook.ts";
import { helmHookDeletePolicy } from "./annotations/helm-hook-delete-policy.ts";
import { helmHookWeight } from "./annotations/helm-hook-weight.ts";
import { helmResourcePolicy } from "./annotations/helm-resource-policy.ts";
import { hook } from "./annotations/hook.ts";
import { hookDeletePolicy } from "./annotations/hook-delete-policy.ts";
import { hydrate, hydrateTimestamp } from "./annotations/hydrate.ts";
import { ignoreDefaultLinks } from "./annotations/ignore-default-links.ts";
import { ignoreDifferencesJsonPointers } from "./annotations/ignore-differences-json-pointers.ts";
import { ignoreHealthcheck } from "./annotations/ignore-healthcheck.ts";
import { ignoreResourceUpdates } from "./annotations/ignore-resource-updates.ts";
import { ignoreRestartPolicy } from "./annotations/ignore-restart-policy.ts";
import { imageUpdater } from "./annotations/image-updater.ts";
import { installationId } from "./annotations/installation-id.ts";
import { externalLink } from "./annotations/link.ts";
import { managedByUrl } from "./annotations/managed-by-url.ts";
import { manifestGeneratePaths } from "./annotations/manifest-generate-paths.ts";
import { notice } from "./annotations/notice.ts";
import { notifications } from "./annotations/notifications.ts";
import { preferences } from "./annotations/preference.ts";
import { refresh, refreshTimestamp } from "./annotations/refresh.ts";
import { skipReconcile } from "./annotations/skip-reconcile.ts";
import { syncOptions } from "./annotations/sync-options.ts";
import { syncWave } from "./annotations/sync-wave.ts";
import { trackingId } from "./annotations/tracking-id.ts";
import { isFamily, isOfFamily, keyParts } from "./families.ts";

/** Every annotation that Argo CD or one of its companion tools reads, in the order in which completion offers them. */
export const catalogue: readonly AnnotationSpec[] = [
  syncWave,
  hook,
  hookDeletePolicy,
  syncOptions,
  compareOptions,
  helmHook,
  helmHookWeight,
  helmHookDeletePolicy,
  helmResourcePolicy,
  manifestGeneratePaths,
  ignoreHealthcheck,
  ignoreResourceUpdates,
  ignoreRestartPolicy,
  ignoreDefaultLinks,
  ignoreDifferencesJsonPointers,
  externalLink,
  skipReconcile,
  managedByUrl,
  clientSideApplyMigrationManager,
  ...notice,
  ...preferences,
  ...imageUpdater,
  ...notifications,
  refresh,
  hydrate,
  applicationSetRefresh,
  deletionApproved,
  refreshTimestamp,
  hydrateTimestamp,
  trackingId,
  installationId,
];

const byKey: ReadonlyMap<string, AnnotationSpec> = new Map(catalogue.map((spec) => [spec.key, spec]));

const families = catalogue.filter(({ key }) => isFamily(key)).map((spec) => ({ spec, parts: keyParts(spec.key) }));

/** The annotation with exactly this key, or the family that contains the key. */
export function findAnnotation(key: string): AnnotationSpec | undefined {
  return byKey.get(key) ?? families.find(({ parts }) => isOfFamily(parts, key))?.spec;
}
