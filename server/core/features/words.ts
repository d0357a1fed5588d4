/** Words that several features use for the same thing. */
import type { Application, Member } from "../application/application.ts";
import { annotationKeys, type Annotations } from "../sync/annotations.ts";
import { type Behaviour, behaviourOf } from "../sync/behaviour.ts";
import { behaviourChanges, does } from "../sync/behaviour-versions.ts";
import type { DeletePolicy } from "../sync/delete-policy.ts";
import { foreignFinalizers } from "../sync/finalizers.ts";
import type { Step } from "../sync/plan.ts";
import type { SyncResource } from "../sync/resource.ts";
import type { Task } from "../sync/sync-tasks.ts";
import type { ArgoCdVersion } from "../versions.ts";

/** `Job migrate`; a generateName ends with dots. */
export function nameOf({ resource }: Member): string {
  const { kind, name, generateName } = resource;
  if (name !== "") return `${kind} ${name}`;
  return generateName === "" ? kind : `${kind} ${generateName}...`;
}

/** The resource of a task; the Namespace that `CreateNamespace=true` adds has no manifest. */
export function taskName({ members, namespace }: Application, { resource }: Pick<Task, "resource">): string {
  const member = resource === undefined ? undefined : members[resource];
  return member === undefined ? `Namespace ${namespace}` : nameOf(member);
}

/** `wave 3`, or `wave unknown`. */
export function waveWords(wave: bigint | undefined): string {
  return wave === undefined ? "wave unknown" : `wave ${wave}`;
}

/** Where a wave comes from, if not from a valid sync wave; `undefined` if there is nothing to explain. */
export function waveReason(behaviour: Behaviour, annotations: Annotations): string | undefined {
  const written = annotations.get(annotationKeys.syncWave);
  const weight = annotations.get(annotationKeys.helmHookWeight);
  const invalid = written === undefined ? "" : `"${written}" is not a whole number`;
  switch (behaviour.waveSource) {
    case "unknown":
      return "known only after rendering";
    case "hook-weight":
      return invalid === "" ? "from helm.sh/hook-weight" : `from helm.sh/hook-weight: ${invalid}`;
    case "default":
      if (invalid !== "") return invalid;
      return weight === undefined ? undefined : `the hook weight "${weight}" is not a whole number`;
    case "sync-wave":
      return undefined;
  }
}

/** Where a resource that is pulled forward stands by its own annotations: `Sync wave 5`, or `wave 5` where it stays in its phase. */
export function declaredPlace({ phases, wave }: Behaviour, { phase }: Pick<Task, "phase">): string {
  const other = phases.includes(phase) ? "" : `${phases.join(" + ")} `;
  return `${other}${waveWords(wave)}`;
}

/** `PreSync · wave -1`. */
export function stepTitle({ phase, wave }: Pick<Step, "phase" | "wave">): string {
  return `${phase} · ${waveWords(wave)}${phase === "SyncFail" ? " (only when the sync fails)" : ""}`;
}

/** `either` is for a hook that is deleted both when things succeed and when they fail. */
type DeletionWords = Readonly<Record<DeletePolicy | "either", string>>;

const deletionWords: DeletionWords = {
  BeforeHookCreation: "before its next run",
  HookSucceeded: "after a successful sync",
  HookFailed: "after a failed sync",
  either: "after a successful or failed sync",
};

const ownDeletionWords: DeletionWords = {
  ...deletionWords,
  HookSucceeded: "when it has succeeded",
  HookFailed: "when it has failed",
  either: "when it has succeeded or failed",
};

/** When a delete policy deletes a hook. */
export function deletionWordsIn(version: ArgoCdVersion | undefined): DeletionWords {
  return does("policies of the sync", version) ? deletionWords : ownDeletionWords;
}

/** When the policies of a hook delete it: `deleted before its next run and after a successful sync`. */
export function deletionOfHook(behaviour: Behaviour, { resource }: Member, version?: ArgoCdVersion): string {
  const words = deletionWordsIn(version);
  const unnamed = resource.name === "" && resource.generateName !== "";
  // A generated name is new every time, so an object of that name is never there before the next run.
  const policies = behaviour.deletePolicies.filter((policy) => !(unnamed && policy === "BeforeHookCreation"));
  const isEither = policies.includes("HookSucceeded") && policies.includes("HookFailed");
  const times = isEither
    ? [...policies.filter((policy) => policy === "BeforeHookCreation"), "either" as const]
    : policies;
  if (times.length > 0) return `deleted ${times.map((time) => words[time]).join(" and ")}`;
  return unnamed && behaviour.deletePolicies.length > 0
    ? "deleted by no sync, because its name is new every time"
    : "deletion known only after rendering";
}

/** Which version of Argo CD would run a hook that this one drops: `PreDelete hooks need Argo CD 3.3`; `undefined` if none would. */
export function neededVersion({ resource }: Member): string | undefined {
  const { preDelete, postDelete } = behaviourOf(resource);
  const type = postDelete ? "PostDelete hooks" : preDelete ? "PreDelete hooks" : undefined;
  return type && `${type} need Argo CD ${behaviourChanges[type].since}`;
}

/** `finalizer example.com/protect has`, `finalizers a.io/x and b.io/y have`: those of others in a manifest. */
export function finalizerWords(resource: Pick<SyncResource, "finalizers">): string {
  const finalizers = foreignFinalizers(resource);
  return finalizers.length === 1
    ? `finalizer ${enumerate(finalizers)} has`
    : `finalizers ${enumerate(finalizers)} have`;
}

/** `1st`, `2nd`, `3rd`, `4th`. */
export function ordinal(number: number): string {
  const teen = number % 100 > 10 && number % 100 < 14;
  const ending = teen ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}

/** `a, b and 3 more`; the first names only, if there are many. */
export function enumerate(names: readonly string[], shown = 4): string {
  const more = names.length - shown;
  if (more > 1) return `${names.slice(0, shown).join(", ")} and ${more} more`;
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}

/** A text with a capital letter at its start. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
