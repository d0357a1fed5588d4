import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import type { ObjectKind } from "./reference.ts";

/** Where kinds say the name of the Secret that their controller makes; the first one that is written counts. */
const secretNames: ReadonlyMap<string, readonly (readonly string[])[]> = new Map<
  string,
  readonly (readonly string[])[]
>([
  ["bitnami.com/SealedSecret", [["metadata", "name"]]],
  ["cert-manager.io/Certificate", [["spec", "secretName"]]],
  [
    "external-secrets.io/ExternalSecret",
    [
      ["spec", "target", "name"],
      ["metadata", "name"],
    ],
  ],
  ["craftypath.github.io/SopsSecret", [["metadata", "name"]]],
  ["k8s.bitwarden.com/BitwardenSecret", [["spec", "secretName"]]],
  ["kubernetes-client.io/ExternalSecret", [["metadata", "name"]]],
  ["onepassword.com/OnePasswordItem", [["metadata", "name"]]],
  ["ricoberger.de/VaultSecret", [["metadata", "name"]]],
  ["secrets.doppler.com/DopplerSecret", [["spec", "managedSecret", "name"]]],
  ["secrets.hashicorp.com/VaultDynamicSecret", [["spec", "destination", "name"]]],
  ["secrets.hashicorp.com/VaultPKISecret", [["spec", "destination", "name"]]],
  ["secrets.hashicorp.com/VaultStaticSecret", [["spec", "destination", "name"]]],
  ["secrets.infisical.com/InfisicalSecret", [["spec", "managedSecretReference", "secretName"]]],
]);

/** An object that a controller makes from a resource. */
export interface MadeObject extends ObjectKind {
  readonly name: string;
  /** It belongs to the resource, so that Kubernetes deletes it with the resource. */
  readonly isOwned: boolean;
}

/** The objects that a controller is known to make from a resource, in the namespace of the resource. */
export function producedBy(manifest: Manifest): readonly MadeObject[] {
  const { node, group, kind } = manifest;
  if (group === "isindir.github.com" && kind === "SopsSecret") return secretsOfTemplates(node);
  const paths = secretNames.get(`${group}/${kind}`);
  // Such an ExternalSecret only adds to a Secret that something else makes.
  const policy = stringAt(node, "spec", "target", "creationPolicy");
  if (paths === undefined || policy === "Merge" || policy === "None") return [];
  const name = paths.map((path) => stringAt(node, ...path)).find((it) => it !== undefined);
  return name === undefined ? [] : [{ group: "", kind: "Secret", name, isOwned: ownsSecret(manifest) }];
}

/** Whether the Secret is certain to have the resource as its owner: by default, that of a Certificate has none. */
function ownsSecret({ node, group, kind }: Manifest): boolean {
  switch (`${group}/${kind}`) {
    case "bitnami.com/SealedSecret":
    case "onepassword.com/OnePasswordItem":
      return true;
    case "external-secrets.io/ExternalSecret":
      return (stringAt(node, "spec", "target", "creationPolicy") ?? "Owner") === "Owner";
    default:
      return group === "secrets.hashicorp.com";
  }
}

function secretsOfTemplates(node: Node): readonly MadeObject[] {
  const templates = nodeAt(node, "spec", "secretTemplates");
  const names = templates?.type === "list" ? templates.items.map((it) => stringAt(it, "name")) : [];
  return names.flatMap((name) => (name === undefined ? [] : [{ group: "", kind: "Secret", name, isOwned: true }]));
}
