import type { Application } from "../../application/application.ts";
import { annotationKeys, optionValue } from "../../sync/annotations.ts";
import { keyOf } from "../../sync/cluster.ts";
import { protectionOf } from "../../sync/protection.ts";
import { foreignFinalizers } from "../../sync/finalizers.ts";
import { settingsOf, type SyncSettings } from "../../sync/settings.ts";
import { type Course, runSync } from "../../sync/simulate.ts";
import type { SyncEvent } from "../../sync/sync-run.ts";
import type { Planned } from "../../sync/sync-task.ts";
import { finalizerWords } from "../words.ts";
import type { Standing } from "./plan-change.ts";

/** What a change costs: an object, one that is created again, something that no longer runs, or a sync that waits for somebody. */
export type Danger = "deleted" | "recreated" | "stopped" | "waits";

/** What becomes of an object. */
export interface ObjectFate {
  readonly sentence: string;
  /** `undefined` where nothing is lost. */
  readonly danger?: Danger;
  /** It stays in the cluster until someone deletes it. */
  readonly isKept?: true;
}

/** What the next sync does with objects that the last one left. */
export interface ObjectFates {
  /** With that of a resource that is no longer in the manifests. */
  readonly ofGone: (was: Standing) => ObjectFate;
  /** With that of a resource that has become a hook, or that no sync applies any more; `undefined` where that is nothing special. */
  readonly ofChanged: (was: Standing) => ObjectFate | undefined;
}

/**
 * What the next sync does with the objects that the last one left, if that succeeded. Both are simulated. Argo CD reads the options
 * of the live object, those that it was last applied with, and then those that the application has now.
 */
export function objectFates(before: Application, after: Application): ObjectFates {
  const { automated } = after.planOptions;
  const settings = settingsOf(after.planOptions, automated?.prune === false ? "keeps" : "prunes");
  // Most changes concern no object that only a simulation tells about.
  let events: EventsOfObjects | undefined;
  const fateOf = ({ member }: Standing): Fate => {
    events ??= eventsOfObjects(before, after, settings);
    const own = events(keyOf(member.resource, before.namespace));
    const { annotations } = member.resource;
    const { defaultPrune: fallback, version } = settings;
    const isKept = protectionOf(annotations, "Prune", { fallback, version, isConfirmed: true }) === "false";
    return { ...own, isSure: automated?.prune === true, isKept };
  };
  if (isRefusedAsEmpty(after)) {
    return {
      ofGone: (was) => (was.behaviour.role === "resource" ? refusedAsEmpty : fateOfGone(was, fateOf)),
      ofChanged: (was) => (was.behaviour.role === "resource" ? refusedAsEmpty : undefined),
    };
  }
  return {
    ofGone: (was) => fateOfGone(was, fateOf),
    ofChanged: (was) => (was.behaviour.role === "resource" ? fateOfChanged(was, fateOf(was)) : undefined),
  };
}

/**
 * Whether no automated sync begins, because it would prune all that is there. Hooks do not count as something that is left.
 * Mirrors `autoSync` in controller/appcontroller.go, where only a resource with a manifest needs no pruning.
 */
function isRefusedAsEmpty({ plan, planOptions: { automated } }: Application): boolean {
  if (automated?.prune !== true || automated.allowEmpty === true) return false;
  return plan.behaviours.every(({ role }) => role === "hook" || role === "deletion-hook" || role === "dropped");
}

const refusedAsEmpty: ObjectFate = {
  sentence:
    "Stays in the cluster until someone syncs by hand: no automated sync begins that would prune everything (automated.allowEmpty).",
  danger: "waits",
};

interface Fate {
  readonly events: readonly SyncEvent[];
  /** An automated sync prunes. */
  readonly isSure: boolean;
  /** It does not come to that before somebody has confirmed something else. */
  readonly isBlocked: boolean;
  /** `Prune=false` protects it. */
  readonly isKept: boolean;
}

type EventsOfObjects = (key: string) => Pick<Fate, "events" | "isBlocked">;

