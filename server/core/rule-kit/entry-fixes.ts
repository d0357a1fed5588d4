/** The fixes that many rules offer for an annotation. */
import { removeAnnotation, writeKey } from "../edit/entries.ts";
import type { Entry } from "../manifest/node.ts";
import type { Fix, Subject } from "./rule.ts";

/** The fix that removes an annotation; none if its text cannot be removed by itself. */
export function removeEntry(title: string, subject: Subject, entry: Entry): Fix[] {
  const edit = removeAnnotation(subject, entry);
  return edit === undefined ? [] : [{ title, edits: [edit] }];
}

/** The fix that writes another key in the same style of quotes. */
export function renameKey(entry: Entry, name: string): Fix[] {
  const edit = writeKey(entry, name);
  return edit === undefined ? [] : [{ title: `Change the key to "${name}"`, edits: [edit] }];
}
