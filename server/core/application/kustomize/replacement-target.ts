/** Which objects a replacement writes into, and where in them. */
import { type Node, nodeAt, stringAt } from "../../manifest/node.ts";
import { entriesOf, itemsOf } from "./kustomization.ts";
import type { KustomizeObject } from "./object.ts";
import type { Parts } from "./replacement-path.ts";
import { readSelector, type Selected, type Selector, selects } from "./selector.ts";
import { entrySize } from "./tree.ts";

/** Where a replacement writes. */
export interface Target extends Parts {
  readonly select: Selector | undefined;
  readonly reject: readonly Selector[];
  readonly paths: readonly string[];
  readonly creates: boolean;
}

/** Reads a target. */
export function readTarget(node: Node): Target {
  const select = nodeAt(node, "select");
  const paths = itemsOf(nodeAt(node, "fieldPaths")).flatMap((item) => (item.type === "scalar" ? [item.text] : []));
  return {
    select: select && readSelector(select),
    reject: itemsOf(nodeAt(node, "reject")).map(readSelector),
    // Without any path it is the name that is replaced.
    paths: paths.length > 0 ? paths : ["metadata.name"],
    creates: entriesOf(nodeAt(node, "options")).some(({ key, value }) => key.text === "create" && isTrue(value)),
    ...partsOf(node),
  };
}

function isTrue(node: Node): boolean {
  return node.type === "scalar" && node.text === "true";
}

/** How a source or a target takes its text apart. */
export function partsOf(node: Node): Parts {
  const index = nodeAt(node, "options", "index");
  const text = index?.type === "scalar" ? index.text : "0";
  return {
    delimiter: stringAt(node, "options", "delimiter") ?? "",
    index: /^-?\d{1,9}$/.test(text) ? Number(text) : 0,
  };
}

/**
 * Whether a replacement writes into an object. Before version 5.8, kustomize compares texts where it compares patterns since: what that
 * decides is not known.
 */
export function targets({ select, reject }: Target, object: KustomizeObject): Selected {
  if (select === undefined) return "no";
  const chosen = selects(select, object);
  const rejected = reject.map((it) => selects(it, object));
  if (chosen === "no" || rejected.some((it, at) => it === "yes" && isPlain(reject[at]))) return "no";
  return chosen === "yes" && isPlain(select) && rejected.every((it) => it === "no") ? "yes" : "unknown";
}

/** What it costs to ask so many objects whether they are a target: a pattern is read and tried for each. */
export function comparisons({ select, reject }: Target, objects: number): number {
  const selectors = [...reject, ...(select === undefined ? [] : [select])];
  return Math.floor((objects * selectors.reduce((sum, it) => sum + (isPlain(it) ? 1 : patternCost), 0)) / entrySize);
}

/** How many plain comparisons take as long as one with a pattern. */
const patternCost = 20;

function isPlain(selector: Selector | undefined): boolean {
  const { group = "", version = "", kind = "", name = "", namespace = "" } = selector ?? {};
  return [group, version, kind, name, namespace].every((part) => /^[\w.-]*$/.test(part));
}
