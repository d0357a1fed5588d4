import type { LiveObject } from "./cluster.ts";
import type { Failure } from "./failure-mode.ts";
import type { SyncSettings } from "./settings.ts";
import { beginRun, type Look, type SyncEnd, type SyncEvent } from "./sync-run.ts";
import { syncPass } from "./sync-pass.ts";
import type { Planned } from "./sync-task.ts";
import type { Task } from "./sync-tasks.ts";
import { terminate } from "./terminate.ts";

/** A sync from its first pass to its end, or until it waits for something that never comes. */
export interface Course {
  readonly outcome: SyncEnd["outcome"];
  /** The message of Argo CD. */
  readonly message: string;
  readonly awaited: readonly Task[];
  /** They have nothing to do: what they would apply is there, as its manifest says. */
  readonly leftOut: readonly Task[];
  /** In the order of time. */
  readonly events: readonly SyncEvent[];
  /** When it looked at what it had applied, in the order of time. */
  readonly looks: readonly Look[];
  /** What is in the cluster then. */
  readonly left: readonly LiveObject[];
  /** What is in the cluster when somebody has terminated a sync that waits; the same as `left` for others. */
  readonly leftAfterTerminate: readonly LiveObject[];
}

/** What a sync meets. */
export interface Circumstances {
  readonly failures?: readonly Failure[];
  /** What is in the cluster before. */
  readonly live?: readonly LiveObject[];
  /** The keys of those that are as their manifests say, which a sync with `ApplyOutOfSyncOnly=true` does not apply. */
  readonly unchanged?: ReadonlySet<string>;
  /** Part of the names that are generated, different in each sync. */
  readonly name?: string;
}

/**
 * Runs a sync pass by pass over a made-up cluster, in which everything goes well at once but what is said to fail. Never throws.
 * Mirrors what the controller does with `Sync` and `Terminate` of gitops-engine/pkg/sync/sync_context.go.
 */
export function runSync(
  planned: Planned,
  settings: SyncSettings,
  { failures = [], live = [], unchanged = new Set(), name = "TIME" }: Circumstances,
): Course {
  const modes = new Map(failures.map(({ task, mode }) => [task, mode]));
  const run = beginRun(planned, settings, { live, unchanged, failures: modes, name });
  const leftOut = run.leftOut.map(({ task }) => task);
  let end = syncPass(run);
  while (end === undefined) end = syncPass(run);
  const left = [...run.cluster.values()];
  if (end.outcome === "waiting") terminate(run);
  return {
    outcome: end.outcome,
    message: end.message,
    awaited: end.awaited.map(({ task }) => task),
    leftOut,
    events: run.events,
    looks: run.looks,
    left,
    leftAfterTerminate: end.outcome === "waiting" ? [...run.cluster.values()] : left,
  };
}
