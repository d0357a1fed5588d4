/** The requests of our own between client and server: method names and shapes, nothing else. */

/** Asks for the order of the application that a file belongs to. Parameters: `SyncOrderParams`; result: `SyncOrder` or null. */
export const syncOrderRequest = "argocdAnnotations/syncOrder";

/** The parameters of `syncOrderRequest`. */
export interface SyncOrderParams {
  readonly uri: string;
}

/** What one sync applies, in its order. */
export interface SyncOrder {
  /** The name of the application. */
  readonly application: string;
  readonly steps: readonly SyncOrderStep[];
  /** Resources that no step applies, each with the reason. */
  readonly others: readonly SyncOrderTask[];
}

/** One phase and one wave. */
export interface SyncOrderStep {
  /** `PreSync · wave -1`. */
  readonly title: string;
  readonly tasks: readonly SyncOrderTask[];
}

/** One resource that is applied, or that is not. */
export interface SyncOrderTask {
  /** `Job migrate`. */
  readonly title: string;
  /** When it is deleted, where its wave comes from, why it is never applied; may be empty. */
  readonly note: string;
  /** Absent for what no manifest holds. */
  readonly location?: SourceLocation;
}

/** Asks for the whole plan of the application that a file or a folder belongs to. Parameters: `PlanParams`; result: `PlanView` or null. */
export const planRequest = "argocdAnnotations/plan";

/** The parameters of `planRequest`. */
export interface PlanParams {
  /** A file, open or not, or the folder of an application as `PlanSummary` gives it. */
  readonly uri: string;
}

/** All that one application does in a sync and when it is deleted. */
export interface PlanView {
  /** The folder of the application; the file where a file is an application of its own. The same for every file of one application. */
  readonly uri: string;
  readonly application: PlanApplication;
  readonly steps: readonly PlanStep[];
  /** What no sync applies, each with its reason as `note`. */
  readonly never: readonly PlanResource[];
  /** What happens when the application is deleted, in its order: PreDelete hooks, batches of resources, PostDelete hooks. */
  readonly deletion: readonly DeletionStep[];
}

/** What one sync deploys. */
export interface PlanApplication {
  readonly name: string;
  /** The destination namespace. */
  readonly namespace: string;
  readonly source: {
    readonly type: "directory" | "kustomize" | "helm" | "file" | "stdin";
    /** A path or, for what is on no disk, a URI. */
    readonly path: string;
  };
  /** An Application object in the workspace deploys it. */
  readonly declared: boolean;
  /** Its resources are those that its tool printed: `now`, or `before` something changed, so that they are read from the files again. */
  readonly rendered?: "now" | "before";
  /** Why Argo CD applies nothing at all. The steps are then those it would take without this error. */
  readonly error?: string;
}

/** The phases of a sync; SyncFail only after a failure. */
export type PlanPhase = "PreSync" | "Sync" | "PostSync" | "SyncFail";

/** One phase and one wave. */
export interface PlanStep {
  /** Stable: `PreSync/-1`, and `Sync/unknown` where the wave cannot be known before rendering. */
  readonly id: string;
  readonly phase: PlanPhase;
  /** A 64-bit integer in decimal, null where it cannot be known before rendering. */
  readonly wave: string | null;
  /** `PreSync · wave -1`. */
  readonly title: string;
  /** A sentence: what has to be done before Argo CD goes on. */
  readonly waitsFor: string;
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
  /** As declared; a generateName ends with `...`, and is empty where there is none. */
  readonly name: string;
  /** As declared; empty where the destination namespace counts, or none. */
  readonly namespace: string;
  /** When it is deleted, where its wave comes from, why it is never applied; may be empty. */
  readonly note: string;
  /** Absent for what no manifest holds. */
  readonly location?: SourceLocation;
}

/** One application of one resource in one phase. Its id is that of the resource, a space and the phase: `batch/Job:shop/migrate PreSync`. */
export interface PlanTask extends PlanResource {
  readonly hook: boolean;
  /** The delete policies of a hook, the default included: BeforeHookCreation, HookFailed, HookSucceeded. */
  readonly policies: readonly string[];
  /** Why the wave is not the one that is written; absent where there is nothing to explain. */
  readonly waveReason?: string;
  /** On a Namespace or a CustomResourceDefinition that is pulled forward: what needs it first, and the wave that is written. */
  readonly pulledFor?: { readonly title: string; readonly task: string; readonly declaredWave: string | null };
  /** How many findings stand in its manifest. */
  readonly problems: { readonly errors: number; readonly warnings: number };
  /** A template may leave it out, or add annotations that change its place. */
  readonly conditional?: true;
  /** The ids of the tasks that have to be there before it. */
  readonly needs: readonly string[];
  /** What `whatIf` can simulate for it; the first one is the most telling. */
  readonly failureModes: readonly FailureMode[];
}

