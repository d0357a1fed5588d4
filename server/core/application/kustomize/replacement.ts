import { type Node, nodeAt, type ScalarNode, stringAt } from "../../manifest/node.ts";
import type { Failure } from "../failure.ts";
import { type DocumentLocation, type Location, locationOf } from "../location.ts";
import { itemsOf } from "./kustomization.ts";
import { describeId, effectiveNamespace } from "./id.ts";
import { groupOf, type KustomizeObject, withoutTexts } from "./object.ts";
import { replaceNode, splitPath, lookUp, writeAt } from "./replacement-path.ts";
import { isMetadata, metadataAt, replaceMetadata } from "./replacement-metadata.ts";
import { comparisons, partsOf, readTarget, type Target, targets } from "./replacement-target.ts";
import { readSelector, type Selector } from "./selector.ts";
import { type Charge, entrySize, mayRepeat, mayWriteText, stringNode } from "./tree.ts";

/** A replacement, and the document that it is written in. */
export interface Replacement {
  readonly node: Node;
  readonly document: DocumentLocation;
}

/** What replacing came to. */
export interface Replaced {
  readonly objects: readonly KustomizeObject[];
  /** Why kustomize refuses it. */
  readonly failure: Failure | undefined;
  /** The first replacement whose source is not there: it may be among what cannot be read. */
  readonly lost: Failure | undefined;
}

/** The objects after replacements, one after the other. Mirrors `Filter` in api/filters/replacement/replacement.go of kustomize. */
export function applyReplacements(
  given: readonly KustomizeObject[],
  replacements: readonly Replacement[],
  charge: Charge,
): Replaced {
  let objects = given;
  let [failure, lost]: (Failure | undefined)[] = [];
  for (const { node, document } of replacements) {
    const source = nodeAt(node, "source");
    // Whatever is written, all objects are compared with what each source and each target says.
    if (!charge(Math.floor(objects.length / entrySize))) return { objects: objects.map(withoutTexts), failure, lost };
    const wanted = source && readSelector(source);
    const found = wanted === undefined ? [] : objects.filter((object) => isSource(wanted, object));
    if (source !== undefined && found.length === 0) {
      const message = `There is no ${describeSource(source)} for this replacement to take its value from.`;
      lost ??= { message, location: locationOf(document, source) };
    }
    const taken = source === undefined ? nodeAt(node, "sourceValue") : valueOf(found, source, charge);
    const value = taken === "missing" ? undefined : taken;
    if (taken === "missing" && source !== undefined) {
      const message = `${describeSource(source)} has no field "${fieldPathOf(source)}" for this replacement to take.`;
      lost ??= { message, location: locationOf(document, source) };
    }
    for (const target of itemsOf(nodeAt(node, "targets"))) {
      const writing = { value, location: locationOf(document, target), target: readTarget(target), charge };
      if (!charge(comparisons(writing.target, objects.length)))
        return { objects: objects.map(withoutTexts), failure, lost };
      const results = objects.map((object) => replaceIn(object, writing));
      failure ??= results.find((it) => it.failure !== undefined)?.failure;
      objects = results.map(({ object }) => object);
    }
  }
  return { objects, failure, lost };
}

/** Whether a replacement takes its value from an object. Mirrors `selectSourceNode` in api/filters/replacement/replacement.go. */
function isSource(wanted: Selector, object: KustomizeObject): boolean {
  return [object.id, ...object.formerIds].some((id) => {
    const version = id.apiVersion.slice(id.apiVersion.indexOf("/") + 1);
    const pairs = [
      [wanted.group, groupOf(id.apiVersion)],
      [wanted.version, version],
      [wanted.kind, id.kind],
      [wanted.name, id.name],
    ];
    const namespace = wanted.namespace === "" ? "" : effectiveNamespace({ ...id, namespace: wanted.namespace });
    return (
      pairs.every(([part, text]) => part === "" || part === text) &&
      (namespace === "" || namespace === effectiveNamespace(id))
    );
  });
}

function describeSource(source: Node): string {
  const { kind, name } = readSelector(source);
  return `${kind === "" ? "object" : kind} "${name}"`;
}

/** The value that a replacement takes; `undefined` where it is not known. Mirrors `getReplacement` in the same file. */
function valueOf(
  [object, second]: readonly KustomizeObject[],
  source: Node,
  charge: Charge,
): Node | "missing" | undefined {
  if (object === undefined || second !== undefined) return undefined;
  const path = splitPath(fieldPathOf(source));
  const found = isMetadata(path)
    ? metadataNode(metadataAt(object, path), source)
    : object.content && (lookUp(object.content, path) ?? "missing");
  if (found === "missing") return found;
  const { delimiter, index } = partsOf(source);
  if (delimiter === "") return found;
  if (found?.type !== "scalar" || found.scalarType === "unknown" || !mayWriteText(found.text, charge)) return undefined;
  const part = found.text.split(delimiter)[index];
  return part === undefined ? undefined : { ...found, text: part };
}

function fieldPathOf(source: Node): string {
  return stringAt(source, "fieldPath") ?? "metadata.name";
}

function metadataNode(text: string | undefined, source: Node): ScalarNode | "missing" | undefined {
  if (text === "") return "missing";
  return text === undefined ? undefined : stringNode(text, source);
}

/** What is written where. */
interface Writing {
  /** `undefined` where it is not known. */
  readonly value: Node | undefined;
  readonly target: Target;
  readonly location: Location;
  readonly charge: Charge;
}

/** Mirrors `applyReplacement` in the same file. */
function replaceIn(
  object: KustomizeObject,
  writing: Writing,
): { readonly object: KustomizeObject; readonly failure?: Failure } {
  const selected = targets(writing.target, object);
  if (selected === "no") return { object };
  const value = selected === "yes" ? writing.value : undefined;
  let result: ReturnType<typeof replaceIn> = { object };
  for (const path of writing.target.paths) {
    if (result.failure === undefined) result = replaceAt(result.object, path, { ...writing, value });
  }
  return result;
}

/** How many keys a path may have: each is one level more of an object, if it is made. */
const mostKeys = 100;

function replaceAt(
  object: KustomizeObject,
  written: string,
  { value, target, location, charge }: Writing,
): ReturnType<typeof replaceIn> {
  const path = splitPath(written);
  const text = value?.type === "scalar" && value.scalarType !== "unknown" ? value.text : undefined;
  const missing = (): ReturnType<typeof replaceIn> => {
    const what = `${describeId(object.id)} has no field "${written}" for this replacement to write.`;
    return { object, failure: { message: `${what} Set "options.create" to make it.`, location } };
  };
  if (isMetadata(path)) {
    const old = metadataAt(object, path);
    const isThere = old !== "";
    if (!isThere && !target.creates && value !== undefined && object.annotationsKnown) return missing();
    const isKnown = mayWriteText(`${old ?? ""}${text ?? ""}`, charge);
    return { object: replaceMetadata(object, path, isKnown ? text : undefined, { ...target, location }) };
  }
  if (object.content === undefined) return { object: object.data ? { ...object, data: undefined } : object };
  if (value === undefined || path.length > mostKeys) return { object: { ...object, content: undefined } };
  const replace = (old: Node | undefined): Node | undefined =>
    mayRepeat(value, charge) && (old?.type !== "scalar" || mayWriteText(old.text, charge))
      ? replaceNode(old, value, target)
      : undefined;
  const content = writeAt(object.content, path, { replace, creates: target.creates, charge });
  if (content === "missing") return missing();
  return { object: { ...object, content: content === "unknown" ? undefined : content } };
}
