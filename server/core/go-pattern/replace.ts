import type { Match } from "./match.ts";
import type { GoPattern } from "./program.ts";

/**
 * A text in which each match is replaced; `undefined` where the result has more than `longest` characters.
 * Mirrors `replaceAll` in regexp/regexp.go of Go.
 */
export function replaceMatches(
  text: string,
  matches: readonly Match[],
  replacement: (match: Match) => string,
  longest: number,
): string | undefined {
  const parts: string[] = [];
  let [from, length] = [0, 0];
  const add = (part: string): void => {
    parts.push(part);
    length += part.length;
  };
  for (const match of matches) {
    const [start = 0, end = 0] = match;
    add(text.slice(from, start));
    add(replacement(match));
    from = end;
    if (length > longest) return undefined;
  }
  add(text.slice(from));
  return length > longest ? undefined : parts.join("");
}

/** `$1`, `${1}` and `${name}` in a replacement, filled in with the groups of a match. Mirrors `Expand` in regexp/regexp.go of Go. */
export function expandGoPattern({ names }: GoPattern, replacement: string, text: string, match: Match): string {
  return replacement.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    const name = braced ?? bare;
    if (name === undefined) return whole === "$$" ? "$" : whole;
    const group = /^\d{1,5}$/.test(name) ? Number(name) : names.get(name);
    const [start = -1, end = -1] = group === undefined ? [] : match.slice(2 * group, 2 * group + 2);
    return start < 0 ? "" : text.slice(start, end);
  });
}