function eventsOfObjects(before: Application, after: Application, settings: SyncSettings): EventsOfObjects {
  const live = runSync(plannedOf(before), settingsOf(before.planOptions, "keeps"), {}).left;
  const course = runSync(plannedOf(after), settings, { live });
  const first = eventsByObject(course);
  if (!course.events.some(({ what }) => what === "unconfirmed"))
    return (key) => ({ events: first.get(key) ?? [], isBlocked: false });
  // Of everything else, people want to know what happens once somebody has confirmed.
  const confirmed = eventsByObject(runSync(plannedOf(after), { ...settings, isPruneConfirmed: true }, { live }));
  return (key) => {
    const own = first.get(key);
    return own?.[0]?.what === "unconfirmed"
      ? { events: own, isBlocked: false }
      : { events: confirmed.get(key) ?? [], isBlocked: own === undefined };
  };
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

function fateOfGone(was: Standing, fateOf: (was: Standing) => Fate): ObjectFate {
  switch (was.behaviour.role) {
    case "hook":
    case "deletion-hook":
      return { sentence: "Stays in the cluster if it is there: hooks are never pruned.", danger: "stopped" };
    case "skipped":
    case "dropped":
      return { sentence: "Was never applied." };
    case "unknown":
      return { sentence: "Whether it is pruned is known only after rendering." };
    case "resource":
      return fateOfPruned(was, fateOf(was));
  }
}

/** What a sync does with an object that no manifest makes. */
function fateOfPruned({ member, behaviour }: Standing, { events, isSure, isBlocked, isKept }: Fate): ObjectFate {
  const own = optionValue(member.resource.annotations, annotationKeys.syncOptions, "Prune");
  const whose = own === undefined ? " of the application" : "";
  const [event] = events;
  switch (event?.what) {
    case "pruned": {
      const wave = behaviour.wave === undefined ? "in a wave known only after rendering" : `wave ${event.wave}`;
      const blocked = isBlocked ? " Before that, someone must confirm what is to be pruned with Prune=confirm." : "";
      const sentence = `Pruned in Sync, ${wave}${isSure ? "" : ", if pruning is on"}.${heldWords(member)}${blocked}`;
      return { sentence, danger: "deleted" };
    }
    case "unconfirmed":
      return {
        sentence: `The sync waits until someone confirms that it is pruned (Prune=confirm${whose}).`,
        danger: "waits",
      };
    case "kept":
      return {
        sentence: isKept
          ? `Stays in the cluster (Prune=false${whose}).`
          : "Stays in the cluster, and the application stays OutOfSync: automated syncs do not prune it (automated.prune).",
        isKept: true,
      };
    default:
      return { sentence: "Stays in the cluster." };
  }
}

/** A sync does not go on while what it has pruned is still there. Mirrors `Sync` in gitops-engine/pkg/sync/sync_context.go. */
function heldWords({ resource }: Standing["member"]): string {
  return foreignFinalizers(resource).length === 0
    ? ""
    : ` What comes after it waits until its ${finalizerWords(resource)} been removed.`;
}

/** What a sync does with the object of a resource that has become a hook. */
function fateOfChanged(was: Standing, fate: Fate): ObjectFate | undefined {
  const isCreated = fate.events.some(({ what }) => what === "applied" || what === "replaced");
  // What is not pruned may still be deleted or changed by the hook that has taken its place.
  const first = fate.events.find(({ what }) => what !== "kept") ?? fate.events[0];
  switch (first?.what) {
    case "pruned": {
      const pruned = fateOfPruned(was, fate);
      return isCreated ? { sentence: `${pruned.sentence} Then the hook is created.`, danger: "recreated" } : pruned;
    }
    case "kept":
    case "unconfirmed":
      return fateOfPruned(was, fate);
    case "deleted":
      if (isCreated) return recreated;
      return first.policy === "HookSucceeded"
        ? { sentence: "The existing object is deleted when the sync has succeeded.", danger: "deleted" }
        : {
            sentence:
              "The existing object is deleted, but the hook does not run in this sync, because it does not prune the object.",
            danger: "deleted",
          };
    case "replaced":
      return recreated;
    case "patched":
      return fate.events.at(-1)?.what === "deleted"
        ? {
            sentence: "The hook is applied to the existing object, which is deleted when the sync has succeeded.",
            danger: "deleted",
          }
        : { sentence: "The hook is applied to the existing object." };
    case "applied":
    case "refused":
    case "not-valid":
    case undefined:
      return undefined;
  }
}

const recreated: ObjectFate = {
  sentence: "The existing object is deleted, then the hook is created.",
  danger: "recreated",
};
