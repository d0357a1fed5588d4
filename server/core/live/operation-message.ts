/** What Argo CD waits for before it goes on. */
export type WaitKind = "health" | "hook" | "deletion" | "hook-deletion" | "pruning-confirmation";

/** A wait as the message of a running operation tells it: the first thing, and how many more there are. */
export interface OperationWait {
  readonly kind: WaitKind;
  readonly first: { readonly group: string; readonly kind: string; readonly name: string };
  readonly more: number;
  /** What the others are, where there are some; `resources` if one of all is not a hook. */
  readonly moreAre: "hooks" | "resources" | undefined;
}

const reasons: Readonly<Record<string, WaitKind>> = {
  "healthy state of": "health",
  "completion of hook": "hook",
  "deletion of hook": "hook-deletion",
  "deletion of": "deletion",
  "pruning confirmation of": "pruning-confirmation",
};

const waiting =
  /^waiting for (healthy state of|completion of hook|deletion of hook|deletion of|pruning confirmation of) ([^/\s]*)\/([^/\s]+)\/(\S+)(?: and (\d{1,9}) more (hooks|resources))?$/;

/** From 2.14 to 3.3, with the version of the API. */
const waitingBefore =
  /^Waiting for (pruning confirmation of) (?:([^/\s]+)\/)?[^/\s]+\/([^/\s]+)\/([^/\s]+)(?: and (\d{1,9}) more (resources))?$/;

/**
 * What a running operation waits for; `undefined` where its message tells none. Mirrors `setRunningPhase` in
 * gitops-engine/pkg/sync/sync_context.go and, before 3.4, `runTasks` there.
 */
export function waitIn(message: string): OperationWait | undefined {
  const text = message.trim();
  const [, reason = "", group = "", kind = "", name = "", more = "0", moreAre] =
    waiting.exec(text) ?? waitingBefore.exec(text) ?? [];
  const waitKind = reasons[reason];
  if (waitKind === undefined) return undefined;
  const others = moreAre === "hooks" || moreAre === "resources" ? moreAre : undefined;
  return { kind: waitKind, first: { group, kind, name }, more: Number(more), moreAre: others };
}

/**
 * Why a sync did not succeed: it was never tried because of the application itself (`comparison`), a shared resource or anything else
 * (`before`); kinds or rights were missing (`not-valid`); the dry run (`dry-run`) or the cluster (`not-applied`) refused something, or
 * the Namespace (`namespace`); a hook or a resource failed (`unsuccessful`); somebody or the time limit ended it (`terminated`).
 */
export type FailureCause =
  | "comparison"
  | "shared"
  | "before"
  | "not-valid"
  | "dry-run"
  | "namespace"
  | "not-applied"
  | "unsuccessful"
  | "terminated";

/** How the messages begin. The first that fits holds, so longer ones stand first. */
const beginnings: readonly (readonly [beginning: string, cause: FailureCause])[] = [
  ["one or more objects failed to apply (dry run)", "dry-run"],
  ["one or more objects failed to apply", "not-applied"],
  ["the namespace failed to apply", "namespace"],
  ["one or more synchronization tasks are not valid", "not-valid"],
  ["one or more synchronization tasks completed unsuccessfully", "unsuccessful"],
  ["Operation terminat", "terminated"],
  ["Shared resource found", "shared"],
  ["ComparisonError:", "comparison"],
  ["InvalidSpecError:", "comparison"],
];

/**
 * Why an operation that is over, or waits for its next attempt, did not succeed. Mirrors `Sync`, `executeSyncFailPhase` and `Terminate`
 * in gitops-engine/pkg/sync/sync_context.go, and `SyncAppState` in controller/sync.go, which gives the conditions of the application.
 */
export function causeIn(message: string): FailureCause {
  return beginnings.find(([beginning]) => message.startsWith(beginning))?.[1] ?? "before";
}

/** Whether a sync window holds a running operation. Mirrors `SyncAppState` in controller/sync.go. */
export function isBlocked(message: string): boolean {
  return message.startsWith("Sync operation blocked by sync window");
}

/**
 * A message without what Argo CD adds for retries. Mirrors `processRequestedAppOperation` in controller/appcontroller.go: "Retrying
 * attempt #1 at 3:04PM." where another attempt comes, "(retried 5 times)." where none does.
 */
export function withoutRetries(message: string): string {
  const ends = [message.lastIndexOf(". Retrying attempt #"), message.lastIndexOf(" (retried ")].filter((at) => at > 0);
  const end = ends.reduce((least, at) => Math.min(least, at), message.length);
  return message.slice(0, end).trim();
}
