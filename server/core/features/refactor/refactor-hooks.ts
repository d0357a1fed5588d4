/** Refactorings that turn resources into hooks, and that convert hooks between Argo CD and Helm. */
import type { Member } from "../../application/application.ts";
import type { AnnotationChange } from "../../edit/changes.ts";
import { canAddAnnotation, editableAnnotation, type MemberChange } from "../../rule-kit/annotate.ts";
import { lossWith } from "../../rule-kit/losses.ts";
import { annotationKeys, csvItems } from "../../sync/annotations.ts";
import type { Behaviour } from "../../sync/behaviour.ts";
import {
  type DeletePolicy,
  type HelmDeletePolicy,
  helmDeletePolicies,
  helmDeletePolicyMeaning,
  isDeletePolicy,
} from "../../sync/delete-policy.ts";
import { helmHookMeaning, type HelmHookType } from "../../sync/helm-hook.ts";
import { type HookType, isHookType } from "../../sync/hook.ts";
import { parseInteger } from "../../sync/integer.ts";

/** A change of one manifest with its title. */
export interface HookRefactoring {
  /** Stable for the same resource. */
  readonly id: string;
  readonly title: string;
  readonly change: MemberChange;
}

const { hook, hookDeletePolicy, syncWave, helmHook, helmHookDeletePolicy, helmHookWeight } = annotationKeys;

/** The types that make sense on a resource that should be applied. */
const offeredTypes = [
  "PreSync",
  "Sync",
  "PostSync",
  "SyncFail",
  "PreDelete",
  "PostDelete",
] as const satisfies HookType[];

/**
 * One for each hook type that the resource does not have; none on a Helm hook, which is converted instead, and none on what a hook
 * would lose in every sync.
 */
export function makeHook(member: Member): HookRefactoring[] {
  const { annotations } = member.resource;
  const isHook = annotations.has(hook);
  const canWrite = isHook ? editableAnnotation(member, hook) !== undefined : canAddAnnotation(member, hook);
  if (!canWrite || annotations.has(helmHook) || (!isHook && lossWith(member.manifest) !== undefined)) return [];
  const types = csvItems(annotations.get(hook));
  return offeredTypes
    .filter((type) => types.length !== 1 || types[0] !== type)
    .map((type) => ({
      id: `make ${type}`,
      title: `Make this ${member.manifest.kind} a ${type} hook${isHook ? " instead" : ""}`,
      // Inserted annotations stand first, so the last change is on top.
      change: { member, annotations: [...policyFor(member, type), { key: hook, value: type }] },
    }));
}

/** With the default policy, a PostDelete hook would stay in the cluster forever. */
function policyFor(member: Member, type: HookType): AnnotationChange[] {
  if (type !== "PreDelete" && type !== "PostDelete") return [];
  const isFree = canAddAnnotation(member, hookDeletePolicy) && !member.resource.annotations.has(helmHookDeletePolicy);
  return isFree ? [{ key: hookDeletePolicy, value: "HookSucceeded" }] : [];
}

/** Converts a Helm hook to the Argo CD hook with the same phases, wave and delete policies. */
export function toArgoCdHook(member: Member, behaviour: Behaviour): HookRefactoring[] {
  const { annotations } = member.resource;
  const types = typesOf(behaviour);
  if (!annotations.has(helmHook) || types.length === 0 || !areEditable(member)) return [];
  const left = csvItems(annotations.get(helmHook)).filter((item) => helmHookMeaning(item) === undefined);
  const policies = writtenPolicies(member);
  const wave = behaviour.waveSource === "hook-weight" ? behaviour.wave : undefined;
  return [
    {
      id: "to Argo CD hook",
      title: `Convert to an Argo CD hook: ${types.join(",")}${leftWords(left, "Argo CD does not run")}`,
      change: {
        member,
        annotations: [
          { key: hook, value: types.join(","), inPlaceOf: helmHook },
          { key: helmHook, value: undefined },
          ...(wave === undefined ? [] : [{ key: syncWave, value: `${wave}`, inPlaceOf: helmHookWeight }]),
          { key: helmHookWeight, value: undefined },
          ...(policies.length === 0
            ? []
            : [{ key: hookDeletePolicy, value: policies.join(","), inPlaceOf: helmHookDeletePolicy }]),
          { key: helmHookDeletePolicy, value: undefined },
        ],
      },
    },
  ];
}

