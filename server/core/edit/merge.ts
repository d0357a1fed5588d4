import { type Entry, type MapNode, nodeAt } from "../manifest/node.ts";
import { joinEdits, type TextEdit } from "../text.ts";
import { linesOf, removeAt } from "./entries.ts";
import { insertInto } from "./insert.ts";

/** Two entries of one mapping that have the same key, each with a mapping as its value. */
export interface TwoBlocks {
  readonly map: MapNode;
  readonly earlier: Entry;
  readonly later: Entry;
}

/**
 * Takes the earlier of two blocks out and writes what only it says into the later one.
 * `removed` is the text that goes, comments included. `undefined` where no edits can do that.
 */
export function mergeBlocks(
  text: string,
  { map, earlier, later }: TwoBlocks,
): { readonly removed: TextEdit; readonly edits: readonly TextEdit[] } | undefined {
  const removed = removeAt(text, { entry: earlier, map });
  const moved = movedEntries(text, earlier, later);
  return removed && moved && { removed, edits: joinEdits([removed, ...moved]) };
}

/** The edits that write what only the earlier block says into the later one; `undefined` where they cannot be made. */
function movedEntries(text: string, { value }: Entry, block: Entry): readonly TextEdit[] | undefined {
  if (value.type !== "map") return [];
  const entries = value.entries.filter(({ key }) => nodeAt(block.value, key.text) === undefined);
  if (entries.length === 0) return [];
  if (isBlock(value) && isBlock(block.value)) return movedLines(text, value, entries, block.value);
  const [first, ...more] = entries.map((entry) => {
    if (entry.merged || entry.value.type !== "scalar") return undefined;
    const written = text.slice(entry.value.span.start, entry.value.span.end);
    return { key: text.slice(entry.key.span.start, entry.key.span.end), value: written };
  });
  if (first === undefined || more.length > 0) return undefined;
  const edit = insertInto(text, block, first);
  return edit && [edit];
}

/** Whole lines with the comments between them, indented as the others are. */
function movedLines(
  text: string,
  map: MapNode,
  entries: readonly Entry[],
  target: MapNode,
): readonly TextEdit[] | undefined {
  const [first] = target.entries;
  const at = first && linesOf(text, first)?.start;
  const spans = map.entries.map((entry) => linesOf(text, entry));
  const [start] = spans;
  if (at === undefined || first === undefined || start === undefined) return undefined;
  const from = indentOf(text, map);
  const to = first.key.span.start - at;
  let lines = "";
  let end = start.start;
  for (const [index, span] of spans.entries()) {
    const entry = map.entries[index];
    if (span === undefined || entry === undefined) return undefined;
    lines += text.slice(end, entries.includes(entry) ? span.end : span.start);
    end = span.end;
  }
  const indented = lines.replace(/^ +(?=\S)/gm, (blanks) => " ".repeat(Math.max(blanks.length - from + to, 0)));
  return [{ span: { start: at, end: at }, text: indented }];
}

function indentOf(text: string, { entries: [first] }: MapNode): number {
  return first === undefined ? 0 : first.key.span.start - (linesOf(text, first)?.start ?? 0);
}

function isBlock(value: Entry["value"]): value is MapNode {
  return value.type === "map" && !value.flow && value.entries.every(({ merged }) => !merged);
}
