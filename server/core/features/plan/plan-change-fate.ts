import type { Application } from "../../application/application.ts";
import { annotationKeys, optionValue } from "../../sync/annotations.ts";
import { keyOf } from "../../sync/cluster.ts";
import { settingsOf } from "../../sync/settings.ts";
import { type Course, runSync } from "../../sync/simulate.ts";
import type { SyncEvent } from "../../sync/sync-run.ts";
import type { Planned } from "../../sync/sync-task.ts";
import type { Standing } from "./plan-change.ts";

/** What the next sync does with objects that the last one left. */
export interface ObjectFates {
  /** With that of a resource that is no longer in the manifests, as a sentence. */
  readonly ofGone: (was: Standing) => string;
  /** With that of a resource that has become a hook, or that no sync applies any more, as a sentence; `undefined` where that is nothing special. */
  readonly ofChanged: (was: Standing) => string | undefined;
}

/**
 * What the next sync does with the objects that the last one left, if that succeeded. Both are simulated. Argo CD reads the options
 * of the live object, those that it was last applied with, and then those that the application has now.
 */
export function objectFates(before: Application, after: Application): ObjectFates {
  const live = runSync(plannedOf(before), settingsOf(before.planOptions, "keeps"), {}).left;
  const { automated } = after.planOptions;
  const isKeeping = automated?.prune === false;
  const course = runSync(plannedOf(after), settingsOf(after.planOptions, isKeeping ? "keeps" : "prunes"), { live });
  const events = eventsByObject(course);
  const context: Context = { after, isSure: automated?.prune === true, isWaiting: course.outcome === "waiting" };
  const eventsOf = ({ member }: Standing): readonly SyncEvent[] =>
    events.get(keyOf(member.resource, before.namespace)) ?? [];
  return {
    ofGone: (was) => goneSentence(was, eventsOf(was)[0], context),
    ofChanged: (was) => (was.behaviour.role === "resource" ? changedSentence(was, eventsOf(was), context) : undefined),
  };
}

interface Context {
  readonly after: Application;
  /** An automated sync prunes. */
  readonly isSure: boolean;
  /** Something has to be confirmed first. */
  readonly isWaiting: boolean;
}

function plannedOf({ plan, members }: Application): Planned {
  return { plan, resources: members.map(({ resource }) => resource) };
}

function eventsByObject({ events }: Course): ReadonlyMap<string, readonly SyncEvent[]> {
  const byObject = new Map<string, SyncEvent[]>();
  for (const event of events) {
    const key = typeof event.object === "string" ? event.object : event.object.key;
    const others = byObject.get(key);
    if (others === undefined) byObject.set(key, [event]);
    else others.push(event);
  }
  return byObject;
}

function goneSentence(was: Standing, event: SyncEvent | undefined, context: Context): string {
  switch (was.behaviour.role) {
    case "hook":
    case "deletion-hook":
      return "Stays in the cluster if it is there: hooks are never pruned.";
    case "skipped":
    case "dropped":
      return "Was never applied.";
    case "unknown":
      return "Whether it is pruned is known only after rendering.";
    case "resource":
      return pruneSentence(was, event, context);
  }
}

/** What a sync does with an object that no manifest makes. Without an event, it does not come to that. */
function pruneSentence({ member, behaviour }: Standing, event: SyncEvent | undefined, context: Context): string {
  const { syncOptions } = annotationKeys;
  const isOwn = optionValue(member.resource.annotations, syncOptions, "Prune") !== undefined;
  const whose = isOwn ? "" : " of the application";
  switch (event?.what) {
    case "pruned": {
      const wave = behaviour.wave === undefined ? "in a wave known only after rendering" : `wave ${event.wave}`;
      return `Pruned in Sync, ${wave}${context.isSure ? "" : ", if pruning is on"}.`;
    }
    case "kept":
      return settingsOf(context.after.planOptions, "keeps").defaultPrune === "false" || isOwn
        ? `Stays in the cluster (Prune=false${whose}).`
        : "Stays in the cluster, and the application stays OutOfSync: automated syncs do not prune (automated.prune).";
    case "unconfirmed":
      return `The sync waits until someone confirms that it is pruned (Prune=confirm${whose}).`;
    default:
      return context.isWaiting
        ? "Not pruned before someone confirms what is pruned earlier (Prune=confirm)."
        : "Stays in the cluster.";
  }
}

function changedSentence(was: Standing, events: readonly SyncEvent[], context: Context): string | undefined {
  const [first, second] = events;
  const isCreated = events.some(({ what }) => what === "applied");
  switch (first?.what) {
    case "pruned":
      if (second?.what === "applied") return `${pruneSentence(was, first, context)} Then the hook is created.`;
      return pruneSentence(was, first, context);
    case "kept":
      if (second?.what === "deleted" && !isCreated)
        return "The existing object is deleted, but the hook does not run in this sync, because pruning is off.";
      return isCreated || second?.what === "patched" ? undefined : pruneSentence(was, first, context);
    case "unconfirmed":
      return pruneSentence(was, first, context);
    case "deleted":
      return isCreated
        ? "The existing object is deleted, then the hook is created."
        : "The existing object is deleted.";
    case "patched":
      return second?.what === "deleted"
        ? "The hook is applied to the existing object, which is deleted when the sync has succeeded."
        : undefined;
    case "applied":
    case "replaced":
    case "refused":
    case undefined:
      return undefined;
  }
}
