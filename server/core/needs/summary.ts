import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt, type Span, stringAt } from "../manifest/node.ts";
import { depthAt, type TemplateAction } from "../manifest/template.ts";
import { podReferences } from "./pod-references.ts";
import { type MadeObject, producedBy } from "./produced.ts";
import { isKnownName, itemsAt, type ObjectKind, type Reference, referenceTo } from "./reference.ts";

/** What a RoleBinding or ClusterRoleBinding gives to whom. */
export interface Binding {
  readonly role: ObjectKind & { readonly name: string };
  /** The ServiceAccounts; a namespace that is not written is `undefined`. */
  readonly accounts: readonly { readonly name: string; readonly namespace: string | undefined }[];
  /** It also names users or groups, or something that is not known before rendering. */
  readonly hasOthers: boolean;
}

/** What the order of an application depends on in one manifest besides its annotations. */
export interface ManifestSummary {
  /** In the order of the text; of several references to one object the first. Optional ones are left out. */
  readonly references: readonly Reference[];
  /** The objects that a controller makes from it in its own namespace, such as the Secret of an ExternalSecret. */
  readonly makes: readonly MadeObject[];
  /** On a custom resource: every text that could be the name of an object which something makes. */
  readonly mentions: ReadonlySet<string>;
  readonly binding: Binding | undefined;
}

/** Reads what a manifest needs and makes; `actions` are those of its document. Names that are not known yet are left out. */
export function summarize(manifest: Manifest, actions: readonly TemplateAction[] = []): ManifestSummary {
  const isCertain = certainty(manifest, actions);
  const references = [...podReferences(manifest), ...ownReferences(manifest)].filter(({ span }) => isCertain(span));
  return {
    references: firstOfEach(references),
    makes: producedBy(manifest).filter(({ name }) => isKnownName(name)),
    mentions: isCustom(manifest) ? textsIn(manifest.node) : nothing,
    binding: bindingOf(manifest),
  };
}

/** One for all that mention nothing, as an application has thousands of those. */
const nothing: ReadonlySet<string> = new Set();

/** Tells whether a template writes a place whenever it writes the manifest. */
function certainty({ node }: Manifest, actions: readonly TemplateAction[]): (span: Span) => boolean {
  if (actions.length === 0) return always;
  const outer = depthAt(actions, node.entries[0]?.key.span.start ?? node.span.start);
  return ({ start }) => depthAt(actions, start) <= outer;
}

function always(): true {
  return true;
}

/** Of several references to the same object the first. */
function firstOfEach(references: readonly Reference[]): readonly Reference[] {
  if (references.length < 2) return references;
  const seen = new Set<string>();
  return references
    .toSorted((a, b) => a.span.start - b.span.start)
    .filter(({ group, kind, name }) => {
      const key = `${group}/${kind}/${name}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** What a resource that runs no Pods itself cannot become healthy without. */
function ownReferences(manifest: Manifest): Reference[] {
  const { node, group, kind } = manifest;
  switch (`${group}/${kind}`) {
    case "autoscaling/HorizontalPodAutoscaler":
      return ownReference(nodeAt(node, "spec", "scaleTargetRef"));
    case "cert-manager.io/Certificate":
      return issuerReference(group, nodeAt(node, "spec", "issuerRef"));
    case "external-secrets.io/ExternalSecret":
      return storeReference(group, nodeAt(node, "spec", "secretStoreRef"));
    case "networking.k8s.io/Ingress":
      return backendsOf(node).flatMap((name) => asOwn(referenceTo({ group: "", kind: "Service" }, name)));
    case "argoproj.io/Workflow":
      return referenceTo({ group: "", kind: "ServiceAccount" }, nodeAt(node, "spec", "serviceAccountName"));
    default:
      return [];
  }
}

function ownReference(target: Node | undefined): Reference[] {
  const apiVersion = stringAt(target, "apiVersion") ?? "";
  const kind = stringAt(target, "kind") ?? "";
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  return asOwn(referenceTo({ group, kind }, nodeAt(target, "name")));
}

function storeReference(group: string, store: Node | undefined): Reference[] {
  const kind = stringAt(store, "kind") ?? "SecretStore";
  const isClusterWide = kind === "ClusterSecretStore";
  return asOwn(referenceTo({ group, kind }, nodeAt(store, "name"))).map((it) => ({ ...it, isClusterWide }));
}

/** Issuers of other groups have kinds of their own. */
function issuerReference(group: string, issuer: Node | undefined): Reference[] {
  if ((stringAt(issuer, "group") ?? group) !== group) return [];
  const kind = stringAt(issuer, "kind") ?? "Issuer";
  const isClusterWide = kind === "ClusterIssuer";
  return asOwn(referenceTo({ group, kind }, nodeAt(issuer, "name"))).map((it) => ({ ...it, isClusterWide }));
}

function backendsOf(ingress: Node): Node[] {
  const paths = itemsAt(nodeAt(ingress, "spec"), "rules").flatMap((rule) => itemsAt(nodeAt(rule, "http"), "paths"));
  const backends = [nodeAt(ingress, "spec", "defaultBackend"), ...paths.map((path) => nodeAt(path, "backend"))];
  return backends.flatMap((backend) => nodeAt(backend, "service", "name") ?? []);
}

function asOwn(references: readonly Reference[]): Reference[] {
  return references.map((reference) => ({ ...reference, neededBy: "resource" }));
}

function bindingOf({ node, group, kind }: Manifest): Binding | undefined {
  if (group !== "rbac.authorization.k8s.io" || (kind !== "RoleBinding" && kind !== "ClusterRoleBinding"))
    return undefined;
  const subjects = itemsAt(node, "subjects");
  const accounts = subjects.flatMap((subject) => {
    const name = stringAt(subject, "name") ?? "";
    const namespace = stringAt(subject, "namespace");
    return stringAt(subject, "kind") === "ServiceAccount" && isKnownName(name) ? [{ name, namespace }] : [];
  });
  const role = nodeAt(node, "roleRef");
  return {
    role: { group, kind: stringAt(role, "kind") ?? "", name: stringAt(role, "name") ?? "" },
    accounts,
    hasOthers: accounts.length < subjects.length || subjects.length === 0,
  };
}

/** Kinds of somebody else's API, of which it is not known what they make. */
function isCustom({ group }: Manifest): boolean {
  return group.includes(".") && !/(?:^|\.)k8s\.io$/.test(group);
}

/** Every text in a node that could be a name. */
function textsIn(root: Node): ReadonlySet<string> {
  const texts = new Set<string>();
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "scalar" && isKnownName(node.text)) texts.add(node.text);
    if (node.type === "list") for (const item of node.items) open.push(item);
    if (node.type === "map") for (const { value } of node.entries) open.push(value);
  }
  return texts;
}
