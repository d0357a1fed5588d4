/** What may be written at the cursor: which vocabulary applies there, and for which object. */
import type { AnnotationSpec, KeySpec } from "../../catalogue/annotation.ts";
import type { FieldSpec } from "../../catalogue/field.ts";
import { fieldsBelow, findField } from "../../catalogue/fields.ts";
import { catalogue, findAnnotation } from "../../catalogue/index.ts";
import { labels } from "../../catalogue/labels.ts";
import { cursorAt } from "./block-lines.ts";
import { isManifestFile, isTemplateFile, isValuesFile } from "./file-name.ts";
import { type Cursor, mapsAround, type OutlineMap, pathOf, textIn, type Token } from "./line-node.ts";

/** What may be written at a place. All spans are offsets in the document. */
export type Slot =
  | (KeySlot & { readonly type: "metadata"; readonly specs: readonly KeySpec[]; readonly kind: string })
  | (KeySlot & { readonly type: "field"; readonly fields: readonly (readonly [key: string, FieldSpec])[] })
  | (ValueSlot & { readonly type: "metadata value"; readonly spec: KeySpec; readonly kind: string })
  | (ValueSlot & { readonly type: "field value"; readonly spec: FieldSpec; readonly others: readonly string[] })
  | { readonly type: "document"; readonly token: Token; readonly isTemplate: boolean };

/** A key, begun or still to be written. */
interface KeySlot {
  /** The span takes in what has been written of it, quotes included. */
  readonly token: Token;
  /** The quote to write around it. */
  readonly quote: string;
  readonly hasColon: boolean;
  /** Another entry follows, and a comma is missing between them. */
  readonly followed: boolean;
  /** The value needs quotes, because the entries around it are JSON. */
  readonly json: boolean;
  /** The other keys of the mapping. */
  readonly siblings: readonly string[];
  /** The blanks before it; `undefined` where something else is before it on its line. */
  readonly indent: string | undefined;
}

interface ValueSlot {
  /** What has been written of it, between its quotes. */
  readonly token: Token;
  /** Where in it the cursor is, from 0. */
  readonly at: number;
  readonly json: boolean;
}

/** Where a mapping stands in the object that it is part of. */
interface ObjectPlace {
  readonly apiVersion: string;
  /** "" where it is not yet written. */
  readonly kind: string;
  readonly path: readonly string[];
}

/** The vocabulary at an offset of a document; `undefined` if we have none for it. The name of the file tells values of a chart. */
export function slotAt(text: string, offset: number, fileName: string): Slot | undefined {
  const cursor = cursorAt(text, offset);
  switch (cursor?.type) {
    case undefined:
      return undefined;
    case "key":
      return keySlot(cursor, text, fileName);
    case "value":
      return valueSlot(cursor, offset, fileName);
    case "item":
      return itemSlot(cursor, offset);
  }
}

function keySlot(
  { entry, followed }: Extract<Cursor, { type: "key" }>,
  text: string,
  fileName: string,
): Slot | undefined {
  const { key, hasColon, owner } = entry;
  const place = placeOf(owner);
  const json = isJson(owner);
  const siblings = owner.entries.filter((it) => it !== entry).map((it) => it.key.text);
  if (owner.parent === undefined && !owner.flow) {
    const isAtLineStart = key.span.start === 0 || text.charAt(key.span.start - 1) === "\n";
    const isEmpty = siblings.length === 0 && !hasColon && isAtLineStart && isManifestFile(fileName);
    return isEmpty ? { type: "document", token: key, isTemplate: isTemplateFile(fileName) } : undefined;
  }
  const indent = indentBefore(text, key.span.start);
  const slot = { token: key, quote: json ? '"' : key.quote, hasColon, followed, json, siblings, indent };
  const target = targetOf(place, fileName);
  if (target !== undefined) return { ...slot, type: "metadata", specs: specsFor(target), kind: target.kind };
  const found = isArgoCdObject(place) ? fieldsBelow(place.kind, fieldPath(place.path)) : [];
  return found.length === 0 ? undefined : { ...slot, type: "field", fields: found };
}

function indentBefore(text: string, offset: number): string | undefined {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  return before.trim() === "" ? before : undefined;
}

function valueSlot(
  { entry, token }: Extract<Cursor, { type: "value" }>,
  offset: number,
  fileName: string,
): Slot | undefined {
  const { owner, key } = entry;
  const place = placeOf(owner);
  const slot = { token, at: offset - token.span.start, json: isJson(owner) };
  const target = targetOf(place, fileName);
  if (target !== undefined) {
    const spec = target.holds === "labels" ? labels.find((it) => it.key === key.text) : findAnnotation(key.text);
    return spec && { ...slot, type: "metadata value", spec, kind: target.kind };
  }
  const field = isArgoCdObject(place) ? findField(place.kind, fieldPath([...place.path, key.text])) : undefined;
  return field && { ...slot, type: "field value", spec: field, others: [] };
}