/** One step of the deletion of an application. */
export interface DeletionStep {
  /** `PreDelete hooks`, `Batch 1 of 3`, `PostDelete hooks`. */
  readonly title: string;
  /** Without an order among them. */
  readonly resources: readonly PlanResource[];
}

/** Asks for the applications of the workspace. No parameters; result: `PlanSummary[]`, sorted by name. */
export const plansRequest = "argocdAnnotations/plans";

/** An application that has to do with Argo CD. */
export interface PlanSummary {
  readonly name: string;
  /** What to ask for its plan with. */
  readonly uri: string;
}

/** Server to client, at most a few times a second, and only if `followsPlans` is set: plans may have changed. The client asks again for those it shows. Parameters: `PlanChangedParams`. */
export const planChangedNotification = "argocdAnnotations/planChanged";

/** The parameters of `planChangedNotification`. */
export interface PlanChangedParams {
  /** The files that changed; none where anything may have. */
  readonly uris: readonly string[];
}

/**
 * How a task can go wrong: the cluster refuses it, its hook fails or its resource becomes Degraded, or it never comes to an
 * end or to health. `nothing` asks for the sync in which all goes well.
 */
export type FailureMode = "refused" | "fails" | "hangs" | "nothing";

/** Asks what happens when a task fails. Parameters: `WhatIfParams`; result: `WhatIf`, or null where there is no such task. */
export const whatIfRequest = "argocdAnnotations/whatIf";

/** The parameters of `whatIfRequest`. */
export interface WhatIfParams {
  readonly uri: string;
  /** The id of a `PlanTask`. */
  readonly task: string;
  /** The first of the task's `failureModes` if absent. */
  readonly mode?: FailureMode;
}

/** What becomes of a sync in which one task goes wrong. Every task of the plan is in exactly one of `ran`, `failed`, `running` and `never`. */
export interface WhatIf {
  readonly task: string;
  readonly mode: FailureMode;
  /** `What if Job migrate fails?` */
  readonly title: string;
  /** How the sync ends; `waiting` where it goes on for ever. */
  readonly outcome: "succeeded" | "failed" | "waiting";
  /** Sentences that tell the whole course, in its order. */
  readonly story: readonly string[];
  /** The ids of the tasks that were applied and did what they should, SyncFail hooks included. */
  readonly ran: readonly string[];
  readonly failed: readonly string[];
  /** Neither done nor failed at the end. */
  readonly running: readonly string[];
  readonly never: readonly string[];
  /** What becomes of each hook's object; what no sync has made is not there. */
  readonly hooks: readonly WhatIfHook[];
  /** The whole answer as Markdown. */
  readonly markdown: string;
}

/** What becomes of the object of a hook. */
export interface WhatIfHook {
  /** The task that made it. */
  readonly task: string;
  /** `Job migrate`. */
  readonly title: string;
  readonly stays: boolean;
  /** A sentence: which policy deletes it, or why it stays. */
  readonly reason: string;
  /** A sentence: what the next sync does with it; absent where nothing is left. */
  readonly next?: string;
}

/** Asks what a change of files does to a plan. Parameters: `PlanChangeParams`; result: `PlanChange` or null. */
export const planChangeRequest = "argocdAnnotations/planChange";

/** The parameters of `planChangeRequest`. */
export interface PlanChangeParams {
  /** A file or the folder of an application, as for `planRequest`. */
  readonly uri: string;
  /** The files as they were. What is not named is as it is now. */
  readonly before: readonly PlanFile[];
}

/** A file at some earlier time. */
export interface PlanFile {
  readonly uri: string;
  /** null where there was no such file. */
  readonly text: string | null;
}

/** What differs between two plans of one application. */
export interface PlanChange {
  /** The application as it is now. */
  readonly uri: string;
  readonly application: string;
  /** In the order of the sync as it is now, then what vanished. Empty where the plans are the same. */
  readonly resources: readonly ChangedResource[];
  /** As Markdown for a pull request. */
  readonly markdown: string;
}

