import type { Entry, ListNode, MapNode, Node, ScalarNode } from "../manifest/node.ts";
import type { Finding, Fix } from "../rule-kit/rule.ts";
import { andList, orList, shown } from "../rule-kit/words.ts";
import type { Span } from "../text.ts";
import { meantKey, meantWord } from "./meant-word.ts";
import type { KeyShape, ListShape, MapShape, Shape, TextShape } from "./shape.ts";

/** How many words a message lists. */
const mostListed = 15;

/** A value, and what a message calls it. */
interface Place {
  readonly node: Node;
  /** The key that it belongs to; in a list, that of the list. */
  readonly key: string;
  /** Where a finding about it as a whole is. */
  readonly span: Span;
}

/** What is wrong below a value; spans are as those of the nodes. */
export function mistakesIn(place: Place, shape: Shape): Finding[] {
  const { node } = place;
  switch (shape.type) {
    case "anything":
      return [];
    case "mapping":
      return node.type === "map" || isEmpty(node) ? [] : [wrongType(place, "a mapping")];
    case "map":
      if (isEmpty(node)) return [];
      return node.type === "map"
        ? inMap({ ...place, node }, shape)
        : [wrongType(place, `a mapping of ${shape.called}s`)];
    case "list":
      if (isEmpty(node)) return [];
      return node.type === "list" ? inList({ ...place, node }, shape) : [notAList(place)];
    case "text":
      if (node.type !== "scalar" || isEmpty(node) || node.scalarType === "boolean") return [wrongType(place, "a text")];
      return shape.pattern.test(node.text) ? [] : [wrongText({ ...place, node }, shape)];
    case "switch":
      return isSwitch(node) ? [] : [wrongType(place, "true or false")];
    case "word":
      return wrongWord(
        place,
        shape.words.map(({ word }) => word),
      );
  }
}

/** Whether nothing is written, as behind a key that somebody has just typed. */
function isEmpty(node: Node): boolean {
  return node.type === "scalar" && node.scalarType === "null";
}

/** Whether a value is true or false. */
export function isSwitch(node: Node | undefined): boolean {
  return node?.type === "scalar" && node.scalarType === "boolean";
}

function inMap({ node, span, key }: Place & { readonly node: MapNode }, shape: MapShape): Finding[] {
  const seen = new Map<string, Entry>();
  const found: Finding[] = [];
  for (const entry of node.entries) {
    const known = shape.keys.find((it) => it.key === entry.key.text);
    if (known === undefined) found.push(unknownKey(entry, node, shape));
    else if (isTwice(seen.get(known.key), entry)) found.push(twice(entry));
    else for (const it of mistakesIn(placeIn(entry), known.of)) found.push(it);
    seen.set(entry.key.text, entry);
  }
  const missing = shape.keys.filter((it) => it.isRequired === true && !seen.has(it.key));
  return missing.length === 0 ? found : [missingKeys(missing, { span, key }), ...found];
}

/** What is written behind a merge key takes the place of what is merged. */
function isTwice(before: Entry | undefined, entry: Entry): boolean {
  return before !== undefined && (!before.merged || entry.merged);
}

function placeIn({ key, value }: Entry): Place {
  const isPlain = value.type === "scalar" && value.style !== "empty";
  return { node: value, key: key.text, span: isPlain ? value.span : key.span };
}

function inList({ node, key }: Place & { readonly node: ListNode }, { of, contains }: ListShape): Finding[] {
  const found = node.items.flatMap((item) => mistakesIn({ node: item, key, span: firstOf(item) }, of));
  if (found.length > 0 || contains === undefined) return found;
  if (node.items.some((it) => it.type === "scalar" && contains.pattern.test(it.text))) return [];
  return [{ span: firstOf(node), message: `"${key}" matches nothing, so this is ignored. Add ${contains.wanted}.` }];
}

/** The first key of a mapping stands for all of it. */
function firstOf(node: Node): Span {
  if (node.type === "map") return node.entries[0]?.key.span ?? node.span;
  return node.type === "list" ? (node.items[0]?.span ?? node.span) : node.span;
}

function unknownKey({ key }: Entry, { entries }: MapNode, { keys, called }: MapShape): Finding {
  const known = keys.map((it) => it.key);
  const meant = meantKey(key.text, known);
  const isFree = meant !== undefined && !entries.some((it) => it.key.text === meant);
  const list = known.length > mostListed ? "" : ` Use ${orList(known)}.`;
  return {
    span: key.span,
    message: `There is no ${called} ${shown(key.text)}${called === "rule" ? "" : " here"}, so it is ignored.${meant === undefined ? list || " Remove it." : ` Did you mean "${meant}"?`}`,
    fixes: isFree ? [change(key.span, meant)] : [],
  };
}

function change(span: Span, text: string): Fix {
  return { title: `Change to "${text}"`, edits: [{ span, text }], preferred: true };
}

function twice({ key }: Entry): Finding {
  return {
    span: key.span,
    message: `${shown(key.text)} is written twice, and only the last one is read. Merge them.`,
  };
}

function missingKeys(missing: readonly KeyShape[], { span, key }: Pick<Place, "span" | "key">): Finding {
  const names = andList(missing.map((it) => `"${it.key}"`));
  return {
    span,
    message: `This item of "${key}" has no ${names}, so it is ignored. Add ${missing.length > 1 ? "them" : "it"}.`,
  };
}

function wrongType({ span, key }: Place, wanted: string): Finding {
  return { span, message: `"${key}" must be ${wanted}, so this is ignored. Write ${wanted}.` };
}

function notAList({ node, span, key }: Place): Finding {
  const isPlain = node.type === "scalar" && node.style === "plain" && !/[,[\]{}]/.test(node.text);
  return {
    span,
    message: `"${key}" must be a list, so this is ignored. Write a list, such as [${node.type === "scalar" ? shown(node.text) : "..."}].`,
    fixes: isPlain
      ? [{ title: "Make it a list", edits: [{ span: node.span, text: `[${node.text}]` }], preferred: true }]
      : [],
  };
}

/** What stands around a text in the styles in which it can be replaced. */
const quotes: ReadonlyMap<ScalarNode["style"], string> = new Map([
  ["plain", ""],
  ["single", "'"],
  ["double", '"'],
]);

function wrongText({ node, span, key }: Place & { readonly node: ScalarNode }, shape: TextShape): Finding {
  const { text, style } = node;
  const meant = shape.meant?.(text) ?? text;
  const quote = quotes.get(style);
  const isClear = quote !== undefined && shape.pattern.test(meant) && /^[\w./!][\w./*?!-]*$/.test(meant);
  return {
    span,
    message: `${shown(text)} in "${key}" is ignored: it must be ${shape.wanted(text)}.`,
    fixes: isClear
      ? [{ title: `Change to "${meant}"`, edits: [{ span: node.span, text: quote + meant + quote }], preferred: true }]
      : [],
  };
}

function wrongWord({ node, span, key }: Place, words: readonly string[]): Finding[] {
  if (node.type === "scalar" && words.includes(node.text)) return [];
  const meant = node.type === "scalar" ? meantWord(node.text, words) : undefined;
  const given = node.type === "scalar" ? shown(node.text) : "this";
  return [
    {
      span,
      message: `"${key}" cannot be ${given}, so it is ignored. ${meant === undefined ? `Use ${orList(words)}.` : `Did you mean "${meant}"?`}`,
      fixes: meant === undefined ? [] : [change(span, meant)],
    },
  ];
}
