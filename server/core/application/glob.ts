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
 * Whether a text matches a glob pattern of Argo CD's `include` and `exclude`: `*` and `**` stand for any text, slashes
 * included, `?` for one character, `[abc]`, `[a-z]` and `[!a]` for one of a set, `{a,b}` for either. Mirrors `Match` in util/glob/glob.go.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  return alternativesOf(pattern).some((alternative) => matchesParts(partsOf(alternative), text));
}

/**
 * Whether a path, or a folder that it stands in, matches a glob pattern as editors and Git write them: `*`, `?` and sets stay
 * within one name, and `**` stands for any folders, none included. Paths are relative and have `/` between their parts.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const names = path.split("/");
  const around = names.map((_, index) => names.slice(0, index + 1).join("/"));
  const wanted = pattern.replace(/^(?:\.?\/)+|\/+$/g, "");
  return alternativesOf(wanted).some((alternative) => {
    const parts = pathPartsOf(alternative);
    return around.some((it) => matchesParts(parts, it));
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
  const close = pattern.lastIndexOf("]") + 1;
  const tokens = [
    ...(pattern.slice(0, close).match(/\\[\s\S]|\*+|\?|\[!?[^\]]+\]|[^\\*?[]+|[\s\S]/g) ?? []),
    ...(pattern.slice(close).match(/\\[\s\S]|\*+|\?|[^\\*?[]+|[\s\S]/g) ?? []),
  ];
  return tokens.map((token): Part => {
    if (token.startsWith("*")) return { type: "any" };
    if (token === "?") return { type: "one" };
    if (token.length > 2 && token.startsWith("[")) return toSet(token.slice(1, -1));
    return { type: "text", text: token.startsWith("\\") ? token.slice(1) : token };
  });
}

function pathPartsOf(pattern: string): readonly Part[] {
  // Two stars between slashes are whole folders; anywhere else stars mean the same as one.
  return pattern.split(/((?<=^|\/)\*\*\/|(?<=^|\/)\*\*$)/).flatMap((piece): readonly Part[] => {
    if (piece === "**/") return [{ type: "folders" }];
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

/** Keeps the set of places in the text that the parts so far can reach, so that no pattern takes long. */
function matchesParts(parts: readonly Part[], text: string): boolean {
  let reached: ReadonlySet<number> = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const at of reached) {
      // From a place that stars have reached already they reach nothing new.
      if (next.has(at) && (part.type === "any" || part.type === "name")) continue;
      for (const end of endsOf(part, text, at)) next.add(end);
    }
    reached = next;
  }
  return reached.has(text.length);
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
