import type { Application, Member } from "../../application/application.ts";
import { findAnnotation } from "../../catalogue/index.ts";
import { documentStart } from "../../manifest/file.ts";
import { entryOf, nodeAt } from "../../manifest/node.ts";
import { canAddAnnotation, type MemberChange } from "../../rule-kit/annotate.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import { lineStart, type Span } from "../../text.ts";
import { type FileEdits, fileEdits } from "./file-edits.ts";
import { touchedIndices } from "./touched-indices.ts";
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
import { counted } from "../../counted.ts";

/** A change of the manifests that keeps, or asks for, a certain order. */
export interface Refactoring {
  /** Names it among those of the same place. */
  readonly id: string;
  /** `hook` makes a resource a hook of some type, `move` gives resources another wave, `rewrite` another spelling. */
  readonly kind: "hook" | "move" | "rewrite";
  /** An imperative without a full stop. */
  readonly title: string;
  /** The edits of all files that it touches. */
  readonly edits: readonly FileEdits[];
}

/** The step in which waves are renumbered without asking. */
const defaultStep = 10n;

/**
 * The refactorings of the resources that a range of a file touches; several resources can only be moved to other waves.
 * Refactorings that cannot be written are left out: each one comes with its edits.
 */
export function refactorings(application: Application, fileName: string, range: Span): Refactoring[] {
  const touched = touchedIndices(application, fileName, range);
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
    ...makeHook(member).flatMap((it) => toRefactoring(it, "hook")),
    ...toArgoCdHook(member, behaviour).flatMap((it) => toRefactoring(it, "rewrite")),
    ...toHelmHook(member, behaviour).flatMap((it) => toRefactoring(it, "rewrite")),
    ...shiftRefactorings(members),
    ...(waveMember === undefined
      ? []
      : orderRefactorings(
          waveMember,
          all.filter((it) => it !== undefined),
        )),
  ];
}

/**
 * Whether people expect refactorings at an offset: on the line of the kind or the name of a resource, or of an annotation that is
 * read by Argo CD or Helm. On other lines they would only be in the way.
 */
export function isWhereRefactoringsAre({ members }: Application, fileName: string, offset: number): boolean {
  return members.some((member) => {
    if (member.fileName !== fileName) return false;
    const { file, documentIndex, manifest } = member;
    const text = file.documents[documentIndex]?.text ?? "";
    const at = offset - documentStart(file, documentIndex);
    if (at < 0 || at > text.length) return false;
    const line = lineStart(text, at);
    const metadata = nodeAt(manifest.node, "metadata");
    const entries = [
      ...[entryOf(manifest.node, "kind"), entryOf(metadata, "name"), entryOf(metadata, "generateName")],
      ...manifest.annotations.filter(({ key }) => findAnnotation(key.text) !== undefined),
    ];
    return entries.some((entry) => entry !== undefined && lineStart(text, entry.key.span.start) === line);
  });
}

function toRefactoring({ id, title, change }: HookRefactoring, kind: Refactoring["kind"]): Refactoring[] {
  return offer({ id, kind, title }, [change]);
}

/** A refactoring, if its changes are possible. */
function offer(named: Omit<Refactoring, "edits">, changes: readonly MemberChange[]): Refactoring[] {
  const edits = fileEdits(changes);
  return edits === undefined || edits.length === 0 ? [] : [{ ...named, edits }];
}

function addWave(member: Member): Refactoring[] {
  const { syncWave, helmHookWeight } = annotationKeys;
  if (!canAddAnnotation(member, syncWave) || member.resource.annotations.has(helmHookWeight)) return [];
  const change = { member, annotations: [{ key: syncWave, value: "0" }] };
  return offer({ id: "add wave", kind: "rewrite", title: "Add sync wave 0 (the default)" }, [change]);
}

function shiftRefactorings(members: readonly WaveMember[]): Refactoring[] {
  const known = members.filter(({ wave, key }) => wave !== undefined && key !== undefined);
  const left = members.length - known.length;
  const [only] = known;
  const what = (by: bigint): string =>
    known.length === 1 && only?.wave !== undefined && left === 0
      ? `the wave to ${only.wave + by}`
      : `the waves of ${counted(known.length, "resource")} by 1${leftAlone(left)}`;
  return ([1n, -1n] as const).flatMap((by) => {
    const changes = shiftWaves(known, by);
    return move(by > 0n ? "raise" : "lower", `${by > 0n ? "Raise" : "Lower"} ${what(by)}`, changes);
  });
}

function orderRefactorings({ wave, phases }: WaveMember, all: readonly WaveMember[]): Refactoring[] {
  if (wave === undefined) return [];
  const tied = tiedMembers(all, phases);
  const inPhase = `in ${[...new Set(tied.flatMap((it) => it.phases))].join(" and ")}`;
  const offered = (id: string, words: string, changes: WaveChanges | undefined, way = ""): Refactoring[] => {
    if (changes === undefined) return [];
    const moved = changes.changes.length;
    const verb = moved === 1 ? "moves" : "move";
    const what = `${counted(moved, "resource")} ${inPhase} ${verb}${way}${leftAlone(changes.fixed.length)}`;
    return move(id, `${words} (${what})`, changes);
  };
  const before = insertWave(tied, wave, "before");
  const after = insertWave(tied, wave, "after");
  return [
    ...offered("insert before", `Make room before wave ${wave}`, before, wave > 0n ? " up" : " down"),
    ...offered("insert after", `Make room after wave ${wave}`, after, wave < 0n ? " down" : " up"),
    ...offered("renumber", `Renumber the waves ${defaultStep} apart`, renumberWaves(tied, defaultStep)),
  ];
}

function move(id: string, title: string, changes: WaveChanges | undefined): Refactoring[] {
  return changes === undefined ? [] : offer({ id, kind: "move", title }, changes.changes);
}

/** A wave that a template sets cannot be moved along. */
function leftAlone(number: number): string {
  return number === 0 ? "" : `, leaving ${counted(number, "wave")} that a template sets`;
}
