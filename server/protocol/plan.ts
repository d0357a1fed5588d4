import type { Phase } from "../core/sync/phase.ts";
import type { SourceLocation } from "./source-location.ts";
import type { FailureMode } from "./what-if.ts";

/** Asks for the whole plan of the application that a file or a folder belongs to. Parameters: `PlanParams`; result: `PlanView` or null. */
export const planRequest = "argocdAnnotations/plan";

/** Which plan is requested. */
export interface PlanParams {
  /** A file, open or not, or the folder of an application as `PlanSummary` gives it. */
  readonly uri: string;
}

/** Everything that happens to one application in a sync and when it is deleted. */
export interface PlanView {
  /** The folder of the application, or the file if a file is an application of its own. The same for every file of one application. */
  readonly uri: string;
  readonly application: PlanApplication;
  /** How many there are: `11 resources: 10 in a normal sync, 1 on failure`. */
  readonly resources: string;
  /** Whether this concerns Argo CD at all: an Application deploys it, or a resource has an annotation that Argo CD reads. */
  readonly concernsArgoCd: boolean;
  readonly steps: readonly PlanStep[];
  /** The resources that no sync applies, each with its reason as `note`. */
  readonly never: readonly PlanResource[];
  /** The resources whose phase only rendering tells, so that a sync may apply them. */
  readonly unknown: readonly PlanResource[];
  /** What happens when the application is deleted, in its order: PreDelete hooks, batches of resources, PostDelete hooks; last, what stays. */
  readonly deletion: readonly DeletionStep[];
  /** The charts of other repositories that it lacks, and what else is good to know. */
  readonly notices: readonly PlanNotice[];
}

/** Something that a plan says besides its resources. */
export interface PlanNotice {
  /** Whole sentences. */
  readonly message: string;
  readonly location: SourceLocation;
  /** It is about a chart of another repository, which can be fetched. */
  readonly canFetch: boolean;
}

/** What one sync deploys. */
export interface PlanApplication {
  readonly name: string;
  /** `destination namespace shop`, or that it is unknown. */
  readonly destination: string;
  readonly source: {
    readonly type: "directory" | "kustomize" | "helm" | "file" | "stdin";
    /** A path, or a URI for a file that is not on disk. */
    readonly path: string;
  };
  /** An Application object in the workspace deploys it. */
  readonly declared: boolean;
  /** Its resources were rendered by its tool: `now`, or `before` something changed, so that they are read from the files again. */
  readonly rendered?: "now" | "before";
  /** Why Argo CD applies nothing at all. The steps are then those of a sync without this error. */
  readonly error?: PlanError;
}

/** What stops an application first. */
export interface PlanError {
  /** `kustomization.yaml, line 5`: for people, from the folder of the application. */
  readonly place: string;
  /** A whole sentence. */
  readonly message: string;
  readonly location: SourceLocation;
}

/** The phases of a sync; SyncFail only after a failure. */
export type PlanPhase = Phase;

/** One phase and one wave. */
export interface PlanStep {
  /** Stable: `PreSync/-1`, and `Sync/unknown` if the wave cannot be known before rendering. */
  readonly id: string;
  readonly phase: PlanPhase;
  /** A 64-bit integer in decimal, null if it cannot be known before rendering. */
  readonly wave: string | null;
  /** `PreSync · wave -1`. */
  readonly title: string;
  /** A sentence that says what Argo CD waits for before it continues. */
  readonly waitsFor: string;
  /** What Argo CD applies after it: `2 hooks, then Deployment api`; empty after the last step of a sync, and where it is not known. */
  readonly next: string;
  /** In the order in which Argo CD applies them. */
  readonly tasks: readonly PlanTask[];
}

/** A resource as a plan names it. */
export interface PlanResource {
  /** Unique in its plan and stable while the resource keeps its kind, namespace and name. */
  readonly id: string;
  /** The API group; empty for the core API. */
  readonly group: string;
  readonly kind: string;
  /** As declared; a generateName ends with `...`; `(no name)` where there is neither. */
  readonly name: string;
  /** As declared; empty if the destination namespace is used, or none. */
  readonly namespace: string;
  /** When it is deleted, where its wave comes from, or why it is never applied; may be empty. */
  readonly note: string;
  /** How many findings are in its manifest. */
  readonly problems: { readonly errors: number; readonly warnings: number };
  /** Absent for a resource without a manifest. */
  readonly location?: SourceLocation;
}

/** One application of one resource in one phase. Its id is that of the resource, a space and the phase: `batch/Job:shop/migrate PreSync`. */
export interface PlanTask extends PlanResource {
  /** Its place in a sync in which nothing fails, from 1; absent for a SyncFail hook. */
  readonly number?: number;
  readonly hook: boolean;
  /** The delete policies of a hook, the default included: BeforeHookCreation, HookFailed, HookSucceeded. */
  readonly policies: readonly string[];
  /** Why the wave is not the one that is written; absent if there is nothing to explain. */
  readonly waveReason?: string;
  /** On a Namespace or a CustomResourceDefinition that is pulled forward: what needs it first, and the wave that is written. */
  readonly pulledFor?: { readonly title: string; readonly task: string; readonly declaredWave: string | null };
  /** A template may leave it out, or add annotations that change its place. */
  readonly conditional?: true;
  /** The ids of the tasks that must be applied before it. */
  readonly needs: readonly string[];
  /** What `whatIf` can simulate for it; the first one is the most telling. */
  readonly failureModes: readonly FailureMode[];
}

/** One step of the deletion of an application, or what it leaves in the cluster. */
export interface DeletionStep {
  /** `PreDelete hooks`, `Batch 1 of 3`, `PostDelete hooks`, `Kept in the cluster`. */
  readonly title: string;
  /** Sentences on what it waits for, what holds it up and what is left; may be empty. */
  readonly note: string;
  /** In no particular order. */
  readonly resources: readonly PlanResource[];
}

/** Asks for a plan as text. Parameters: `PlanTextParams`; result: a string, or null if there is no plan. */
export const planTextRequest = "argocdAnnotations/planText";

/** Which plan is requested, and in which format. */
export interface PlanTextParams {
  readonly uri: string;
  readonly format: "markdown" | "mermaid";
}

/** Asks for the applications of the workspace. No parameters; result: `WorkspacePlans`. */
export const plansRequest = "argocdAnnotations/plans";

/** The applications of the workspace. */
export interface WorkspacePlans {
  /** Those that concern Argo CD, sorted by name. */
  readonly plans: readonly PlanSummary[];
  /** How many others there are: no Application deploys them, and no annotation is one of Argo CD. */
  readonly others: number;
  /** In how many files they were looked for. */
  readonly files: number;
}

/** An application that concerns Argo CD. */
export interface PlanSummary {
  readonly name: string;
  /** What to request its plan with. */
  readonly uri: string;
}

/**
 * Asks how many problems the applications of the workspace have, open or not. No parameters; result: `PlanProblems[]`, only of those that
 * have some. It is computed in the background, and again only where something has changed.
 */
export const planProblemsRequest = "argocdAnnotations/planProblems";

/** How many problems are in the files of an application. */
export interface PlanProblems {
  /** As in its `PlanSummary`. */
  readonly uri: string;
  readonly errors: number;
  readonly warnings: number;
}

/** Server to client, at most a few times a second, and only if `followsPlans` is set: plans may have changed. The client asks again for those it shows. Parameters: `PlanChangedParams`. */
export const planChangedNotification = "argocdAnnotations/planChanged";

/** Which plans may have changed. */
export interface PlanChangedParams {
  /** The files that changed; empty if any file may have changed. */
  readonly uris: readonly string[];
}
