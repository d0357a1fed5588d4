/** The fixes that change a field of a resource where it is written. */
import { removeAt } from "../edit/entries.ts";
import { staysInside } from "../edit/sharing.ts";
import { writeValue } from "../edit/values.ts";
import { readAnchors } from "../manifest/anchors.ts";
import type { Entry, MapNode, Node } from "../manifest/node.ts";
import type { TextEdit } from "../text.ts";
import type { RosterMember } from "../roster/roster.ts";
import type { ApplicationFix } from "./application-rule.ts";

/** The fix that writes another value of a field. */
export function changeField(entry: RosterMember, field: Entry, value: string): readonly ApplicationFix[] {
  const place = placeOf(entry, field);
  if (place === undefined) return [];
  return fixOf(entry, `Change to "${field.key.text}: ${value}"`, writeValue(place.text, place.field, value));
}

/** The fix that removes a field. */
export function removeField(entry: RosterMember, field: Entry): readonly ApplicationFix[] {
  const place = placeOf(entry, field);
  const edit = place && removeAt(place.text, { entry: place.field, map: place.map });
  return edit === undefined ? [] : fixOf(entry, `Remove "${field.key.text}"`, edit);
}

/** A field where it is written, in the text of its document. */
interface FieldPlace {
  readonly text: string;
  readonly field: Entry;
  readonly map: MapNode;
}

/** `undefined` where the field is not written in the manifest itself, such as one that a kustomization sets or changes. */
function placeOf({ member }: RosterMember, field: Entry): FieldPlace | undefined {
  const { file, documentIndex, generated, manifest } = member;
  const text = file.documents[documentIndex]?.text;
  if (text === undefined || generated === true || manifest.place !== "resource") return undefined;
  return placeBelow(text, manifest.node, field);
}

function placeBelow(text: string, map: MapNode, field: Entry): FieldPlace | undefined {
  const { key, value } = field;
  for (const entry of map.entries) {
    if (entry.merged) continue;
    if (entry.key.span.start === key.span.start && entry.key.text === key.text)
      return isSame(entry.value, value) ? { text, field: entry, map } : undefined;
    const isAround = entry.value.span.start <= key.span.start && key.span.end <= entry.value.span.end;
    if (isAround && entry.value.type === "map") return placeBelow(text, entry.value, field);
  }
  return undefined;
}

function isSame(written: Node, read: Node): boolean {
  return written.type === "scalar" && read.type === "scalar" && written.text === read.text;
}

/** None where the edit would change something else through an anchor. */
function fixOf({ member }: RosterMember, title: string, edit: TextEdit): readonly ApplicationFix[] {
  const document = member.file.documents[member.documentIndex];
  const anchors = document === undefined ? [] : readAnchors(document.parsed);
  return staysInside(member.manifest.node.span, [edit], anchors) ? [{ title, edits: [{ member, ...edit }] }] : [];
}