/** What became of one resource. `moved`: another phase, wave, or place among the others; `changed`: another role or other policies. */
export interface ChangedResource {
  /** Without a phase: `batch/Job:shop/migrate`. */
  readonly id: string;
  readonly kinds: readonly ("appeared" | "vanished" | "moved" | "changed")[];
  /** `Job migrate`. */
  readonly title: string;
  /** `PreSync hook · wave -1`, absent where there was none. */
  readonly before?: string;
  /** Absent where there is none any more. */
  readonly after?: string;
  /** Sentences: what is different. */
  readonly differences: readonly string[];
  /** The ids of its tasks in the plan as it is now. */
  readonly tasks: readonly string[];
  readonly location?: SourceLocation;
}

/** Asks for a plan as text. Parameters: `PlanTextParams`; result: a string, or null where there is no plan. */
export const planTextRequest = "argocdAnnotations/planText";

/** The parameters of `planTextRequest`. */
export interface PlanTextParams {
  readonly uri: string;
  readonly format: "markdown" | "mermaid";
}

/** Asks for the edits that give the resource of a task another wave. Parameters: `MoveToWaveParams`; result: `PlanEdit[]`, empty where a template writes its wave. */
export const moveToWaveRequest = "argocdAnnotations/moveToWave";

/** The parameters of `moveToWaveRequest`. */
export interface MoveToWaveParams {
  readonly uri: string;
  /** The id of a `PlanTask`. */
  readonly task: string;
  /** A whole number in decimal. */
  readonly wave: string;
}

/** Puts a text in the place of what stands from `start` to `end`; lines and characters from 0, in UTF-16 units. */
export interface PlanEdit {
  readonly uri: string;
  readonly start: Pick<SourceLocation, "line" | "character">;
  readonly end: Pick<SourceLocation, "line" | "character">;
  readonly text: string;
}

/** Asks for the edits that move the waves of some resources by a number. Parameters: `ShiftWavesParams`; result: `WaveEdits` or null. */
export const shiftWavesRequest = "argocdAnnotations/shiftWaves";

/** The parameters of `shiftWavesRequest`. */
export interface ShiftWavesParams {
  /** A file that is open. */
  readonly uri: string;
  /** Every resource of the file counts that the range touches. */
  readonly start: Pick<SourceLocation, "line" | "character">;
  readonly end: Pick<SourceLocation, "line" | "character">;
  /** A whole number in decimal, by which each wave is raised; with a minus it is lowered. */
  readonly by: string;
}

/** Asks for the edits that renumber the waves of every phase of an application. Parameters: `RenumberWavesParams`; result: `WaveEdits` or null. */
export const renumberWavesRequest = "argocdAnnotations/renumberWaves";

/** The parameters of `renumberWavesRequest`. */
export interface RenumberWavesParams {
  /** A file that is open. */
  readonly uri: string;
  /** A whole number above 0 in decimal. */
  readonly step: string;
}

/** Edits of any number of files, to be made together. */
export interface WaveEdits {
  readonly edits: readonly PlanEdit[];
  /** A sentence: why there are no edits. */
  readonly message?: string;
}

/** Asks for the application of a file or folder to be rendered by kustomize, kubectl or helm. Parameters: `RenderParams`; result: `RenderAnswer`, or null after a fault. */
export const renderRequest = "argocdAnnotations/render";

/** The parameters of `renderRequest`. */
export interface RenderParams {
  readonly uri: string;
}

/** What came of it. Plans and diagnostics are then asked for again as after any change. */
export interface RenderAnswer {
  /** A sentence for the user: why there is nothing new. */
  readonly message?: string;
}

/** Client to server: the user trusts the workspace from now on. No parameters. */
export const trustedNotification = "argocdAnnotations/trusted";

/** A place in a file; line and character from 0, in UTF-16 units. */
export interface SourceLocation {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** What the client tells the server about itself in `initializationOptions`. */
export interface ClientOptions {
  /** The command that a code lens runs, with the URI of the file and the line of the resource (from 0) as its arguments; without it a lens does nothing. */
  readonly showSyncOrderCommand?: string;
  /** Whether it wants to be told that plans may have changed (`planChangedNotification`); no if absent. */
  readonly followsPlans?: boolean;
  /** Whether it offers the snippets of whole resources itself, so that completion need not; no if absent. */
  readonly offersSnippets?: boolean;
  /** Whether the user trusts the workspace, so that programs may run on its files when the user asks for that; no if absent. */
  readonly trusted?: boolean;
}
