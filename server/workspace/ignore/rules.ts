import { sep } from "node:path";
import { type IgnorePattern, type Letters, withLetters } from "./pattern.ts";
import type { Effort } from "./sequence.ts";

/** The rules of one ignore file, for its folder and everything below it, and the rules of the folders around that. */
export interface IgnoreRules {
  /** The absolute path of the folder. */
  readonly folder: string;
  readonly patterns: readonly IgnorePattern[];
  readonly letters: Letters;
  /** How long the files of these rules and those around it are, in bytes. */
  readonly size: number;
  /** The rules that decide if none of these patterns matches. */
  readonly around: IgnoreRules | undefined;
}

/** How many steps it may take to compare a path with patterns, about a millisecond: a hundred times of what people need. */
const mostSteps = 100_000;

/**
 * Whether Git ignores what is at an absolute path, if the folders around it are not ignored; `undefined` if that takes too long to
 * tell. A link is a file, wherever it leads. The last pattern that matches decides; a nearer file of rules takes precedence over those further up.
 * Mirrors `last_matching_pattern_from_list` in Git's dir.c.
 */
export function isIgnored(
  rules: IgnoreRules | undefined,
  path: string,
  type: "file" | "folder",
  effort: Effort = { left: mostSteps },
): boolean | undefined {
  if (rules === undefined) return false;
  const toParts = (text: string): readonly string[] => withLetters(asBytes(text), rules.letters).split(sep);
  const name = toParts(path.slice(path.lastIndexOf(sep) + 1));
  const start = rules.folder.endsWith(sep) ? rules.folder.length : rules.folder.length + 1;
  /** Needed by some patterns only. */
  let whole: readonly string[] | undefined;
  const decisive = rules.patterns.findLast(({ foldersOnly, about, matches }) => {
    if (--effort.left < 0) return true;
    if (foldersOnly && type !== "folder") return false;
    return matches(about === "name" ? name : (whole ??= toParts(path.slice(start))), effort);
  });
  if (effort.left < 0) return undefined;
  return decisive === undefined ? isIgnored(rules.around, path, type, effort) : !decisive.keeps;
}

/** A text with one character for each byte of its UTF-8 form, as Git compares names. */
function asBytes(text: string): string {
  return /^[\x20-\x7f]*$/.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}
