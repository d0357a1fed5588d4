import type { Application } from "../../application/application.ts";
import type { ItemSpec, ValueSpec } from "../../catalogue/annotation.ts";
import { type ArgoCdVersion, isKnownIn } from "../../versions.ts";
import type { Span } from "../../manifest/node.ts";
import { typeOfPlain } from "../../manifest/scalar.ts";
import { csvItems } from "../../sync/annotations.ts";
import { parseInteger } from "../../sync/integer.ts";
import type { Completion } from "./complete.ts";
import { withVersion } from "./complete-keys.ts";
import { describeItem } from "../hover.ts";
import { inMarkdown, joinMarkdown } from "../plan/markdown.ts";
import type { Slot } from "./slot.ts";
import { nameOf } from "../words.ts";

type MetadataValueSlot = Extract<Slot, { type: "metadata value" }>;
type FieldValueSlot = Extract<Slot, { type: "field value" }>;

/** What stands between the items of a value, for the types that have any. */
const separators: ReadonlyMap<ValueSpec["type"], string> = new Map([
  ["list", ","],
  ["paths", ";"],
]);

/** How many resources the detail of a wave names. */
const namedResources = 3;

/** The values of an annotation or a label: waves in use, list items that are not there yet, or the values in the catalogue. */
export function valueCompletions(
  slot: MetadataValueSlot,
  application: Application,
  version: ArgoCdVersion,
): Completion[] {
  const { spec, kind, token, json } = slot;
  const { value } = spec;
  if (value.type === "integer") return waveCompletions(slot, application);
  const isPlain = token.quote === "" && !json;
  const { text } = token;
  const separator = separators.get(value.type);
  const item = separator === undefined ? { start: 0, end: text.length } : itemAround(text, slot.at, separator);
  const others = value.type === "list" ? csvItems(`${text.slice(0, item.start)},${text.slice(item.end)}`) : [];
  const span = { start: token.span.start + item.start, end: token.span.start + item.end };
  return rankItems(value.items, others, kind, version).map((it) => ({
    kind: "value",
    label: it.value,
    detail: withVersion(value.type === "list" ? itemDetail(it, value.itemName) : it.summary, it.since, version),
    markdown: describeItem(it, spec),
    span,
    text: token.quote !== "" || (isPlain && isPlainString(it.value)) ? it.value : JSON.stringify(it.value),
    cursor: undefined,
    filter: it.value,
  }));
}

/** The values of a field; those that are not strings stay without quotes. */
export function fieldValueCompletions(
  { spec, others, token, lead, json, kind }: FieldValueSlot,
  version: ArgoCdVersion,
): Completion[] {
  const isText = spec.value.type !== "flag" && spec.value.type !== "integer";
  return rankItems(spec.value.items, others, kind, version).map((it) => ({
    kind: "value",
    label: it.value,
    detail: withVersion(it.summary, it.since, version),
    markdown: describeItem(it, spec),
    span: token.span,
    text: lead + (json && isText && token.quote === "" ? JSON.stringify(it.value) : it.value),
    cursor: undefined,
    filter: it.value,
  }));
}

/** The items that would still have an effect, last those that the version does not know. */
function rankItems(
  items: readonly ItemSpec[],
  others: readonly string[],
  kind: string,
  version: ArgoCdVersion,
): readonly ItemSpec[] {
  const taken = new Set(others.map(subjectOf));
  return items
    .filter(({ value, onlyOn }) => !taken.has(subjectOf(value)) && (onlyOn === undefined || onlyOn.includes(kind)))
    .filter(({ value }) => others.length === 0 || value !== "Skip")
    .toSorted((a, b) => Number(isKnownIn(b.since, version)) - Number(isKnownIn(a.since, version)));
}

/** The name of an option, `Prune` of `Prune=false`: two options with the same name would contradict each other. */
function subjectOf(item: string): string {
  return item.replace(/=.*/s, "");
}

function itemDetail(item: ItemSpec, itemName: string): string {
  return item.since === undefined ? itemName : `${itemName}, since ${item.since}`;
}

/** A text that needs no quotes to be one. */
function isPlainString(text: string): boolean {
  return /^[A-Za-z./][\w./=-]*$/.test(text) && typeOfPlain(text) === "string";
}

/** The item of a list around an offset, without the blanks before it. */
function itemAround(value: string, offset: number, separator: string): Span {
  const from = offset === 0 ? 0 : value.lastIndexOf(separator, offset - 1) + 1;
  const start = Math.min(offset, from + value.slice(from).search(/\S|$/));
  const next = value.indexOf(separator, offset);
  const end = next < 0 ? value.length : next;
  return { start, end: Math.max(offset, start + value.slice(start, end).trimEnd().length) };
}

/**
 * The waves that the application uses, in their order, with the resources that use them, then one before and one after all of them;
 * where a number has been typed, that number and those that begin with it.
 */
function waveCompletions({ token, at }: MetadataValueSlot, application: Application): Completion[] {
  const users = wavesInUse(application);
  const used = [...users.keys()].sort((left, right) => (left < right ? -1 : 1));
  const typed = token.text.slice(0, at).trim();
  const written = parseInteger(typed);
  const others = [...used, (used[0] ?? 0n) - 1n, (used.at(-1) ?? 0n) + 1n].filter(
    (wave) => wave !== written && `${wave}`.startsWith(typed) && parseInteger(`${wave}`) === wave,
  );
  return [...(written === undefined ? [] : [written]), ...others].map((wave) => {
    const names = users.get(wave) ?? [];
    return {
      kind: "value",
      label: `${wave}`,
      detail: names.length > 0 ? userWords(names) : newWaveWords(wave, used),
      // The detail names the others already.
      markdown: names.length > namedResources ? listOf(names) : "",
      span: token.span,
      text: token.quote === "" ? `"${wave}"` : `${wave}`,
      cursor: undefined,
      filter: `${wave}`,
      followsTyping: true,
    };
  });
}

function newWaveWords(wave: bigint, used: readonly bigint[]): string {
  if (used.every((it) => wave < it)) return "Before everything else";
  if (used.every((it) => wave > it)) return "After everything else";
  return "A new wave";
}

function listOf(users: readonly string[]): string {
  const lines = users.map((user) => inMarkdown`- ${user}`);
  return joinMarkdown(lines, "\n").markdown;
}

function wavesInUse({ members, plan }: Application): Map<bigint, string[]> {
  const users = new Map<bigint, string[]>();
  for (const [index, { wave, phases }] of plan.behaviours.entries()) {
    const member = members[index];
    if (wave === undefined || member === undefined || phases.length === 0) continue;
    const names = users.get(wave) ?? [];
    names.push(`${nameOf(member)} (${phases.join(", ")})`);
    users.set(wave, names);
  }
  return users;
}

function userWords(users: readonly string[]): string {
  const more = users.length - namedResources;
  return users.slice(0, namedResources).join(", ") + (more > 0 ? ` and ${more} more` : "");
}
