import type { ManifestFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { type MapNode, type Node, nodeAt, type ScalarNode, stringAt } from "../manifest/node.ts";
import { parsePlainText } from "../manifest/parse.ts";
import { cascadeOf, type DeclaredApplication, toApplication } from "./argocd-application.ts";
import { gitParameters } from "./git-generator.ts";
import { entriesOf, isTrueAt, itemsOf } from "./kustomize/kustomization.ts";
import { type DocumentLocation, documentLocation, type Located, locationOf } from "./location.ts";
import { fillIn, type Parameters, type TemplateSyntax } from "./template-parameters.ts";
import { type MissingPaths, noteMissing, type NotingTree, type SourceTree } from "./source-tree.ts";

/** The Applications that an ApplicationSet makes, as far as that can be told. */
export interface ApplicationSetReading {
  readonly name: string;
  readonly applications: readonly DeclaredApplication[];
  /** What else it makes, that only Argo CD can tell: a generator, and a sentence about it. */
  readonly unknown: readonly (Located & { readonly reason: string })[];
}

/** The ApplicationSets so far, and what has to be read before they can be told in full. */
export interface ApplicationSetAnswer {
  readonly sets: readonly ApplicationSetReading[];
  readonly missing: MissingPaths;
}

/**
 * The ApplicationSets that stand in a file, with their Applications over the files that have been read so far. Lists and
 * directories of this repository are spelt out; whatever else there is stays unknown. Never throws.
 * Mirrors `GenerateApplications` in applicationset/controllers/template/template.go.
 */
export function readApplicationSets(file: ManifestFile, path: string, tree: SourceTree): ApplicationSetAnswer {
  const written = file.documents.flatMap((document, index) => {
    if (!document.text.includes("ApplicationSet")) return [];
    const location = documentLocation(path, file, index);
    return document.manifests.filter(isApplicationSet).map(({ name, node }) => ({ name, node, document: location }));
  });
  return readSets(written, tree);
}

/** Whether a manifest is an ApplicationSet. */
export function isApplicationSet({ group, kind }: Pick<Manifest, "group" | "kind">): boolean {
  return group === "argoproj.io" && kind === "ApplicationSet";
}

/** An ApplicationSet, and where it is written. */
export interface WrittenSet {
  readonly name: string;
  readonly node: MapNode;
  readonly document: DocumentLocation;
  /** Whether Argo CD may find something else there. */
  readonly isLikely?: boolean;
}

/** ApplicationSets with their Applications over the files that have been read so far. */
export function readSets(sets: readonly WrittenSet[], tree: SourceTree): ApplicationSetAnswer {
  const noting = noteMissing(tree);
  const read = sets.map(({ name, node, document, isLikely = false }) => {
    const set = readSet(name, node, document, noting);
    if (!isLikely) return set;
    return { ...set, applications: set.applications.map((it) => ({ ...it, isLikely: true as const })) };
  });
  return { sets: read, missing: noting.missing() };
}

/** How many characters the templates of one ApplicationSet may come to, before they are filled in. */
const maxTexts = 50_000_000;

function readSet(name: string, node: MapNode, document: DocumentLocation, tree: NotingTree): ApplicationSetReading {
  const template = nodeAt(node, "spec", "template");
  const syntax = isTrueAt(node, "spec", "goTemplate") ? "Go template" : "fasttemplate";
  const generated = itemsOf(nodeAt(node, "spec", "generators")).map((generator) =>
    generate(generator, { syntax, tree, document }),
  );
  const all = generated.flatMap(({ parameters }) => parameters);
  const limit = template === undefined ? 0 : Math.ceil(maxTexts / (template.span.end - template.span.start + 1));
  const applications = all.slice(0, limit).flatMap((parameters) => {
    const filled = template?.type === "map" ? fillInNode(template, parameters, syntax) : undefined;
    return filled === undefined
      ? []
      : [{ ...toApplication(nameIn(filled), filled, document), ...fateOf(node, filled) }];
  });
  const unknown = generated.flatMap((it) => it.unknown);
  if (template === undefined || all.length <= limit) return { name, applications, unknown };
  const reason = `"${name}" makes ${all.length} Applications, which are too many to read them all.`;
  return {
    name,
    applications,
    unknown: [...unknown, { text: name, location: locationOf(document, template), reason }],
  };
}

/**
 * What becomes of an Application that the set makes no more, and of its resources. Mirrors `RenderTemplateParams` in
 * applicationset/utils/utils.go, which adds a finalizer where the template has none, and `Reconcile` in
 * applicationset/controllers/applicationset_controller.go.
 */
function fateOf(set: Node, template: Node): Pick<DeclaredApplication, "cascade" | "isKept"> {
  const spec = nodeAt(set, "spec");
  const isKept = ["create-only", "create-update"].includes(stringAt(spec, "syncPolicy", "applicationsSync") ?? "");
  return { cascade: cascadeIn(spec, template), ...(isKept && { isKept: true as const }) };
}

/** `undefined` where a patch of the template may change it. */
function cascadeIn(spec: Node | undefined, template: Node): DeclaredApplication["cascade"] {
  if (nodeAt(spec, "templatePatch") !== undefined) return undefined;
  if (itemsOf(nodeAt(template, "metadata", "finalizers")).length > 0) return cascadeOf(template);
  const preserves = nodeAt(spec, "syncPolicy", "preserveResourcesOnDeletion");
  if (preserves?.type === "scalar" && preserves.scalarType === "unknown") return undefined;
  return isTrueAt(spec, "syncPolicy", "preserveResourcesOnDeletion") ? "none" : "foreground";
}

interface GeneratorContext {
  readonly syntax: TemplateSyntax;
  readonly tree: NotingTree;
  readonly document: DocumentLocation;
}

interface Generated {
  readonly parameters: readonly Parameters[];
  readonly unknown: ApplicationSetReading["unknown"];
}

function generate(generator: Node, context: GeneratorContext): Generated {
  const [entry] = entriesOf(generator).filter(({ key }) => key.text !== "selector");
  const type = entry?.key.text ?? "";
  // A selector chooses among what is generated, and a template of its own is merged over that of the set.
  const isPlain = nodeAt(generator, "selector") === undefined && nodeAt(generator, type, "template") === undefined;
  const found = isPlain ? parametersOf(type, entry?.value, context) : undefined;
  if (found !== undefined) return { parameters: found, unknown: [] };
  const location = locationOf(context.document, generator);
  const reason = `What the generator "${type}" makes is only known to Argo CD.`;
  return { parameters: [], unknown: [{ text: type, location, reason }] };
}

function parametersOf(
  type: string,
  value: Node | undefined,
  context: GeneratorContext,
): readonly Parameters[] | undefined {
  if (value === undefined) return undefined;
  if (type === "list" && nodeAt(value, "elementsYaml") === undefined) {
    const elements = itemsOf(nodeAt(value, "elements")).filter(({ type: found }) => found === "map");
    return elements.map((element) => flatten(element, context.syntax));
  }
  return type === "git" ? gitParameters(value, context) : undefined;
}

/** The scalars of an element by their paths; without Go templates only those of `values` are nested. */
function flatten(element: Node, syntax: TemplateSyntax, prefix = ""): Parameters {
  return new Map(
    entriesOf(element).flatMap(({ key, value }): [string, string][] => {
      if (value.type === "scalar") return value.scalarType === "unknown" ? [] : [[prefix + key.text, value.text]];
      if (value.type !== "map" || (syntax === "fasttemplate" && key.text !== "values")) return [];
      return [...flatten(value, syntax, `${prefix}${key.text}.`)];
    }),
  );
}

/** The template with what is known filled in; keys and all that is not a scalar stay as they are. */
function fillInNode(node: Node, parameters: Parameters, syntax: TemplateSyntax): Node {
  if (node.type === "list") return { ...node, items: node.items.map((item) => fillInNode(item, parameters, syntax)) };
  if (node.type === "map") {
    const entries = node.entries.map((entry) => ({
      ...entry,
      value: fillInNode(entry.value, parameters, syntax),
    }));
    return { ...node, entries };
  }
  return fillInScalar(node, parameters, syntax);
}

function fillInScalar(scalar: ScalarNode, parameters: Parameters, syntax: TemplateSyntax): ScalarNode {
  if (!scalar.text.includes("{{")) return scalar;
  const template = decodedText(scalar);
  const text = template === undefined ? undefined : fillIn(template, parameters, syntax);
  return text === undefined ? scalar : { ...scalar, scalarType: "string", text };
}

/**
 * What a scalar with placeholders says as YAML, which is what Argo CD fills in: the text of such a node is as it is written, with
 * the sign of a block and its indentation, or with escapes. `undefined` where it is not YAML.
 */
function decodedText({ scalarType, style, text }: ScalarNode): string | undefined {
  const quote = style === "double" ? '"' : style === "single" ? "'" : "";
  const isBlock = style === "literal" || style === "folded";
  if (scalarType !== "unknown" || !(isBlock || quote !== "")) return text;
  const { root, error } = parsePlainText(`key: ${quote}${text}${quote}\n`);
  const value = error === undefined ? nodeAt(root, "key") : undefined;
  return value?.type === "scalar" ? value.text : undefined;
}

function nameIn(template: Node): string {
  const name = nodeAt(template, "metadata", "name");
  return name?.type === "scalar" ? name.text : "";
}
