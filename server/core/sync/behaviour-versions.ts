import { type ArgoCdVersion, compareVersions, latestVersion, parseVersion } from "../versions.ts";

/** Something that Argo CD does differently since a version. */
export interface BehaviourChange {
  /** The minor version whose first release does it, as in `2.10`. */
  readonly since: string;
  /** What it does, as the end of "since Argo CD 2.10, ". */
  readonly now: string;
  /** What it did before. */
  readonly before: string;
  /** The files in the source of Argo CD, or of its gitops-engine, and the functions in them. */
  readonly source: string;
}

/** The name of something that Argo CD does differently since a version. */
export type BehaviourName =
  | "first option"
  | "Prune=confirm in a deletion"
  | "failure waits"
  | "hooks named first"
  | "listed deletion hooks"
  | "PreDelete hooks"
  | "namespace first"
  | "skip marker"
  | "hook finalizer"
  | "confirmation"
  | "force option"
  | "prunes in reverse"
  | "PostDelete hooks"
  | "kept resources"
  | "IngressClass early"
  | "ServiceAccount early"
  | "pulled forward"
  | "policies of the sync";

/** How syncs and deletions have changed from version to version: the newest change first. Versions before 1.7 count as 1.7. */
export const behaviourChanges: Readonly<Record<BehaviourName, BehaviourChange>> = {
  "first option": {
    since: "3.4",
    now: "the first `Prune=` or `Delete=` item of an annotation decides",
    before: "`Prune=false` and `Delete=false` count wherever they are in the list",
    source:
      "`isPruningDisabled` in gitops-engine/pkg/sync/sync_context.go; before, `HasAnnotationOption` in `pruneObject` and `shouldBeDeleted`",
  },
  "Prune=confirm in a deletion": {
    since: "3.4",
    now: "`Prune=confirm` makes the deletion of the application wait for somebody to confirm, too",
    before: "only `Delete=confirm` does",
    source: "`isObjRequiresDeletionConfirmation` in controller/state.go",
  },
  "failure waits": {
    since: "3.4",
    now: "a sync in which a resource is refused waits for what was applied beside it before it ends, or only for its hooks if it has a single wave",
    before: "such a sync fails at once unless it has SyncFail hooks, and leaves what was applied beside it running",
    source: "`Sync` and `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go; before, `setOperationFailed`",
  },
  "hooks named first": {
    since: "3.4",
    now: "the message of a sync that waits names a hook before resources, and any hook that is to be deleted before its next run",
    before:
      "it names what comes first in the order of the sync, and a hook that is to be deleted only if it has `HookSucceeded` or `HookFailed` too",
    source: "`setRunningPhase` in gitops-engine/pkg/sync/sync_context.go",
  },
  // The releases 3.3.3 and 3.3.4 read lists, but took the sync away from such hooks; 3.3.5 does what 3.4.0 does.
  "listed deletion hooks": {
    since: "3.4",
    now: "`PreDelete` and `PostDelete` count beside other hook types, so one hook can run in a sync and in the deletion",
    before: "in a list they have no effect: `PostSync,PostDelete` is a PostSync hook, and the deletion does not run it",
    source: "`isHookOfType` and `hasGitOpsEngineSyncPhaseHook` in controller/hook.go",
  },
  "PreDelete hooks": {
    since: "3.3",
    now: "PreDelete hooks run before a deletion",
    before: "`PreDelete` is not a hook type, so no sync applies such a hook",
    source: "`hookTypeAnnotations` in controller/hook.go",
  },
  "namespace first": {
    since: "3.1",
    now: "the destination namespace is applied before anything else, even before the dry run",
    before: "the destination namespace is applied in its place in the order, after the dry run",
    source: "`getNamespaceCreationTask` in gitops-engine/pkg/sync/sync_context.go",
  },
  "skip marker": {
    since: "3.1",
    now: "a file of a plain folder with `+argocd:skip-file-rendering` in it is passed over",
    before: "the marker does nothing",
    source: "`getPotentiallyValidManifestFile` in reposerver/repository/repository.go",
  },
  "hook finalizer": {
    since: "3.0",
    now: "a hook has the finalizer `argocd.argoproj.io/hook-finalizer` until Argo CD has seen how it ended",
    before:
      "a hook that something else deletes may be gone too early, as with `ttlSecondsAfterFinished`, and the sync then waits for it forever",
    source: "`getSyncTasks` and `removeHookFinalizer` in gitops-engine/pkg/sync/sync_context.go",
  },
  confirmation: {
    since: "2.14",
    now: "`Prune=confirm` and `Delete=confirm` wait for somebody to confirm",
    before: "they have no effect",
    source:
      "`runTasks` in gitops-engine/pkg/sync/sync_context.go and `finalizeApplicationDeletion` in controller/appcontroller.go",
  },
  "force option": {
    since: "2.12",
    now: "`Force=true` in an annotation, together with `Replace=true`, deletes the resource and creates it again",
    before: "it has no effect",
    source: "`applyObject` in gitops-engine/pkg/sync/sync_context.go",
  },
  "prunes in reverse": {
    since: "2.11",
    now: "a sync prunes the highest wave first, and waits until what it pruned is gone",
    before: "it prunes the lowest wave first, and does not wait",
    source: "`getSyncTasks` and `Sync` in gitops-engine/pkg/sync/sync_context.go",
  },
  "PostDelete hooks": {
    since: "2.10",
    now: "PostDelete hooks run after a deletion",
    before: "`PostDelete` is not a hook type, so no sync applies such a hook",
    source: "`postDeleteHooks` in controller/hook.go",
  },
  "kept resources": {
    since: "2.7",
    now: "`Delete=false` and `helm.sh/resource-policy: keep` keep a resource when its application is deleted",
    before: "they have no effect: only CustomResourceDefinitions stay",
    source: "`shouldBeDeleted` in controller/appcontroller.go",
  },
  "IngressClass early": {
    since: "2.3",
    now: "within a wave, an IngressClass is applied before Ingresses",
    before: "it is applied after all kinds with a place of their own",
    source: "`kindOrder` in gitops-engine/pkg/sync/sync_tasks.go",
  },
  "ServiceAccount early": {
    since: "2.1",
    now: "within a wave, a ServiceAccount is applied before Secrets, a NetworkPolicy after Namespaces, and a HorizontalPodAutoscaler after Deployments",
    before: "a ServiceAccount is applied after volumes, and the other two after all kinds with a place of their own",
    source: "`kindOrder` in gitops-engine/pkg/sync/sync_tasks.go",
  },
  "pulled forward": {
    since: "2.0",
    now: "a Namespace or CustomResourceDefinition is pulled before what needs it, into its phase and wave",
    before: "each stays in its own phase and wave",
    source: "`adjustDeps` in gitops-engine/pkg/sync/sync_tasks.go",
  },
  "policies of the sync": {
    since: "1.8",
    now: "`HookSucceeded` and `HookFailed` delete hooks when the whole sync has succeeded or failed",
    before: "they delete a hook when that hook has succeeded or failed",
    source: "`deleteOnPhaseSuccessful` in gitops-engine/pkg/sync/sync_task.go; before, `deleteOnPhaseCompletion`",
  },
};

/** Read once, as every resource is asked about. */
const firsts: ReadonlyMap<string, ArgoCdVersion | undefined> = new Map(
  Object.entries(behaviourChanges).map(([name, { since }]) => [name, parseVersion(since)]),
);

/** Whether Argo CD of a version does what it does now; without a version, the newest release. */
export function does(what: BehaviourName, version: ArgoCdVersion = latestVersion): boolean {
  const first = firsts.get(what);
  return first === undefined || compareVersions(first, version) <= 0;
}
