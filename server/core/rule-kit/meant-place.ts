/** Where a field is meant to be that an object does not have where it is. */
import { applicationSyncOptions } from "../catalogue/application-sync-options.ts";
import { nearest, sameLetters } from "../catalogue/near.ts";
import { fieldIn, pathsTo, shapeOfKind } from "../catalogue/object-shape.ts";
import { type Entry, nodeAt } from "../manifest/node.ts";
import type { Level, WrittenField } from "./object-fields.ts";
import type { Subject } from "./rule.ts";

/** What somebody meant who wrote a field that the object does not have there. */
export type Meant =
  /** Another spelling of a field of the same mapping; `sure` if no other could be meant. */
  | { readonly type: "spelling"; readonly key: string; readonly sure: boolean }
  /** A field of the object in another place: the keys that lead to it from the mapping of `from`. */
  | { readonly type: "place"; readonly from: Level; readonly path: readonly string[] }
  /** A field of another kind. */
  | { readonly type: "kind"; readonly kind: string; readonly path: readonly string[] }
  /** One of the options in `spec.syncPolicy.syncOptions`. */
  | { readonly type: "option"; readonly option: string }
  /** A generator inside generators that are as deep as they can be. */
  | { readonly type: "too deep" };

/** Other words for fields, mostly for those of a source. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ["branch", "targetRevision"],
  ["chartVersion", "targetRevision"],
  ["repositories", "sourceRepos"],
  ["set", "parameters"],
  ["sourceRepositories", "sourceRepos"],
  ["version", "targetRevision"],
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
  if (isDeepGenerator(level, key)) return { type: "too deep" };
  const place = placeOf(level, key);
  if (place !== undefined) return place;
  const near = nearest(key, names);
  if (near !== undefined) return { type: "spelling", key: near, sure: true };
  const option = optionOf(spot.entry, level);
  if (option !== undefined) return { type: "option", option };
  const [longer, another] = names.filter((name) => isBeginning(name, key) || isBeginning(key, name));
  if (longer !== undefined && another === undefined) return { type: "spelling", key: longer, sure: false };
  return ofOtherKind(subject, key);
}

/** How many letters say which word is meant that begins with them. */
const leastBeginning = 3;

/** How many letters make a word so long that it may end otherwise, as "Delete" and "Deletion" do. */
const leastLong = 12;

function isBeginning(beginning: string, word: string): boolean {
  const known = beginning.length < leastLong ? beginning : beginning.slice(0, -2);
  return known.length >= leastBeginning && word.toLowerCase().startsWith(known.toLowerCase());
}

/** Mirrors `ApplicationSetTerminalGenerator` in pkg/apis/application/v1alpha1/applicationset_types.go. */
function isDeepGenerator({ path, reader }: Level, key: string): boolean {
  return reader === "controller" && path.at(-1) === "generators[]" && (key === "matrix" || key === "merge");
}

/** The mappings in which people write options as keys. */
const nearOptions: readonly string[] = ["spec", "syncPolicy", "automated"];

/** The option that somebody meant who wrote its name as a key. */
function optionOf({ key, value }: Entry, { path }: Level): string | undefined {
  if (!nearOptions.includes(path.at(-1) ?? "") || value.type !== "scalar") return undefined;
  const written = `${key.text}=${value.text}`;
  return applicationSyncOptions.find((option) => sameLetters(option.value, written))?.value;
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

/** Keys of so many mappings that an item of a list that has one of them is not about what is around the list. */
const commonKeys: readonly string[] = [
  "cluster",
  "group",
  "key",
  "kind",
  "name",
  "namespace",
  "path",
  "server",
  "url",
  "values",
];

/** Whether there is a list between two mappings. */
function isInItem({ path }: Level, { path: outer }: Level): boolean {
  return path.slice(outer.length).some((key) => key.endsWith("[]"));
}

function placeOf(level: Level, key: string): Meant | undefined {
  for (const from of outwards(level)) {
    if (from !== level && isInItem(level, from) && commonKeys.includes(key)) return undefined;
    if (metadataKeys.includes(key)) {
      // There they are names of fields.
      if (level.path.includes("preservedFields")) return undefined;
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
