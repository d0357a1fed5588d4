import { mergedValues, readValues } from "../../helm/chart/chart.ts";
import { type Parameter, setParameters } from "../../helm/chart/parameters.ts";
import { sourceOf } from "../../helm/template/node.ts";
import { copied } from "../../helm/value/same.ts";
import { isMap, type MapValue, mapOf, type Unknown, type ValuePlace } from "../../helm/value/value.ts";
import { isNotYaml, readYamlValue, valueOfNode } from "../../helm/yaml/read-yaml.ts";
import { textOf } from "../../manifest/file.ts";
import type { Node, ScalarNode } from "../../manifest/node.ts";
import { derive } from "../../memo.ts";
import type { NamedFile } from "../application.ts";
import { type Failure, unreadableFile } from "../failure.ts";
import { beginningOf, type DocumentLocation, type Location, locationOf } from "../location.ts";
import { closedPath, type UnreadMember } from "../source-member.ts";
import { type NotingTree, readableFile, resolvePath } from "../source-tree.ts";
import type { KeepSource } from "./chart-files.ts";
import type { ChartOptions, OptionFile } from "./chart-options.ts";

/** How many files of values are read beside that of the chart. */
const maxValueFiles = 50;

/** The values that an Application gives to a chart. */
export interface GivenValues {
  readonly values: MapValue;
  /** What in them is not known: each has its index as its number. */
  readonly unknowns: readonly Unknown[];
  readonly files: readonly NamedFile[];
  readonly unread: readonly UnreadMember[];
  readonly failures: readonly Failure[];
}

/** Where the options of a chart are written, and what paths in them start from. */
export interface ValuesScope {
  readonly folder: string;
  readonly tree: NotingTree;
  readonly keep: KeepSource;
  /** `undefined` where no Application says anything. */
  readonly document: DocumentLocation | undefined;
  /** The folders that the names of other sources stand for, from the root; `undefined` for one in another repository. */
  readonly references: ReadonlyMap<string, string | undefined>;
}

/** Reads the values that an Application gives, from what counts least to what counts most. */
export function readGivenValues(options: ChartOptions, scope: ValuesScope): GivenValues {
  const unread: UnreadMember[] = [];
  const failures: Failure[] = [];
  const files = new Map<string, NamedFile>();
  const locate = (node: Node): Location =>
    scope.document === undefined ? beginningOf(scope.folder) : locationOf(scope.document, node);
  const open = (option: Wanted): NamedFile | undefined => {
    const path = pathOf(option, scope);
    const found = typeof path === "object" ? path : openPath(path, option, scope.tree);
    if (found === undefined || "file" in found) return found;
    const there = { text: option.written, location: locate(option.node) };
    if ("failure" in found) failures.push({ message: found.failure, location: there.location });
    else unread.push({ ...there, reason: found.reason });
    return undefined;
  };
  let values = mapOf();
  for (const option of options.valueFiles.slice(0, maxValueFiles)) {
    const named = open({ ...option, isOptional: options.ignoresMissingFiles });
    // A file that is named twice counts once.
    if (named === undefined || files.has(named.name)) continue;
    files.set(named.name, named);
    const read = derive(scope.keep(named), readValues);
    if (typeof read !== "string") values = mergedValues(values, read);
    else failures.push({ message: `Helm cannot read these values: ${read}.`, location: beginningOf(named.name) });
  }
  const own = options.values === undefined ? mapOf() : valuesIn(options.values, scope);
  if (own === undefined) {
    const location = options.values === undefined ? beginningOf(scope.folder) : locate(options.values);
    failures.push({ message: "Helm cannot read these values: they are not a mapping.", location });
  } else values = mergedValues(values, own);
  const unknowns: Unknown[] = [];
  const parameters = options.parameters.map(({ name, value, isString, node }): Parameter => {
    const place = placeOf(node, scope);
    if (value !== undefined) return { name, value, as: isString ? "string" : "what it looks like", place };
    const unknown = { kind: "unknown", id: unknowns.length, reason: `what Argo CD fills in for "${name}"` } as const;
    unknowns.push(unknown);
    return { name, value: unknown, as: "value", place };
  });
  const contents = options.fileParameters.flatMap((option): readonly Parameter[] => {
    const named = open({ ...option, isOptional: false });
    if (named === undefined) return [];
    files.set(named.name, named);
    return [{ name: option.name, value: textOf(named.file), as: "text", place: placeOf(option.node, scope) }];
  });
  // What is read of a file is kept, and must not change.
  values = copied(values) as MapValue;
  const isString = ({ as }: Parameter): boolean => as === "string";
  const inOrder = [...parameters.filter((it) => !isString(it)), ...parameters.filter(isString), ...contents];
  for (const { parameter, problem } of setParameters(values, inOrder)) {
    const { place } = parameter;
    const location = place && { path: place.source.name, offset: place.start, end: place.end };
    failures.push({
      message: `Helm cannot set "${parameter.name}": ${problem}.`,
      location: location ?? beginningOf(scope.folder),
    });
  }
  return { values, unknowns, files: [...files.values()], unread, failures };
}

