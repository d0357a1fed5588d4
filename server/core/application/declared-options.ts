import { applicationSyncOptions } from "../catalogue/application-sync-options.ts";
import { findField } from "../catalogue/fields.ts";
import type { PlanOptions } from "../sync/plan.ts";
import { type ArgoCdVersion, isKnownIn, latestVersion } from "../versions.ts";
import { type DeclaredApplication, defaultDeleteOf } from "./argocd-application.ts";

/** What an Application says about its sync, as far as Argo CD of a version reads it; without a version, the newest release. */
export function declaredOptions(declared: DeclaredApplication, version?: ArgoCdVersion): PlanOptions {
  const reads = readerIn(version);
  const { namespace, namespaceAnnotations, managesNamespace, automated, cascade } = declared;
  const syncOptions = readSyncOptions(declared.syncOptions, version);
  const readsMetadata = reads.field("managedNamespaceMetadata");
  return {
    namespace,
    ...(syncOptions.includes("CreateNamespace=true") && {
      createNamespace: {
        annotations: readsMetadata ? namespaceAnnotations : new Map(),
        managed: readsMetadata && managesNamespace,
      },
    }),
    syncOptions,
    automated: automated?.enabled === false && reads.field("automated", "enabled") ? undefined : automated,
    cascade,
    defaultDelete: defaultDeleteOf({ syncOptions }),
    version,
  };
}

/** Those of an application's sync options that Argo CD of a version reads. */
export function readSyncOptions(syncOptions: readonly string[], version: ArgoCdVersion | undefined): readonly string[] {
  return syncOptions.filter(readerIn(version).option);
}

interface Reader {
  readonly option: (option: string) => boolean;
  /** A field below `spec.syncPolicy`. */
  readonly field: (...path: readonly string[]) => boolean;
}

function readerIn(version: ArgoCdVersion = latestVersion): Reader {
  return {
    option: (option) => isKnownIn(applicationSyncOptions.find(({ value }) => value === option)?.since, version),
    field: (...path) => isKnownIn(findField("Application", ["spec", "syncPolicy", ...path])?.since, version),
  };
}
