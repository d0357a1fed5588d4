import { type Entry, entryOf, type MapNode } from "../manifest/node.ts";
import { actionsIn, inSameBranch } from "../manifest/template.ts";
import { joinEdits, lineBreak, lineStart, nextLineStart, type Span, type TextEdit } from "../text.ts";
import { endOf, holdsComment, indentOf, linesOf, removeAt, type Spot } from "./entries.ts";
import { insertInto } from "./insert.ts";
import type { Target } from "./target.ts";

/**
 * Moves an entry, with all that is in it, to a path of keys that leads from another mapping of the same object; mappings on the way
 * are made where they are missing. What is a mapping in both places is put together. `undefined` where that cannot be done, or
 * where something is at that place already.
 */
export function moveField(
  target: Target,
  spot: Spot,
  from: MapNode,
  path: readonly string[],
): readonly TextEdit[] | undefined {
  const { text, actions } = target;
  const holder = holderOf(from, path);
  const removed = takeOut(text, withoutOwner(spot, holder?.map));
  if (removed === undefined || holder === undefined || !isSteady(target, spot.entry)) return undefined;
  const { map, owner, rest, empty } = holder;
  if (empty !== undefined) return below(target, spot, empty, { rest, removed });
  const anchor = owner ?? map.entries.find(({ merged }) => !merged);
  if (anchor === undefined || !inSameBranch(actions, anchor.key.span.start, spot.entry.key.span.start))
    return undefined;
  if (rest.length === 0) return join(text, spot, map, removed);
  const wrapped = map === spot.map && !map.flow ? wrap(text, spot.entry, rest) : undefined;
  if (wrapped !== undefined) return [wrapped];
  if (map === spot.map) return undefined;
  const added = map.flow ? inBraces(text, spot.entry, owner, rest) : among(text, spot.entry, map, rest);
  return added && joinEdits([added, removed]);
}

/** Fields that have an effect also where nothing is in them. */
const meaningful: readonly string[] = ["automated"];

/** Takes a field out, and nothing else: what it is in keeps its meaning. */
export function takeOutAlone(text: string, spot: Spot): TextEdit | undefined {
  return takeOut(text, isMeaningful(spot) ? spot : { entry: spot.entry, map: spot.map });
}

