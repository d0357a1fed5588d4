import type { KeySpec, ValueSpec } from "../../catalogue/annotation.ts";
import { isFamily, stemOf } from "../../catalogue/families.ts";
import { type ArgoCdVersion, isKnownIn, sinceWords } from "../../versions.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import type { Completion } from "./complete.ts";
import { describeAnnotation, describeField } from "../hover.ts";
import type { Slot } from "./slot.ts";

type MetadataSlot = Extract<Slot, { type: "metadata" }>;
type FieldSlot = Extract<Slot, { type: "field" }>;

/** How often each key is used in public repositories; other keys are rare. */
const uses: ReadonlyMap<string, number> = new Map([
  [annotationKeys.syncWave, 9004],
  [annotationKeys.syncOptions, 3457],
  [annotationKeys.hook, 379],
  [annotationKeys.hookDeletePolicy, 277],
  ["argocd.argoproj.io/compare-options", 179],
  [annotationKeys.helmHook, 178],
  [annotationKeys.helmHookDeletePolicy, 98],
  [annotationKeys.helmHookWeight, 97],
  ["argocd.argoproj.io/secret-type", 83],
  ["argocd.argoproj.io/manifest-generate-paths", 27],
  [annotationKeys.helmResourcePolicy, 5],
  ["argocd.argoproj.io/ignore-restart-policy", 3],
  ["argocd.argoproj.io/ignore-healthcheck", 1],
]);

/** Keys that have no effect without one of these next to them, and that people write right after it. */
const companions: ReadonlyMap<string, readonly string[]> = new Map([
  [annotationKeys.hookDeletePolicy, [annotationKeys.hook, annotationKeys.helmHook]],
  [annotationKeys.helmHookDeletePolicy, [annotationKeys.helmHook]],
  [annotationKeys.helmHookWeight, [annotationKeys.helmHook]],
]);

/** The keys of annotations or labels: Argo CD's own for this kind of object first, then by use; last what the version does not know. */
export function keyCompletions(slot: MetadataSlot, version: ArgoCdVersion): Completion[] {
  return slot.specs
    .filter(({ key }) => !slot.siblings.includes(key))
    .map((spec) => ({ spec, rank: rankOf(spec, slot, version) }))
    .sort((a, b) => a.rank - b.rank || useOf(b.spec) - useOf(a.spec))
    .map(({ spec }) => ({
      kind: "key",
      label: spec.key,
      detail: withVersion(spec.summary, spec.since, version),
      markdown: describeAnnotation(spec),
      span: slot.token.span,
      ...writtenKey(slot, stemOf(spec.key), isFamily(spec.key) ? "" : valueStart(slot, spec.value)),
    }));
}

/** 0 for what is most likely meant. */
function rankOf({ key, readOn, since }: KeySpec, { siblings, kind }: MetadataSlot, version: ArgoCdVersion): number {
  if (!isKnownIn(since, version)) return 5;
  const needed = companions.get(key);
  if (needed !== undefined) return needed.some((it) => siblings.includes(it)) ? 0 : 4;
  if (readOn === "any resource" || !readOn.includes(kind)) return 2;
  // Otherwise dozens of keys of other tools would hide the rest.
  return key.startsWith("argocd.argoproj.io/") ? 1 : 3;
}

function useOf({ key }: KeySpec): number {
  return uses.get(key) ?? 0;
}

/** The keys of a mapping of the sync policy, in the order of the documentation. */
export function fieldCompletions(slot: FieldSlot, version: ArgoCdVersion): Completion[] {
  return slot.fields
    .filter(([key]) => !slot.siblings.includes(key))
    .toSorted(([, a], [, b]) => Number(isKnownIn(b.since, version)) - Number(isKnownIn(a.since, version)))
    .map(([key, spec]) => ({
      kind: "key",
      label: key,
      detail: withVersion(spec.summary, spec.since, version),
      markdown: describeField(spec),
      span: slot.token.span,
      ...writtenKey(slot, key, spec.value.type === "mapping" || spec.path.endsWith("[]") ? ":" : ": "),
    }));
}

/** A few words, with the version that they need in front if the version in use is older. */
export function withVersion(words: string, since: string | undefined, version: ArgoCdVersion): string {
  return isKnownIn(since, version) ? words : `Needs ${sinceWords(since) ?? ""}. ${words}`;
}

/** A key in its quotes with what follows it, `$` for the cursor; nothing follows if there is already a colon. */
function writtenKey(
  slot: MetadataSlot | FieldSlot,
  name: string,
  following: string,
): Pick<Completion, "text" | "cursor"> {
  const key = `${slot.quote}${name}${slot.quote}`;
  if (slot.hasColon) return { text: key, cursor: undefined };
  const comma = slot.followed ? "," : "";
  // The key of a family is not complete yet.
  if (following === "") return { text: key, cursor: slot.quote === "" ? undefined : key.length - 1 };
  const [before = "", after] = following.split("$");
  const end = key.length + before.length;
  return { text: key + before + (after ?? "") + comma, cursor: after === undefined && comma === "" ? undefined : end };
}

function valueStart({ json }: MetadataSlot, { type }: ValueSpec): string {
  return json || type === "integer" || type === "flag" ? ': "$"' : ": ";
}
