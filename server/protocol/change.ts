import type { SourceLocation } from "./source-location.ts";

/** Asks what a change of files does to a plan. Parameters: `PlanChangeParams`; result: `PlanChange` or null. */
export const planChangeRequest = "argocdAnnotations/planChange";

/** Which plan is compared, and with which files. */
export interface PlanChangeParams {
  /** A file or the folder of an application, as for `planRequest`. */
  readonly uri: string;
  /** The files as they were. Files that are not named are as they are now. */
  readonly before: readonly PlanFile[];
}

/** A file at some earlier time. */
export interface PlanFile {
  readonly uri: string;
  /** null if there was no such file. */
  readonly text: string | null;
}

/** What differs between two plans of one application. */
export interface PlanChange {
  /** The application as it is now. */
  readonly uri: string;
  readonly application: string;
  /** In the order of the sync as it is now, then what was removed. Empty if the plans are the same. */
  readonly resources: readonly ChangedResource[];
  /** As Markdown for a pull request. */
  readonly markdown: string;
}

/** How one resource changed. `moved`: its phase, its wave or its position; `changed`: its role or its policies. */
export interface ChangedResource {
  /** Without a phase: `batch/Job:shop/migrate`. */
  readonly id: string;
  readonly kinds: readonly ("appeared" | "vanished" | "moved" | "changed")[];
  /** `Job migrate`. */
  readonly title: string;
  /** `PreSync hook · wave -1`, absent if there was none. */
  readonly before?: string;
  /** Absent if there is none any more. */
  readonly after?: string;
  /** Sentences that say what is different. */
  readonly differences: readonly string[];
  /** The ids of its tasks in the plan as it is now. */
  readonly tasks: readonly string[];
  readonly location?: SourceLocation;
}
