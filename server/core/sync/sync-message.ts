/** The messages of Argo CD about a sync, as its user interface shows them. */
import { does } from "./behaviour-versions.ts";
import type { LiveObject } from "./cluster.ts";
import { pruneFate } from "./prune.ts";
import type { SyncSettings } from "./settings.ts";
import type { SyncTask } from "./sync-task.ts";

/** What a sync waits for: `waiting for completion of hook batch/Job/migrate`. Mirrors `setRunningPhase` in gitops-engine/pkg/sync/sync_context.go. */
export function waitMessage(awaited: readonly SyncTask[], { version }: Pick<SyncSettings, "version">): string {
  if (!does("hooks named first", version)) return waitMessageBefore(awaited);
  const hooks = awaited.filter(({ isHook }) => isHook);
  const first = hooks[0] ?? awaited[0];
  const reason = hooks.length === 0 ? "healthy state of" : "completion of hook";
  const type = hooks.length === awaited.length ? "hooks" : "resources";
  return `waiting for ${reason} ${first === undefined ? "" : nameOf(first.resource)}${more(awaited, type)}`;
}

function waitMessageBefore(awaited: readonly SyncTask[]): string {
  const [first] = awaited;
  const [reason, type] = first?.isHook === true ? ["completion of hook", "hooks"] : ["healthy state of", "resources"];
  return `waiting for ${reason} ${first === undefined ? "" : nameOf(first.resource)}${more(awaited, type)}`;
}

/**
 * What a sync says while hooks of an earlier run are not gone that it creates again: `waiting for deletion of hook batch/Job/migrate`.
 * Before 3.4 it named no hook that only BeforeHookCreation deletes, and others that are there. Mirrors `Sync` and `setRunningPhase` in
 * gitops-engine/pkg/sync/sync_context.go; `there` are the hooks of the wave whose objects are there, `held` those to be gone.
 */
export function deletionMessage(
  { there, held }: { readonly there: readonly SyncTask[]; readonly held: readonly SyncTask[] },
  { version }: Pick<SyncSettings, "version">,
): string {
  const isNow = does("hooks named first", version);
  const named = isNow
    ? held
    : there.filter(({ policies }) => policies.includes("HookSucceeded") || policies.includes("HookFailed"));
  const [first] = named;
  if (first === undefined) return "one or more tasks are running";
  return `waiting for deletion of ${isNow ? "hook " : ""}${nameOf(first.resource)}${more(named, "hooks")}`;
}

/** What a sync wants to be confirmed before it prunes. */
export function pruneMessage(objects: readonly LiveObject[], settings: SyncSettings): string {
  const unconfirmed = objects.filter((object) => pruneFate(object, settings) === "unconfirmed");
  const [first] = unconfirmed;
  return `waiting for pruning confirmation of ${first === undefined ? "" : nameOf(first.resource)}${more(unconfirmed, "resources")}`;
}

/** Why a sync failed; what the API server says is not known. Mirrors `executeSyncFailPhase` in gitops-engine/pkg/sync/sync_context.go. */
export function failureMessage(message: string, refused: readonly SyncTask[]): string {
  return refused.length === 0 ? message : `${message}, reason: refused`;
}

function nameOf({ group, kind, name }: LiveObject["resource"]): string {
  return `${group}/${kind}/${name}`;
}

function more({ length }: readonly unknown[], type: string): string {
  return length > 1 ? ` and ${length - 1} more ${type}` : "";
}
