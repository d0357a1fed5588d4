import type { Application, Member } from "../../application/application.ts";
import { annotationKeys, csvItems } from "../../sync/annotations.ts";
import type { Phase } from "../../sync/phase.ts";
import { lossWith } from "../../rule-kit/losses.ts";
import { nameOf } from "../words.ts";
import { type FileEdits, fileEdits } from "./file-edits.ts";
import { memberOfTask, unknownTask } from "./move-to-wave.ts";
import { makeHook } from "./refactor-hooks.ts";
import { whyNotWritten } from "./why-not-written.ts";

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
  if (found === undefined) return unknownTask(application, task);
  const { member, behaviour } = found;
  const refusal = refusalFor(member);
  if (refusal !== undefined) return refusal;
  const refactoring = makeHook(member).find(({ id }) => id === `make ${to.phase}`);
  const wave = behaviour.wave === to.wave ? [] : [{ key: annotationKeys.syncWave, value: `${to.wave}` }];
  const hook = refactoring?.change.annotations ?? [{ key: annotationKeys.hook, value: to.phase }];
  const changes = [{ member, annotations: [...wave, ...hook] }];
  return (refactoring && fileEdits(changes)) ?? whyNotWritten(changes);
}

function refusalFor(member: Member): string | undefined {
  const { annotations } = member.resource;
  if (annotations.has(annotationKeys.helmHook))
    return `${nameOf(member)} is a Helm hook: convert it to an Argo CD hook first, with the light bulb on its kind.`;
  const types = csvItems(annotations.get(annotationKeys.hook));
  if (types.length > 1)
    return `${nameOf(member)} is a hook of several types: change its annotation argocd.argoproj.io/hook in the manifest.`;
  const loss = types.length === 0 ? lossWith(member.manifest) : undefined;
  if (loss === undefined) return undefined;
  return `${nameOf(member)} should not become a hook: a sync deletes a hook and recreates it, and ${loss}.`;
}
