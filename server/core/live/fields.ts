/** Reads fields of an object in the status of an Application, where nothing is surely what it should be. */
import { type Node, nodeAt } from "../manifest/node.ts";
import { parseInteger } from "../sync/integer.ts";

/** The text of a scalar at a path, whatever its type; "" where there is none. */
export function textAt(node: Node | undefined, ...path: readonly string[]): string {
  const found = nodeAt(node, ...path);
  return found?.type === "scalar" && found.scalarType !== "null" ? found.text : "";
}

/** Whether a field is `true`. */
export function flagAt(node: Node | undefined, ...path: readonly string[]): boolean {
  return textAt(node, ...path) === "true";
}

/** A whole number at a path. */
export function numberAt(node: Node | undefined, ...path: readonly string[]): bigint | undefined {
  return parseInteger(textAt(node, ...path));
}

/** The items of a list at a path; none where there is no list. */
export function listAt(node: Node | undefined, ...path: readonly string[]): readonly Node[] {
  const found = nodeAt(node, ...path);
  return found?.type === "list" ? found.items : [];
}

/** The texts in a list at a path. */
export function textsAt(node: Node | undefined, ...path: readonly string[]): readonly string[] {
  return listAt(node, ...path).flatMap((item) => (item.type === "scalar" ? [item.text] : []));
}
