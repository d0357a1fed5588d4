import type { ManifestFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { nodeAt, type Node, stringAt } from "../manifest/node.ts";

/** What an Application object says about the manifests that it deploys, as far as it can be known before rendering. */
export interface ArgoCdApplication {
  readonly name: string;
  /** `spec.destination.namespace`, "" where there is none. */
  readonly namespace: string;
  /** The folders of its sources, relative to the root of their repository, without slashes at the ends; "" is the root. */
  readonly paths: readonly string[];
  readonly createNamespace: boolean;
}

/** The Applications that stand in a file. Mirrors `ApplicationSpec` in pkg/apis/application/v1alpha1/types.go. */
export function readApplications(file: ManifestFile): ArgoCdApplication[] {
  return file.documents
    .filter(({ text }) => text.includes("argoproj.io") && text.includes("Application"))
    .flatMap(({ manifests }) => manifests.filter(isApplication).map(toApplication));
}

function isApplication({ group, kind }: Manifest): boolean {
  return group === "argoproj.io" && kind === "Application";
}

function toApplication({ name, node }: Manifest): ArgoCdApplication {
  const source = nodeAt(node, "spec", "source");
  const sources = nodeAt(node, "spec", "sources");
  const all = [...(source === undefined ? [] : [source]), ...(sources?.type === "list" ? sources.items : [])];
  return {
    name,
    namespace: stringAt(node, "spec", "destination", "namespace") ?? "",
    paths: all.flatMap(pathOf),
    createNamespace: syncOptionsOf(node).includes("CreateNamespace=true"),
  };
}

function pathOf(source: Node): string[] {
  const path = stringAt(source, "path");
  return path === undefined ? [] : [path.replace(/^(?:\.?\/)+|\/+$|^\.$/g, "")];
}

function syncOptionsOf(node: Node): string[] {
  const options = nodeAt(node, "spec", "syncPolicy", "syncOptions");
  return options?.type === "list" ? options.items.flatMap((item) => (item.type === "scalar" ? [item.text] : [])) : [];
}
