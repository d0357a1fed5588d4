/** The fields of Argo CD's own objects: those that are written, and those of them that no object has. */
import { fieldIn, type Shape, shapeInside, shapeOfKind } from "../catalogue/object-shape.ts";
import type { ObjectField } from "../catalogue/object-fields.ts";
import type { Spot } from "../edit/entries.ts";
import type { MapNode, Node, ScalarNode } from "../manifest/node.ts";
import { type Place, wholeObjects } from "../manifest/place.ts";
import { actionsIn } from "../manifest/template.ts";
import { derive } from "../memo.ts";
import type { Subject } from "./rule.ts";

/** A mapping of an object, with the fields that it may have. */
export interface Level {
  readonly map: MapNode;
  readonly shape: Shape;
  /** The keys that lead to it, with `[]` behind the key of a list. */
  readonly path: readonly string[];
  /** The entry that it is the value of; none for the object itself and for items of lists. */
  readonly owner: Spot | undefined;
  /** The first version that has the field that it is the value of. */
  readonly since: string | undefined;
  /** Who looks for its fields: the controller where the schema of the object leaves it open. */
  readonly reader: "API server" | "controller";
  /** The mapping around it; none around the object itself. */
  readonly outer: Level | undefined;
}

/** One entry of an object; `field` is `undefined` where the object has no such field. */
export interface WrittenField {
  readonly spot: Spot;
  readonly level: Level;
  readonly field: ObjectField | undefined;
}

/** Every field that is written in an Application, ApplicationSet or AppProject; none of any other object. */
export function writtenFields(subject: Subject): readonly WrittenField[] {
  return derive(subject, readFields);
}

/** Where these objects are written, as a whole or in part. */
export const placesOfObjects: readonly Place[] = [...wholeObjects, "patch", "template patch"];

function readFields(subject: Subject): readonly WrittenField[] {
  const { node, apiVersion, kind, place } = subject.manifest;
  const isObject = apiVersion === "argoproj.io/v1alpha1" && placesOfObjects.includes(place);
  const shape = isObject ? shapeOfKind(kind) : undefined;
  if (shape === undefined) return [];
  return fieldsIn(
    {
      ...{ map: node, shape, path: [], owner: undefined, since: undefined, outer: undefined },
      reader: place === "template patch" ? "controller" : "API server",
    },
    subject,
    new Set(),
  );
}

/** `seen` has the contents of mappings, which aliases share. */
function fieldsIn(level: Level, subject: Subject, seen: Set<unknown>): readonly WrittenField[] {
  const { map, shape, path, owner } = level;
  if (seen.has(map.entries) || mayBeElsewhere(level, subject)) return [];
  seen.add(map.entries);
  return map.entries.flatMap((entry): readonly WrittenField[] => {
    const { key, value, merged } = entry;
    if (merged || !isName(key) || isDirective(key.text, subject)) return [];
    const field = fieldIn(shape, key.text);
    const spot = { entry, map, owner };
    const inside = field === undefined || field.until !== undefined ? undefined : shapeInside(field);
    const isList = field?.list === true;
    const below = (isList ? itemsOf(value) : [value]).filter((it) => it.type === "map");
    return [
      { spot, level, field },
      ...below.flatMap((it) => {
        const next: Pick<Level, "map" | "path" | "owner" | "reader"> = {
          map: it,
          reader: field?.unchecked === true ? "controller" : level.reader,
          path: [...path, isList ? `${key.text}[]` : key.text],
          owner: isList ? undefined : spot,
        };
        return inside === undefined
          ? []
          : fieldsIn({ ...next, shape: inside, since: field?.since, outer: level }, subject, seen);
      }),
    ];
  });
}

/** Whether a key may be the name of a field, and nothing that a template or another tool fills in. */
function isName({ text, scalarType }: ScalarNode): boolean {
  return scalarType !== "unknown" && /^[$\w][\w./-]*$/.test(text);
}

/** Whether a key tells how to patch, such as `$patch`. Mirrors the directives of k8s.io/apimachinery/pkg/util/strategicpatch/patch.go. */
function isDirective(key: string, { manifest: { place } }: Subject): boolean {
  return key.startsWith("$") && (place === "patch" || place === "template patch");
}

function itemsOf(value: Node): readonly Node[] {
  return value.type === "list" ? value.items : [];
}

/** Whether a template prints something between a key and the first entry below it, which may be another key. */
function mayBeElsewhere({ map, owner }: Level, { actions }: Subject): boolean {
  const first = map.entries[0];
  if (actions.length === 0 || owner === undefined || first === undefined) return false;
  const between = { start: owner.entry.key.span.end, end: first.key.span.start };
  return actionsIn(actions, between).some(({ kind }) => kind === "output");
}
