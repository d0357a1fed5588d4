/** The operations of JSON patches in whole objects. Mirrors gopkg.in/evanphx/json-patch.v4 as kustomize uses it. */
import { type ListNode, type MapNode, type Node, nodeAt, stringAt } from "../../manifest/node.ts";
import { type Charge, mayRepeat, withItems, withoutKey, withValue } from "./tree.ts";

/** An object after one operation: `content` is `undefined` where it is not known; `refusal` is why the operation cannot be done. */
export interface Operated {
  readonly content: MapNode | undefined;
  readonly refusal?: string;
}

/** Does one operation of a JSON patch; `path` and `from` are its keys. What is below `metadata` is not refused here. */
export function operate(
  object: MapNode,
  operation: Node,
  { path, from }: { readonly path: readonly string[]; readonly from: readonly string[] },
  charge: Charge,
): Operated {
  const action = stringAt(operation, "op") ?? "";
  const given = nodeAt(operation, "value");
  switch (action) {
    case "add":
    case "replace":
      return given === undefined ? unknown : put(object, path, { value: given, action }, charge);
    case "remove":
      return remove(object, path, charge);
    case "move": {
      const value = valueAt(object, from);
      if (value !== undefined && !mayRepeat(value, charge)) return unknown;
      const without = remove(object, from, charge);
      if (without.content === undefined || without.refusal !== undefined || value === undefined) return without;
      return put(without.content, path, { value, action: "add" }, charge);
    }
    case "copy": {
      const value = valueAt(object, from);
      if (value === undefined || !mayRepeat(value, charge)) return unknown;
      return put(object, path, { value, action: "add" }, charge);
    }
    case "test":
      return { content: object };
    default:
      return unknown;
  }
}

const unknown: Operated = { content: undefined };

/** What is written, and how. */
interface Put {
  readonly value: Node;
  readonly action: "add" | "replace";
}

/** Why an operation at a path cannot be done. */
function refuse(object: MapNode, path: readonly string[], refusal: string): Operated {
  return path[0] === "metadata" ? { content: object } : { content: object, refusal };
}

function put(object: MapNode, path: readonly string[], { value, action }: Put, charge: Charge): Operated {
  const missing = refuse(object, path, `there is nothing at "/${path.slice(0, -1).join("/")}"`);
  return change(object, path, missing, charge, (parent, key) => {
    if (parent.type === "map") return withValue(parent, key, value, charge);
    const { items } = parent;
    const place = key === "-" && action === "add" ? items.length : indexIn(items, key);
    const isThere = place !== undefined && (action === "add" ? place <= items.length : place < items.length);
    if (!isThere) return missing;
    return withItems(
      parent,
      [...items.slice(0, place), value, ...items.slice(action === "add" ? place : place + 1)],
      charge,
    );
  });
}

function remove(object: MapNode, path: readonly string[], charge: Charge): Operated {
  const missing = refuse(object, path, `there is nothing at "/${path.join("/")}"`);
  return change(object, path, missing, charge, (parent, key) => {
    if (parent.type === "map") return nodeAt(parent, key) === undefined ? missing : withoutKey(parent, key, charge);
    const place = indexIn(parent.items, key);
    if (place === undefined || place >= parent.items.length) return missing;
    return withItems(
      parent,
      parent.items.filter((_, index) => index !== place),
      charge,
    );
  });
}

/** Changes the mapping or list that the last key of a path belongs to. */
function change(
  root: MapNode,
  path: readonly string[],
  missing: Operated,
  charge: Charge,
  edit: (parent: MapNode | ListNode, key: string) => Node | Operated | undefined,
): Operated {
  const last = path.at(-1);
  if (last === undefined) return unknown;
  const parents: (MapNode | ListNode)[] = [root];
  let at: Node = root;
  for (const key of path.slice(0, -1)) {
    const next = childOf(at, key);
    if (next?.type === "scalar" && next.scalarType === "unknown") return unknown;
    if (next === undefined || next.type === "scalar") return missing;
    parents.push(next);
    at = next;
  }
  const edited = edit(at, last);
  if (edited === undefined || "content" in edited) return edited ?? unknown;
  let child: Node | undefined = edited;
  for (let depth = parents.length - 2; depth >= 0; depth--) {
    const parent = parents[depth];
    child = child && parent && withChild(parent, path[depth] ?? "", child, charge);
  }
  return child?.type === "map" ? { content: child } : unknown;
}

function withChild(parent: MapNode | ListNode, key: string, child: Node, charge: Charge): Node | undefined {
  if (parent.type === "map") return withValue(parent, key, child, charge);
  const place = indexIn(parent.items, key);
  const items = parent.items.map((item, index) => (index === place ? child : item));
  return withItems(parent, items, charge);
}

function valueAt(root: Node, path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((at, key) => (at === undefined ? undefined : childOf(at, key)), root);
}

function childOf(node: Node, key: string): Node | undefined {
  if (node.type !== "list") return nodeAt(node, key);
  const place = indexIn(node.items, key);
  return place === undefined ? undefined : node.items[place];
}

/** The place of an item; one below 0 is counted from the end. */
function indexIn(items: readonly Node[], key: string): number | undefined {
  if (!/^-?\d{1,9}$/.test(key)) return undefined;
  const place = Number(key);
  const counted = place < 0 ? place + items.length : place;
  return counted < 0 ? undefined : counted;
}
