/** The sync options of a whole application, which are in a list of the Application and not in an annotation. */
import type { AnnotationSpec, ItemSpec } from "../catalogue/annotation.ts";
import { applicationSyncOptions } from "../catalogue/application-sync-options.ts";
import { syncOptions } from "../catalogue/annotations/sync-options.ts";
import { readOption } from "../catalogue/options.ts";
import { list } from "../catalogue/values.ts";
import { type Entry, entryOf, type ListNode, type MapNode, nodeAt, type ScalarNode } from "../manifest/node.ts";
import { removeAt } from "../edit/entries.ts";
import { removeItem, replaceScalar, splitItem } from "../edit/items.ts";
import { trimSpace } from "../sync/annotations.ts";
import type { Fix, Subject } from "./rule.ts";
import { shown } from "./words.ts";
import { derive } from "../memo.ts";

/** One item of `spec.syncPolicy.syncOptions`. */
export interface ListedOption {
  readonly subject: Subject;
  /** The entry `syncOptions`, and the mapping that contains it. */
  readonly entry: Entry;
  readonly owner: MapNode;
  readonly list: ListNode;
  readonly value: ScalarNode;
  readonly reading: ListedReading;
}

/** What an item of the list is; Argo CD compares it exactly as it is written, including spaces. */
export type ListedReading =
  | { readonly type: "known"; readonly option: ItemSpec }
  /** It sets the default: `CreateNamespace=false`. */
  | { readonly type: "idle" }
  | { readonly type: "misspelt"; readonly option: ItemSpec; readonly sure: boolean }
  /** Several options in one item: only annotations are split at commas. */
  | { readonly type: "several"; readonly options: readonly string[] }
  /** An option that Argo CD reads only from this annotation. */
  | { readonly type: "annotation"; readonly option: ItemSpec; readonly owner: AnnotationSpec }
  | { readonly type: "unknown" };

const fromAnnotations: readonly ItemSpec[] = syncOptions.value.items;

/** The options of the list in the form of an annotation; what protects a resource there protects all resources here. */
const asAnnotation: AnnotationSpec = {
  ...syncOptions,
  key: "spec.syncPolicy.syncOptions",
  value: list(
    "sync option",
    applicationSyncOptions.map((option) => ({
      ...fromAnnotations.find(({ value }) => value === option.value),
      ...option,
    })),
  ),
};

const names: readonly string[] = applicationSyncOptions.map(({ value }) => value);

/** The sync options of an Application, or of those that an ApplicationSet makes; empty for other objects. */
export function listedOptions(subject: Subject): readonly ListedOption[] {
  return derive(subject, readList);
}

function readList(subject: Subject): readonly ListedOption[] {
  const owner = nodeAt(applicationSpec(subject), "syncPolicy");
  const entry = entryOf(owner, "syncOptions");
  if (owner?.type !== "map" || entry?.value.type !== "list" || entry.merged) return [];
  const { value: items } = entry;
  return items.items.flatMap((value): ListedOption[] => {
    if (value.type !== "scalar" || value.scalarType !== "string") return [];
    return [{ subject, entry, owner, list: items, value, reading: readListed(value.text) }];
  });
}

/** An item that is a mapping, `- CreateNamespace: true`, where Argo CD expects a string. */
export interface MappedOption {
  /** What it would be as a string. */
  readonly text: string;
  readonly entry: Entry;
  readonly item: MapNode;
  readonly isKnown: boolean;
}

/** The items of the list that are mappings of one word to another. */
export function mappedOptions(subject: Subject): MappedOption[] {
  const items = nodeAt(applicationSpec(subject), "syncPolicy", "syncOptions");
  return (items?.type === "list" ? items.items : []).flatMap((item): MappedOption[] => {
    const [entry, ...more] = item.type === "map" ? item.entries : [];
    if (item.type !== "map" || entry?.value.type !== "scalar" || more.length > 0) return [];
    if (entry.value.scalarType === "unknown" || entry.key.scalarType === "unknown") return [];
    const text = `${entry.key.text}=${entry.value.text}`;
    return [{ text, entry, item, isKnown: names.includes(text) }];
  });
}

/** The `spec` of an Application, or of those that an ApplicationSet makes; `undefined` for other objects. */
export function applicationSpec({ manifest: { node, group, kind } }: Subject): ReturnType<typeof nodeAt> {
  if (group !== "argoproj.io") return undefined;
  if (kind === "Application") return nodeAt(node, "spec");
  return kind === "ApplicationSet" ? nodeAt(node, "spec", "template", "spec") : undefined;
}

function readListed(text: string): ListedReading {
  const exact = applicationSyncOptions.find(({ value }) => value === text);
  if (exact !== undefined) return { type: "known", option: exact };
  if (isIdle(text)) return { type: "idle" };
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  if (parts.length > 1 && parts.every((part) => names.includes(part) || isIdle(part))) {
    return { type: "several", options: [...new Set(parts)] };
  }
  const reading = readOption(asAnnotation, trimSpace(text));
  if (reading.type === "known") {
    return reading.option === undefined ? { type: "idle" } : { type: "misspelt", option: reading.option, sure: true };
  }
  if (reading.type === "misspelt") return reading;
  return reading.type === "other annotation" ? { ...reading, type: "annotation" } : { type: "unknown" };
}

/** Whether the text turns off what can only be turned on, or the other way round. */
function isIdle(text: string): boolean {
  const [, name = "", value = ""] = /^(\w+)=(true|false)$/.exec(text) ?? [];
  return !names.includes(text) && names.includes(`${name}=${value === "true" ? "false" : "true"}`);
}

/** The fix that writes another option in its place. */
export function changeListed({ value }: ListedOption, meant: string): Fix {
  return { title: `Change to "${meant}"`, edits: [replaceScalar(value, meant)] };
}

/** The fix that gives each of several options a separate item. */
export function splitListed(
  { subject: { text }, list: items, value }: ListedOption,
  options: readonly string[],
): Fix[] {
  const edit = splitItem(text, items, value, options);
  return edit === undefined ? [] : [{ title: "Write a separate item for each option", edits: [edit] }];
}

/** The fix that removes an option, or the whole list if nothing would be left. */
export function removeListed(option: ListedOption): Fix[] {
  const { subject, entry, owner, list: items, value } = option;
  const title = `Remove ${shown(value.text)}`;
  const isOnly = items.items.length === 1;
  const edit = isOnly ? removeAt(subject.text, { entry, map: owner }) : removeItem(subject.text, items, value);
  return edit === undefined ? [] : [{ title, edits: [edit] }];
}
