import type { KeySpec, ValueSpec } from "../../catalogue/annotation.ts";
import { isFamily, type KeyPart, keyParts, stemOf } from "../../catalogue/families.ts";
import { escapeSnippet } from "../../catalogue/snippets.ts";
import { type ArgoCdVersion, isKnownIn, sinceWords } from "../../versions.ts";
import type { FieldSpec } from "../../catalogue/field.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import { hookTypes, runningKinds } from "../../sync/hook.ts";
import type { Completion } from "./complete.ts";
import { describeAnnotation, describeField } from "../hover.ts";
import { plainText } from "../plain-text.ts";
import { fieldsAt, itemsAt, placeBelow } from "./object-place.ts";
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

const ownPrefix = "argocd.argoproj.io/";

/** Keys that have no effect without one of these next to them, and that people write right after it. */
const companions: ReadonlyMap<string, readonly string[]> = new Map([
  [annotationKeys.hookDeletePolicy, [annotationKeys.hook, annotationKeys.helmHook]],
  [annotationKeys.helmHookDeletePolicy, [annotationKeys.helmHook]],
  [annotationKeys.helmHookWeight, [annotationKeys.helmHook]],
]);

/** The keys of annotations or labels, best first; behind a hook that runs, the same with the delete policy that goes with it. */
export function keyCompletions(slot: MetadataSlot, version: ArgoCdVersion): Completion[] {
  return slot.specs
    .filter(({ key }) => !slot.siblings.includes(key))
    .map((spec) => ({ spec, rank: rankOf(spec, slot, version) }))
    .sort((a, b) => a.rank - b.rank || useOf(b.spec) - useOf(a.spec))
    .flatMap(({ spec }) => [keyCompletion(spec, slot, version), ...wholeHook(spec, slot)]);
}

function keyCompletion(spec: KeySpec, slot: MetadataSlot, version: ArgoCdVersion): Completion {
  const { key, value } = spec;
  const parts = keyParts(key);
  const isOpen = parts.some(({ type }) => type === "name");
  const following = valueStart(slot, value);
  return {
    kind: "key",
    label: key,
    detail: withVersion(spec.summary, spec.since, version),
    markdown: describeAnnotation(spec, version),
    span: slot.token.span,
    ...(isOpen ? writtenKey(slot, stemOf(key), "") : writtenKey(slot, fixedText(parts), following)),
    ...(isOpen && { snippet: openKey(slot, parts, following) }),
    filter: filterOf(slot, key),
    leadsToValues: !slot.hasColon && !isOpen && (value.type === "integer" || value.items.length > 0),
  };
}

/** The key of a family with a place for each name in it, then one for its value. */
function openKey(slot: MetadataSlot, parts: readonly KeyPart[], following: string): string {
  const { lead, quote, hasColon, followed } = slot;
  const key = parts.map((part) => (part.type === "text" ? escapeSnippet(part.text) : "${1:name}")).join("");
  const [before = "", after = ""] = hasColon ? [] : following.split("$");
  return `${lead}${quote}${key}${quote}${before}${hasColon ? "" : "$0"}${after}${followed && !hasColon ? "," : ""}`;
}

