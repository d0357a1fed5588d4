import { type Node, nodeAt, type ScalarNode, stringAt } from "../../manifest/node.ts";
import { entriesOf } from "./kustomization.ts";
import { type KustomizeObject, renamed, type Texts, withAnnotations, withChanges, withoutTexts } from "./object.ts";
import { describeId } from "./id.ts";
import type { Failure } from "../failure.ts";
import type { Location } from "../location.ts";
import type { Change } from "../change.ts";
import { operate, type Operated } from "./json-operation.ts";
import { type Charge, entrySize } from "./tree.ts";

/** From where a JSON patch comes. */
export interface JsonPatchSource {
  readonly by: string;
  /** The place of a node of it. */
  readonly placeOf: (node: Node) => Location;
  /** False where it cannot be told whether the patch is meant for the object at all. */
  readonly isSure: boolean;
  readonly charge: Charge;
}

/** The same for one of its operations. */
interface OperationSource extends JsonPatchSource {
  readonly operation: Node;
}

/** One object after a JSON patch; `failure` says why kustomize would refuse it. */
export interface JsonPatched {
  readonly object: KustomizeObject;
  readonly failure: Failure | undefined;
}

/**
 * Does the operations of a JSON patch as far as they touch the metadata that order depends on.
 * Mirrors `transformJson6902` in api/internal/builtins/PatchTransformer.go of kustomize.
 */
export function applyJsonPatch(
  object: KustomizeObject,
  operations: readonly Node[],
  source: JsonPatchSource,
): JsonPatched {
  let result: JsonPatched = { object: source.isSure ? renamed(object, {}) : object, failure: undefined };
  for (const operation of operations) {
    if (result.failure !== undefined) return result;
    result = apply(result.object, { ...source, operation });
  }
  if (source.isSure) return result;
  return {
    object: { ...unsure(object, result.object), annotationsKnown: false, content: undefined },
    failure: undefined,
  };
}

/** What a patch might have changed is not known. */
function unsure(before: KustomizeObject, after: KustomizeObject): KustomizeObject {
  const texts = new Map(before.annotations);
  for (const [key, text] of after.annotations) if (texts.get(key) !== text) texts.set(key, undefined);
  for (const key of before.annotations.keys()) if (!after.annotations.has(key)) texts.set(key, undefined);
  const isNamed = before.id.name === after.id.name;
  return { ...before, annotations: texts, nameKnown: before.nameKnown && isNamed };
}

function apply(object: KustomizeObject, source: OperationSource): JsonPatched {
  const { operation, charge } = source;
  if (!mayChange(object, charge)) return done(withoutTexts(object));
  const path = decode(stringAt(operation, "path") ?? "");
  const from = decode(stringAt(operation, "from") ?? "");
  const action = stringAt(operation, "op") ?? "";
  if (action === "test") return done(object);
  const { content, refusal }: Operated =
    object.content === undefined ? { content: undefined } : operate(object.content, operation, { path, from }, charge);
  if (refusal !== undefined) return refused(object, refusal, source);
  const value = action === "add" || action === "replace" ? nodeAt(operation, "value") : undefined;
  const cleared = action === "move" ? touch(object, from, "remove", undefined, source) : done(object);
  if (cleared.failure !== undefined) return cleared;
  const touched = touch(cleared.object, path, action, value, source);
  return { ...touched, object: { ...touched.object, content: touched.object.content && content } };
}

/** Pays for what is copied of an object whatever an operation does: operations may give it ever more names and annotations. */
function mayChange({ annotations, labels, formerIds, changes }: KustomizeObject, charge: Charge): boolean {
  return charge(1 + Math.floor((annotations.size + labels.size + formerIds.length + changes.length) / entrySize));
}

function refused(object: KustomizeObject, refusal: string, { operation, placeOf }: OperationSource): JsonPatched {
  const message = `This operation cannot be done on ${describeId(object.id)}: ${refusal}.`;
  return { object, failure: { message, location: placeOf(operation) } };
}

