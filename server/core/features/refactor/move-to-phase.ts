import type { Application, Member } from "../../application/application.ts";
import { annotationKeys, csvItems } from "../../sync/annotations.ts";
import type { Phase } from "../../sync/phase.ts";
import { lossWith } from "../../rule-kit/losses.ts";
import { type FileEdits, fileEdits } from "./file-edits.ts";
import { memberOfTask, unknownTask } from "./move-to-wave.ts";
import { makeHook } from "./refactor-hooks.ts";

/** Where a resource is to be applied. */
export interface PhasePlace {
  readonly phase: Phase;
  readonly wave: bigint;
}

/**
 * The edits that make the resource of a task of a plan a hook of another phase, with a wave: those of the refactoring that makes a
 * hook of it. A sentence where that is not offered.
 */
export function moveToPhase(application: Application, task: string, to: PhasePlace): readonly FileEdits[] | string {
  const found = memberOfTask(application, task);
  if (found === undefined) return unknownTask;
  const { member, behaviour } = found;
  const refusal = refusalFor(member);
  if (refusal !== undefined) return refusal;
  const refactoring = makeHook(member).find(({ id }) => id === `make ${to.phase}`);
  const wave = behaviour.wave === to.wave ? [] : [{ key: annotationKeys.syncWave, value: `${to.wave}` }];
  const edits = refactoring && fileEdits([{ member, annotations: [...wave, ...refactoring.change.annotations] }]);
  return (
    edits ??
    `The phase of ${titleOf(member)} cannot be changed: a template or a kustomization writes its annotations, or another resource shares them through a YAML anchor.`
  );
}

function refusalFor(member: Member): string | undefined {
  const { annotations } = member.resource;
  if (annotations.has(annotationKeys.helmHook))
    return `${titleOf(member)} is a Helm hook: convert it to an Argo CD hook first, with the light bulb on its kind.`;
  const types = csvItems(annotations.get(annotationKeys.hook));
  if (types.length > 1)
    return `${titleOf(member)} is a hook of several types: change its annotation argocd.argoproj.io/hook in the manifest.`;
  const loss = types.length === 0 ? lossWith(member.manifest) : undefined;
  if (loss === undefined) return undefined;
  return `${titleOf(member)} should not become a hook: a sync deletes a hook and recreates it, and ${loss}.`;
}

function titleOf({ resource: { kind, name, generateName } }: Member): string {
  return `${kind} "${name || generateName}"`;
}
