import { withoutEnd } from "./text.ts";

/** A part of a glob pattern. */
type Part =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "any" }
  | { readonly type: "name" }
  | { readonly type: "folders" }
  | { readonly type: "one" }
  | { readonly type: "set"; readonly isNegated: boolean; readonly holds: (character: string) => boolean };

/** How many ways braces may spell out to; a pattern with more matches nothing. */
const maxAlternatives = 200;

/** How many braces are spelt out on the way there, and how long a pattern may be: paths are shorter than that. */
const maxSteps = 1000;
const maxLength = 4096;

/**
 * Whether a text matches a glob pattern of Argo CD, such as those of `include` and `exclude`: `*` and `**` stand for any text, slashes
 * included, `?` for one character, `[abc]`, `[a-z]` and `[!a]` for one of a set, `{a,b}` for either. Mirrors `Match` in util/glob/glob.go.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  return alternativesOf(pattern).some((alternative) => placesReached(partsOf(alternative), text).has(text.length));
}

/**
 * Whether a path, or a folder that it stands in, matches a glob pattern as editors and Git write them: `*`, `?` and sets stay
 * within one name, and `**` stands for any folders, none included. Paths are relative and have `/` between their parts.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const wanted = withoutEnd(pattern.replace(/^(?:\.?\/)+/, ""), "/");
  return alternativesOf(wanted).some((alternative) => {
    const reached = placesReached(pathPartsOf(alternative), path);
    return [...reached].some((at) => at === path.length || path.startsWith("/", at));
  });
}

/** Whether the braces of a pattern spell out to more than is compared, so that it matches nothing. */
export function hasTooManyAlternatives(pattern: string): boolean {
  return alternativesOf(pattern).length === 0;
}

/** Spells out the braces of a pattern. */
function alternativesOf(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  if (pattern.length > maxLength) return [];
  let steps = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (done.length + open.length > maxAlternatives || ++steps > maxSteps) return [];
    const braces = innermostBraces(next);
    if (braces === undefined) {
      done.push(next);
      continue;
    }
    const { start, end } = braces;
    for (const choice of next.slice(start + 1, end).split(","))
      open.push(next.slice(0, start) + choice + next.slice(end + 1));
  }
  return done;
}

function innermostBraces(pattern: string): { readonly start: number; readonly end: number } | undefined {
  const match = /\{[^{}]*\}/.exec(pattern);
  return match === null ? undefined : { start: match.index, end: match.index + match[0].length - 1 };
}

function partsOf(pattern: string): readonly Part[] {
  // Behind the last closing bracket there are no sets, and looking for the end of each would take long.
  const lastClose = pattern.lastIndexOf("]");
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length;) {
    const [token = ""] = /^(?:\\[^]|\*+|\?|[^\\*?[]+|[^])/.exec(pattern.slice(at)) ?? [];
    const close = token === "[" && at < lastClose ? pattern.indexOf("]", at) : -1;
    const isSet = close > at + 1;
    if (isSet) parts.push(toSet(pattern.slice(at + 1, close)));
    else if (token.startsWith("*")) parts.push({ type: "any" });
    else parts.push(token === "?" ? { type: "one" } : { type: "text", text: token.replace(/^\\/, "") });
    at = isSet ? close + 1 : at + token.length;
  }
  return parts;
}

function pathPartsOf(pattern: string): readonly Part[] {
  // Two stars between slashes are whole folders; anywhere else stars mean the same as one.
  const pieces = pattern.split(/((?<=^|\/)(?:\*\*\/)+|(?<=^|\/)\*\*$)/);
  return pieces.flatMap((piece): readonly Part[] => {
    if (piece.startsWith("**/")) return [{ type: "folders" }];
    if (piece === "**") return [{ type: "any" }];
    return partsOf(piece).map((part): Part => {
      if (part.type === "any") return { type: "name" };
      if (part.type === "one") return { type: "set", isNegated: true, holds: isSlash };
      return part.type === "set"
        ? { ...part, holds: (character) => (isSlash(character) ? part.isNegated : part.holds(character)) }
        : part;
    });
  });
}

function isSlash(character: string): boolean {
  return character === "/";
}

function toSet(written: string): Part {
  const isNegated = written.startsWith("!");
  const characters = isNegated ? written.slice(1) : written;
  const range = /^(.)-(.)$/su.exec(characters);
  const [, from = "", to = ""] = range ?? [];
  const holds =
    range === null
      ? (character: string) => characters.includes(character)
      : (character: string) => character >= from && character <= to;
  return { type: "set", isNegated, holds };
}

/**
 * The places in a text at which a pattern can end. Only sets of places are kept, so a pattern takes no longer than its length times
 * that of the text.
 */
function placesReached(parts: readonly Part[], text: string): ReadonlySet<number> {
  let reached: ReadonlySet<number> = new Set([0]);
  for (const part of parts) {
    if (reached.size === 0) break;
    const next = new Set<number>();
    for (const at of reached) {
      // From a place that stars have reached already they reach nothing new: places are in the order of the text.
      if (next.has(at) && (part.type === "any" || part.type === "name")) continue;
      if (part.type === "folders" && next.size > 0) next.add(at);
      else for (const end of endsOf(part, text, at)) next.add(end);
    }
    reached = next;
  }
  return reached;
}

function endsOf(part: Part, text: string, at: number): readonly number[] {
  const character = text.charAt(at);
  switch (part.type) {
    case "text":
      return text.startsWith(part.text, at) ? [at + part.text.length] : [];
    case "any":
      return Array.from({ length: text.length - at + 1 }, (_, length) => at + length);
    case "name":
      return Array.from({ length: nameEnd(text, at) - at + 1 }, (_, length) => at + length);
    case "folders":
      return [at, ...foldersAfter(text, at)];
    case "one":
      return character === "" ? [] : [at + 1];
    case "set":
      return character !== "" && part.holds(character) !== part.isNegated ? [at + 1] : [];
  }
}

function nameEnd(text: string, at: number): number {
  const slash = text.indexOf("/", at);
  return slash === -1 ? text.length : slash;
}

/** Where the names begin that stand in a folder behind a place. */
function foldersAfter(text: string, at: number): readonly number[] {
  return Array.from(text.slice(at).matchAll(/\//g), ({ index }) => at + index + 1);
}
