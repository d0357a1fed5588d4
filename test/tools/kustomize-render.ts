import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { contentOf } from "../../server/core/application/as-deployed.ts";
import { toSyncResource } from "../../server/core/application/resource.ts";
import { readSource } from "../../server/core/application/source.ts";
import { plainSource } from "../../server/core/application/source-spec.ts";
import { openFile } from "../../server/core/manifest/file.ts";
import type { Manifest } from "../../server/core/manifest/manifest.ts";
import type { Node } from "../../server/core/manifest/node.ts";
import { annotationKeys } from "../../server/core/sync/annotations.ts";
import { planSync } from "../../server/core/sync/plan.ts";
import { idOf, type SyncResource } from "../../server/core/sync/resource.ts";
import { treeOf } from "../support/source-tree.ts";

/** A kustomization with its files, and what kustomize made of it. */
export interface KustomizeRender {
  /** The name of a case, or a repository and the path of the folder in it. */
  readonly id: string;
  /** The folder of the kustomization that is built, among the files. */
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
  /** What was printed; absent where kustomize refused. */
  readonly rendered?: string;
  /** The first line of what kustomize complained about. */
  readonly error?: string;
}

const fixtures = new URL("../fixtures/kustomize/", import.meta.url);

/** The cases as they are written by hand. */
export const casesUrl: URL = new URL("cases.txt", fixtures);

/** What kustomize made of the cases, and of kustomizations of public repositories. */
export const rendersUrl: Readonly<Record<"cases" | "public", URL>> = {
  cases: new URL("cases.ndjson.gz", fixtures),
  public: new URL("public.ndjson.gz", fixtures),
};