/** A file, and whether it may be missing. */
type Wanted = OptionFile & { readonly isOptional: boolean };

type Refusal = { readonly failure: string } | { readonly reason: string };

/** Mirrors `ResolveValueFilePathOrUrl` in util/io/path/resolved.go. */
function pathOf(option: OptionFile, { folder, references }: ValuesScope): string | Refusal {
  const { path, written } = option;
  if (path === undefined) return { reason: `"${written}" has a variable that only Argo CD can fill in.` };
  if (path.includes("{{")) return { reason: `"${path}" is only known once it is filled in.` };
  if (/^[a-z][a-z0-9+.-]*:/i.test(path)) return { reason: `"${path}" is an address, and nothing is fetched.` };
  const [, reference] = /^(\$[^/]+)(?:\/|$)/.exec(written) ?? [];
  if (reference !== undefined && references.has(reference)) {
    const root = references.get(reference);
    // Mirrors `getResolvedRefValueFile` in reposerver/repository/repository.go.
    const rest = option.rest?.replace(/^\/+/, "") ?? path;
    if (root === undefined) return { reason: `The values of "${written}" are in another repository.` };
    return resolvePath(root, rest) ?? outside(written);
  }
  if (/[*?[]/.test(path)) return { reason: `"${path}" is a pattern, which only Argo CD can fill in.` };
  return (path.startsWith("/") ? resolvePath("", path.slice(1)) : resolvePath(folder, path)) ?? outside(path);
}

function outside(path: string): Refusal {
  return { failure: `"${path}" leads out of the repository: Argo CD refuses it.` };
}

function openPath(path: string, { written, isOptional }: Wanted, tree: NotingTree): NamedFile | Refusal | undefined {
  const file = tree.file(path);
  if (file === "absent") return isOptional ? undefined : { failure: noFile(path, written) };
  if (file === "closed") return { reason: closedPath(path).reason };
  if (file === "unreadable") return { failure: unreadableFile(path).message };
  const readable = readableFile(tree, path);
  return readable && { name: path, file: readable };
}

function noFile(path: string, written: string): string {
  const [, name] = /^(\$[^/]+)\//.exec(written) ?? [];
  const reason = `no source of this Application has the ref that "${name ?? ""}" may mean, so Argo CD reads it as an empty variable`;
  return name === undefined ? `There is no file "${path}".` : `There is no file "${path}": ${reason}.`;
}

/** `undefined` where they are no mapping. */
function valuesIn(node: Node, scope: ValuesScope): MapValue | undefined {
  if (node.type === "scalar") {
    if (node.scalarType !== "string") return mapOf();
    const read = readText(node, scope);
    return read === null ? mapOf() : !isNotYaml(read) && isMap(read) ? read : undefined;
  }
  const { document } = scope;
  const base = document && { source: sourceOf(document.path, ""), at: document.start };
  const read = valueOfNode(node, base);
  return isMap(read) ? read : undefined;
}

/** The value of a text. One that stands in the file as it is, but for its indentation, is read there, so that its places are known. */
function readText(node: ScalarNode, { document }: ValuesScope): ReturnType<typeof readYamlValue> {
  if (document !== undefined && node.style === "literal") {
    const start = document.text.indexOf("\n", node.span.start) + 1;
    const written = document.text.slice(start, Math.max(start, node.span.end));
    const indent = /^ */.exec(written)?.[0].length ?? 0;
    const lines = written
      .split("\n")
      .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)));
    if (start > 0 && lines.join("\n").trimEnd() === node.text.trimEnd()) {
      return readYamlValue(written, sourceOf(document.path, ""), document.start + start);
    }
  }
  return readYamlValue(node.text);
}

function placeOf({ span }: Node, { document }: ValuesScope): ValuePlace | undefined {
  if (document === undefined) return undefined;
  return { source: sourceOf(document.path, ""), start: document.start + span.start, end: document.start + span.end };
}
