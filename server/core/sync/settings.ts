import type { ArgoCdVersion } from "../versions.ts";
import type { PlanOptions } from "./plan.ts";

/** How a sync is run: what the Application says, as the sync reads it. */
export interface SyncSettings {
  readonly namespace: string;
  /** Whether `managedNamespaceMetadata` makes every sync apply the Namespace that `CreateNamespace=true` adds. */
  readonly managesNamespace: boolean;
  /** Whether this sync prunes: an automated one only with `automated.prune`, another one where the user asks for it. */
  readonly prune: boolean;
  /** Whether somebody has confirmed what `Prune=confirm` asks about. */
  readonly isPruneConfirmed: boolean;
  /** The value of the application's own `Prune=` option. */
  readonly defaultPrune: string | undefined;
  readonly pruneLast: boolean;
  readonly replace: boolean;
  /** The version of Argo CD that runs it; the newest release if there is none. */
  readonly version: ArgoCdVersion | undefined;
  /** A changed object is patched in a way that no `Force` turns into a deletion. */
  readonly serverSideApply: boolean;
  /** The application's own sync options, as written. */
  readonly syncOptions: readonly string[];
  /** Only what differs from its manifest is applied, beside hooks. */
  readonly outOfSyncOnly: boolean;
}

/** The settings of a sync of an application. Mirrors `SyncAppState` in controller/sync.go. */
export function settingsOf(
  { namespace, createNamespace, syncOptions = [], version }: PlanOptions,
  prune: "prunes" | "keeps",
): SyncSettings {
  const pruneOption = syncOptions.find((option) => option.startsWith("Prune="));
  return {
    namespace,
    managesNamespace: createNamespace?.managed === true,
    prune: prune === "prunes",
    isPruneConfirmed: false,
    defaultPrune: pruneOption?.slice("Prune=".length),
    pruneLast: syncOptions.includes("PruneLast=true"),
    replace: syncOptions.includes("Replace=true"),
    version,
    serverSideApply: syncOptions.includes("ServerSideApply=true"),
    syncOptions,
    outOfSyncOnly: syncOptions.includes("ApplyOutOfSyncOnly=true"),
  };
}
