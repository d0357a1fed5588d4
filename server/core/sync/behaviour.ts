import type { ArgoCdVersion } from "../versions.ts";
import { type Annotations, annotationKeys } from "./annotations.ts";
import { does } from "./behaviour-versions.ts";
import { type DeletePolicy, defaultDeletePolicy, writtenDeletePolicies } from "./delete-policy.ts";
import { hookState, isDeletionHook, syncHookTypes } from "./hook.ts";
import { type Phase, phases } from "./phase.ts";
import type { SyncResource } from "./resource.ts";
import { type DeclaredWave, type WaveSource, declaredWave } from "./wave.ts";

/**
 * What a resource is to a sync: a normal resource of the Sync phase, a hook, skipped by `Skip`, dropped because it has no valid
 * hook type, a hook only of the application's deletion, or unknown before rendering.
 */
export type Role = "resource" | "hook" | "skipped" | "dropped" | "deletion-hook" | "unknown";

/** What Argo CD makes of one resource's annotations. */
export interface Behaviour {
  readonly role: Role;
  /** The phases in which it is applied, in the order of a sync; empty unless the role is `resource` or `hook`. */
  readonly phases: readonly Phase[];
  /** The declared wave; `undefined` if it is unknown before rendering. */
  readonly wave: bigint | undefined;
  readonly waveSource: WaveSource;
  /** Sorted, including the default. Empty for a resource that is not a hook, and for a hook whose policies are unknown before rendering. */
  readonly deletePolicies: readonly DeletePolicy[];
  /** Whether it is known to run before the deletion of the application. */
  readonly preDelete: boolean;
  /** Whether it is known to run after the deletion of the application. */
  readonly postDelete: boolean;
}

/**
 * What Argo CD makes of a resource's annotations. If a template may add annotations, those that are written still apply, and those
 * that are not written are unknown. Mirrors `syncPhases` in gitops-engine/pkg/sync/sync_phase.go, `Ignore` in
 * gitops-engine/pkg/sync/ignore/ignore.go and `partitionTargetObjsForSync` in controller/state.go; Argo CD is the newest release
 * if there is no version.
 */
export function behaviourOf(resource: SyncResource, version?: ArgoCdVersion): Behaviour {
  const { annotations } = resource;
  if (resource.annotationsKnown && !decisiveKeys.some((key) => annotations.has(key))) return plainBehaviour;
  const preDelete = isDeletionHook(annotations, "PreDelete", version);
  const postDelete = isDeletionHook(annotations, "PostDelete", version);
  const isOfDeletion = preDelete || postDelete;
  const applied =
    isOfDeletion && leavesSync(version)
      ? deletionHookAlone
      : roleAndPhases(resource, isOfDeletion ? "deletion-hook" : "dropped");
  const { wave, source } = waveOf(resource);
  return {
    ...applied,
    wave,
    waveSource: source,
    deletePolicies: deletePoliciesOf(resource, applied.role),
    preDelete,
    postDelete,
  };
}

const deletionHookAlone = { role: "deletion-hook", phases: [] } as const;

/** In 3.3 no sync applies a hook of the deletion, even if `helm.sh/hook` gives it a phase. Mirrors `CompareAppState` in controller/state.go of v3.3.0. */
function leavesSync(version: ArgoCdVersion | undefined): boolean {
  return does("PreDelete hooks", version) && !does("listed deletion hooks", version);
}

/** Without any of these annotations a resource is like most others. */
const decisiveKeys = [
  annotationKeys.hook,
  annotationKeys.helmHook,
  annotationKeys.syncWave,
  annotationKeys.helmHookWeight,
] as const;

/** Applied in the Sync phase, in wave 0: one object for all, as an application has thousands of these. */
const plainBehaviour: Behaviour = {
  role: "resource",
  phases: ["Sync"],
  wave: 0n,
  waveSource: "default",
  deletePolicies: [],
  preDelete: false,
  postDelete: false,
};

function roleAndPhases(
  { annotations, annotationsKnown }: SyncResource,
  roleWithoutPhase: "deletion-hook" | "dropped",
): Pick<Behaviour, "role" | "phases"> {
  const state = hookState(annotations);
  if (state === "unknown" || (state === "not-a-hook" && !annotationsKnown && !isHookWritten(annotations))) {
    return { role: "unknown", phases: [] };
  }
  if (state === "skipped") return { role: "skipped", phases: [] };
  if (state === "not-a-hook") return { role: "resource", phases: ["Sync"] };
  const types = syncHookTypes(annotations);
  const applied = phases.filter((phase) => types.includes(phase));
  return applied.length > 0 ? { role: "hook", phases: applied } : { role: roleWithoutPhase, phases: [] };
}

// `helm.sh/hook: crd-install` does not make a hook, but it says that the resource is a normal one.
function isHookWritten(annotations: Annotations): boolean {
  return annotations.has(annotationKeys.hook) || annotations.has(annotationKeys.helmHook);
}

function waveOf({ annotations, annotationsKnown }: SyncResource): DeclaredWave {
  const declared = declaredWave(annotations);
  return declared.source === "default" && !annotationsKnown ? { wave: undefined, source: "unknown" } : declared;
}

function deletePoliciesOf({ annotations, annotationsKnown }: SyncResource, role: Role): readonly DeletePolicy[] {
  if (role !== "hook" && role !== "deletion-hook" && role !== "dropped") return [];
  const written = writtenDeletePolicies(annotations);
  if (written === undefined || written.length > 0) return written ?? [];
  return annotationsKnown ? [defaultDeletePolicy] : [];
}