/** Changes what stands at a path of keys. */
function touch(
  object: KustomizeObject,
  [top, field, key, ...rest]: readonly string[],
  action: string,
  value: Node | undefined,
  source: OperationSource,
): JsonPatched {
  if (top === undefined || (top === "metadata" && field === undefined)) {
    const annotations = allUnknown(object.annotations);
    return done({ ...object, annotations, annotationsKnown: false, nameKnown: false, content: undefined });
  }
  if (top === "kind" && value?.type === "scalar") return done(renamed(object, { kind: value.text }));
  if (top !== "metadata") return done(object);
  if (field === "name" || field === "namespace") return setField(object, field, action, value, source);
  if (field === "labels") return done({ ...object, labels: changeTexts(object.labels, key, action, value) });
  if (field !== "annotations") return done(object);
  if (rest.length > 0) {
    const slash = `Write "~1" for a slash in a key`;
    return refused(object, `there is nothing at "/metadata/annotations/${key ?? ""}". ${slash}`, source);
  }
  if (action === "remove" && key !== undefined && !object.annotations.has(key) && object.annotationsKnown) {
    const message = `This patch removes the annotation "${key}" from ${describeId(object.id)}, which does not have it.`;
    return { object, failure: { message, location: source.placeOf(source.operation) } };
  }
  const annotations = changeTexts(object.annotations, key, action, value);
  const keys = key === undefined ? [...annotations.keys()] : [key].filter((it) => annotations.has(it));
  const written = new Map(
    key === undefined ? entriesOf(value).map((entry) => [entry.key.text, entry.key] as const) : [],
  );
  const changes = keys.map((it): Change => {
    const node = written.get(it) ?? nodeAt(source.operation, "path") ?? source.operation;
    return { what: "annotation", key: it, by: source.by, location: source.placeOf(node) };
  });
  return done(withChanges(withAnnotations(object, annotations), changes));
}

function setField(
  object: KustomizeObject,
  field: "name" | "namespace",
  action: string,
  value: Node | undefined,
  { by, operation, placeOf }: OperationSource,
): JsonPatched {
  if (action === "remove" && field === "namespace") return done(renamed(object, { namespace: "" }));
  if (value?.type !== "scalar") return done({ ...object, nameKnown: false });
  return done(
    withChanges(renamed(object, { [field]: jsonText(value) }), [
      { what: field, key: "", by, location: placeOf(nodeAt(operation, "path") ?? operation) },
    ]),
  );
}

function changeTexts(texts: Texts, key: string | undefined, action: string, value: Node | undefined): Texts {
  if (key === undefined) {
    if (action === "remove") return new Map();
    if (value?.type !== "map") return allUnknown(texts);
    return new Map(entriesOf(value).map((entry) => [entry.key.text, textOf(entry.value)] as const));
  }
  const changed = new Map(texts);
  if (action === "remove") changed.delete(key);
  else changed.set(key, textOf(value));
  return changed;
}

function allUnknown(texts: Texts): Texts {
  return new Map([...texts.keys()].map((key) => [key, undefined] as const));
}

/** The text that a value becomes; `undefined` for one that is copied from elsewhere or filled in by something else. */
function textOf(value: Node | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (value.type !== "scalar") return "";
  return value.scalarType === "unknown" ? undefined : jsonText(value);
}

/** A scalar on its way through JSON, which knows one way to write a number. */
function jsonText({ scalarType, text }: ScalarNode): string {
  if (scalarType === "null") return "null";
  if (scalarType === "boolean") return /^(?:y|yes|true|on)$/i.test(text) ? "true" : "false";
  if (scalarType !== "number") return text;
  const [, sign = "", digits = ""] = /^([-+]?)(.*)$/.exec(text.replaceAll("_", "")) ?? [];
  const octal = /^0[oO]?([0-7]+)$/.exec(digits)?.[1];
  const number = octal === undefined ? Number(digits) : Number.parseInt(octal, 8);
  return String(sign === "-" && number !== 0 ? -number : number);
}

function done(object: KustomizeObject): JsonPatched {
  return { object, failure: undefined };
}

/** The keys of a JSON pointer. */
function decode(pointer: string): readonly string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
