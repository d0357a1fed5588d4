/** Where a field is meant to be that an object does not have where it is. */
import { nearest, sameLetters } from "../catalogue/near.ts";
import { fieldIn, pathsTo, shapeOfKind } from "../catalogue/object-shape.ts";
import { nodeAt } from "../manifest/node.ts";
import type { Level, WrittenField } from "./object-fields.ts";
import type { Subject } from "./rule.ts";

/** What somebody meant who wrote a field that the object does not have there. */
export type Meant =
  /** Another spelling of a field of the same mapping; `sure` if no other could be meant. */
  | { readonly type: "spelling"; readonly key: string; readonly sure: boolean }
  /** A field of the object in another place: the keys that lead to it from the mapping of `from`. */
  | { readonly type: "place"; readonly from: Level; readonly path: readonly string[] }
  /** A field of another kind. */
  | { readonly type: "kind"; readonly kind: string; readonly path: readonly string[] };

/** Other words for fields of a source. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ["branch", "targetRevision"],
  ["revision", "targetRevision"],
  ["tag", "targetRevision"],
  ["repo", "repoURL"],
  ["repository", "repoURL"],
  ["url", "repoURL"],
]);

/** What somebody meant with an unknown field; `undefined` if that cannot be told. */
export function meantPlace(subject: Subject, { spot, level }: WrittenField): Meant | undefined {
  const key = spot.entry.key.text;
  const names = Object.keys(level.shape);
  const same = names.find((name) => sameLetters(name, key) || isSameWord(name, key) || isSameWord(key, name));
  if (same !== undefined) return { type: "spelling", key: same, sure: true };
  const other = otherWords.get(key);
  if (other !== undefined && names.includes(other)) return { type: "spelling", key: other, sure: false };
  const place = placeOf(level, key);
  if (place !== undefined) return place;
  const near = nearest(key, names);
  if (near !== undefined && nodeAt(spot.map, near) === undefined) return { type: "spelling", key: near, sure: true };
  return ofOtherKind(subject, key);
}

/** Whether a word is another one in the plural. */
function isSameWord(plural: string, word: string): boolean {
  return plural === `${word}s` || (word.endsWith("y") && plural === `${word.slice(0, -1)}ies`);
}

/** The mappings from the one that a field is in out to the object. */
function outwards(level: Level): readonly Level[] {
  const levels: Level[] = [];
  for (let at: Level | undefined = level; at !== undefined; at = at.outer) levels.push(at);
  return levels;
}

/** Keys of metadata, which nobody looks for anywhere else. */
const metadataKeys: readonly string[] = ["annotations", "finalizers", "labels"];

function placeOf(level: Level, key: string): Meant | undefined {
  for (const from of outwards(level)) {
    if (metadataKeys.includes(key)) {
      const metadata = pathsTo(from.shape, "metadata").find((path) => path.length === 1);
      if (metadata !== undefined) return { type: "place", from, path: [...metadata, key] };
      continue;
    }
    const paths = pathsTo(from.shape, key).filter((path) => isPossible(level, from, path));
    const there = paths.filter((path) => path.length > 1 && nodeAt(from.map, ...path.slice(0, -1)) !== undefined);
    const [path, another] = there.length > 0 ? there : paths;
    if (path !== undefined && another === undefined) return { type: "place", from, path };
    if (another !== undefined) return undefined;
  }
  return undefined;
}

/** Nobody means the template of a generator, or for an object what stands in the template of others; and there is one source or several. */
function isPossible(level: Level, { map, path: outer }: Level, path: readonly string[]): boolean {
  const [first, second] = path;
  if (outer.includes("generators[]") && path.includes("template")) return false;
  if (outer.length === 0 && first === "metadata" && level.path.includes("template")) return false;
  const hasSeveral = nodeAt(map, "sources") !== undefined || nodeAt(map, "spec", "sources") !== undefined;
  return !(hasSeveral && (first === "source" || (first === "spec" && second === "source")));
}

function ofOtherKind({ manifest }: Subject, key: string): Meant | undefined {
  for (const kind of ["Application", "ApplicationSet", "AppProject"]) {
    const spec = kind === manifest.kind ? undefined : shapeOfKind(kind);
    const [path, another] = spec === undefined ? [] : pathsTo(spec, key);
    if (path !== undefined && another === undefined && path[0] === "spec" && fieldIn(spec ?? {}, key) === undefined)
      return { type: "kind", kind, path };
  }
  return undefined;
}
