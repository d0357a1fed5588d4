import type { Application, Member } from "../../application/application.ts";
import { startOf } from "../../application/application.ts";
import type { Span } from "../../manifest/node.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import { canAddAnnotation, editsFor, type FileEdits, type ManifestChange } from "./refactor-annotations.ts";
import { type HookRefactoring, makeHook, toArgoCdHook, toHelmHook } from "./refactor-hooks.ts";
import {
  insertWave,
  renumberWaves,
  shiftWaves,
  tiedMembers,
  type WaveChanges,
  type WaveMember,
  waveMembers,
} from "./refactor-waves.ts";

/** A change of the manifests that keeps, or asks for, a certain order. */
export interface Refactoring {
  /** Names it among those of the same place. */
  readonly id: string;
  /** `move` gives resources another wave, `rewrite` another role or another spelling. */
  readonly kind: "rewrite" | "move";
  /** An imperative without a full stop. */
  readonly title: string;
  /** The edits of all files that it touches; `undefined` if it turns out that they are not possible. */
  readonly edits: () => readonly FileEdits[] | undefined;
}

/** The step in which waves are renumbered without asking. */
const defaultStep = 10n;

/** The refactorings of the resources that a range of a file touches; several resources can only be moved to other waves. */
export function refactorings(application: Application, fileName: string, range: Span): Refactoring[] {
  const touched = indicesIn(application, fileName, range);
  const [index] = touched;
  const all = waveMembers(application);
  const members = touched.flatMap((it) => all[it] ?? []);
  if (touched.length > 1) return shiftRefactorings(members);
  const member = index === undefined ? undefined : application.members[index];
  const behaviour = index === undefined ? undefined : application.plan.behaviours[index];
  if (member === undefined || behaviour === undefined || member.manifest.apiVersion === "") return [];
  const [waveMember] = members;
  return [
    ...addWave(member),
    ...makeHook(member).map(toRefactoring),
    ...toArgoCdHook(member, behaviour).map(toRefactoring),
    ...toHelmHook(member, behaviour).map(toRefactoring),
    ...shiftRefactorings(members),
    ...(waveMember === undefined
      ? []
      : orderRefactorings(
          waveMember,
          all.filter((it) => it !== undefined),
        )),
  ];
}

/** The edits that change the waves of the resources in a range by a number; a sentence if that is not possible. */
export function shiftedWaves(
  application: Application,
  fileName: string,
  { range, by }: { readonly range: Span; readonly by: bigint },
): readonly FileEdits[] | string {
  const all = waveMembers(application);
  const members = indicesIn(application, fileName, range).flatMap((it) => all[it] ?? []);
  if (members.length === 0) return "A sync applies no resource here, so there is no wave to change.";
  const changes = shiftWaves(members, by);
  const edits = changes && editsFor(changes.changes);
  return edits ?? "These waves cannot be changed: a template or a kustomization sets them, or they would be too large.";
}

/** The edits that renumber the waves of every phase of an application; a sentence if there is nothing to do or it is not possible. */
export function renumberedWaves(application: Application, step: bigint): readonly FileEdits[] | string {
  const all = waveMembers(application).filter((it) => it !== undefined);
  const changes: ManifestChange[] = [];
  let rest: readonly WaveMember[] = all;
  while (rest.length > 0) {
    const group = tiedMembers(all, rest[0]?.phases ?? []);
    changes.push(...(renumberWaves(group, step)?.changes ?? []));
    rest = rest.filter((member) => !group.includes(member));
  }
  if (changes.length === 0)
    return `The waves of ${application.name} are already in steps of ${step}, or they cannot be renumbered.`;
  return editsFor(changes) ?? "These waves cannot be renumbered: a template or a kustomization sets some of them.";
}

/** The indices of the members of a file that a range touches. The lines above the first resource of a document belong to it. */
function indicesIn({ members }: Application, fileName: string, range: Span): number[] {
  return [...members.keys()].filter((index) => {
    const member = members[index];
    if (member?.fileName !== fileName) return false;
    const { file, documentIndex, manifest } = member;
    const base = file.offsets[documentIndex] ?? 0;
    const isFirst = file.documents[documentIndex]?.manifests[0] === manifest;
    const start = isFirst ? base : lineStart(member, startOf(member));
    const end = base + manifest.node.span.end;
    // Whole lines that are selected end where the next resource begins, which is not meant.
    const isBegun = start < range.end || (start === range.end && range.start === range.end);
    return isBegun && (range.start < end || range.start === start);
  });
}

function lineStart({ file, documentIndex }: Member, offset: number): number {
  const base = file.offsets[documentIndex] ?? 0;
  const text = file.documents[documentIndex]?.text ?? "";
  return base + text.lastIndexOf("\n", offset - base - 1) + 1;
}

function toRefactoring({ id, title, change }: HookRefactoring): Refactoring {
  return { id, kind: "rewrite", title, edits: () => editsFor([change]) };
}

function addWave(member: Member): Refactoring[] {
  const { syncWave, helmHookWeight } = annotationKeys;
  if (!canAddAnnotation(member, syncWave) || member.resource.annotations.has(helmHookWeight)) return [];
  const change = { member, annotations: [{ key: syncWave, value: "0" }] };
  return [{ id: "add wave", kind: "rewrite", title: "Add sync wave 0 (the default)", edits: () => editsFor([change]) }];
}

function shiftRefactorings(members: readonly WaveMember[]): Refactoring[] {
  const known = members.filter(({ wave, key }) => wave !== undefined && key !== undefined);
  const left = members.length - known.length;
  const [only] = known;
  const what = (by: bigint): string =>
    known.length === 1 && only?.wave !== undefined && left === 0
      ? `the wave to ${only.wave + by}`
      : `the waves of ${count(known.length, "resource")} by 1${leftAlone(left)}`;
  return ([1n, -1n] as const).flatMap((by) => {
    const changes = shiftWaves(known, by);
    return changes === undefined
      ? []
      : [move(by > 0n ? "raise" : "lower", `${by > 0n ? "Raise" : "Lower"} ${what(by)}`, changes)];
  });
}

function orderRefactorings({ wave, phases }: WaveMember, all: readonly WaveMember[]): Refactoring[] {
  if (wave === undefined) return [];
  const tied = tiedMembers(all, phases);
  const inPhase = `in ${[...new Set(tied.flatMap((it) => it.phases))].join(" and ")}`;
  const before = insertWave(tied, wave, "before");
  const after = insertWave(tied, wave, "after");
  const renumbered = renumberWaves(tied, defaultStep);
  const title = (words: string, { changes, fixed }: WaveChanges, way = ""): string =>
    `${words} (${count(changes.length, "resource")} ${inPhase} ${changes.length === 1 ? "moves" : "move"}${way}${leftAlone(fixed.length)})`;
  return [
    ...(before === undefined
      ? []
      : [move("insert before", title(`Make room before wave ${wave}`, before, wave > 0n ? " up" : " down"), before)]),
    ...(after === undefined
      ? []
      : [move("insert after", title(`Make room after wave ${wave}`, after, wave < 0n ? " down" : " up"), after)]),
    ...(renumbered === undefined
      ? []
      : [move("renumber", title(`Renumber the waves in steps of ${defaultStep}`, renumbered), renumbered)]),
  ];
}

function move(id: string, title: string, { changes }: WaveChanges): Refactoring {
  return { id, kind: "move", title, edits: () => editsFor(changes) };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

/** A wave that a template sets cannot be moved along. */
function leftAlone(number: number): string {
  return number === 0 ? "" : `, leaving ${count(number, "wave")} that a template sets`;
}