const helmTypes: ReadonlyMap<string, readonly HelmHookType[]> = new Map<HookType, readonly HelmHookType[]>([
  ["PreSync", ["pre-install", "pre-upgrade"]],
  ["PostSync", ["post-install", "post-upgrade"]],
  ["PreDelete", ["pre-delete"]],
  ["PostDelete", ["post-delete"]],
]);

/** Converts an Argo CD hook to a Helm hook; Helm has no equivalent of `Sync` and `SyncFail`. */
export function toHelmHook(member: Member, behaviour: Behaviour): HookRefactoring[] {
  const { annotations } = member.resource;
  const types = csvItems(annotations.get(hook)).filter(isHookType);
  const mapped = types.flatMap((type) => helmTypes.get(type) ?? []);
  if (annotations.has(helmHook) || mapped.length === 0 || !areEditable(member)) return [];
  const left = types.filter((type) => !helmTypes.has(type));
  const policies = writtenPolicies(member).flatMap(helmPoliciesOf);
  const wave = behaviour.waveSource === "sync-wave" ? behaviour.wave : undefined;
  return [
    {
      id: "to Helm hook",
      title: `Convert to a Helm hook: ${mapped.join(",")}${leftWords(left, "Helm does not have")}`,
      change: {
        member,
        annotations: [
          { key: helmHook, value: mapped.join(","), inPlaceOf: hook },
          ...(wave === undefined ? [] : [{ key: helmHookWeight, value: `${wave}`, inPlaceOf: syncWave }]),
          { key: syncWave, value: undefined },
          ...(policies.length === 0
            ? []
            : [{ key: helmHookDeletePolicy, value: policies.join(","), inPlaceOf: hookDeletePolicy }]),
          { key: hookDeletePolicy, value: undefined },
        ],
      },
    },
  ];
}

function typesOf({ phases, preDelete, postDelete }: Behaviour): readonly HookType[] {
  return [...phases, ...(preDelete ? (["PreDelete"] as const) : []), ...(postDelete ? (["PostDelete"] as const) : [])];
}

/** The policies of both annotations in the order in which they are written. */
function writtenPolicies({ resource: { annotations } }: Member): readonly DeletePolicy[] {
  const own = csvItems(annotations.get(hookDeletePolicy)).filter(isDeletePolicy);
  const helm = csvItems(annotations.get(helmHookDeletePolicy)).map(helmDeletePolicyMeaning);
  return [...new Set([...own, ...helm.filter((policy) => policy !== undefined)])];
}

function helmPoliciesOf(policy: DeletePolicy): readonly HelmDeletePolicy[] {
  return helmDeletePolicies.filter((item) => helmDeletePolicyMeaning(item) === policy);
}

/** Whether every annotation involved is written in the manifest itself, with a value that is known. */
function areEditable(member: Member): boolean {
  const { annotations, annotationsKnown } = member.resource;
  const written = [hook, hookDeletePolicy, syncWave, helmHook, helmHookDeletePolicy, helmHookWeight].filter((key) =>
    annotations.has(key),
  );
  return (
    annotationsKnown && written.every((key) => editableAnnotation(member, key) !== undefined) && isWaveKept(member)
  );
}

/** With an invalid wave and a weight, it is not clear which of the two was meant. */
function isWaveKept({ resource: { annotations } }: Member): boolean {
  const wave = annotations.get(syncWave);
  return wave === undefined || parseInteger(wave) !== undefined;
}

function leftWords(left: readonly string[], reason: string): string {
  return left.length === 0 ? "" : `, without ${left.map((item) => `"${item}"`).join(" and ")}, which ${reason}`;
}
