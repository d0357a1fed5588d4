import { groupOf, type KustomizeObject, originalId, renamed, withAnnotations, withChanges } from "./object.ts";
import { describeId, idKey, keepsName, takesNoNamespace } from "./id.ts";
import type { Located } from "../location.ts";
import type { Change } from "../change.ts";

/**
 * The objects in another namespace; a Namespace itself gets its name.
 * Mirrors api/internal/builtins/NamespaceTransformer.go and api/filters/namespace/namespace.go of kustomize.
 */
export function setNamespace(
  objects: readonly KustomizeObject[],
  { text, location }: Located,
): { readonly objects: readonly KustomizeObject[]; readonly problem: string | undefined } {
  const moved = objects.map((object) => {
    const { apiVersion, kind } = object.id;
    // Helm has had its say. Mirrors `Transform` in api/internal/builtins/NamespaceTransformer.go since kustomize 5.8.
    if (object.printedBy !== undefined) return object;
    const isNamespace = kind === "Namespace" && groupOf(apiVersion) === "" && apiVersion === "v1";
    if (isNamespace) {
      const change: Change = { what: "name", key: "", by: "namespace", location };
      return changed(object, { name: text }, object.id.name === text ? [] : [change]);
    }
    if (takesNoNamespace(object.id)) return changed(object, {}, []);
    const change: Change = { what: "namespace", key: "", by: "namespace", location };
    return changed(object, { namespace: text }, object.id.namespace === text ? [] : [change]);
  });
  const conflict = firstDuplicate(moved);
  const problem = conflict && `The namespace "${text}" makes two objects the same: ${describeId(conflict.id)}.`;
  return { objects: moved, problem };
}

function changed(
  object: KustomizeObject,
  id: Partial<KustomizeObject["id"]>,
  changes: readonly Change[],
): KustomizeObject {
  return withChanges(renamed(object, id), changes);
}

/** The first object that has the id of an earlier one. */
function firstDuplicate(objects: readonly KustomizeObject[]): KustomizeObject | undefined {
  const seen = new Set<string>();
  return objects.find(({ id }) => {
    const key = idKey(id);
    if (seen.has(key)) return true;
    seen.add(key);
    return false;
  });
}

/** The objects with a text before their names. Mirrors api/internal/builtins/PrefixTransformer.go of kustomize. */
export function addPrefix(objects: readonly KustomizeObject[], prefix: Located): readonly KustomizeObject[] {
  return objects.map((object) => rename(object, `${prefix.text}${object.id.name}`, "namePrefix", prefix));
}

/** The objects with a text after their names. Mirrors api/internal/builtins/SuffixTransformer.go of kustomize. */
export function addSuffix(objects: readonly KustomizeObject[], suffix: Located): readonly KustomizeObject[] {
  return objects.map((object) => rename(object, `${object.id.name}${suffix.text}`, "nameSuffix", suffix));
}

function rename(object: KustomizeObject, name: string, by: string, { location }: Located): KustomizeObject {
  if (object.id.name === "" || keepsName(originalId(object))) return object;
  return changed(object, { name }, [{ what: "name", key: "", by, location }]);
}

/** The objects with annotations set, whatever they had under the same keys. */
export function addAnnotations(
  objects: readonly KustomizeObject[],
  added: ReadonlyMap<string, Located & { readonly known: boolean }>,
): readonly KustomizeObject[] {
  if (added.size === 0) return objects;
  const changes = [...added].map(([key, { location }]): Change => ({
    what: "annotation",
    key,
    by: "commonAnnotations",
    location,
  }));
  return objects.map((object) => {
    const annotations = new Map(object.annotations);
    for (const [key, { text, known }] of added) annotations.set(key, known ? text : undefined);
    return withChanges(withAnnotations(object, annotations), changes);
  });
}

/** The objects with labels set, whatever they had under the same keys. */
export function addLabels(
  objects: readonly KustomizeObject[],
  added: KustomizeObject["labels"],
): readonly KustomizeObject[] {
  if (added.size === 0) return objects;
  return objects.map((object) => ({ ...object, labels: new Map([...object.labels, ...added]) }));
}
