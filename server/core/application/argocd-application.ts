import { derive } from "../memo.ts";
import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import type { Annotations } from "../sync/annotations.ts";
import { parseInteger } from "../sync/integer.ts";
import type { Automation, Cascade } from "../sync/plan.ts";
import { textsOf } from "./kustomize/object.ts";
import { type DocumentLocation, documentLocation, type Location, locationOf } from "./location.ts";
import { readSourceSpec, type SourceSpec } from "./source-spec.ts";

/** What an Application object says about the manifests that it deploys, as far as it can be known before rendering. */
export interface DeclaredApplication {
  readonly name: string;
  /** `spec.destination.namespace`, "" where there is none. */
  readonly namespace: string;
  /** The namespace of the object itself; absent where it is not written out. */
  readonly home?: string | undefined;
  /** Its destination: the address of the cluster or, without one, its name; absent where neither is written out. */
  readonly cluster?: string | undefined;
  /** Absent where it is not written out. */
  readonly project?: string | undefined;
  /** The folders of its sources, relative to the root of their repository, without slashes at the ends; "" is the root. */
  readonly paths: readonly string[];
  readonly createNamespace: boolean;
  /** In the order in which Argo CD puts their manifests together; where there are `sources`, `source` counts for nothing. */
  readonly sources: readonly SourceSpec[];
  /** `spec.syncPolicy.syncOptions`, as written. */
  readonly syncOptions: readonly string[];
  /** The annotations that `managedNamespaceMetadata` gives to the created Namespace. */
  readonly namespaceAnnotations: Annotations;
  /** There is a `managedNamespaceMetadata`. */
  readonly managesNamespace: boolean;
  /** How Argo CD syncs it by itself, if it does: where `enabled` is false, only versions that do not read that do. */
  readonly automated: (Automation & { readonly enabled?: false }) | undefined;
  /** What its finalizers say about its deletion; absent where they are not known. */
  readonly cascade?: Cascade | undefined;
  /** The ApplicationSet that makes it deletes none of its Applications. */
  readonly isKept?: true;
  /** Where the Application is written, or the template that prints it. */
  readonly location: Location;
  /** Argo CD may find something else there: a chart prints it with values that need not be those that Argo CD uses. */
  readonly isLikely?: true;
  /** What deploys the chart that prints it, in words that tell it from others; absent where it is written. */
  readonly printedFor?: string;
}

/** The Applications that stand in a file. Mirrors `ApplicationSpec` in pkg/apis/application/v1alpha1/types.go. */
export function readDeclaredApplications(file: ManifestFile, path: string): DeclaredApplication[] {
  return file.documents.flatMap((document, index) => {
    if (!declaresApplications(document)) return [];
    const location = documentLocation(path, file, index);
    return document.manifests.filter(isApplication).map(({ name, node }) => toApplication(name, node, location));
  });
}

/** Whether an Application or an ApplicationSet may stand in a document: cheap, and true rather too often. */
export function declaresApplications(document: ManifestDocument): boolean {
  return derive(document, namesApplications);
}

function namesApplications({ text }: ManifestDocument): boolean {
  return text.includes("argoproj.io") && text.includes("Application");
}

/** Whether a manifest is an Application. */
export function isApplication({ group, kind }: Pick<Manifest, "group" | "kind">): boolean {
  return group === "argoproj.io" && kind === "Application";
}

/** The Application of a mapping that has a `spec`. */
export function toApplication(name: string, node: Node, document: DocumentLocation): DeclaredApplication {
  const several = nodeAt(node, "spec", "sources");
  const single = nodeAt(node, "spec", "source");
  const written =
    several?.type === "list" && several.items.length > 0 ? several.items : single === undefined ? [] : [single];
  const sources = written.map((source) => readSourceSpec(source, document));
  const syncOptions = syncOptionsOf(node);
  return {
    name,
    namespace: (stringAt(node, "spec", "destination", "namespace") ?? "").slice(0, longestName),
    home: nameAt(node, "metadata", "namespace"),
    cluster: clusterOf(nodeAt(node, "spec", "destination")),
    project: nameAt(node, "spec", "project"),
    sources,
    paths: sources.flatMap(({ path }) => (path === undefined ? [] : [path])),
    syncOptions,
    createNamespace: syncOptions.includes("CreateNamespace=true"),
    namespaceAnnotations: textsOf(nodeAt(node, "spec", "syncPolicy", "managedNamespaceMetadata", "annotations")),
    managesNamespace: nodeAt(node, "spec", "syncPolicy", "managedNamespaceMetadata") !== undefined,
    automated: automationOf(node),
    cascade: cascadeOf(node),
    location: locationOf(document, node),
  };
}

