/** Asks where the sync of an Application of a cluster stands. Parameters: `ExplainParams`; result: `Explained`, or null if the server failed. */
export const explainRequest = "argocdAnnotations/explain";

/** An Application as a cluster has it. */
export interface ExplainParams {
  /** What `kubectl get application NAME -o yaml` or `argocd app get NAME -o json` prints. */
  readonly text: string;
}

/** Where a sync stands, or one sentence that says why the text does not tell. */
export type Explained = SyncExplanation | { readonly problem: string };

/** Where a sync stands. Its words may come from whoever wrote the status. */
export interface SyncExplanation {
  /** `Where does the sync of shop stand?` */
  readonly title: string;
  /** `unseen` if the text has no status: it may be a manifest, not an Application of a cluster. */
  readonly state:
    | "unseen"
    | "never-synced"
    | "requested"
    | "running"
    | "waiting"
    | "blocked"
    | "retrying"
    | "terminating"
    | "failed"
    | "succeeded";
  /** One sentence. */
  readonly outcome: string;
  /** Sentences. */
  readonly story: readonly string[];
  /** What helps, each with the command that does it, if one does. */
  readonly help: readonly { readonly advice: string; readonly command?: string }[];
  /** What is left when somebody terminates the sync; empty if there is nothing to terminate. */
  readonly termination: readonly string[];
  /** The plan of its manifests, as `PlanView` names it; absent if they are not in the workspace. */
  readonly uri?: string;
  /** The tasks of that plan; empty without it. */
  readonly tasks: readonly ExplainedPlanTask[];
  /** The whole answer as Markdown. */
  readonly markdown: string;
}

/** What becomes of a task of a plan. */
export interface ExplainedPlanTask {
  /** The id of a `PlanTask`. */
  readonly id: string;
  /**
   * Done, awaited or failed; later, or not in this sync any more; left out because nothing has to be done or nobody asked for it; or
   * only if the sync fails.
   */
  readonly fate: "ran" | "waits" | "failed" | "next" | "never" | "skipped" | "on-failure";
  /** `not yet`. */
  readonly words: string;
}
