/** Where what makes a hook of a resource is written, and how it becomes an ordinary resource. */
import type { NamedFile } from "../application/application.ts";
import { annotationKeys } from "../sync/annotations.ts";
import type { Phase } from "../sync/phase.ts";
import type { Roster, RosterMember } from "../roster/roster.ts";
import { editMembers } from "./annotate.ts";
import { valueSpan } from "./annotations.ts";
import type { ApplicationFix, FilePlace, MemberPlace } from "./application-rule.ts";
import { named, nameSpan } from "./application-words.ts";

const hookKeys: readonly string[] = [annotationKeys.hook, annotationKeys.helmHook];

/**
 * The annotation that makes a hook of it, or what a kustomization sets; its name where the Application itself sets the annotation, as
 * that is in none of the files of the application.
 */
export function hookPlace(roster: Roster, entry: RosterMember): MemberPlace | FilePlace {
  for (const key of hookKeys) {
    const place = annotationPlace(roster, entry, key);
    if (place !== undefined) return place;
  }
  return { member: entry.member, span: nameSpan(entry) };
}

/** Where an annotation of a resource is written, or set by a kustomization; `undefined` if neither is in a file of the application. */
export function annotationPlace(
  { application }: Roster,
  { member }: RosterMember,
  key: string,
): MemberPlace | FilePlace | undefined {
  const change = member.changes?.find((it) => it.what === "annotation" && it.key === key);
  if (change !== undefined) {
    const { path, offset, end } = change.location;
    const found = application.files.find(({ name }: NamedFile) => name === path);
    return found && { fileName: found.name, file: found.file, span: { start: offset, end } };
  }
  const annotation = member.manifest.annotations.findLast((it) => it.effective && it.key.text === key);
  const text = member.file.documents[member.documentIndex]?.text;
  return annotation && text !== undefined ? { member, span: valueSpan({ text }, annotation) } : undefined;
}

/** The fix that orders hooks by waves alone, each on the side of the Sync phase where it ran; none if one of them is not written here. */
export function removeHooks(hooks: readonly RosterMember[]): readonly ApplicationFix[] {
  const [first] = hooks;
  if (first === undefined) return [];
  const edits = editMembers(
    hooks.map((hook) => {
      const wave = waveInstead(hook);
      return {
        member: hook.member,
        annotations: [
          ...goneKeys.map((key) => ({ key, value: undefined })),
          ...(wave === undefined ? [] : [{ key: annotationKeys.syncWave, value: wave.toString() }]),
        ],
      };
    }),
  );
  if (edits === undefined) return [];
  const wave = waveInstead(first) ?? first.behaviour.wave;
  const where = hooks.length > 1 || wave === undefined ? "order them with sync waves" : `apply it in wave ${wave}`;
  return [{ title: `Remove the hook from ${hooks.map(named).join(", ")}, and ${where}`, edits }];
}

const goneKeys: readonly string[] = [
  annotationKeys.hook,
  annotationKeys.helmHook,
  annotationKeys.hookDeletePolicy,
  annotationKeys.helmHookDeletePolicy,
];

/** The wave that keeps an ordinary resource before or after those without a wave, as its phase did; `undefined` if it has such a wave. */
function waveInstead({ behaviour: { phases, wave = 0n } }: RosterMember): bigint | undefined {
  const [phase]: readonly (Phase | undefined)[] = phases;
  if (phase === "PreSync" && wave >= 0n) return -1n;
  return phase === "PostSync" && wave <= 0n ? 1n : undefined;
}
