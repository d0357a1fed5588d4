import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { healthKeyAt } from "./health-keys.ts";

/** What a kustomization says about the ConfigMap `argocd-cm` beside its resources. */
export interface KustomizedHealthKeys {
  /** The kinds that its generator has a health check for. */
  readonly keys: readonly string[];
  /** The texts of the patches that stand in it. */
  readonly patches: readonly string[];
}

/** Reads the generators and the patches of a kustomization, which any other mapping hardly has. */
export function healthKeysOfKustomization(root: Node | undefined): KustomizedHealthKeys {
  const generators = itemsOf(root, "configMapGenerator").filter((it) => stringAt(it, "name") === "argocd-cm");
  const patches = [
    ...itemsOf(root, "patches").map((it) => stringAt(it, "patch")),
    ...itemsOf(root, "patchesJson6902").map((it) => stringAt(it, "patch")),
    ...itemsOf(root, "patchesStrategicMerge").map((it) => (it.type === "scalar" ? it.text : undefined)),
  ];
  return {
    keys: generators.flatMap((it) => [
      ...textsOf(it, "literals").flatMap(keyOfLiteral),
      ...textsOf(it, "files").flatMap(keyOfFile),
    ]),
    patches: patches.filter((text) => text !== undefined),
  };
}

/** The kinds whose health check a JSON patch adds. What else than `argocd-cm` has data with such a key? So its target is not looked at. */
export function healthKeysOfJsonPatch(root: Node | undefined): readonly string[] {
  if (root?.type !== "list") return [];
  return root.items.flatMap((operation) => {
    const path = stringAt(operation, "path") ?? "";
    const isAdded = ["add", "replace"].includes(stringAt(operation, "op") ?? "");
    const key = isAdded && path.startsWith("/data/") ? healthKeyAt(path.slice("/data/".length)) : undefined;
    return key === undefined || (stringAt(operation, "value") ?? "") === "" ? [] : [key];
  });
}

/** `KEY=TEXT`, where nothing is also a text. */
function keyOfLiteral(literal: string): readonly string[] {
  const at = literal.indexOf("=");
  const key = healthKeyAt(literal.slice(0, at));
  return at === -1 || at === literal.length - 1 || key === undefined ? [] : [key];
}

/** `KEY=PATH`, or a path whose file is called like the key. */
function keyOfFile(entry: string): readonly string[] {
  const name = entry.includes("=") ? entry.slice(0, entry.indexOf("=")) : entry.slice(entry.lastIndexOf("/") + 1);
  const key = healthKeyAt(name);
  return key === undefined ? [] : [key];
}

function textsOf(node: Node, key: string): readonly string[] {
  return itemsOf(node, key).flatMap((item) => (item.type === "scalar" ? [item.text] : []));
}

function itemsOf(node: Node | undefined, key: string): readonly Node[] {
  const list = nodeAt(node, key);
  return list?.type === "list" ? list.items : [];
}
