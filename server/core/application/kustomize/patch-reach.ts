import { nodeAt, type Node, stringAt } from "../../manifest/node.ts";
import { entriesOf, itemsOf } from "./kustomization.ts";
import type { Patch } from "./patch.ts";

/** Whether a patch changes nothing but single annotations and labels, whatever kind of patch it is. */
export function changesDescriptionsOnly({ file }: Patch): boolean {
  const roots = file.documents.flatMap(({ parsed }) => parsed.root ?? []);
  const isTemplate = file.documents.some(({ parsed }) => parsed.actions.length > 0);
  return (
    !isTemplate && roots.every((root) => (root.type === "list" ? itemsOf(root).every(isOperation) : isMerge(root)))
  );
}

function isOperation(operation: Node): boolean {
  const path = stringAt(operation, "path") ?? "";
  const isOne = path.startsWith("/metadata/annotations/") || path.startsWith("/metadata/labels/");
  return isOne && ["add", "replace", "remove", "test"].includes(stringAt(operation, "op") ?? "");
}

function isMerge(root: Node): boolean {
  const metadata = nodeAt(root, "metadata");
  return (
    entriesOf(root).every(({ key }) => ["apiVersion", "kind", "metadata"].includes(key.text)) &&
    entriesOf(metadata).every(({ key }) => ["name", "namespace", "annotations", "labels"].includes(key.text)) &&
    ["annotations", "labels"].every((key) => isPlainMap(nodeAt(metadata, key)))
  );
}

function isPlainMap(node: Node | undefined): boolean {
  return node === undefined || (node.type === "map" && node.entries.every(({ key }) => key.text !== "$patch"));
}
