import { type ObjectField, objectShapes, shapes as checkedShapes } from "./object-fields.ts";
import { isKnownIn, parseVersion, type ArgoCdVersion, compareVersions } from "../versions.ts";

/** The fields of a mapping in an object of Argo CD, by their keys. */
export type Shape = Readonly<Record<string, ObjectField>>;

/** Every object has these. Mirrors `ObjectMeta` in k8s.io/apimachinery/pkg/apis/meta/v1/types.go, with the names of old versions. */
const objectMeta: Shape = {
  annotations: { open: true },
  clusterName: {},
  creationTimestamp: {},
  deletionGracePeriodSeconds: { type: "integer" },
  deletionTimestamp: {},
  finalizers: { list: true },
  generateName: {},
  generation: { type: "integer" },
  labels: { open: true, texts: true },
  managedFields: { list: true, open: true },
  name: {},
  namespace: {},
  ownerReferences: { list: true, open: true },
  resourceVersion: {},
  selfLink: {},
  uid: {},
};

const metadataShape = "ObjectMeta";

/** A matrix or merge inside another one, and generators that are as deep as they can be. */
const deepShapes = { matrix: "deep matrix", merge: "deep merge", generators: "deepest generators" } as const;

/**
 * All shapes. The schemas leave open what is in a matrix or merge inside another one: the controller reads it. Mirrors
 * `NestedMatrixGenerator`, `NestedMergeGenerator` and `ApplicationSetTerminalGenerator` in
 * pkg/apis/application/v1alpha1/applicationset_types.go.
 */
const shapes: Readonly<Record<string, Shape>> = {
  ...checkedShapes,
  generators: {
    ...checkedShapes["generators"],
    matrix: { shape: deepShapes.matrix, unchecked: true },
    merge: { shape: deepShapes.merge, unchecked: true },
  },
  [deepShapes.matrix]: { generators: { shape: deepShapes.generators, list: true } },
  [deepShapes.merge]: { generators: { shape: deepShapes.generators, list: true }, mergeKeys: { list: true } },
  [deepShapes.generators]: Object.fromEntries(
    Object.entries(checkedShapes["generators"] ?? {}).filter(([key]) => key !== "matrix" && key !== "merge"),
  ),
};

/** The shape of a kind of Argo CD's own objects; `undefined` for any other kind. */
export function shapeOfKind(kind: string): Shape | undefined {
  const name = Object.hasOwn(objectShapes, kind) ? objectShapes[kind] : undefined;
  const shape = name === undefined ? undefined : shapes[name];
  return shape && { ...shape, metadata: { shape: metadataShape } };
}

/** The field of a key in a mapping; `undefined` if the mapping has no such field. */
export function fieldIn(shape: Shape, key: string): ObjectField | undefined {
  return Object.hasOwn(shape, key) ? shape[key] : undefined;
}

/** The fields in a field, or in each item of it if it is a list; `undefined` if it has none or any. */
export function shapeInside({ shape }: ObjectField): Shape | undefined {
  if (shape === metadataShape) return objectMeta;
  return shape === undefined ? undefined : shapes[shape];
}

/** Whether a version of Argo CD has a field, as far as the field itself decides. */
export function hasField({ since, until }: ObjectField, version: ArgoCdVersion): boolean {
  const last = until === undefined ? undefined : parseVersion(until);
  return isKnownIn(since, version) && (last === undefined || compareVersions(version, last) <= 0);
}

/** Fields in which nobody looks for a place: controllers write them, or they start a sync by hand. */
const notMeant: readonly string[] = ["operation", "status"];

/** How deep a place may be. */
const deepest = 6;

/** The shortest paths of keys from a mapping to a field of a key, none of which leads through a list. */
export function pathsTo(shape: Shape, key: string): readonly (readonly string[])[] {
  let level: readonly { readonly path: readonly string[]; readonly shape: Shape }[] = [{ path: [], shape }];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const found = level.filter((it) => fieldIn(it.shape, key)?.until === undefined && fieldIn(it.shape, key));
    if (found.length > 0) return found.map(({ path }) => [...path, key]);
    level = level.flatMap((it) =>
      Object.entries(it.shape).flatMap(([name, field]) => {
        const inside = field.list === true || notMeant.includes(name) ? undefined : shapeInside(field);
        return inside === undefined ? [] : [{ path: [...it.path, name], shape: inside }];
      }),
    );
  }
  return [];
}
