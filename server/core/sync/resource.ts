import type { Annotations } from "./annotations.ts";

/** One object from an application's manifests: the parts that decide its place in a sync. */
export interface SyncResource {
  /** The API group; empty for the core API. */
  readonly group: string;
  readonly kind: string;
  /** The namespace that the manifest declares; empty if it declares none. */
  readonly namespace: string;
  /** Empty if there is none. */
  readonly name: string;
  /** Empty if there is none; used only if the name is empty. */
  readonly generateName: string;
  readonly annotations: Annotations;
  /** False if a template may add annotations to those that are written. */
  readonly annotationsKnown: boolean;
  /** `metadata.finalizers`, as written; absent if there are none. */
  readonly finalizers?: readonly string[];
  /** What a CustomResourceDefinition defines: its `spec.group` and `spec.names.kind`; absent if one of them is not a string. */
  readonly crd?: { readonly group: string; readonly kind: string } | undefined;
}

/** What stands in a name for a part that nobody knows. No name in a cluster has this character. */
export const unknownPart = "…";

/** Whether two resources with the same name may come to have different ones. */
export function isNameOpen(name: string): boolean {
  return name.includes("{{") || name.includes(unknownPart);
}

/** The name of a resource in plans and reports: `GROUP/KIND:NAMESPACE/NAME`, as declared, with `generateName` in place of a missing name. */
export function idOf(resource: SyncResource): string {
  const name = resource.name === "" ? resource.generateName : resource.name;
  return `${resource.group}/${resource.kind}:${resource.namespace}/${name}`;
}

/** Whether a resource is a Namespace of the core API. Mirrors `isNamespaceKind` in gitops-engine/pkg/sync/sync_context.go. */
export function isNamespace(resource: Pick<SyncResource, "group" | "kind">): boolean {
  return resource.group === "" && resource.kind === "Namespace";
}

/** Whether a resource is a CustomResourceDefinition. Mirrors `IsCRD` in gitops-engine/pkg/utils/kube/kube.go. */
export function isCustomResourceDefinition(resource: Pick<SyncResource, "group" | "kind">): boolean {
  return resource.group === "apiextensions.k8s.io" && resource.kind === "CustomResourceDefinition";
}
