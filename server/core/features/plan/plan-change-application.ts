import type { Application } from "../../application/application.ts";
import type { DeclaredApplication } from "../../application/argocd-application.ts";
import type { SourceSpec } from "../../application/source-spec.ts";

/** An application, and what its Application object says. */
export interface Declaring {
  readonly application: Pick<Application, "planOptions">;
  readonly declared: DeclaredApplication;
}

/** What changes in an Application object, beside what becomes of its resources. */
export interface DeclarationChange {
  /** Sentences. */
  readonly notes: readonly string[];
  /** It deploys to another cluster, so what it deployed before is neither compared nor pruned. */
  readonly isElsewhere: boolean;
}

/** What a change of an Application object means for its syncs, where no resource tells. What is not written out is left out. */
export function declarationChange(was: Declaring, now: Declaring): DeclarationChange {
  // A configuration of ours does not say how Argo CD syncs what it lists.
  if ([was, now].some(({ declared }) => declared.sources.some(({ isHere }) => isHere)))
    return { notes: [], isElsewhere: false };
  const isElsewhere = isOtherCluster(was.declared.cluster, now.declared.cluster);
  return {
    notes: [
      ...homeNotes(was, now),
      ...(isElsewhere ? [otherCluster(was.declared.cluster, now.declared.cluster)] : []),
      ...sourceNotes(was.declared.sources, now.declared.sources),
      ...projectNotes(was.declared.project, now.declared.project),
      ...automationNotes(was, now),
      ...cascadeNotes(was, now),
    ],
    isElsewhere,
  };
}

/** An Application is known by its namespace, too. Mirrors `InstanceName` in pkg/apis/application/v1alpha1/types.go. */
function homeNotes(
  { application, declared: { home: was } }: Declaring,
  { declared: { home: now } }: Declaring,
): string[] {
  if (was === undefined || now === undefined || was === now) return [];
  const fate =
    application.planOptions.cascade === "none"
      ? "what it deploys stays in the cluster when the old one is deleted"
      : "when the old one is deleted, what it deploys is deleted too, unless the new one is synced first";
  return [`The Application moves from the namespace "${was}" to "${now}", where it is another Application: ${fate}.`];
}

/** Whether two clusters are surely not the same: one that is named once by its address and once by its name may be. */
function isOtherCluster(was: string | undefined, now: string | undefined): boolean {
  if (was === undefined || now === undefined || was === now) return false;
  return was.includes("://") === now.includes("://");
}

/** Mirrors `CompareAppState` in controller/state.go, which knows the live objects of the destination alone. */
function otherCluster(was = "", now = ""): string {
  return `The Application now deploys to the cluster "${now}" instead of "${was}": what it deployed before stays there, and Argo CD no longer manages it.`;
}

function sourceNotes(was: readonly SourceSpec[], now: readonly SourceSpec[]): string[] {
  if (was.length !== now.length) return [];
  return now.flatMap((source, index) => {
    const before = was[index];
    return before === undefined ? [] : sourceNote(before, source);
  });
}

function sourceNote(was: SourceSpec, now: SourceSpec): string[] {
  if (was.chart !== undefined || now.chart !== undefined) {
    const [before, after] = [chartWords(was), chartWords(now)];
    const isSame = before === undefined || after === undefined || before === after;
    return isSame ? [] : [`The chart changes from ${before} to ${after}: what that changes is not known here.`];
  }
  const revisions = [revisionOf(was), revisionOf(now)] as const;
  const moved = [
    ...(was.repoURL === undefined || now.repoURL === undefined || was.repoURL === now.repoURL
      ? []
      : [`the repository "${now.repoURL}" instead of "${was.repoURL}"`]),
    ...(revisions.includes(undefined) || revisions[0] === revisions[1]
      ? []
      : [`the revision "${revisions[1]}" instead of "${revisions[0]}"`]),
  ];
  if (moved.length === 0) return [];
  return [`Argo CD now reads ${moved.join(" and ")}: what is compared here are the files of this repository.`];
}

/** Mirrors `ApplicationSource` in pkg/apis/application/v1alpha1/types.go: without a revision, it is HEAD. */
function revisionOf({ targetRevision }: SourceSpec): string | undefined {
  return targetRevision === "" ? "HEAD" : targetRevision;
}

function chartWords({ chart, targetRevision, repoURL }: SourceSpec): string | undefined {
  if (chart === undefined) return "one in Git";
  return targetRevision === undefined || repoURL === undefined
    ? undefined
    : `"${chart}" ${targetRevision} of ${repoURL}`;
}

/** Mirrors `ValidatePermissions` in util/argo/argo.go. */
function projectNotes(was: string | undefined, now: string | undefined): string[] {
  if (was === undefined || now === undefined || was === now) return [];
  return [
    `The Application moves from the project "${was}" to "${now}", which must allow its sources, its destination and its kinds.`,
  ];
}

/** Mirrors `autoSync` in controller/appcontroller.go. */
function automationNotes({ application: was }: Declaring, { application: now }: Declaring): string[] {
  const [before, after] = [was.planOptions.automated, now.planOptions.automated];
  if (after === undefined)
    return before === undefined
      ? []
      : ["The Application is no longer synced automatically: nothing changes until someone syncs it."];
  const pruning = after.prune
    ? "it prunes what earlier changes have left in the cluster, too"
    : "what is no longer in the manifests stays in the cluster";
  if (before === undefined) return [`The Application is now synced automatically: ${pruning}.`];
  return before.prune === after.prune
    ? []
    : [
        `Automated syncs ${after.prune ? "now prune" : "no longer prune"}: ${pruning.replace(/^it prunes/, "they prune")}.`,
      ];
}

/** Mirrors `CascadedDeletion` in pkg/apis/application/v1alpha1/types.go. */
function cascadeNotes({ application: was }: Declaring, { application: now }: Declaring): string[] {
  const [before, after] = [was.planOptions.cascade, now.planOptions.cascade];
  if (before === undefined || after === undefined || (before === "none") === (after === "none")) return [];
  return after === "none"
    ? [
        "The Application no longer has the finalizer resources-finalizer.argocd.argoproj.io: once it is deleted, what it deploys stays in the cluster.",
      ]
    : [
        "The Application now has the finalizer resources-finalizer.argocd.argoproj.io: once it is deleted, what it deploys is deleted too.",
      ];
}
