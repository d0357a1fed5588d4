/** Where a mapping stands in the object that it is part of, and what is known of that place. */
import type { ValueSpec } from "../../catalogue/annotation.ts";
import type { FieldSpec } from "../../catalogue/field.ts";
import { fieldsBelow, findField } from "../../catalogue/fields.ts";
import { finalizersFor } from "../../catalogue/finalizers.ts";
import { mapsAround, type OutlineMap, pathOf, textIn } from "./line-node.ts";

/** Where a mapping stands in the object that it is part of. */
export interface ObjectPlace {
  readonly apiVersion: string;
  /** "" where it is not yet written. */
  readonly kind: string;
  readonly path: readonly string[];
}

/** What a field or an item of a list may be. */
export interface FieldValue {
  /** As the catalogue writes it. */
  readonly path: string;
  readonly value: ValueSpec;
  readonly link: string;
}

/** The object that a mapping is part of: the document, or an item of a List. */
export function placeOf(map: OutlineMap): ObjectPlace {
  const path = pathOf(map);
  const isInList = path[0] === "items" && path[1] === "[]";
  const object = mapsAround(map)[isInList ? 1 : 0];
  return {
    apiVersion: textIn(object, "apiVersion"),
    kind: textIn(object, "kind"),
    path: isInList ? path.slice(2) : path,
  };
}

/** The same object, one key deeper. */
export function placeBelow(place: ObjectPlace, key: string): ObjectPlace {
  return { ...place, path: [...place.path, key] };
}

/** The field at a place of an object of Argo CD. */
export function fieldAt(place: ObjectPlace): FieldSpec | undefined {
  return isArgoCdObject(place) ? findField(place.kind, fieldPath(place.path)) : undefined;
}

/** The fields of a mapping of an object of Argo CD, each with its key. */
export function fieldsAt(place: ObjectPlace): readonly (readonly [key: string, FieldSpec])[] {
  return isArgoCdObject(place) ? fieldsBelow(place.kind, fieldPath(place.path)) : [];
}

/** What the items of the list at a place of an object of Argo CD may be. */
export function itemsAt(place: ObjectPlace): FieldValue | undefined {
  const isFinalizers = place.path.join("/") === "metadata/finalizers" && isArgoCdObject(place);
  return (isFinalizers ? finalizersFor(place.kind) : undefined) ?? fieldAt(placeBelow(place, "[]"));
}

function isArgoCdObject({ apiVersion }: ObjectPlace): boolean {
  return apiVersion === "" || apiVersion.startsWith("argoproj.io/");
}

/** As the catalogue writes it: `[]` right behind the key of the list. */
function fieldPath(path: readonly string[]): readonly string[] {
  return path.join(".").replaceAll(".[]", "[]").split(".");
}
