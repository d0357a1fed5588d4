/** What is said about a field whose meant place is known, and how it gets there. */
import { findField } from "../catalogue/fields.ts";
import { writeKey } from "../edit/entries.ts";
import { moveField } from "../edit/move-field.ts";
import { entryOf, type MapNode, type Node, nodeAt } from "../manifest/node.ts";
import type { Meant } from "./meant-place.ts";
import type { WrittenField } from "./object-fields.ts";
import type { Fix, KeyPlace, Subject } from "./rule.ts";
import { asPlainText } from "./words.ts";

/** What happens because the field is not where it is meant to be, if nothing else is there. */
export function costOf({ manifest }: Subject, meant: Meant | undefined): string {
  if (meant?.type !== "place" || nodeAt(meant.from.map, ...meant.path) !== undefined) return "";
  const path = [...meant.from.path, ...meant.path];
  const absent = (findField(manifest.kind, path) ?? listField(manifest.kind, path))?.absent;
  const words = asPlainText(absent?.replace(/^`[^`]*`: /, "") ?? "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function listField(kind: string, path: readonly string[]): ReturnType<typeof findField> {
  return findField(kind, [...path.slice(0, -1), `${path.at(-1) ?? ""}[]`]);
}

/** What to do with an unknown field, in full sentences. */
export function adviceOf({ manifest }: Subject, { spot }: WrittenField, meant: Meant | undefined): string {
  switch (meant?.type) {
    case "spelling": {
      const isThere = entryOf(spot.map, meant.key) !== undefined;
      return isThere ? `"${meant.key}" is there already: remove it.` : `Did you mean "${meant.key}"?`;
    }
    case "place": {
      const path = [...meant.from.path, ...meant.path];
      const there = nodeAt(meant.from.map, ...meant.path);
      const owner = path.slice(0, -1);
      const isTurnedOn =
        owner.at(-1) === "automated" && nodeAt(meant.from.map, ...meant.path.slice(0, -1)) === undefined;
      if (there === undefined)
        return `Move it to "${owner.join(".")}"${isTurnedOn ? ", which turns on automated syncs" : ""}.`;
      return there.type === "map"
        ? `Move what is in it to "${path.join(".")}".`
        : `"${path.join(".")}" is there already: remove it.`;
    }
    case "kind": {
      const place = `Only an ${meant.kind} has it, in "${meant.path.slice(0, -1).join(".")}": remove it.`;
      const isKept = meant.path.at(-1) === "preserveResourcesOnDeletion" && manifest.kind === "Application";
      return isKept
        ? `${place} An Application keeps its resources when it is deleted if it has no finalizer "resources-finalizer.argocd.argoproj.io".`
        : place;
    }
    case "option":
      return `Write "${meant.option}" in "spec.syncPolicy.syncOptions".`;
    case "too deep":
      return "A generator can be in a matrix or merge that is in a matrix or merge, but no deeper.";
    case undefined:
      return "Remove it, or look up the right field.";
  }
}

/** The fix that renames a field or moves it to where it is meant to be; none where that is not certain. */
export function fixesOf(subject: Subject, { spot }: WrittenField, meant: Meant | undefined): readonly Fix[] {
  if (meant?.type === "spelling") {
    const edit = entryOf(spot.map, meant.key) === undefined ? writeKey(spot.entry, meant.key) : undefined;
    const claims = [{ offset: spot.map.span.start, key: meant.key }];
    const title = `Change the key to "${meant.key}"`;
    return edit === undefined ? [] : [{ title, edits: [edit], claims, ...(meant.sure && { preferred: true }) }];
  }
  if (meant?.type !== "place") return [];
  const { from, path } = meant;
  const edits = moveField(subject, spot, from.map, path);
  if (edits === undefined) return [];
  const place = [...from.path, ...path];
  const isJoined = nodeAt(from.map, ...path) !== undefined;
  // To make "automated" does more than to move a field.
  const isSure = path.at(-2) !== "automated" || nodeAt(from.map, ...path.slice(0, -1)) !== undefined;
  const title = isJoined ? `Move what is in it to "${place.join(".")}"` : `Move to "${place.slice(0, -1).join(".")}"`;
  return [{ title, edits, claims: claimsOf(spot.entry.value, from.map, path), ...(isSure && { preferred: true }) }];
}

/** The keys that a field brings to its place: the first that is missing there, or those in it. */
function claimsOf(value: Node, map: MapNode, [key, ...rest]: readonly string[]): readonly KeyPlace[] {
  const offset = map.span.start;
  if (key === undefined) return value.type === "map" ? value.entries.map((it) => ({ offset, key: it.key.text })) : [];
  const next = nodeAt(map, key);
  return next?.type === "map" ? claimsOf(value, next, rest) : [{ offset, key }];
}
