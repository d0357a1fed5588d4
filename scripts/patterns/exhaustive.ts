import type { AST } from "@eslint-community/regexpp";

/** Matches no character, so that everything before it is tried in vain. */
const never = String.raw`[^\s\S]`;

/** Unbounded repetitions of more than one character at the end of a pattern: each turn begins like a search of its own. */
interface Turns {
  readonly sources: string[];
}

/** Where an element stands: whether a match may end behind it, and whether it is the first thing in the pattern. */
interface Place {
  readonly isEnd: boolean;
  readonly isFirst: boolean;
}

/**
 * Expressions that take at least as long as a pattern does in its worst use: started at every offset of a text, and failing at each
 * one in every way that it can. If they take linear time, so does whatever is done with the pattern: a search, a replacement of
 * every match, a split, a loop over `exec`.
 *
 * Only what a match consumes may be read without bound, since no further search begins inside it: so a repetition at the very end
 * stands for one turn. An assertion ahead is read in full and then passed over. One behind looks back a bounded distance (else this
 * throws an Error); at the beginning, where it says at which offsets a search begins, it becomes the character that it wants.
 */
export function exhaustive(pattern: AST.Pattern): readonly string[] {
  const turns: Turns = { sources: [] };
  const wholes = pattern.alternatives.flatMap(({ elements }) => sequencesOf(elements, turns));
  return [...wholes, ...turns.sources].map((source) => `(?:${source})${never}`);
}

/** What fails in every way takes as long as all of its alternatives together, and each of them alone is proven sooner. */
function sequencesOf(elements: readonly AST.Element[], turns: Turns): readonly string[] {
  const most = Math.max(...elements.map(choicesOf));
  const index = elements.findIndex((element) => choicesOf(element) === most);
  const group = elements[index];
  if (most < 2 || group === undefined || !("alternatives" in group)) return [sequence(elements, turns, "end")];
  return group.alternatives.map((alternative) =>
    sequence([...elements.slice(0, index), ...alternative.elements, ...elements.slice(index + 1)], turns, "end"),
  );
}

function choicesOf(element: AST.Element): number {
  return element.type === "Group" || element.type === "CapturingGroup" ? element.alternatives.length : 1;
}

function sequence(elements: readonly AST.Element[], turns: Turns, place: "end" | "inside"): string {
  let isEnd = place === "end";
  return elements
    .toReversed()
    .map((element, index) => {
      const isFirst = element.parent.parent.type === "Pattern" && elements.slice(0, -1 - index).every(looksAhead);
      const source = elementSource(element, turns, { isEnd, isFirst });
      isEnd &&= isOptional(element);
      return source;
    })
    .reverse()
    .join("");
}

function elementSource(element: AST.Element, turns: Turns, place: Place): string {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return choice(element.alternatives, turns, place.isEnd ? "end" : "inside");
    case "Quantifier":
      return repetition(element, turns, place);
    case "Assertion":
      if (element.kind === "lookahead") return `(?:${choice(element.alternatives, turns, "inside")}${never}|)`;
      return element.kind === "lookbehind" ? lookBehind(element, place) : element.raw;
    case "Character":
    case "CharacterSet":
    case "CharacterClass":
      return element.raw;
    default:
      throw new Error(`it holds "${element.raw}", which cannot be proven`);
  }
}

function repetition(quantifier: AST.Quantifier, turns: Turns, place: Place): string {
  const { element, min, max } = quantifier;
  const turn = elementSource(element, turns, { ...place, isFirst: false });
  if (!place.isEnd || max !== Infinity) return turn + quantifier.raw.slice(element.raw.length);
  if (!isOneCharacter(element)) turns.sources.push(turn);
  return min === 0 ? `(?:${turn})?` : `(?:${turn}){${min}}`;
}

function lookBehind({ alternatives, negate, raw }: AST.LookaroundAssertion, { isFirst }: Place): string {
  if (!alternatives.every(({ elements }) => elements.every(isBounded)))
    throw new Error(`"${raw}" looks back any distance`);
  const [alternative] = alternatives;
  const [wanted] = alternative?.elements ?? [];
  if (!isFirst || alternatives.length > 1 || alternative?.elements.length !== 1 || wanted === undefined) return "";
  if (!negate) return wanted.raw;
  return wanted.type === "CharacterClass" ? `(?:^|${inverted(wanted)})` : "";
}

function inverted({ raw, negate }: AST.CharacterClass): string {
  return negate ? `[${raw.slice(2)}` : `[^${raw.slice(1)}`;
}

function choice(alternatives: readonly AST.Alternative[], turns: Turns, place: "end" | "inside"): string {
  return eitherOf(alternatives.map(({ elements }) => sequence(elements, turns, place)));
}

function eitherOf(sources: readonly string[]): string {
  return `(?:${sources.join("|")})`;
}

function looksAhead(element: AST.Element): boolean {
  return element.type === "Assertion" && element.kind === "lookahead";
}

function isOneCharacter({ type }: AST.Element): boolean {
  return type === "Character" || type === "CharacterSet" || type === "CharacterClass";
}

/** Whether an element can match nothing at all, so that what stands before it may be the end of a match. */
function isOptional(element: AST.Element): boolean {
  if (element.type === "Quantifier") return element.min === 0 || isOptional(element.element);
  if (element.type !== "Group" && element.type !== "CapturingGroup") return false;
  return element.alternatives.some(({ elements }) => elements.every(isOptional));
}

function isBounded(element: AST.Element): boolean {
  if (element.type === "Quantifier") return element.max !== Infinity && isBounded(element.element);
  if (element.type === "Backreference") return false;
  return !("alternatives" in element) || element.alternatives.every(({ elements }) => elements.every(isBounded));
}
