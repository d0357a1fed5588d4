import type { DeclaredApplication } from "../application/argocd-application.ts";
import type { Phase } from "../sync/phase.ts";

/** A resource as the status of an Application names it; the namespace is that of the cluster, "" where it has none. */
export interface LiveKey {
  /** "" for the core API. */
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** What a health check found, "" where nothing is said. */
export interface LiveHealth {
  readonly status: string;
  readonly message: string;
}

/** One entry of `status.resources`. Mirrors `ResourceStatus` in pkg/apis/application/v1alpha1/types.go. */
export interface LiveResource extends LiveKey {
  /** `Synced`, `OutOfSync`, `Unknown`; "" for hooks. */
  readonly status: string;
  readonly health: LiveHealth;
  readonly hook: boolean;
  readonly requiresPruning: boolean;
  readonly requiresDeletionConfirmation: boolean;
  readonly wave: bigint;
}

/** One entry of `status.operationState.syncResult.resources`. Mirrors `ResourceResult` in pkg/apis/application/v1alpha1/types.go. */
export interface LiveResult extends LiveKey {
  /** `Synced`, `SyncFailed`, `Pruned`, `PruneSkipped`. */
  readonly status: string;
  readonly message: string;
  /** "" for a resource that is not a hook. */
  readonly hookType: string;
  /** `Running`, `Succeeded`, `Failed` or `Error`; resources that are not hooks have one too. */
  readonly hookPhase: string;
  /** `undefined` where the text names none that Argo CD has. */
  readonly syncPhase: Phase | undefined;
}

/** How a failed sync is tried again. Mirrors `RetryStrategy` in pkg/apis/application/v1alpha1/types.go. */
export interface LiveRetry {
  /** How often it is tried again; below 0, there is no limit. */
  readonly limit: number;
  /** As written, "" where it is not. */
  readonly duration: string;
  readonly maxDuration: string;
  readonly factor: number | undefined;
  /** Each attempt takes the newest revision. */
  readonly refresh: boolean;
}

/** The newest sync. Mirrors `OperationState` in pkg/apis/application/v1alpha1/types.go. */
export interface LiveOperation {
  readonly phase: string;
  readonly message: string;
  /** As written, "" where there is none; while a retry is due, `finishedAt` is the end of the attempt before. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly retryCount: number;
  readonly retry: LiveRetry;
  /** Of each source. */
  readonly revisions: readonly string[];
  readonly results: readonly LiveResult[];
  /** The resources that were asked for, without namespaces; empty for a sync of everything. */
  readonly only: readonly LiveKey[];
  readonly dryRun: boolean;
  /** A sync of some resources, or one that only applies, runs no hooks. */
  readonly skipsHooks: boolean;
  readonly prune: boolean;
  readonly syncOptions: readonly string[];
  /** Somebody gave the manifests along with the request: `argocd app sync --local`. */
  readonly isLocal: boolean;
}

/** A condition of an Application, such as a ComparisonError. */
export interface LiveCondition {
  readonly type: string;
  readonly message: string;
}

/** An Application as the cluster has it. Texts are as written: anybody may have written the messages in it. */
export interface LiveApplication {
  readonly name: string;
  /** The namespace of the Application itself. */
  readonly namespace: string;
  /** What its spec deploys. */
  readonly declared: DeclaredApplication;
  /** Argo CD starts syncs by itself. */
  readonly automated: boolean;
  /** When somebody has asked for its deletion, as written; "" where nobody has. */
  readonly deletedAt: string;
  /** What its deletion still has to do. */
  readonly finalizers: readonly string[];
  /** The value of `argocd.argoproj.io/deletion-approved`; "" where there is none. */
  readonly approved: string;
  /** A sync is requested or in progress. */
  readonly requested: boolean;
  readonly hasStatus: boolean;
  /** The fields in which the sources differ from those of the newest sync; empty where they do not, or nothing is known of those. */
  readonly changedSources: readonly string[];
  /** How the last comparison came out, and the revision of each source that was compared. */
  readonly sync: { readonly status: string; readonly revisions: readonly string[] };
  readonly health: LiveHealth;
  /** The health of resources is not in the object, but in a cache of Argo CD. */
  readonly healthElsewhere: boolean;
  readonly conditions: readonly LiveCondition[];
  readonly resources: readonly LiveResource[];
  /** The newest sync, running or over; `undefined` before the first. */
  readonly operation: LiveOperation | undefined;
}
