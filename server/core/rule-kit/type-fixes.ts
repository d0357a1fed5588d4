/** What to do with a value of the wrong type in one of Argo CD's own objects. */
import { fieldIn, shapeInside } from "../catalogue/object-shape.ts";
import { writeKey } from "../edit/entries.ts";
import { listOfMapping, removeDashes } from "../edit/items.ts";
import { asBlockText, writtenSpan } from "../edit/values.ts";
import { entryOf, type MapNode, type Node } from "../manifest/node.ts";
import { actionsIn } from "../manifest/template.ts";
import type { TextEdit } from "../text.ts";
import type { WrongType } from "./field-types.ts";
import { imageText } from "./kustomize-image.ts";
import type { Fix, Subject } from "./rule.ts";
import { shown } from "./words.ts";

/** What to do, as a sentence. */
export function adviceForType(wrong: WrongType): string {
  const { node, expected, entry } = wrong;
  const { key } = wrong.written.spot.entry;
  const other = otherKey(wrong);
  if (other !== undefined) return `Use "${other}", which is a ${wrong.found.slice(2)}.`;
  if (entry?.key === key && key.text === "syncOptions")
    return 'Write each option as an item, such as "CreateNamespace=true".';
  const item = asItem(wrong);
  if (item !== undefined) return `Write ${shown(item)}.`;
  if (node.type === "scalar" && expected === "string") return "Put it in quotes.";
  if (withoutQuotes(wrong) !== undefined) return "Remove the quotes.";
  return `Write it as a ${expected}.`;
}

/** The fix that writes it in the type that is expected; none where nobody can tell what it would be. */
export function fixesForType(subject: Subject, wrong: WrongType): readonly Fix[] {
  const { text } = subject;
  const { entry, node, expected, written } = wrong;
  const other = otherKey(wrong);
  if (other !== undefined) {
    const edit = entryOf(written.spot.map, other) === undefined ? writeKey(written.spot.entry, other) : undefined;
    const claims = [{ offset: written.spot.map.span.start, key: other }];
    return edit === undefined ? [] : [{ ...sure(`Change the key to "${other}"`, [edit]), claims }];
  }
  const scalar = otherScalar(wrong);
  if (scalar !== undefined && entry?.oneLine !== false && isOneWord(node)) {
    const title = expected === "string" ? "Put it in quotes" : "Remove the quotes";
    return [sure(title, [{ span: writtenSpan(text, node.span), text: scalar }])];
  }
  if (entry === undefined) return itemFixes(wrong);
  if (expected === "string" && textKeys.includes(entry.key.text)) {
    const edit = asBlockText(text, entry);
    return edit === undefined ? [] : [sure("Make it a text", [edit])];
  }
  if (actionsIn(subject.actions, node.span).length > 0) return [];
  if (expected === "mapping" && node.type === "list") {
    const edits = isOneMapping(node.items) ? removeDashes(text, node) : undefined;
    return edits === undefined ? [] : [sure("Make it a mapping", edits)];
  }
  return expected === "list" ? listFixes(subject, wrong) : [];
}

function sure(title: string, edits: readonly TextEdit[]): Fix {
  return { title, edits, preferred: true };
}

/** Fields whose text is YAML. */
const textKeys: readonly string[] = ["elementsYaml", "patch", "templatePatch"];

/** The field beside it that has the type of what is written. */
function otherKey({ entry, expected, node, written }: WrongType): string | undefined {
  const { key } = written.spot.entry;
  if (entry?.key !== key) return undefined;
  const has = (name: string): boolean => fieldIn(written.level.shape, name) !== undefined;
  if (expected === "string" && node.type === "map" && has(`${key.text}Object`)) return `${key.text}Object`;
  if (node.type !== "list") return undefined;
  if (key.text === "source" && has("sources")) return "sources";
  return key.text === "values" && has("valueFiles") && isTexts(node.items) ? "valueFiles" : undefined;
}

function isTexts(items: readonly Node[]): boolean {
  return items.length > 0 && items.every((item) => item.type === "scalar" && item.scalarType === "string");
}