/** No name in a cluster is longer. Each resource is told apart by its namespace, so a longer one would be held by each. */
const longestName = 253;

/** Mirrors `GetDestinationCluster` in util/argo/argo.go, and `in-cluster` in util/db/cluster.go. */
function clusterOf(destination: Node | undefined): string | undefined {
  const name = nameAt(destination, "name");
  return name === "in-cluster" ? inCluster : (nameAt(destination, "server")?.replace(/\/$/, "") ?? name);
}

const inCluster = "https://kubernetes.default.svc";

/** A text that is written out; what a template fills in is not. */
function nameAt(node: Node | undefined, ...path: readonly string[]): string | undefined {
  const text = stringAt(node, ...path);
  return text === undefined || text === "" || text.includes("{{") ? undefined : text.slice(0, longestAddress);
}

/** No address or name of a cluster is longer. */
const longestAddress = 2000;

/** Mirrors `CascadedDeletion` and `GetPropagationPolicy` in pkg/apis/application/v1alpha1/types.go: the first of them decides. */
export function cascadeOf(node: Node): Cascade {
  const finalizers = nodeAt(node, "metadata", "finalizers");
  const items = finalizers?.type === "list" ? finalizers.items : [];
  const cascades = items.flatMap((item) => (item.type === "scalar" ? (cascadeFinalizers.get(item.text) ?? []) : []));
  return cascades[0] ?? "none";
}

const cascadeFinalizers: ReadonlyMap<string, Cascade> = new Map([
  ["resources-finalizer.argocd.argoproj.io", "foreground"],
  ["resources-finalizer.argocd.argoproj.io/foreground", "foreground"],
  ["resources-finalizer.argocd.argoproj.io/background", "background"],
]);

/** Without a policy of its own, an automated sync is tried again five times. Mirrors `autoSync` in controller/appcontroller.go. */
function automationOf(node: Node): DeclaredApplication["automated"] {
  const automated = nodeAt(node, "spec", "syncPolicy", "automated");
  if (automated?.type !== "map") return undefined;
  const retry = nodeAt(node, "spec", "syncPolicy", "retry");
  const written = nodeAt(retry, "limit");
  // What is no number, the API server refuses.
  const limit = retry === undefined ? 5 : Number(parseInteger(written?.type === "scalar" ? written.text : "") ?? 0n);
  return {
    prune: booleanAt(automated, "prune") === true,
    retries: limit < 0 ? undefined : limit,
    ...(booleanAt(automated, "enabled") === false && { enabled: false as const }),
    ...(booleanAt(automated, "selfHeal") === true && { selfHeal: true as const }),
    ...(booleanAt(automated, "allowEmpty") === true && { allowEmpty: true as const }),
  };
}

function booleanAt(node: Node, key: string): boolean | undefined {
  const found = nodeAt(node, key);
  if (found?.type !== "scalar" || found.scalarType !== "boolean") return undefined;
  return /^(?:true|yes|on|y)$/i.test(found.text);
}

function syncOptionsOf(node: Node): string[] {
  const options = nodeAt(node, "spec", "syncPolicy", "syncOptions");
  return options?.type === "list" ? options.items.flatMap((item) => (item.type === "scalar" ? [item.text] : [])) : [];
}

/** The value of the sync option `Delete=` of an application, if it has one; Argo CD knows it there since 3.4. */
export function defaultDeleteOf({ syncOptions }: Pick<DeclaredApplication, "syncOptions">): string | undefined {
  return syncOptions.find((option) => option.startsWith("Delete="))?.slice("Delete=".length);
}
