import { openFile } from "../manifest/file.ts";
import { type Node, nodeAt } from "../manifest/node.ts";

/** The keys of the ConfigMap `argocd-cm` about one kind: the prefix, followed by `GROUP_KIND`, or `KIND` for one of the core API. */
const prefix = "resource.customizations.health.";

/** The key about any number of kinds, whose value is YAML. */
const legacyKey = "resource.customizations";

/**
 * The kinds that the data of `argocd-cm` has a health check for, as `GROUP/KIND` or patterns of that.
 * Mirrors `GetResourceOverrides` and `appendResourceOverridesFromSplitKeys` in util/settings/settings.go.
 */
export function healthKeysIn(data: Node | undefined): readonly string[] {
  if (data?.type !== "map") return [];
  const legacy = nodeAt(data, legacyKey);
  const keys = new Set(legacy?.type === "scalar" ? healthKeysInText(legacy.text) : []);
  for (const { key, value } of data.entries) {
    const about = healthKeyAt(key.text);
    if (about === undefined) continue;
    // An empty script takes away the one of the older key, and then Argo CD has only its own.
    if (isScript(value)) keys.add(about);
    else keys.delete(about);
  }
  return [...keys];
}

/** The kinds in the value of the key `resource.customizations`. Mirrors `ResourceOverride` in pkg/apis/application/v1alpha1/types.go. */
export function healthKeysInText(text: string): readonly string[] {
  const root = openFile(text).documents[0]?.parsed.root;
  if (root?.type !== "map") return [];
  return root.entries.flatMap(({ key, value }) => (isScript(nodeAt(value, "health.lua")) ? [key.text] : []));
}

/** The kind that a key of the ConfigMap has a health check for; `undefined` for any other key. */
export function healthKeyAt(key: string): string | undefined {
  return key.startsWith(prefix) ? healthKeyOf(key.slice(prefix.length)) : undefined;
}

/**
 * The kind at the end of a key. A wildcard can only stand in the older key, since the API server refuses a ConfigMap with a key that
 * has one. Mirrors `convertToOverrideKey` in util/settings/settings.go.
 */
export function healthKeyOf(groupKind: string): string | undefined {
  if (!/^[-._a-zA-Z0-9]+$/.test(groupKind)) return undefined;
  if (groupKind === "all") return "*/*";
  const parts = groupKind.split("_");
  return parts.length > 2 || parts.includes("") ? undefined : parts.join("/");
}

/** Whether there is a script: to Argo CD an empty one is none. */
export function isScript(value: Node | undefined): boolean {
  return value?.type === "scalar" && value.text !== "" && ["string", "unknown"].includes(value.scalarType);
}
