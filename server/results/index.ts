/** What `lint` and `plan` answer, as other programs rely on it: the JSON of the command line, and what the library returns. */

/** How much a finding matters, from most to least. */
export type Severity = "error" | "warning" | "information" | "hint";

/** What is wrong in some files. */
export interface LintResult {
  readonly version: 1;
  /** In the order of the files, and in each of the text. */
  readonly findings: readonly Finding[];
}

/** A part of a file. Lines and columns count from 1, columns in UTF-16 units. */
export interface PrintedPlace {
  /** As given or found; `-` for standard input, and for a text without a path. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** What a rendered resource was made from, as the tool that rendered it says in a comment or an annotation. */
export interface PrintedSource {
  /** As the tool names it: `CHART/templates/web.yaml` of Helm, a path from the folder that was built of kustomize. */
  readonly name: string;
  /** The file in the repository around the current folder; absent unless exactly one fits. */
  readonly file?: string;
}

/** Something wrong in a file. */
export interface Finding extends PrintedPlace {
  /** The id of the rule, such as `hook-never-applied`. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The titles of its fixes, the preferred one first. */
  readonly fixes: readonly string[];
  /** The other places that it is about, each with a sentence. */
  readonly related: readonly (PrintedPlace & { readonly message: string })[];
  /** Only in what Helm or kustomize has rendered. */
  readonly source?: PrintedSource;
}

/** The order of one sync, for each application. */
export interface PlanResult {
  readonly version: 1;
  readonly applications: readonly PlannedSync[];
}

/** What one sync of an application does. Resources are named by their ids, `GROUP/KIND:NAMESPACE/NAME`. */
export interface PlannedSync {
  readonly name: string;
  readonly source: {
    readonly type: "directory" | "kustomize" | "helm" | "file" | "stdin";
    readonly path: string;
  };
  /** Why Argo CD applies nothing of it at all, with the place; all lists are empty then. */
  readonly error?: string;
  /** In the order of the files. */
  readonly resources: readonly PlannedResource[];
  /** One for each wave of each phase, in the order of the sync. */
  readonly steps: readonly PlannedStep[];
  /** What may be waited for after a step. */
  readonly waits: readonly PlannedWait[];
  /** The ids of what the deletion of the application deletes together, in its order. */
  readonly deletion: readonly (readonly string[])[];
  /** What else is deployed and cannot be read. */
  readonly unread?: readonly UnreadResource[];
}

/** A phase of a sync. */
export type Phase = "PreSync" | "Sync" | "PostSync" | "SyncFail";

/** One resource, and what Argo CD makes of its annotations. */
export interface PlannedResource {
  readonly id: string;
  readonly apiVersion: string;
  readonly kind: string;
  /** Empty where none is written and none is given. */
  readonly namespace: string;
  readonly name: string;
  /** Only without a name. */
  readonly generateName?: string;
  readonly file: string;
  /** On which it begins, from 1. */
  readonly line: number;
  /** `skipped` has the hook type Skip; `dropped` has no valid one, so it is never applied; `unknown` is known only when it is rendered. */
  readonly role: "resource" | "hook" | "skipped" | "dropped" | "deletion-hook" | "unknown";
  /** In which it is applied, in the order of a sync. */
  readonly phases: readonly Phase[];
  /** `null` where it is known only when the resource is rendered. JavaScript rounds a wave beyond 2^53, the order is still right. */
  readonly wave: number | null;
  readonly waveSource: "sync-wave" | "hook-weight" | "default" | "unknown";
  /** Of hooks, with the default; empty where they are known only when it is rendered. */
  readonly deletePolicies: readonly ("BeforeHookCreation" | "HookSucceeded" | "HookFailed")[];
  /** It runs before the deletion of the application. */
  readonly preDelete: boolean;
  /** It runs after the deletion of the application. */
  readonly postDelete: boolean;
  /** Only where a template may leave it out. */
  readonly conditional?: true;
  /** Only where something that cannot be read may give it another name. */
  readonly nameKnown?: false;
}

/** What is applied together. */
export interface PlannedStep {
  readonly phase: Phase;
  readonly wave: number | null;
  /** The ids of its resources, in the order in which they are applied. */
  readonly tasks: readonly string[];
}

/** Whether a sync waits for a resource before it goes on, and why. */
export interface PlannedWait {
  readonly phase: Phase;
  readonly wave: number | null;
  /** The id of the resource. */
  readonly resource: string;
  readonly awaited: "yes" | "perhaps" | "no";
  readonly reason: string;
}

/** What is deployed and cannot be read. */
export interface UnreadResource {
  readonly text: string;
  readonly reason: string;
  readonly file: string;
}
