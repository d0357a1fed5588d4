/** The fix that gives an object the name that its generated names begin with. */
import { writeKey } from "../edit/entries.ts";
import { replaceValue } from "../edit/values.ts";
import type { Entry } from "../manifest/node.ts";
import { joinEdits, withoutEnd } from "../text.ts";
import type { Fix, Subject } from "./rule.ts";

/** Turns a `generateName` into a `name` without the dash at its end, with which a name must not end; none where it is not known. */
export function giveName(subject: Subject, entry: Entry): Fix[] {
  const { value } = entry;
  if (value.type !== "scalar" || value.scalarType !== "string") return [];
  const name = withoutEnd(value.text, "-.");
  const key = writeKey(entry, "name");
  if (name === "" || key === undefined) return [];
  const edits = name === value.text ? [key] : joinEdits([key, replaceValue(subject, entry, name)]);
  return [{ title: `Give it the name "${name}"`, edits }];
}