/** The kept renders, one JSON object a line. */
export function readRenders(from: keyof typeof rendersUrl): readonly KustomizeRender[] {
  const lines = gunzipSync(readFileSync(rendersUrl[from])).toString("utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as KustomizeRender);
}

/** The cases in `cases.txt`, not rendered yet. */
export function readCases(): readonly KustomizeRender[] {
  const [, ...cases] = readFileSync(casesUrl, "utf8").split(/^=== /m);
  return cases.map((text) => {
    const [name = "", ...files] = text.split(/^--- file: /m);
    const entries = files.map((file) => {
      const end = file.indexOf("\n");
      return [file.slice(0, end), `${file.slice(end + 1).trimEnd()}\n`] as const;
    });
    return { id: name.trim(), folder: "app", files: Object.fromEntries(entries) };
  });
}

/** One resource as the order of a sync sees it: its id, and its annotations as far as they count. */
export interface Seen {
  readonly id: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** Keys whose value is only known once it is rendered. */
  readonly unknown: readonly string[];
}

/** What both readings come to, in the order of the ids. */
export interface Comparison {
  readonly static: readonly Seen[];
  readonly real: readonly Seen[];
  readonly staticSteps: readonly string[];
  readonly realSteps: readonly string[];
  readonly staticError: string | undefined;
  /** The ids, without their names, of objects whose name is told to be unknown. */
  readonly unnamed: readonly string[];
  /** How many things are told to be unknown. */
  readonly unread: number;
}

/** Reads a kustomization without the tool, and what the tool made of it. */
function compare({ folder, files, rendered = "" }: KustomizeRender): Comparison {
  const { members, error, unread } = readSource(plainSource(folder), "", treeOf(files));
  const mine = members.map(({ resource }) => resource);
  const real = openFile(rendered).documents.flatMap(({ manifests }) =>
    manifests.map((it) => toSyncResource(it, "literal")),
  );
  return {
    static: seen(mine),
    real: seen(real.map(withoutHash(mine))),
    staticSteps: stepsOf(mine),
    realSteps: stepsOf(real.map(withoutHash(mine))),
    staticError: error,
    unnamed: members
      .filter(({ nameKnown, resource }) => !nameKnown && !resource.name.endsWith("-<hash>"))
      .map(({ resource }) => withoutName(idOf(resource))),
    unread: unread.length,
  };
}

/** A generated name with the mark that stands for its hash where that is not known. */
function withoutHash(mine: readonly SyncResource[]): (resource: SyncResource) => SyncResource {
  const hashed = new Set(mine.flatMap((it) => (it.name.endsWith("-<hash>") ? [idOf(it)] : [])));
  return (resource) => {
    const marked = { ...resource, name: resource.name.replace(/-[a-z0-9]{10}$/, "-<hash>") };
    return hashed.has(idOf(marked)) ? marked : resource;
  };
}

function withoutName(id: string): string {
  return id.slice(0, id.lastIndexOf("/"));
}

function seen(resources: readonly SyncResource[]): readonly Seen[] {
  const keys = Object.values(annotationKeys);
  const all = resources.map((resource): Seen => {
    const known = keys.flatMap((key) => {
      const text = resource.annotations.get(key);
      return text === undefined ? [] : [[key, text] as const];
    });
    const unknown = resource.annotationsKnown
      ? keys.filter((key) => resource.annotations.has(key) && resource.annotations.get(key) === undefined)
      : keys.filter((key) => resource.annotations.get(key) === undefined);
    return { id: idOf(resource), annotations: Object.fromEntries(known), unknown };
  });
  return all.sort((left, right) => (left.id < right.id ? -1 : 1));
}

/** The steps of a sync. Full ties are random in Argo CD, and broken by the ids here. */
function stepsOf(unsorted: readonly SyncResource[]): readonly string[] {
  const resources = unsorted.toSorted((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
  const { steps } = planSync(resources, { namespace: "default" });
  return steps.map(({ phase, wave, tasks }) => {
    const names = tasks.map(({ resource }) => {
      const found = resource === undefined ? undefined : resources[resource];
      return found === undefined ? "" : idOf(found);
    });
    return `${phase} ${wave === undefined ? "unknown" : String(wave)}: ${names.join(", ")}`;
  });
}

/** Whether anything of a kustomization is told to be unknown, besides the hash of a generated name. */
export function hasUnknown({ folder, files }: KustomizeRender): boolean {
  const { members, unread } = readSource(plainSource(folder), "", treeOf(files));
  const isUnknown = ({ nameKnown, resource }: (typeof members)[number]): boolean =>
    !resource.annotationsKnown ||
    [...resource.annotations.values()].includes(undefined) ||
    (!nameKnown && !resource.name.endsWith("-<hash>"));
  return unread.length > 0 || members.some(isUnknown);
}

/** What patches make of the fields of objects, besides their metadata, as far as it differs from the render. */
export function contentDifferencesOf({ folder, files, rendered = "" }: KustomizeRender): readonly string[] {
  const { members } = readSource(plainSource(folder), "", treeOf(files));
  const real = new Map(
    openFile(rendered).documents.flatMap(({ manifests }) =>
      manifests.map((it) => [idOf(toSyncResource(it, "literal")), fieldsOf(it)] as const),
    ),
  );
  return members.flatMap((member) => {
    const [id, mine] = [idOf(member.resource), contentOf(member)];
    const [read, wanted] = [mine && fieldsOf(mine), real.get(id)].map((it) => JSON.stringify(it));
    return read === wanted ? [] : [`${id}: ${read ?? "unknown"}, rendered ${wanted ?? "nothing"}`];
  });
}

function fieldsOf({ node }: Manifest): unknown {
  return plainOf({ ...node, entries: node.entries.filter(({ key }) => key.text !== "metadata") });
}

/** The values of a node, with the keys of mappings in their order. */
function plainOf(node: Node): unknown {
  if (node.type === "scalar") return node.scalarType === "null" ? null : node.text;
  if (node.type === "list") return node.items.map(plainOf);
  const entries = node.entries.map(({ key, value }) => [key.text, plainOf(value)] as const);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The ways in which the reading differs from the render, in words; what is told to be unknown is no difference. */
export function differencesOf(render: KustomizeRender): readonly string[] {
  const { static: mine, real, staticSteps, realSteps, staticError, unnamed } = compare(render);
  if (render.rendered === undefined) {
    return staticError === undefined ? [`kustomize refuses: ${render.error ?? ""}`] : [];
  }
  if (staticError !== undefined) return [`refused, though kustomize builds it: ${staticError}`];
  const byId = new Map(real.map((it) => [it.id, it]));
  const missing = real
    .filter(({ id }) => !mine.some((it) => it.id === id) && !unnamed.includes(withoutName(id)))
    .map(({ id }) => `missing: ${id}`);
  const found = mine.flatMap(({ id, annotations, unknown }) => {
    const other = byId.get(id);
    if (other === undefined && unnamed.includes(withoutName(id))) return [];
    if (other === undefined) return [`not in the render: ${id}`];
    const keys = new Set([...Object.keys(annotations), ...Object.keys(other.annotations)]);
    return [...keys]
      .filter((key) => !unknown.includes(key) && annotations[key] !== other.annotations[key])
      .map((key) => `${id} ${key}: "${annotations[key] ?? ""}", rendered "${other.annotations[key] ?? ""}"`);
  });
  const differences = [...missing, ...found];
  const isKnown = unnamed.length === 0 && mine.every(({ unknown }) => unknown.length === 0);
  if (differences.length > 0 || !isKnown || staticSteps.join("\n") === realSteps.join("\n")) return differences;
  return [`another order: ${staticSteps.join(" | ")}, rendered ${realSteps.join(" | ")}`];
}
