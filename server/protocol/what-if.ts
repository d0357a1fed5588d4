/**
 * How a task can go wrong: the cluster refuses it, its hook fails or its resource becomes Degraded, or it never comes to an
 * end or to health. `nothing` asks for the sync in which all goes well.
 */
export type FailureMode = "refused" | "fails" | "hangs" | "nothing";

/** Asks what happens when a task fails. Parameters: `WhatIfParams`; result: `WhatIf`, or null where there is no such task. */
export const whatIfRequest = "argocdAnnotations/whatIf";

/** Which task fails, and how. */
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