function itemSlot({ item, token }: Extract<Cursor, { type: "item" }>, offset: number): Slot | undefined {
  const { owner: list } = item;
  const { parent } = list;
  if (parent === undefined || !("key" in parent)) return undefined;
  const place = placeOf(parent.owner);
  if (!isArgoCdObject(place)) return undefined;
  const spec = findField(place.kind, fieldPath([...place.path, parent.key.text, "[]"]));
  const others = list.items.flatMap((it) =>
    it !== item && it.value?.type === "scalar" ? [it.value.token.text.trim()] : [],
  );
  return (
    spec && { type: "field value", spec, others, token, at: offset - token.span.start, json: isJson(parent.owner) }
  );
}

/** The object that a mapping is part of: the document, or an item of a List. */
function placeOf(map: OutlineMap): ObjectPlace {
  const path = pathOf(map);
  const isInList = path[0] === "items" && path[1] === "[]";
  const object = mapsAround(map)[isInList ? 1 : 0];
  return {
    apiVersion: textIn(object, "apiVersion"),
    kind: textIn(object, "kind"),
    path: isInList ? path.slice(2) : path,
  };
}

function isArgoCdObject({ apiVersion }: ObjectPlace): boolean {
  return apiVersion === "" || apiVersion.startsWith("argoproj.io/");
}

/** As the catalogue writes it: `[]` right behind the key of the list. */
function fieldPath(path: readonly string[]): readonly string[] {
  return path.join(".").replaceAll(".[]", "[]").split(".");
}

/** Braces in which the keys have double quotes, as in JSON. */
function isJson(map: OutlineMap): boolean {
  const maps = mapsAround(map);
  if (!map.flow) return false;
  return (
    maps[0]?.flow === true || maps.some(({ flow, entries }) => flow && entries.some(({ key }) => key.quote === '"'))
  );
}

interface Target {
  /** The kind of the objects whose metadata it is; "" where it is not known. */
  readonly kind: string;
  /** What no sync applies, because a controller creates it, has no use for waves, hooks and sync options. */
  readonly holds: "annotations" | "annotations of Pods" | "annotations of what is generated" | "labels";
}

/** What people write there: what is read on any resource and what is read only on this kind; if the kind is not known yet, only the former. */
function specsFor({ kind, holds }: Target): readonly KeySpec[] {
  const isRead = ({ readOn, writer }: KeySpec): boolean =>
    writer === "people" && (readOn === "any resource" ? holds !== "labels" : readOn.includes(kind));
  if (holds === "labels") return labels.filter(isRead);
  if (holds === "annotations of what is generated")
    return catalogue.filter((spec) => isRead(spec) && spec.readOn !== "any resource");
  return catalogue.filter(
    (spec: AnnotationSpec) => isRead(spec) && (holds === "annotations" || spec.reachesPods === true),
  );
}

const podTemplates =
  /^(?:spec\/template|spec\/jobTemplate\/spec\/template|spec\/jobTemplate\/spec\/template\/spec\/template)\/metadata\/annotations$/;
const workloads = /^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob|Rollout)$/;

/** Whose metadata a mapping is; `undefined` if it is not metadata, or no program reads it. */
function targetOf({ apiVersion, kind, path }: ObjectPlace, fileName: string): Target | undefined {
  const written = path.join("/");
  const isKustomization = kind === "Kustomization" || kind === "Component";
  const resource = (of: string): Target => ({ kind: of, holds: "annotations" });
  if (isKustomization || (kind === "" && apiVersion === "")) {
    if (written === "commonAnnotations") return resource("");
    if (/^(?:generatorOptions|configMapGenerator\/\[\]\/options)\/annotations$/.test(written))
      return resource("ConfigMap");
    if (written === "secretGenerator/[]/options/annotations") return resource("Secret");
    if (isKustomization) return undefined;
    if (isValuesFile(fileName)) return valuesTarget(path);
  }
  if (written === "metadata/annotations") return resource(kind);
  if (written === "metadata/labels") return { kind, holds: "labels" };
  if (kind === "ApplicationSet" && /^spec\/(?:generators\/\[\]\/.*\/)?template\/metadata\/annotations$/.test(written)) {
    return { kind: "Application", holds: "annotations of what is generated" };
  }
  if (/^(?:spec\/template\/)?spec\/syncPolicy\/managedNamespaceMetadata\/annotations$/.test(written)) {
    return kind === "Application" || kind === "ApplicationSet" ? resource("Namespace") : undefined;
  }
  return workloads.test(kind) && podTemplates.test(written) ? { kind: "Pod", holds: "annotations of Pods" } : undefined;
}

/** Charts copy `annotations` or `serviceAnnotations` into the metadata of the resource that the key names. */
function valuesTarget(path: readonly string[]): Target | undefined {
  const key = path.at(-1) ?? "";
  if (!/^(?:annotations|\w*Annotations)$/.test(key)) return undefined;
  const isOfPods = /^pod/i.test(key) || /^pod/i.test(path.at(-2) ?? "");
  return { kind: "", holds: isOfPods ? "annotations of Pods" : "annotations" };
}
