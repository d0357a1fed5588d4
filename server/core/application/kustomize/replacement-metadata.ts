/** What replacements read and write in the metadata of objects, which is kept apart from their other fields. */
import type { Location } from "../location.ts";
import { type KustomizeObject, withAnnotations, withChanges } from "./object.ts";
import { type Parts, replaceText } from "./replacement-path.ts";

/** Whether a path leads to the metadata that is kept apart, or to more than one field of it. */
export function isMetadata([top, field]: readonly string[]): boolean {
  if (top === "*") return true;
  return (
    top === "metadata" && (field === undefined || ["name", "namespace", "annotations", "labels", "*"].includes(field))
  );
}

/** The text at a path; "" for none, and `undefined` where it is not known or there are several. */
export function metadataAt(object: KustomizeObject, [, field, ...rest]: readonly string[]): string | undefined {
  const [key, more] = rest;
  if (field === "name" && key === undefined) return object.nameKnown && !object.needsHash ? object.id.name : undefined;
  if (field === "namespace" && key === undefined) return object.nameKnown ? object.id.namespace : undefined;
  if (key === undefined || key === "*" || more !== undefined) return undefined;
  if (field === "labels") return object.labels.has(key) ? object.labels.get(key) : "";
  if (field !== "annotations") return undefined;
  return object.annotations.has(key) || !object.annotationsKnown ? object.annotations.get(key) : "";
}

/** The object with another text at a path; `undefined` for one that is not known. */
export function replaceMetadata(
  object: KustomizeObject,
  path: readonly string[],
  value: string | undefined,
  { location, ...parts }: Parts & { readonly location: Location },
): KustomizeObject {
  const [top, field, key] = path;
  const old = metadataAt(object, path);
  const text = value === undefined || old === undefined ? undefined : replaceText(old, value, parts);
  if (top === "*" || field === "*" || field === undefined) {
    return { ...object, nameKnown: false, annotationsKnown: false, content: undefined };
  }
  if (field === "name" || field === "namespace") {
    if (text === undefined || key !== undefined) return { ...object, nameKnown: false };
    // Unlike a prefix, a replacement leaves no former name behind.
    const change = { what: field, key: "", by: "replacements", location } as const;
    return withChanges({ ...object, id: { ...object.id, [field]: text } }, [change]);
  }
  if (key === undefined || key === "*")
    return field === "annotations" ? { ...object, annotationsKnown: false } : object;
  if (field === "labels") return { ...object, labels: new Map([...object.labels, [key, text]]) };
  const change = { what: "annotation", key, by: "replacements", location } as const;
  return withChanges(withAnnotations(object, new Map([...object.annotations, [key, text]])), [change]);
}
