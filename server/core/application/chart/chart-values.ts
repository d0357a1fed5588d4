import { mergedValues, readValues } from "../../helm/chart/chart.ts";
import { type Parameter, setParameters } from "../../helm/chart/parameters.ts";
import { sourceOf } from "../../helm/template/node.ts";
import { copied } from "../../helm/value/same.ts";
import {
  isList,
  isMap,
  type MapValue,
  mapOf,
  type Unknown,
  type Value,
  type ValuePlace,
} from "../../helm/value/value.ts";
import { isNotYaml, readYamlValue, valueOfNode } from "../../helm/yaml/read-yaml.ts";
import { textOf } from "../../manifest/file.ts";
import type { Node, ScalarNode } from "../../manifest/node.ts";
import { hasUnknown } from "../../manifest/template.ts";
import { derive } from "../../memo.ts";
import type { NamedFile } from "../application.ts";
import type { Failure } from "../failure.ts";
import { beginningOf, type Location, locationOf } from "../location.ts";
import type { UnreadMember } from "../source-member.ts";
import type { ChartOptions, OptionFile } from "./chart-options.ts";
import { openFileParameter, openValueFiles, type Refusal, type ValuesScope } from "./option-files.ts";

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

/** Reads the values that an Application gives, from what counts least to what counts most. */
export function readGivenValues(options: ChartOptions, scope: ValuesScope): GivenValues {
  const unread: UnreadMember[] = [];
  const failures: Failure[] = [];
  const files = new Map<string, NamedFile>();
  const locate = (node: Node): Location =>
    scope.document === undefined ? beginningOf(scope.folder) : locationOf(scope.document, node);
  const refuse = (option: OptionFile, refusal: Refusal): void => {
    const there = { text: option.written, location: locate(option.node) };
    if ("failure" in refusal) failures.push({ message: refusal.failure, location: there.location });
    else unread.push({ ...there, reason: refusal.reason });
  };
  let values = mapOf();
  let count = 0;
  for (const { option, found } of openValueFiles(options, scope)) {
    if ("reason" in found || "failure" in found) refuse(option, found);
    if (!("file" in found)) continue;
    if (++count > maxValueFiles) break;
    // The last one counts most.
    files.delete(found.name);
    files.set(found.name, found);
    const read = derive(scope.keep(found), readValues);
    const location = beginningOf(found.name);
    if (!("problem" in read)) values = mergedValues(values, read);
    else if (read.reason === "limit") unread.push({ text: found.name, location, reason: unreadBecause(read.problem) });
    else failures.push({ message: `Helm cannot read these values: ${read.problem}.`, location });
  }
  const unknowns: Unknown[] = [];
  const toUnknown = (reason: string): Unknown => {
    const unknown = { kind: "unknown", id: unknowns.length, reason } as const;
    unknowns.push(unknown);
    return unknown;
  };
  const own = options.values === undefined ? mapOf() : valuesIn(options.values, scope);
  if (own !== undefined) {
    const reason = "what a template prints into the values of this Application";
    values = mergedValues(
      values,
      withUnknowns(own, () => toUnknown(reason)),
    );
  } else if (options.values !== undefined) {
    const location = locate(options.values);
    if (isOpen(options.values)) unread.push({ text: "values", location, reason: openValues });
    else failures.push({ message: "Helm cannot read these values: they are not a mapping.", location });
  }
  const parameters = options.parameters.flatMap(({ name, value, isString, node }): readonly Parameter[] => {
    if (name.includes("{{")) {
      unread.push({ text: name, location: locate(node), reason: `"${name}" is only known once it is filled in.` });
      return [];
    }
    const place = placeOf(node, scope);
    if (value !== undefined) return [{ name, value, as: isString ? "string" : "what it looks like", place }];
    return [{ name, value: toUnknown(`what Argo CD fills in for "${name}"`), as: "value", place }];
  });
  const contents = options.fileParameters.flatMap((option): readonly Parameter[] => {
    const found = openFileParameter(option, scope);
    if (found === undefined) return [];
    if (!("file" in found)) {
      refuse(option, found);
      return [];
    }
    files.set(found.name, found);
    return [{ name: option.name, value: textOf(found.file), as: "text", place: placeOf(option.node, scope) }];
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

/** Why values are not read that Helm may be able to read. */
function unreadBecause(problem: string): string {
  return `What these values do is not known here: ${problem}.`;
}

const openValues = "A template prints these values, and they are not known here.";

/** Whether values are a text that a template prints, or that is still to be filled in, with parts that are not known. */
function isOpen(node: Node): boolean {
  return node.type === "scalar" && (node.scalarType === "unknown" || hasUnknown(node.text));
}

/** Values in which each text that is not known as a whole is not known at all. */
function withUnknowns(map: MapValue, toUnknown: () => Unknown): MapValue {
  return { ...map, entries: new Map([...map.entries].map(([key, value]) => [key, withUnknown(value, toUnknown)])) };
}

function withUnknown(value: Value, toUnknown: () => Unknown): Value {
  if (typeof value === "string") return hasUnknown(value) ? toUnknown() : value;
  if (isList(value)) return value.map((item) => withUnknown(item, toUnknown));
  return isMap(value) ? withUnknowns(value, toUnknown) : value;
}

/** `undefined` where they are no mapping. */
function valuesIn(node: Node, scope: ValuesScope): MapValue | undefined {
  if (node.type === "scalar") {
    if (node.scalarType === "unknown" && !hasUnknown(node.text)) return undefined;
    if (node.scalarType !== "string" && !isOpen(node)) return mapOf();
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
