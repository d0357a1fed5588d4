import type { Manifest } from "../manifest/manifest.ts";
import { type Entry, type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { isBuiltInGroup } from "../sync/scope.ts";
import { itemsAt, type ObjectKind, type Reference, referenceTo } from "./reference.ts";
import { producedBy } from "./produced.ts";

/** A Secret or ConfigMap that a resource goes on without, but not as it is meant to. */
export interface Use extends Reference {
  /** What makes use of it. */
  readonly by: "routing" | "pulls" | "controller";
}

const secret: ObjectKind = { group: "", kind: "Secret" };
const configMap: ObjectKind = { group: "", kind: "ConfigMap" };

/** What a resource that runs no Pods uses in its own namespace: certificates, the Secrets of an account, what a custom resource names. */
export function otherUses(manifest: Manifest): readonly Use[] {
  const { node, group, kind } = manifest;
  switch (`${group}/${kind}`) {
    case "networking.k8s.io/Ingress":
      return itemsAt(nodeAt(node, "spec"), "tls").flatMap((it) => usesOf("routing", secret, nodeAt(it, "secretName")));
    case "gateway.networking.k8s.io/Gateway":
      return itemsAt(nodeAt(node, "spec"), "listeners")
        .flatMap((it) => itemsAt(nodeAt(it, "tls"), "certificateRefs"))
        .flatMap((it) => (nodeAt(it, "namespace") === undefined ? usesOf("routing", secret, nodeAt(it, "name")) : []));
    case "/ServiceAccount":
      return itemsAt(node, "imagePullSecrets").flatMap((it) => usesOf("pulls", secret, nodeAt(it, "name")));
    default:
      return group.includes(".") && !isBuiltInGroup(group) ? namedIn(manifest) : [];
  }
}

function usesOf(by: Use["by"], kind: ObjectKind, name: Node | undefined): Use[] {
  return referenceTo(kind, name).map((reference) => ({ ...reference, by }));
}

/** What a custom resource names below keys such as `tokenSecretRef`, except what it makes itself. */
function namedIn(manifest: Manifest): Use[] {
  const made = new Set(producedBy(manifest).map(({ name }) => name));
  const uses: Use[] = [];
  const open: Node[] = [nodeAt(manifest.node, "spec")].filter((it) => it !== undefined);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "list") for (const item of node.items) open.push(item);
    if (node.type !== "map") continue;
    for (const entry of node.entries) {
      for (const use of namedBy(entry)) if (!made.has(use.name)) uses.push(use);
      open.push(entry.value);
    }
  }
  return uses;
}

function namedBy({ key, value }: Entry): Use[] {
  const kind = kindNamedBy(key.text);
  if (kind === undefined || value.type === "list") return [];
  if (value.type === "scalar") return /name$/i.test(key.text) ? usesOf("controller", kind, value) : [];
  const isElsewhere = nodeAt(value, "namespace") !== undefined || (stringAt(value, "kind") ?? kind.kind) !== kind.kind;
  return isElsewhere ? [] : usesOf("controller", kind, nodeAt(value, "name"));
}

/** The kind of what stands at a key such as `secretRef`, `passwordSecretKeyRef`, `secretName` or `configMap`. */
function kindNamedBy(key: string): ObjectKind | undefined {
  const word = key.toLowerCase().replace(/name$/, "").replace(/ref$/, "").replace(/key$/, "");
  if (word.endsWith("secret")) return secret;
  return word.endsWith("configmap") ? configMap : undefined;
}