/** Takes a field out, with the field that it is in if that is left empty and means nothing then. */
function takeOut(text: string, spot: Spot): TextEdit | undefined {
  const { entry, map, owner } = spot;
  if (owner === undefined || !isMeaningful(spot)) return removeAt(text, spot);
  if (map.flow) return removeAt(text, { entry, map });
  const { key } = owner.entry;
  const colon = /^[ \t]*:(?=[ \t]*(?:\r?\n|#))/.exec(text.slice(key.span.end, entry.key.span.start))?.[0];
  const lines = linesOf(text, entry);
  const between = { start: key.span.end, end: entry.key.span.start };
  if (colon === undefined || lines === undefined || holdsComment(text, between)) return undefined;
  const start = key.span.end + colon.length;
  return { span: { start, end: lines.end }, text: ` {}${lineBreak(text)}` };
}

/** Whether a field is the only one in a field that has an effect without it. */
function isMeaningful({ map, owner }: Spot): boolean {
  return map.entries.length === 1 && owner !== undefined && meaningful.includes(owner.entry.key.text);
}

/** A field that takes no field with it in which a mapping is. */
function withoutOwner({ entry, map, owner }: Spot, kept: MapNode | undefined): Spot {
  if (owner === undefined || map === kept) return { entry, map };
  return { entry, map, owner: withoutOwner(owner, kept) };
}

/** Where a field goes. */
interface Holder {
  /** The deepest mapping that is there on the path. */
  readonly map: MapNode;
  /** The entry that holds it. */
  readonly owner: Entry | undefined;
  /** The keys that are missing. */
  readonly rest: readonly string[];
  /** The entry in it that has no value yet, below which they are missing. */
  readonly empty?: Entry;
}

function holderOf(from: MapNode, path: readonly string[]): Holder | undefined {
  let map = from;
  let owner: Entry | undefined;
  for (const [index, key] of path.entries()) {
    const entry = entryOf(map, key);
    if (entry === undefined) return { map, owner, rest: path.slice(index) };
    const rest = path.slice(index + 1);
    if (isEmpty(entry) && rest.length > 0) return { map, owner, rest, empty: entry };
    if (entry.value.type !== "map" || entry.merged) return undefined;
    map = entry.value;
    owner = entry;
  }
  return { map, owner, rest: [] };
}

function isEmpty({ value, merged }: Entry): boolean {
  return value.type === "scalar" && value.style === "empty" && !merged;
}

/** Puts an entry below a key that has no value. */
function below(
  { text, actions }: Target,
  { entry, map }: Spot,
  empty: Entry,
  { rest, removed }: { readonly rest: readonly string[]; readonly removed: TextEdit },
): readonly TextEdit[] | undefined {
  const indent = indentOf(text, empty);
  const end = nextLineStart(text, empty.key.span.end);
  const line = text.slice(empty.key.span.end, end);
  if (map.flow || indent === undefined || !/^[ \t]*:[ \t]*(?:#.*)?\r?\n$/.test(line)) return undefined;
  if (!inSameBranch(actions, empty.key.span.start, entry.key.span.start)) return undefined;
  const edit = { span: { start: end, end }, text: nested(text, entry, rest, `${indent}  `) };
  return joinEdits([edit, removed]);
}

/** Whether no template decides over a part of an entry, and none of its lines begins with a tab. */
function isSteady({ text, actions }: Target, entry: Entry): boolean {
  const span = { start: entry.key.span.start, end: endOf(text, entry) };
  const isPlain = actionsIn(actions, span).every(({ kind }) => kind === "output");
  return isPlain && !text.slice(span.start, span.end).includes("\n\t") && !text.startsWith("*", entry.value.span.start);
}

/** Puts the entries of a mapping into another one that has none of them. */
function join(text: string, { entry }: Spot, map: MapNode, removed: TextEdit): readonly TextEdit[] | undefined {
  const { value } = entry;
  const first = map.entries.find((it) => !it.merged && it !== entry);
  const [child] = value.type === "map" ? value.entries : [];
  if (value.type !== "map" || value.flow || map.flow || first === undefined || child === undefined) return undefined;
  if (value.entries.some((it) => it.merged || (it.key.text !== entry.key.text && entryOf(map, it.key.text))))
    return undefined;
  const indent = indentOf(text, first);
  const own = indentOf(text, child);
  if (indent === undefined || own === undefined) return undefined;
  if (holdsComment(text, { start: entry.key.span.end, end: child.key.span.start })) return undefined;
  const last = value.entries.at(-1) ?? child;
  const lines = { start: lineStart(text, child.key.span.start), end: nextLineStart(text, endOf(text, last)) };
  const moved = shifted(text, lines, indent.length - own.length);
  const isInside = map.entries.includes(entry);
  if (isInside) return [{ span: removed.span, text: moved }];
  const at = lineStart(text, first.key.span.start);
  return joinEdits([{ span: { start: at, end: at }, text: moved }, removed]);
}

/** Writes the missing keys above an entry, which stays where it is. */
function wrap(text: string, entry: Entry, path: readonly string[]): TextEdit | undefined {
  const lines = linesOf(text, entry);
  return lines && { span: lines, text: nested(text, entry, path, indentOf(text, entry) ?? "") };
}

/** Puts an entry into a mapping: behind the entry that it comes from, or as the first. */
function among(text: string, entry: Entry, map: MapNode, path: readonly string[]): TextEdit | undefined {
  const own = map.entries.filter(({ merged }) => !merged);
  const from = own.find(
    ({ key, value }) => key.span.end <= entry.key.span.start && entry.key.span.start < value.span.end,
  );
  const beside = from ?? own[0];
  const indent = beside && indentOf(text, beside);
  if (beside === undefined || indent === undefined || linesOf(text, entry) === undefined) return undefined;
  if (from === undefined && map.entries[0]?.merged === true) return undefined;
  const end = from && nextLineStart(text, endOf(text, from));
  if (end === text.length && !text.endsWith("\n")) return undefined;
  const at = end ?? lineStart(text, beside.key.span.start);
  return { span: { start: at, end: at }, text: nested(text, entry, path, indent) };
}

/** Puts an entry between braces, if it takes one line. */
function inBraces(
  text: string,
  entry: Entry,
  owner: Entry | undefined,
  [key, ...more]: readonly string[],
): TextEdit | undefined {
  const { span } = entry.value;
  const written = text.slice(span.start, span.end).trimEnd();
  if (key === undefined || owner === undefined || written === "" || /[\r\n#]/.test(written)) return undefined;
  const inQuotes = entry.key.style === "double";
  const value = more.reduceRight((inside, it) => `{ ${inQuotes ? JSON.stringify(it) : it}: ${inside} }`, written);
  return insertInto(text, owner, { key, value, type: "written" });
}

/** An entry under the keys of a path, the last of which takes the place of its own. */
function nested(text: string, entry: Entry, path: readonly string[], indent: string): string {
  const eol = lineBreak(text);
  const step = "  ";
  const heads = path.slice(0, -1).map((key, index) => `${indent}${step.repeat(index)}${key}:${eol}`);
  const deep = indent.length + step.length * heads.length;
  const lines = linesOf(text, entry) ?? { start: entry.key.span.start, end: endOf(text, entry) };
  const moved = shifted(text, lines, deep - (indentOf(text, entry)?.length ?? 0));
  return heads.join("") + (moved.endsWith("\n") ? moved : moved + eol);
}

/** Whole lines, moved to the right or to the left. */
function shifted(text: string, { start, end }: Span, by: number): string {
  return text
    .slice(start, end)
    .split("\n")
    .map((line) =>
      line.trim() === "" ? line : by < 0 ? line.slice(Math.min(-by, blanksBefore(line))) : " ".repeat(by) + line,
    )
    .join("\n");
}

function blanksBefore(line: string): number {
  return line.length - line.trimStart().length;
}
