import { type Entry, entryOf, type MapNode, type Node, nodeAt, stringAt } from "../manifest/node.ts";
import { withoutEnd } from "../text.ts";
import { beginningOf, type DocumentLocation, documentLocation, type Location, locationOf } from "./location.ts";
import { listingOf, type NotingTree, readableFile } from "./source-tree.ts";

/** One source of an Application, as it is written. */
export interface SourceSpec {
  /** Where its repository is; `undefined` where that is not written out. */
  readonly repoURL: string | undefined;
  /** Its branch, tag or commit, "" where none is written; `undefined` where that is not known. */
  readonly targetRevision: string | undefined;
  /** The folder from the root of the repository, without slashes at its ends; `undefined` where the source names none. */
  readonly path: string | undefined;
  /** A path that is only known once something else has filled it in, as it is written. */
  readonly unknownPath: string | undefined;
  /** The name of a chart in a registry; `undefined` where the source is a folder. */
  readonly chart: string | undefined;
  /** The options of its tool, as nodes; each with the document that it stands in. */
  readonly options: readonly SourceOptions[];
  readonly location: Location;
  /** Somebody says that it is in this repository, whose root the path leads from. */
  readonly isHere?: true;
}

/** The options of a source, of the Application itself or of a file beside its manifests. */
export interface SourceOptions {
  readonly node: Node;
  readonly document: DocumentLocation;
}

/** Reads a source. Mirrors `ApplicationSource` in pkg/apis/application/v1alpha1/types.go. */
export function readSourceSpec(node: Node, document: DocumentLocation): SourceSpec {
  const path = nodeAt(node, "path");
  return {
    repoURL: stringAt(node, "repoURL"),
    targetRevision: nodeAt(node, "targetRevision") === undefined ? "" : stringAt(node, "targetRevision"),
    path: folderAt(node),
    unknownPath: path?.type === "scalar" && path.scalarType === "unknown" ? path.text : undefined,
    chart: stringAt(node, "chart"),
    options: [{ node, document }],
    location: locationOf(document, node),
  };
}

/**
 * The folders, from the root, that `$name` stands for in the paths of a source's value files, by these names; `undefined` where that is
 * the root of another repository.
 */
export function referencesOf(
  { repoURL }: SourceSpec,
  sources: readonly SourceSpec[],
): ReadonlyMap<string, string | undefined> {
  return new Map(
    sources.flatMap((source): readonly (readonly [string, string | undefined])[] => {
      const ref = source.options.map(({ node }) => stringAt(node, "ref")).findLast((it) => it !== undefined);
      const isHere = source.repoURL !== undefined && source.repoURL === repoURL;
      return ref === undefined ? [] : [[`$${ref}`, isHere ? "" : undefined]];
    }),
  );
}

/** A source that is a folder and nothing else. */
export function plainSource(path: string): SourceSpec {
  return {
    repoURL: undefined,
    targetRevision: undefined,
    path,
    unknownPath: undefined,
    chart: undefined,
    options: [],
    location: beginningOf(path),
  };
}

/** Whether a source is a folder and nothing else: no Application says that Argo CD reads it. */
export function isPlain({ options }: SourceSpec): boolean {
  return options.length === 0;
}

function folderAt(node: Node): string | undefined {
  const path = stringAt(node, "path");
  if (path === undefined || path === "") return undefined;
  return path === "." ? "" : withoutEnd(path.replace(/^(?:\.?\/)+/, ""), "/");
}

/**
 * The source with what files beside its manifests say about its options, for every application and for this one.
 * Mirrors `mergeSourceParameters` in reposerver/repository/repository.go.
 */
export function withOverrides(source: SourceSpec, folder: string, name: string, tree: NotingTree): SourceSpec {
  const listing = listingOf(tree, folder);
  if (listing === undefined) return source;
  const names = [".argocd-source.yaml", ...(name === "" ? [] : [`.argocd-source-${name}.yaml`])];
  const overrides = names
    .filter((it) => listing.files.includes(it))
    .flatMap((it): SourceOptions[] => {
      const path = folder === "" ? it : `${folder}/${it}`;
      const file = readableFile(tree, path);
      const node = file?.documents[0]?.parsed.root;
      return file === undefined || node === undefined ? [] : [{ node, document: documentLocation(path, file, 0) }];
    });
  return { ...source, options: [...source.options, ...overrides] };
}

/** The options under one key, later ones merged over earlier ones; `undefined` where there are none. Places are those of the last. */
export function optionsAt(source: SourceSpec, key: string): SourceOptions | undefined {
  let merged: SourceOptions | undefined;
  for (const { node, document } of source.options) {
    const options = nodeAt(node, key);
    if (options === undefined) continue;
    if (options.type === "scalar" && options.scalarType === "null") merged = undefined;
    else merged = { node: mergePatch(merged?.node, options), document };
  }
  return merged;
}

/** The place of an option's key where it is written last; `undefined` where it is not written. */
export function keyLocation(source: SourceSpec, key: string): Location | undefined {
  const written = source.options.findLast(({ node }) => entryOf(node, key) !== undefined);
  const entry = entryOf(written?.node, key);
  return written === undefined || entry === undefined ? undefined : locationOf(written.document, entry.key);
}

/** A value with a JSON merge patch applied: mappings are merged, null takes a key away, anything else is replaced. */
function mergePatch(value: Node | undefined, patch: Node): Node {
  if (patch.type !== "map" || value?.type !== "map") return patch;
  const entries = new Map<string, Entry>(value.entries.map((entry) => [entry.key.text, entry]));
  for (const entry of patch.entries) {
    const key = entry.key.text;
    if (entry.value.type === "scalar" && entry.value.scalarType === "null") entries.delete(key);
    else entries.set(key, { ...entry, value: mergePatch(entries.get(key)?.value, entry.value) });
  }
  const merged: MapNode = { ...patch, entries: [...entries.values()] };
  return merged;
}
