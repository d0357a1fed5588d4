import { openFile, type ManifestFile } from "../../manifest/file.ts";
import type { Node } from "../../manifest/node.ts";
import { entriesOf, itemsOf } from "./kustomization.ts";

/** Something that kustomize takes in when it builds what is in a file. */
export interface KustomizeInput {
  /** A path from the folder of the file, or an address; the name of a plugin or of a chart. */
  readonly text: string;
  /**
   * `read`: a file, or an address; `build`: a file, or a folder with a kustomization of its own; `configure`: the same, whose
   * manifests are settings of plugins; `run`: a program that only runs with options that are never given.
   */
  readonly use: "read" | "build" | "configure" | "run";
}

/** Whether an entry names something on another machine. Mirrors `extractHost` in api/internal/git/repospec.go of kustomize. */
export function isRemote(text: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:|git::|[\w.-]+@[\w.-]+[:/]|(?:www\.)?github\.com[:/])/i.test(text) || text.includes("?ref=")
  );
}

/**
 * Everything that kustomize may take in because a file names it; rather too much than too little, since kustomize finds fields
 * whatever the case of their letters is. `holds`: a kustomization, or settings of plugins.
 */
export function kustomizeInputs(
  { documents }: ManifestFile,
  holds: "a kustomization" | "settings",
): readonly KustomizeInput[] {
  return documents.flatMap(({ parsed: { root } }) => {
    if (root === undefined) return [];
    return holds === "settings"
      ? settingsInputs(root)
      : entriesOf(root).flatMap(({ key, value }) => inputsAt(key.text.toLowerCase(), value));
  });
}

/** What a field of a kustomization is made of that names nothing to be read. */
const texts: readonly string[] = [
  ...["apiversion", "kind", "metadata", "namespace", "nameprefix", "namesuffix", "commonlabels", "commonannotations"],
  ...["labels", "images", "imagetags", "replicas", "vars", "generatoroptions", "buildmetadata", "sortoptions"],
];

const bases: readonly string[] = ["resources", "bases", "components"];
const plugins: readonly string[] = ["generators", "transformers", "validators"];
const charts: readonly string[] = ["helmcharts", "helmchartinflationgenerator"];

function inputsAt(key: string, value: Node): readonly KustomizeInput[] {
  if (texts.includes(key)) return [];
  if (charts.includes(key)) return itemsOf(value).map((item) => ({ text: nameIn(item), use: "run" }));
  if (plugins.includes(key)) return itemsOf(value).flatMap(pluginInputs);
  const use = bases.includes(key) ? "build" : "read";
  return [...itemsOf(value), ...(value.type === "list" ? [] : [value])].flatMap((item) =>
    item.type === "scalar" ? pathIn(item.text, use) : filesBelow(item),
  );
}

/** Settings stand in a file, or as text in the place of its path. */
function pluginInputs(item: Node): readonly KustomizeInput[] {
  if (item.type !== "scalar") return [];
  if (!item.text.includes("\n") && !/^\s*\{|: /.test(item.text)) return pathIn(item.text, "configure");
  return kustomizeInputs(openFile(item.text), "settings");
}

/** Only what is built in runs without an option that allows programs and containers. */
function settingsInputs(root: Node): readonly KustomizeInput[] {
  const texts = new Map(
    entriesOf(root).map(({ key, value }) => [key.text.toLowerCase(), value.type === "scalar" ? value.text : ""]),
  );
  const kind = texts.get("kind") ?? "";
  const runs = texts.get("apiversion") !== "builtin" || kind === "HelmChartInflationGenerator";
  return runs ? [{ text: kind, use: "run" }] : filesBelow(root);
}

/** The keys below which files are named. */
const fileKeys: readonly string[] = ["path", "paths", "files", "envs", "env", "configurations", "crds", "resources"];

function filesBelow(node: Node): readonly KustomizeInput[] {
  if (node.type === "list") return node.items.flatMap(filesBelow);
  return entriesOf(node).flatMap(({ key, value }) => {
    if (!fileKeys.includes(key.text.toLowerCase())) return filesBelow(value);
    const named = value.type === "list" ? value.items : [value];
    return named.flatMap((item) => (item.type === "scalar" ? pathIn(item.text, "read") : filesBelow(item)));
  });
}

/** A patch may stand in the place of its path, and a file may be given another name: `name=path`. */
function pathIn(written: string, use: KustomizeInput["use"]): readonly KustomizeInput[] {
  const text = written.trim();
  if (text === "" || text.includes("\n")) return [];
  const named = use === "read" ? text.slice(text.indexOf("=") + 1) : text;
  return [...new Set([text, named])].map((it) => ({ text: it, use }));
}

function nameIn(chart: Node): string {
  const name = entriesOf(chart).find(({ key }) => /^(?:chart)?name$/i.test(key.text))?.value;
  return name?.type === "scalar" ? name.text : "";
}
