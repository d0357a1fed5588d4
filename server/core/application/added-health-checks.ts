import { type ManifestDocument, type ManifestFile, openFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { derive } from "../memo.ts";
import type { AddedHealthCheck } from "../sync/added-checks.ts";
import { isApplication } from "./argocd-application.ts";
import { healthKeysOfJsonPatch, healthKeysOfKustomization } from "./added-health-patches.ts";
import { healthKeyOf, healthKeysIn, healthKeysInText, isScript } from "./health-keys.ts";

/**
 * The health checks that a file adds to Argo CD: by the ConfigMap `argocd-cm`, whole, as a patch or from a kustomization, by the values
 * of the Helm chart `argo-cd`, in their own file or in an Application, or by the object `ArgoCD` of the operator. The scripts are only
 * known to be there: nobody reads or runs them.
 */
export function readAddedChecks(file: ManifestFile, path: string): readonly AddedHealthCheck[] {
  const keys = new Set(file.documents.flatMap((document) => derive(document, keysInDocument)));
  return [...keys].map((key) => ({ key, file: path }));
}

/** What is in every text that adds a check, one of them. */
const signs: readonly string[] = ["resource.customizations", "resourceHealthChecks", "resourceCustomizations"];

function hasSign(text: string): boolean {
  return signs.some((sign) => text.includes(sign));
}

function keysInDocument({ text, parsed: { root }, manifests }: ManifestDocument): readonly string[] {
  if (!hasSign(text)) return [];
  const isValues = root?.type === "map" && nodeAt(root, "kind") === undefined;
  const { keys, patches } = healthKeysOfKustomization(root);
  return [
    ...manifests.flatMap(keysOfManifest),
    ...keys,
    ...patches.flatMap(keysInPatch),
    ...healthKeysOfJsonPatch(root),
    ...(isValues ? keysOfValues(root) : []),
  ];
}

/** A patch that stands in a kustomization as a text. */
function keysInPatch(text: string): readonly string[] {
  if (!hasSign(text)) return [];
  return openFile(text).documents.flatMap(({ manifests, parsed: { root } }) => [
    ...manifests.flatMap(keysOfManifest),
    ...healthKeysOfJsonPatch(root),
  ]);
}

function isConfigMap({ group, kind, name }: Pick<Manifest, "group" | "kind" | "name">): boolean {
  return group === "" && kind === "ConfigMap" && name === "argocd-cm";
}

function keysOfManifest(manifest: Manifest): readonly string[] {
  const { node, group, kind } = manifest;
  if (isConfigMap(manifest)) return healthKeysIn(nodeAt(node, "data"));
  if (group === "argoproj.io" && kind === "ArgoCD") return keysOfOperator(nodeAt(node, "spec"));
  return isApplication(manifest) ? sourcesOf(node).flatMap(keysOfSource) : [];
}

/** What the operator of Argo CD puts into the ConfigMap. */
function keysOfOperator(spec: Node | undefined): readonly string[] {
  const checks = nodeAt(spec, "resourceHealthChecks");
  const items = checks?.type === "list" ? checks.items : [];
  const own = items.flatMap((item) => {
    const [group = "", kind = ""] = [stringAt(item, "group"), stringAt(item, "kind")];
    const key = isScript(nodeAt(item, "check")) ? healthKeyOf(group === "" ? kind : `${group}_${kind}`) : undefined;
    return key === undefined ? [] : [key];
  });
  const legacy = healthKeysInText(stringAt(spec, "resourceCustomizations") ?? "");
  return [...own, ...healthKeysIn(nodeAt(spec, "extraConfig")), ...legacy];
}

function sourcesOf(application: Node): readonly Node[] {
  const several = nodeAt(application, "spec", "sources");
  const single = nodeAt(application, "spec", "source");
  return [...(single === undefined ? [] : [single]), ...(several?.type === "list" ? several.items : [])];
}

function keysOfSource(source: Node): readonly string[] {
  const text = stringAt(source, "helm", "values") ?? "";
  const written = hasSign(text) ? openFile(text).documents[0]?.parsed.root : undefined;
  return [nodeAt(source, "helm", "valuesObject"), written].flatMap((values) => keysOfValues(values));
}

/** In how many charts around the chart of Argo CD its values are looked for. */
const deepest = 2;

/** The values of the chart, or those of a chart that has it as a dependency, whatever that is called. */
function keysOfValues(values: Node | undefined, depth = 0): readonly string[] {
  const own = healthKeysIn(nodeAt(values, "configs", "cm"));
  if (values?.type !== "map" || depth === deepest) return own;
  return [...own, ...values.entries.flatMap(({ value }) => keysOfValues(value, depth + 1))];
}
