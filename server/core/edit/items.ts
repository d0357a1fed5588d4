/** How the items of lists are changed. */
import type { Entry, ListNode, Node, ScalarNode } from "../manifest/node.ts";
import { lineBreak, lineStart, nextLineStart, type TextEdit } from "../text.ts";
import { endOf, indentOf, withComma } from "./entries.ts";
import { quoteAs, writtenSpan } from "./values.ts";

/** Puts another text in the place of a scalar, in its style of quotes. It must not hold a comma. */
export function replaceScalar({ span, style }: ScalarNode, value: string): TextEdit {
  return { span, text: quoteAs(value, style) };
}

/** Takes an item out, with its line in a block list; `undefined` where something else stands on that line. */
export function removeItem(text: string, { flow }: ListNode, { span }: Node): TextEdit | undefined {
  if (flow) return { span: withComma(text, span), text: "" };
  if (dashBefore(text, span.start) === undefined) return undefined;
  return { span: { start: lineStart(text, span.start), end: nextLineStart(text, span.end) }, text: "" };
}

/** Writes several items in the place of one, in its style of quotes; `undefined` where it does not stand by itself. */
export function splitItem(
  text: string,
  { flow }: ListNode,
  { span, style }: ScalarNode,
  values: readonly string[],
): TextEdit | undefined {
  const before = dashBefore(text, span.start);
  if (!flow && before === undefined) return undefined;
  const separator = flow ? ", " : `${lineBreak(text)}${before ?? ""}`;
  return { span, text: values.map((value) => quoteAs(value, style)).join(separator) };
}

/** The dash before an item and the blanks around it, if nothing else stands before the item on its line. */
function dashBefore(text: string, start: number): string | undefined {
  const before = text.slice(lineStart(text, start), start);
  return /^ *- +$/.test(before) ? before : undefined;
}

/**
 * Makes a mapping of a list of mappings: with a blank in the place of each dash all keys stand in one column.
 * `undefined` where more than one blank follows a dash, or anything else than mappings stands in the list.
 */
export function removeDashes(text: string, { flow, items }: ListNode): readonly TextEdit[] | undefined {
  const edits = items.map((item): TextEdit | undefined => {
    const dash = text.lastIndexOf("-", item.span.start - 1);
    const isBefore = dash >= 0 && text.slice(dash, item.span.start) === "- ";
    return item.type === "map" && !item.flow && isBefore
      ? { span: { start: dash, end: dash + 1 }, text: " " }
      : undefined;
  });
  const known = edits.filter((edit) => edit !== undefined);
  return flow || known.length < edits.length ? undefined : known;
}

/** Makes the mapping below a key the only item of a list; `undefined` where it does not stand in lines of its own. */
export function listOfMapping(text: string, { value }: Pick<Entry, "value">): readonly TextEdit[] | undefined {
  if (value.type !== "map" || value.entries.some(({ merged }) => merged)) return undefined;
  if (value.flow) {
    const { start, end } = writtenSpan(text, value.span);
    return [
      { span: { start, end: start }, text: "[" },
      { span: { start: end, end }, text: "]" },
    ];
  }
  const [first] = value.entries;
  const last = value.entries.at(-1);
  const indent = first && indentOf(text, first);
  if (first === undefined || last === undefined || indent === undefined || indent.includes("\t")) return undefined;
  const start = lineStart(text, first.key.span.start);
  const lines = { start, end: endOf(text, last) };
  const written = text.slice(lines.start, lines.end);
  const moved = written
    .split("\n")
    .map((line, index) =>
      index === 0 ? `${indent}- ${line.slice(indent.length)}` : line.trim() === "" ? line : `  ${line}`,
    )
    .join("\n");
  return [{ span: lines, text: moved }];
}

/** Puts an item before the first one of a list, in its style; `undefined` where the first one does not stand by itself. */
export function insertItem(text: string, { flow, items }: ListNode, value: string): TextEdit | undefined {
  const [first] = items;
  if (first === undefined) return undefined;
  const at = { start: first.span.start, end: first.span.start };
  const before = dashBefore(text, first.span.start);
  if (flow) return { span: at, text: `${value}, ` };
  return before === undefined ? undefined : { span: at, text: `${value}${lineBreak(text)}${before}` };
}
