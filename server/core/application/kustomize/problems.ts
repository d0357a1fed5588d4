import { type Node, nodeAt } from "../../manifest/node.ts";
import { entriesOf, itemsOf, type Kustomization } from "./kustomization.ts";

/** The fields of a kustomization. Mirrors `Kustomization` in api/types/kustomization.go. */
const knownFields: ReadonlySet<string> = new Set(
  [
    "apiVersion kind metadata openapi namePrefix nameSuffix namespace commonLabels labels commonAnnotations",
    "patchesStrategicMerge patchesJson6902 patches images imageTags replacements replicas vars sortOptions resources",
    "components crds bases configMapGenerator secretGenerator helmGlobals helmCharts helmChartInflationGenerator",
    "generatorOptions configurations generators transformers validators buildMetadata",
  ]
    .join(" ")
    .toLowerCase()
    .split(" "),
);

/** Why kustomize cannot read a kustomization, in whole sentences; nothing where it can. */
export function problemsOf({ root, kind, file, documentIndex }: Kustomization): readonly string[] {
  const { error, actions } = file.documents[documentIndex]?.parsed ?? {};
  // A template is not judged before it is rendered.
  if (actions !== undefined && actions.length > 0) return [];
  if (error !== undefined) return [error];
  if (root.entries.every(({ key }) => key.text === "apiVersion" || key.text === "kind")) {
    return ["The kustomization is empty."];
  }
  const unknown = root.entries.find(({ key }) => !knownFields.has(key.text.toLowerCase()));
  const wrong = textMaps(root).flatMap(({ field, node }) =>
    entriesOf(node).flatMap(({ key, value }) => (isString(value) ? [] : [notAString(field, key.text)])),
  );
  return [
    ...(unknown === undefined ? [] : [`A kustomization has no field "${unknown.key.text}", so kustomize refuses it.`]),
    ...(kind === "Kustomization" || kind === "Component"
      ? []
      : [`The kind of a kustomization is "Kustomization" or "Component", not "${kind}".`]),
    ...wrong,
  ];
}

/** The mappings whose values kustomize reads into strings, unlike those of manifests. */
function textMaps(root: Node): readonly { readonly field: string; readonly node: Node | undefined }[] {
  const generators = ["configMapGenerator", "secretGenerator"].flatMap((field) =>
    itemsOf(nodeAt(root, field)).map((item) => ({ field: `${field} options`, options: nodeAt(item, "options") })),
  );
  const all = [...generators, { field: "generatorOptions", options: nodeAt(root, "generatorOptions") }];
  return [
    { field: "commonAnnotations", node: nodeAt(root, "commonAnnotations") },
    { field: "commonLabels", node: nodeAt(root, "commonLabels") },
    ...itemsOf(nodeAt(root, "labels")).map((item) => ({ field: "labels", node: nodeAt(item, "pairs") })),
    ...all.flatMap(({ field, options }) =>
      ["annotations", "labels"].map((key) => ({ field, node: nodeAt(options, key) })),
    ),
  ];
}

// What is null becomes an empty string.
function isString(value: Node): boolean {
  return value.type === "scalar" && value.scalarType !== "number" && value.scalarType !== "boolean";
}

function notAString(field: string, key: string): string {
  return `The value of "${key}" in ${field} is not a string, so kustomize refuses it: write it in quotes.`;
}
