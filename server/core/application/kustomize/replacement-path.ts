/** The paths of replacements: where they take values from, and where they write them. */
import { entryOf, type ListNode, type MapNode, type Node, nodeAt, type ScalarNode } from "../../manifest/node.ts";
import { type Charge, emptyMap, withItems, withValue } from "./tree.ts";

/** What stands at a path; `undefined` where nothing does. */
export function lookUp(root: Node, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((at, key) => (at === undefined ? undefined : childAt(at, key)), root);
}

/** What writing came to: `missing` where nothing stands at the path, `unknown` where that cannot be told. */
export type Written = MapNode | "missing" | "unknown";

/** How a value is written. */
export interface Writing {
  /** The value that takes the place of another one; `undefined` where it cannot be told. */
  readonly replace: (old: Node | undefined) => Node | undefined;
  /** Whether what is not there is made. */
  readonly creates: boolean;
  readonly charge: Charge;
}

/** Writes at a path. Mirrors `PathMatcher` in kyaml/yaml/match.go of kustomize as far as its paths are usual ones. */
export function writeAt(root: MapNode, path: readonly string[], writing: Writing): Written {
  const written = write(root, path, writing);
  return typeof written === "string" || written.type === "map" ? written : "unknown";
}

function write(node: Node, [key, ...rest]: readonly string[], writing: Writing): Node | "missing" | "unknown" {
  if (key === undefined) return writing.replace(node) ?? "unknown";
  // The text may be a document of its own, which newer versions of kustomize look into.
  if (node.type === "scalar") return "unknown";
  if (key === "*" || key.startsWith("["))
    return node.type === "list" ? writeItems(node, key, rest, writing) : "unknown";
  const old = childAt(node, key);
  if (old !== undefined) {
    const child = write(old, rest, writing);
    return typeof child === "string" ? child : withChild(node, key, { old, child }, writing.charge);
  }
  if (!writing.creates || node.type === "list") return writing.creates ? "unknown" : "missing";
  const made = rest.length === 0 ? writing.replace(undefined) : write(emptyMap(node), rest, writing);
  if (made === undefined || typeof made === "string") return made ?? "unknown";
  return withValue(node, key, made, writing.charge) ?? "unknown";
}

/** Writes in the items of a list that are meant: all of them, or those in which a field holds a text somewhere. */
function writeItems(
  list: ListNode,
  key: string,
  rest: readonly string[],
  writing: Writing,
): Node | "missing" | "unknown" {
  const wanted = key === "*" ? undefined : fieldAndText(key);
  // What is no word is a pattern.
  if (wanted !== undefined && !/^[\w-]+$/.test(wanted.text)) return "unknown";
  let isWritten = false;
  const items: Node[] = [];
  for (const item of list.items) {
    const isMeant = wanted === undefined || textAt(item, wanted.field)?.includes(wanted.text) === true;
    const written = isMeant ? write(item, rest, writing) : "missing";
    if (written === "unknown") return written;
    isWritten ||= written !== "missing";
    items.push(written === "missing" ? item : written);
  }
  if (!isWritten) return writing.creates ? "unknown" : "missing";
  return withItems(list, items, writing.charge) ?? "unknown";
}

function withChild(
  node: MapNode | ListNode,
  key: string,
  { old, child }: { readonly old: Node; readonly child: Node },
  charge: Charge,
): Node | "unknown" {
  if (node.type === "map") return withValue(node, key, child, charge) ?? "unknown";
  return (
    withItems(
      node,
      node.items.map((item) => (item === old ? child : item)),
      charge,
    ) ?? "unknown"
  );
}

function childAt(node: Node, key: string): Node | undefined {
  if (node.type === "map") return entryOf(node, key)?.value;
  if (node.type !== "list") return undefined;
  if (/^\d{1,9}$/.test(key)) return node.items[Number(key)];
  if (!key.startsWith("[")) return undefined;
  const { field, text } = fieldAndText(key);
  return node.items.find((item) => textAt(item, field) === text);
}

/** The parts of `[FIELD=TEXT]`. */
function fieldAndText(key: string): { readonly field: string; readonly text: string } {
  const equals = key.indexOf("=");
  return { field: key.slice(1, equals), text: key.slice(equals + 1, -1) };
}

function textAt(item: Node, field: string): string | undefined {
  const value = nodeAt(item, field);
  return value?.type === "scalar" ? value.text : undefined;
}

/**
 * The text of a target after a part of it, or all of it, was replaced; `undefined` where it has no such part.
 * Mirrors `setFieldValue` in api/filters/replacement/replacement.go of kustomize.
 */
export function replaceText(old: string, text: string, { delimiter, index }: Parts): string {
  if (delimiter === "") return text;
  const parts = old.split(delimiter);
  if (index < 0) return [text, ...parts].join(delimiter);
  if (index >= parts.length) return [...parts, text].join(delimiter);
  return parts.map((part, at) => (at === index ? text : part)).join(delimiter);
}

/** The value in the place of another one: a scalar keeps what kind of value it is. */
export function replaceNode(old: Node | undefined, value: Node, parts: Parts): Node | undefined {
  if (old?.type !== "scalar" || value.type !== "scalar") return parts.delimiter === "" ? value : undefined;
  if (old.scalarType === "unknown" || value.scalarType === "unknown") return { ...old, scalarType: "unknown" };
  const scalarType: ScalarNode["scalarType"] = old.scalarType === "null" ? value.scalarType : old.scalarType;
  const text = replaceText(old.text, value.text, parts);
  return fits(scalarType, text) ? { ...old, scalarType, text } : undefined;
}

/** Kustomize refuses a text that does not fit, if it comes to read it as such a value. */
function fits(scalarType: ScalarNode["scalarType"], text: string): boolean {
  if (scalarType === "boolean") return text === "true" || text === "false";
  return scalarType !== "number" || /^-?\d{1,15}$/.test(text);
}

/** How a text is taken apart; a delimiter "" leaves it whole. */
export interface Parts {
  readonly delimiter: string;
  readonly index: number;
}

/**
 * The keys of a path: separated by dots, where one in brackets, or with a dot after a backslash, is a single key. Only what chooses an
 * item of a list keeps its brackets. Mirrors `SmarterPathSplitter` in kyaml/utils/pathsplitter.go of kustomize.
 */
export function splitPath(path: string): readonly string[] {
  const keys: string[] = [];
  const parts = splitAtDots(path);
  for (let at = 0; at < parts.length; at++) {
    const first = parts[at] ?? "";
    if (!first.startsWith("[") || first.endsWith("]")) {
      keys.push(first);
      continue;
    }
    const begin = at;
    while (at < parts.length - 1 && parts[at]?.endsWith("]") !== true) at++;
    const key = parts.slice(begin, at + 1).join(".");
    keys.push(key.includes("=") ? key : trimBrackets(key));
  }
  return keys;
}

function trimBrackets(key: string): string {
  let [start, end] = [0, key.length];
  while (start < end && "[]".includes(key.charAt(start))) start++;
  while (end > start && "[]".includes(key.charAt(end - 1))) end--;
  return key.slice(start, end);
}

/** Mirrors `PathSplitter` in the same file. */
function splitAtDots(path: string): readonly string[] {
  const parts = path.split(".");
  if (parts.length > 1 && parts[0] === "") parts.shift();
  const keys: string[] = [];
  for (const part of parts) {
    const last = keys.at(-1);
    if (last?.endsWith("\\") === true) keys[keys.length - 1] = `${last.slice(0, -1)}.${part}`;
    else keys.push(part);
  }
  return keys;
}
