import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import { type MapNode, type Node, nodeAt } from "../manifest/node.ts";
import { derive } from "../memo.ts";
import { severities, type Severity } from "../rule-kit/rule.ts";
import { rules as allRules } from "../rules/index.ts";
import { type ArgoCdVersion, parseVersion } from "../versions.ts";
import { configurationShape } from "./configuration-shape.ts";
import { isSwitch, mistakesIn } from "./mistakes.ts";
import { type Shape, shapeAt } from "./shape.ts";

/** The name of the file with the settings that editors and the command line share. */
export const configurationName = ".argocd-annotations.yaml";

/** What a configuration says about files; what it does not say is absent. */
export interface ConfigurationPart {
  readonly argocdVersion: ArgoCdVersion | undefined;
  readonly kubernetesVersion: string | undefined;
  readonly apiVersions: readonly string[] | undefined;
  readonly embeddedInConfigMaps: boolean | undefined;
  /** By the id of the rule. */
  readonly rules: ReadonlyMap<string, Severity | "off">;
}

/** What stands in a configuration, without what is wrong in it. */
export interface Configuration extends ConfigurationPart {
  /** Patterns as in a `.gitignore`. */
  readonly exclude: readonly string[];
  /** Later ones win. */
  readonly overrides: readonly (ConfigurationPart & { readonly paths: readonly string[] })[];
  /** `GROUP/KIND`, `KIND` or patterns of that. */
  readonly healthChecks: readonly string[];
  /** As they are written. */
  readonly applications: readonly MapNode[];
}

/** How many patterns are read of each list, and how many overrides and applications: more of them only a machine would write. */
const most = 200;

/** How long a configuration may be, in UTF-16 units: a longer one is not read. */
export const longestConfiguration = 100_000;

/** Whether a file is a configuration, by its path or its URI. */
export function isConfiguration(path: string): boolean {
  return /^(?:.*[/\\])?\.argocd-annotations\.yaml$/s.test(path);
}

/** The index of the document that is read: the first in which anything is written, as a licence may stand above a `---`. */
export function configurationIndex({ documents }: ManifestFile): number {
  const found = documents.findIndex((document) => !isBlank(document));
  return found < 0 ? Math.max(0, documents.length - 1) : found;
}

/** Whether nothing is in a document but comments and directives of YAML. */
export function isBlank(document: ManifestDocument): boolean {
  return derive(document, hasNothing);
}

function hasNothing({ text }: ManifestDocument): boolean {
  return text.split(/[\r\n]/).every((line) => /^(?:---(?=\s|$))?\s*(?:#.*)?$|^%/.test(line));
}

/** What a configuration says: the same answer for as long as its text is the same. Never throws. */
export function readConfiguration(file: ManifestFile): Configuration {
  const document = file.documents[configurationIndex(file)];
  return document === undefined ? configurationIn(nothing) : derive(document, configurationIn);
}

/** What a configuration is read from. */
interface Written {
  readonly text: string;
  readonly parsed: { readonly root: Node | undefined };
}

const nothing: Written = { text: "", parsed: { root: undefined } };

function configurationIn({ text, parsed: { root } }: Written): Configuration {
  const read = text.length > longestConfiguration ? undefined : root;
  return {
    ...partOf(read),
    exclude: textsAt(read, ["exclude"]) ?? [],
    overrides: mapsAt(read, "overrides").flatMap((node) => {
      const paths = textsAt(node, ["overrides", "[]", "paths"]) ?? [];
      return paths.length === 0 ? [] : [{ ...partOf(node, ["overrides", "[]"]), paths }];
    }),
    healthChecks: textsAt(read, ["healthChecks"]) ?? [],
    applications: mapsAt(read, "applications"),
  };
}

function partOf(node: Node | undefined, around: readonly string[] = []): ConfigurationPart {
  const version = textAt(node, [...around, "argocdVersion"]);
  const embedded = nodeAt(node, "embeddedInConfigMaps");
  return {
    argocdVersion: version === undefined ? undefined : parseVersion(version),
    kubernetesVersion: textAt(node, [...around, "kubernetesVersion"]),
    apiVersions: textsAt(node, [...around, "apiVersions"]),
    embeddedInConfigMaps:
      embedded?.type === "scalar" && isSwitch(embedded) ? embedded.text.toLowerCase() === "true" : undefined,
    rules: rulesAt(nodeAt(node, "rules")),
  };
}

function rulesAt(node: Node | undefined): ReadonlyMap<string, Severity | "off"> {
  const levels = [...severities, "off"] as const;
  const found = new Map<string, Severity | "off">();
  for (const { id } of allRules) {
    const written = nodeAt(node, id);
    const level = levels.find((it) => written?.type === "scalar" && it === written.text);
    if (level !== undefined) found.set(id, level);
  }
  return found;
}

/** The shape of what stands at a path of our own data. */
function shapeFor(path: readonly string[]): Shape {
  return shapeAt(configurationShape, path) ?? { type: "anything" };
}

function textAt(node: Node | undefined, path: readonly string[]): string | undefined {
  const found = nodeAt(node, path.at(-1) ?? "");
  return found?.type === "scalar" && isRight(found, shapeFor(path)) ? found.text : undefined;
}

function textsAt(node: Node | undefined, path: readonly string[]): readonly string[] | undefined {
  const found = nodeAt(node, path.at(-1) ?? "");
  if (found?.type !== "list") return undefined;
  const shape = shapeFor([...path, "[]"]);
  return found.items.slice(0, most).flatMap((it) => (it.type === "scalar" && isRight(it, shape) ? [it.text] : []));
}

function mapsAt(node: Node | undefined, key: string): readonly MapNode[] {
  const found = nodeAt(node, key);
  const items = found?.type === "list" ? found.items.slice(0, most) : [];
  return items.flatMap((it) => (it.type === "map" ? [it] : []));
}

function isRight(node: Node, shape: Shape): boolean {
  return mistakesIn({ node, key: "", span: node.span }, shape).length === 0;
}