/** What is written of a key in any case. */
function fixedText(parts: readonly KeyPart[]): string {
  return parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

/** Keys are found by their last part as well, Argo CD's own before those of others that end with the same. */
function filterOf({ quote }: MetadataSlot, key: string): string {
  const name = key.startsWith(ownPrefix) ? key.slice(ownPrefix.length) : "";
  const last = isFamily(key) ? fixedText(keyParts(key.slice(stemOf(key).length))).replace(/^\./, "") : name;
  return `${quote}${last}${last === "" ? "" : " "}${fixedText(keyParts(key))}`;
}

/** The policy with which a hook that failed stays to be looked at, and no other does. */
const usualPolicy = "BeforeHookCreation,HookSucceeded";
const hookKept = "A hook that stays when it has failed, so that people can look at its log.";

/** A hook with the delete policy that most hooks have, written at once. */
function wholeHook({ key }: KeySpec, slot: MetadataSlot): Completion[] {
  const { siblings, indent, lead, hasColon, followed, json, kind, quote, token } = slot;
  const { hook, hookDeletePolicy } = annotationKeys;
  const isFree = !siblings.includes(hookDeletePolicy) && !siblings.includes(annotationKeys.helmHook);
  if (key !== hook || !isFree || hasColon || indent === undefined || (kind !== "" && !runningKinds.has(kind)))
    return [];
  const inQuotes = (text: string): string => (json ? `"${text}"` : text);
  const entry = (name: string, value: string): string => `${quote}${name}${quote}: ${inQuotes(value)}`;
  const lines = (type: string): string =>
    [`${lead}${entry(hook, type)}`, `${indent}${entry(hookDeletePolicy, usualPolicy)}`].join(json ? ",\n" : "\n") +
    (followed ? "," : "");
  const [first = "", ...others] = hookTypes.filter((type) => type !== "Skip");
  return [
    {
      kind: "key",
      label: `${hook} + hook-delete-policy`,
      detail: hookKept,
      markdown: `${hookKept}\n\n\`\`\`yaml\n${hook}: ${first}\n${hookDeletePolicy}: ${usualPolicy}\n\`\`\``,
      span: token.span,
      text: lines(first),
      cursor: undefined,
      snippet: lines(`\${1|${[first, ...others].join(",")}|}`),
      filter: filterOf(slot, hook),
    },
  ];
}

/** 0 for what is most likely meant. */
function rankOf({ key, readOn, since }: KeySpec, { siblings, kind }: MetadataSlot, version: ArgoCdVersion): number {
  if (!isKnownIn(since, version)) return 9;
  const isArgoCds = key.startsWith(ownPrefix);
  const needed = companions.get(key);
  if (needed !== undefined) return needed.some((it) => siblings.includes(it)) ? 0 : isArgoCds ? 5 : 8;
  if (key === annotationKeys.hook && runningKinds.has(kind)) return 1;
  if (key === annotationKeys.syncWave) return 2;
  const isOfKind = readOn !== "any resource" && readOn.includes(kind);
  if (isArgoCds) return isOfKind ? 3 : 4;
  // The dozens of keys of other tools would hide the rest.
  return isOfKind ? 7 : 6;
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
      markdown: describeField(spec, version),
      span: slot.token.span,
      ...writtenKey(slot, key, fieldStart(slot, spec)),
      filter: `${slot.quote}${key}`,
      leadsToValues: !slot.hasColon && leadsOn(slot, key, spec),
    }));
}

/** Its value is written on the next lines. */
function isBelow({ value, path }: FieldSpec): boolean {
  return value.type === "mapping" || path.endsWith("[]");
}

/** What follows the key of a field: a mapping or a list begins on the next line, or in brackets. */
function fieldStart({ flow, indent }: FieldSlot, spec: FieldSpec): string {
  if (!isBelow(spec)) return ": ";
  const isList = spec.path.endsWith("[]");
  if (flow) return isList ? ": [$]" : ": {$}";
  return indent === undefined ? ":" : `:\n${indent}  ${isList ? "- " : ""}$`;
}

/** Whether there is something to choose from where the cursor is then. */
function leadsOn({ place, flow, indent }: FieldSlot, key: string, spec: FieldSpec): boolean {
  if (!isBelow(spec)) return spec.value.items.length > 0;
  const below = placeBelow(place, key);
  const isKnown = itemsAt(below) !== undefined || fieldsAt(below).length > 0;
  return isKnown && (flow || indent !== undefined);
}

/** A few words of Markdown as plain text, with the version that they need in front if the version in use is older. */
export function withVersion(words: string, since: string | undefined, version: ArgoCdVersion): string {
  const plain = plainText(words);
  return isKnownIn(since, version) ? plain : `Needs ${sinceWords(since) ?? ""}. ${plain}`;
}

/** A key in its quotes with what follows it, `$` for the cursor; nothing follows if there is already a colon. */
function writtenKey(
  slot: MetadataSlot | FieldSlot,
  name: string,
  following: string,
): Pick<Completion, "text" | "cursor"> {
  const key = `${slot.lead}${slot.quote}${name}${slot.quote}`;
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
