/** The fix that moves options from the annotations of an Application into the list for all that it deploys. */
import { insertInto } from "../edit/insert.ts";
import { insertItem } from "../edit/items.ts";
import { entryOf, nodeAt } from "../manifest/node.ts";
import type { RosterMember } from "../roster/roster.ts";
import { csvItems } from "../sync/annotations.ts";
import { joinEdits, type TextEdit } from "../text.ts";
import { editMembers } from "./annotate.ts";
import type { ApplicationFix } from "./application-rule.ts";
import { andList } from "./words.ts";

/** Moves some options of an annotation to `spec.syncPolicy.syncOptions`; none where one of the two places cannot be written. */
export function moveToList(
  { member }: RosterMember,
  key: string,
  options: readonly string[],
): readonly ApplicationFix[] {
  const text = member.file.documents[member.documentIndex]?.text;
  const left = csvItems(member.resource.annotations.get(key)).filter((item) => !options.includes(item));
  const value = left.length === 0 ? undefined : left.join(",");
  const removed = editMembers([{ member, annotations: [{ key, value }] }]);
  const added = text === undefined ? undefined : listed(text, member.manifest.node, options);
  if (removed === undefined || added === undefined) return [];
  const edits = [...removed, ...added.map((edit) => ({ member, ...edit }))];
  const title = `Move ${andList(options.map((option) => `"${option}"`))} to "spec.syncPolicy.syncOptions"`;
  return [{ title, edits }];
}

function listed(
  text: string,
  node: RosterMember["member"]["manifest"]["node"],
  options: readonly string[],
): readonly TextEdit[] | undefined {
  const spec = entryOf(node, "spec");
  const policy = entryOf(spec?.value, "syncPolicy");
  const list = nodeAt(policy?.value, "syncOptions");
  if (spec === undefined) return undefined;
  if (list?.type === "list") {
    const there = list.items.flatMap((item) => (item.type === "scalar" ? [item.text] : []));
    const edits = options.filter((it) => !there.includes(it)).map((option) => insertItem(text, list, option));
    const known = edits.filter((edit) => edit !== undefined);
    return known.length < edits.length ? undefined : joinEdits(known);
  }
  if (list !== undefined) return undefined;
  const inQuotes = (word: string): string => (node.flow ? JSON.stringify(word) : word);
  const value = `[${options.map(inQuotes).join(", ")}]`;
  const edit =
    policy === undefined
      ? insertInto(text, spec, { key: "syncPolicy", value: `{ ${inQuotes("syncOptions")}: ${value} }` })
      : insertInto(text, policy, { key: "syncOptions", value });
  return edit && [edit];
}
