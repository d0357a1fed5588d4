/**
 * How a task can go wrong: the cluster rejects it, its hook fails or its resource becomes Degraded, or it never finishes or
 * becomes healthy; the cluster does not know its kind; or, in a later sync, a field has changed that cannot change, or a
 * finalizer keeps the object of a hook from being deleted. `nothing` asks for the sync in which nothing goes wrong.
 */
export type FailureMode = "refused" | "fails" | "hangs" | "missing-kind" | "immutable" | "stuck" | "nothing";

/** Asks what happens in a sync, in which a task fails or nothing does. Parameters: `WhatIfParams`; result: `WhatIf`, or null if there is no such task. */
export const whatIfRequest = "argocdAnnotations/whatIf";

/** Which task fails, and how. */
export interface WhatIfParams {
  readonly uri: string;
  /** The id of a `PlanTask`; if absent, nothing fails. */
  readonly task?: string;
  /** The first of the task's `failureModes` if absent. */
  readonly mode?: FailureMode;
}

/** What happens in a sync in which one task goes wrong, or none. Every task of the plan is in exactly one of `ran`, `failed`, `running` and `never`. */
export interface WhatIf {
  /** Null where nothing was to fail. */
  readonly task: string | null;
  readonly mode: FailureMode;
  /** `What if Job migrate fails?` */
  readonly title: string;
  /** How the sync ends; `waiting` if it never ends. */
  readonly outcome: "succeeded" | "failed" | "waiting";
  /** Sentences that say what happens, in order. */
  readonly story: readonly string[];
  /** The ids of the tasks that were applied and succeeded, including SyncFail hooks. */
  readonly ran: readonly string[];
  readonly failed: readonly string[];
  /** Neither finished nor failed at the end. */
  readonly running: readonly string[];
  readonly never: readonly string[];
  /** What happens to the object of each hook; objects that were never created are not listed. */
  readonly hooks: readonly WhatIfHook[];
  /** What Argo CD shows as the message of the sync. */
  readonly message: string;
  /** The sync from before it begins to its end, in the order of time; where Argo CD tries a failed sync again by itself, also the first retry. */
  readonly moments: readonly PlayMoment[];
  /** The whole answer as Markdown. */
  readonly markdown: string;
}

/** What a resource is at a moment of a sync. `never`: it is not applied. */
export type PlayState = "pending" | "applied" | "awaited" | "healthy" | "failed" | "deleted" | "never";

/** One moment of a sync. */
export interface PlayMoment {
  /** Unique, and stable while the plan keeps its waves. */
  readonly id: string;
  /** The id of the `PlanStep` in which something happens; null where it is about the whole sync. */
  readonly step: string | null;
  /** `Sync, wave 1: waits for Deployment web to become healthy.` */
  readonly sentence: string;
  /** What becomes of which tasks; all others stay what they were. At the first moment every task becomes something. */
  readonly changes: readonly PlayChange[];
}

/** Tasks that become the same. */
export interface PlayChange {
  readonly state: PlayState;
  /** For their cards: `waits for health`. */
  readonly words: string;
  /** Their ids. */
  readonly tasks: readonly string[];
}

/** What happens to the object of a hook. */
export interface WhatIfHook {
  /** The task that created it. */
  readonly task: string;
  /** `Job migrate`. */
  readonly title: string;
  readonly stays: boolean;
  /** A sentence that says which policy deletes it, or why it stays. */
  readonly reason: string;
  /** What the next sync does with it; absent if nothing is left. */
  readonly next?: "recreated" | "patched" | "untouched" | "another" | "deleted" | "unknown";
  /** The same as a sentence. */
  readonly nextSentence?: string;
}