/** A scalar as it is to be written instead. */
function otherScalar(wrong: WrongType): string | undefined {
  const { node, expected } = wrong;
  if (node.type !== "scalar") return undefined;
  return expected === "string" ? JSON.stringify(node.text) : withoutQuotes(wrong);
}

/** A quoted number or boolean as it is without its quotes; `undefined` for anything else. */
function withoutQuotes({ node, expected }: WrongType): string | undefined {
  if (node.type !== "scalar" || node.scalarType !== "string") return undefined;
  const form = expected === "boolean" ? /^(?:true|false)$/ : expected === "number" ? /^-?[0-9]{1,15}$/ : undefined;
  return form?.test(node.text) === true ? node.text : undefined;
}

function isOneWord(node: Node): boolean {
  return node.type === "scalar" && !/[,;\s[\]{}*&]/.test(node.text);
}

/** An item of a list as it is to be written instead: a path where mappings have one, and images as Kustomize names them. */
function asItem({ entry, expected, node, written }: WrongType): string | undefined {
  if (entry !== undefined) return undefined;
  const { field, spot } = written;
  if (expected === "string" && spot.entry.key.text === "images") return imageText(node);
  const shape = field === undefined ? undefined : shapeInside(field);
  const hasPath = expected === "mapping" && shape !== undefined && fieldIn(shape, "path") !== undefined;
  return hasPath && node.type === "scalar" && node.scalarType === "string" ? `path: ${node.text}` : undefined;
}

function itemFixes(wrong: WrongType): Fix[] {
  const { node } = wrong;
  const list = wrong.written.spot.entry.value;
  const item = asItem(wrong);
  if (item === undefined || list.type !== "list" || list.flow) return [];
  if (node.type === "map" && (node.flow || node.entries.some(({ merged, value }) => merged || value.type !== "scalar")))
    return [];
  const last = node.type === "map" ? node.entries.at(-1)?.value : undefined;
  const span = { start: node.span.start, end: last?.span.end ?? node.span.end };
  if (node.type === "scalar") return [sure("Make it a path", [{ span: { ...span, end: span.start }, text: "path: " }])];
  return [sure("Make it a text", [{ span, text: item }])];
}

/** Whether mappings have no key twice, so that they can be one. */
function isOneMapping(items: readonly Node[]): boolean {
  const keys = items.flatMap((item) => (item.type === "map" ? item.entries.map(({ key }) => key.text) : []));
  return new Set(keys).size === keys.length;
}

function listFixes({ text }: Subject, { entry, node, written }: WrongType): Fix[] {
  if (entry === undefined) return [];
  const isOptions = entry.key.text === "syncOptions";
  if (node.type === "map") {
    if (isOptions) return asOptions(node);
    const shape = written.field === undefined ? undefined : shapeInside(written.field);
    const isItem = shape !== undefined && node.entries.every(({ key }) => fieldIn(shape, key.text) !== undefined);
    // Nobody knows whether several generators are one item or several.
    const isAmbiguous = entry.key.text === "generators" && node.entries.length > 1;
    const edits = isItem && !isAmbiguous ? listOfMapping(text, entry) : undefined;
    return edits === undefined ? [] : [sure("Make it a list", edits)];
  }
  const words = node.type === "scalar" && isOptions ? node.text.split(",").map((it) => it.trim()) : [];
  const isWords = words.length > 1 && words.every((it) => /^\w+=\w+$/.test(it));
  if (!entry.oneLine || !(isWords || isOneWord(node)) || written.field?.shape !== undefined) return [];
  const span = writtenSpan(text, node.span);
  const items = isWords ? words.join(", ") : text.slice(span.start, span.end);
  return [sure("Make it a list", [{ span, text: `[${items}]` }])];
}

/** Each entry of a mapping as an option in a list. */
function asOptions({ entries, flow }: MapNode): Fix[] {
  const edits = entries.flatMap(({ key, value, merged, oneLine }) => {
    const option = value.type === "scalar" && value.scalarType !== "unknown" ? `${key.text}=${value.text}` : "";
    if (merged || !oneLine || !/^\w+=\w+$/.test(option)) return [];
    return [{ span: { start: key.span.start, end: value.span.end }, text: `- ${option}` }];
  });
  if (flow || edits.length < entries.length) return [];
  return [sure("Make it a list", edits)];
}
