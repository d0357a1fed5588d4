import { entryOf, type Node, nodeAt, type ScalarNode } from "../../manifest/node.ts";
import { syntaxFaults } from "../document-faults.ts";
import type { Fault } from "../failure.ts";
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

/**
 * Why kustomize cannot read a kustomization, each reason with its span in the document; nothing where it can.
 * Mirrors `Unmarshal` in api/types/kustomization.go of kustomize, which refuses unknown fields, and `CheckEmpty` there.
 */
export function problemsOf({ root, kind, file, documentIndex }: Kustomization): readonly Fault[] {
  const document = file.documents[documentIndex];
  // A template is not judged before it is rendered.
  if (document === undefined || document.parsed.actions.length > 0) return [];
  if (document.parsed.error !== undefined) return syntaxFaults(document);
  if (root.entries.every(({ key }) => key.text === "apiVersion" || key.text === "kind")) {
    return [{ message: "The kustomization is empty, and kustomize refuses to build an empty one.", span: root.span }];
  }
  const unknown = root.entries.filter(({ key }) => !knownFields.has(key.text.toLowerCase()));
  const shapes = root.entries.flatMap(({ key, value }) => shapeFault(key, value));
  const wrong = textMaps(root).flatMap(({ field, node }) =>
    entriesOf(node).flatMap(({ key, value }) => (isString(value) ? [] : [notAString(field, key)])),
  );
  const header = kind === "Kustomization" || kind === "Component" ? versionFaults(root, kind) : [kindFault(root, kind)];
  return [
    ...unknown.map(({ key }) => ({ message: `A kustomization has no field "${key.text}".`, span: key.span })),
    ...header,
    ...shapes,
    ...wrong,
  ];
}

/** The fields that are mappings, and those that are lists. */
const shapesOfFields: ReadonlyMap<string, "map" | "list"> = new Map([
  ...["commonAnnotations", "commonLabels", "generatorOptions"].map((field) => [field.toLowerCase(), "map"] as const),
  ...["labels", "patches", "patchesJson6902", "patchesStrategicMerge", "replacements", "resources", "components"].map(
    (field) => [field.toLowerCase(), "list"] as const,
  ),
]);

function shapeFault({ text, span }: ScalarNode, value: Node): readonly Fault[] {
  const shape = shapesOfFields.get(text.toLowerCase());
  if (shape === undefined || value.type === shape || (value.type === "scalar" && value.scalarType === "null"))
    return [];
  return [{ message: `The value of "${text}" is not a ${shape === "map" ? "mapping" : "list"}.`, span }];
}

function kindFault(root: Node, kind: string): Fault {
  const message = `The kind of a kustomization is "Kustomization" or "Component", not "${kind}".`;
  return { message, span: (entryOf(root, "kind")?.value ?? root).span };
}

/** Mirrors `EnforceFields` in api/types/kustomization.go. */
function versionFaults(root: Node, kind: "Kustomization" | "Component"): readonly Fault[] {
  const version = nodeAt(root, "apiVersion");
  if (version?.type !== "scalar" || version.scalarType !== "string" || version.text === "") return [];
  const wanted = `kustomize.config.k8s.io/${kind === "Component" ? "v1alpha1" : "v1beta1"}`;
  if (version.text === wanted) return [];
  return [{ message: `The apiVersion of a ${kind} must be "${wanted}".`, span: version.span }];
}

/** The mappings whose values kustomize reads into strings, unlike those of manifests. */
function textMaps(root: Node): readonly { readonly field: string; readonly node: Node | undefined }[] {
  const generators = ["configMapGenerator", "secretGenerator"].flatMap((field) =>
    itemsOf(nodeAt(root, field)).map((item) => ({ field: `${field} options`, options: nodeAt(item, "options") })),
  );
  const all = [...generators, { field: "generatorOptions", options: nodeAt(root, "generatorOptions") }];
  return [
    ...itemsOf(nodeAt(root, "images")).map((node) => ({ field: "images", node })),
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

function notAString(field: string, { text, span }: ScalarNode): Fault {
  return { message: `The value of "${text}" in ${field} is not a string: put it in quotes.`, span };
}
