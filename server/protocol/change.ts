import type { SourceLocation } from "./source-location.ts";

/** Asks what a change of files does to a plan. Parameters: `PlanChangeParams`; result: `PlanChange` or null. */
export const planChangeRequest = "argocdAnnotations/planChange";

/** Which plan is compared, and with what. */
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
