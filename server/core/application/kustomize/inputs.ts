import { openFile } from "../../manifest/file.ts";
import type { Node } from "../../manifest/node.ts";
import { entriesOf, itemsOf } from "./kustomization.ts";

/** Something that kustomize takes in when it builds what is in a file. */
export interface KustomizeInput {
  /** A path from the folder of the file, or an address; the name of a plugin or of a chart. */
  readonly text: string;
  /**
   * `read`: a file, or an address; `build`: a file, or a folder with a kustomization of its own; `configure`: the same, whose
   * manifests are settings of plugins; `run`: a program that only runs with options that are never given; `change`: a field
   * that may change such settings; `unknown`: a text in which other readers may see more than is seen here.
   */
  readonly use: "read" | "build" | "configure" | "run" | "change" | "unknown";
}

/** What is in a file: a kustomization, settings of plugins, or a kustomization that is made of such settings. */
export type KustomizeHolds = "a kustomization" | "settings" | "a kustomization of settings";

/** Whether an entry names something on another machine. Mirrors `extractHost` in api/internal/git/repospec.go of kustomize. */
export function isRemote(text: string): boolean {
  return (
    /^(?:[a-z][a-z0-9+.-]*:|git::|[\w.-]+@[^:/]+[:/]|(?:www\.)?github\.com[:/])/i.test(text) || text.includes("?ref=")
  );
}

/**
 * Everything that kustomize may take in because a file names it; rather too much than too little, since kustomize finds fields
 * whatever the case of their letters is. `text` is without a byte order mark.
 */
export function kustomizeInputs(text: string, holds: KustomizeHolds): readonly KustomizeInput[] {
  const roots = plainRoots(text);
  if (roots === undefined) return [{ text, use: "unknown" }];
  return roots.flatMap((root) => {
    if (holds === "settings") return settingsInputs(root);
    return entriesOf(root).flatMap(({ key, value }) => {
      const name = folded(key.text);
      const isChange = holds === "a kustomization of settings" && !keepsSettings.includes(name);
      return isChange ? [{ text: key.text, use: "change" } as const] : inputsAt(name, value);
    });
  });
}

/** What stands in a text that everybody reads in the same way; `undefined` for any other text. */
function plainRoots(text: string): readonly Node[] | undefined {
  if (otherBreaks.test(text)) return undefined;
  // For kustomize, what looks like a template is text like any other; read as a template, it could hide what stands in it.
  const documents = openFile(text.replaceAll("{{", "((")).documents.map(({ parsed }) => parsed);
  const isPlain = documents.every(({ error, isPartial }) => error === undefined && !isPartial);
  return isPlain ? documents.flatMap(({ root }) => root ?? []) : undefined;
}

/** What ends a line, and with it a comment, for kustomize alone: it reads YAML 1.1. */
const otherBreaks = /[\u0085\u2028\u2029\uFEFF]/;

/** The name of a field as Go compares it: for it, these two are one letter. */
function folded(key: string): string {
  return key.toLowerCase().replaceAll("\u017F", "s");
}

/** What a field of a kustomization is made of that names nothing to be read. */
const texts: readonly string[] = [
  ...["apiversion", "kind", "metadata", "namespace", "nameprefix", "namesuffix", "commonlabels", "commonannotations"],
  ...["labels", "images", "imagetags", "replicas", "vars", "generatoroptions", "buildmetadata", "sortoptions"],
];

/** The fields that leave settings of plugins as they are written, besides the places where they stand. */
const keepsSettings: readonly string[] = ["apiversion", "kind", "metadata", "buildmetadata", "resources", "bases"];

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

/** Settings stand in a file, or as text in the place of its path: that is whatever can be read as more than a word. */
function pluginInputs(item: Node): readonly KustomizeInput[] {
  if (item.type !== "scalar") return [];
  const roots = plainRoots(item.text);
  if (roots?.every((root) => root.type === "scalar") === true) return pathIn(item.text, "configure");
  return kustomizeInputs(item.text, "settings");
}

/** Only what is built in runs without an option that allows programs and containers. */
function settingsInputs(root: Node): readonly KustomizeInput[] {
  const textsAt = (name: string): readonly string[] =>
    entriesOf(root).flatMap(({ key, value }) =>
      folded(key.text) === name ? [value.type === "scalar" ? value.text : ""] : [],
    );
  const [kinds, versions] = [textsAt("kind"), textsAt("apiversion")];
  const isBuiltIn = versions.length > 0 && versions.every((it) => it === "builtin");
  const runs = !isBuiltIn || kinds.includes("HelmChartInflationGenerator");
  return runs ? [{ text: kinds.at(-1) ?? "", use: "run" }] : filesBelow(root);
}

/** The keys below which files are named. */
const fileKeys: readonly string[] = ["path", "paths", "files", "envs", "env", "configurations", "crds", "resources"];

function filesBelow(node: Node): readonly KustomizeInput[] {
  if (node.type === "list") return node.items.flatMap(filesBelow);
  return entriesOf(node).flatMap(({ key, value }) => {
    if (!fileKeys.includes(folded(key.text))) return filesBelow(value);
    const named = value.type === "list" ? value.items : [value];
    return named.flatMap((item) => (item.type === "scalar" ? pathIn(item.text, "read") : filesBelow(item)));
  });
}

/** A patch may stand in the place of its path, and a file may be given another name: `name=path`. */
function pathIn(written: string, use: KustomizeInput["use"]): readonly KustomizeInput[] {
  const text = written.trim();
  if (text === "" || (use === "read" && text.includes("\n"))) return [];
  // Kustomize keeps the blanks, and a name may have line breaks.
  const named = use === "read" ? text.slice(text.indexOf("=") + 1) : written;
  return [...new Set([text, named])].map((it) => ({ text: it, use }));
}

function nameIn(chart: Node): string {
  const name = entriesOf(chart).find(({ key }) => /^(?:chart)?name$/i.test(key.text))?.value;
  return name?.type === "scalar" ? name.text : "";
}
