import { type Node, nodeAt } from "../../manifest/node.ts";
import type { Located } from "../location.ts";
import { isTrueAt, itemsOf, type Kustomization, locatedAt, locatedList } from "./kustomization.ts";

/** One chart of a kustomization, with all that it says about it. */
export interface ChartEntry {
  readonly node: Node;
  readonly name: Located | undefined;
  readonly version: string;
  readonly repository: string;
  /** The folder that charts are in, from that of the kustomization. */
  readonly home: string;
  readonly release: string;
  readonly nameTemplate: Located | undefined;
  readonly namespace: string;
  readonly valuesFile: Located | undefined;
  readonly moreFiles: readonly Located[];
  readonly inline: Node | undefined;
  readonly merge: Located | undefined;
  readonly kubeVersion: string;
  readonly apiVersions: readonly string[];
  readonly includesCrds: boolean;
  readonly skipsTests: boolean;
  readonly skipsHooks: boolean;
}

/** Mirrors `HelmDefaultHome` in api/types/helmchartargs.go of kustomize. */
const defaultHome = "charts";

/** The charts of a kustomization. Mirrors `HelmChart` and `SplitHelmParameters` in api/types/helmchartargs.go of kustomize. */
export function chartEntries({ root, document, namespace, chartNamespace }: Kustomization): readonly ChartEntry[] {
  const old = itemsOf(nodeAt(root, "helmChartInflationGenerator"));
  const globals = nodeAt(root, "helmGlobals");
  const oldHome = old.map((node) => textAt(node, "chartHome")).findLast((home) => home !== "") ?? "";
  const home = (globals === undefined ? oldHome : textAt(globals, "chartHome")) || defaultHome;
  const outer = namespace?.text ?? chartNamespace;
  const news = itemsOf(nodeAt(root, "helmCharts")).map((node): ChartEntry => ({
    ...{ node, home, name: locatedAt(node, "name", document), version: textAt(node, "version") },
    ...{ repository: textAt(node, "repo"), release: textAt(node, "releaseName") },
    nameTemplate: locatedAt(node, "nameTemplate", document),
    namespace: textAt(node, "namespace") || outer,
    valuesFile: locatedAt(node, "valuesFile", document),
    moreFiles: locatedList(node, "additionalValuesFiles", document),
    inline: nodeAt(node, "valuesInline"),
    merge: locatedAt(node, "valuesMerge", document),
    kubeVersion: textAt(node, "kubeVersion"),
    apiVersions: locatedList(node, "apiVersions", document).map(({ text }) => text),
    includesCrds: isTrueAt(node, "includeCRDs"),
    skipsTests: isTrueAt(node, "skipTests"),
    skipsHooks: isTrueAt(node, "skipHooks"),
  }));
  const olds = old.map((node): ChartEntry => ({
    ...{ node, home, name: locatedAt(node, "chartName", document), version: textAt(node, "chartVersion") },
    ...{ repository: textAt(node, "chartRepoUrl"), release: textAt(node, "releaseName"), nameTemplate: undefined },
    namespace: outer,
    valuesFile: locatedAt(node, "values", document),
    moreFiles: [],
    inline: nodeAt(node, "valuesLocal"),
    merge: locatedAt(node, "valuesMerge", document),
    ...{ kubeVersion: "", apiVersions: [], includesCrds: false, skipsTests: false, skipsHooks: false },
  }));
  return [...news, ...olds];
}

function textAt(node: Node, key: string): string {
  const value = nodeAt(node, key);
  return value?.type === "scalar" && value.scalarType !== "null" ? value.text : "";
}
