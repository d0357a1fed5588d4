import { sep } from "node:path";
import { type IgnorePattern, type Letters, withLetters } from "./pattern.ts";

/** The rules of one ignore file, for its folder and everything below it, and the rules of the folders around that. */
export interface IgnoreRules {
  /** The absolute path of the folder. */
  readonly folder: string;
  readonly patterns: readonly IgnorePattern[];
  readonly letters: Letters;
  /** The rules that decide if none of these patterns matches. */
  readonly around: IgnoreRules | undefined;
}

/**
 * Whether Git ignores what is at an absolute path, if the folders around it are not ignored. A link is a file, wherever it leads.
 * The last pattern that matches decides; a nearer file of rules takes precedence over those further up.
 * Mirrors `last_matching_pattern_from_list` in Git's dir.c.
 */
export function isIgnored(rules: IgnoreRules | undefined, path: string, type: "file" | "folder"): boolean {
  if (rules === undefined) return false;
  const toParts = (text: string): readonly string[] => withLetters(asBytes(text), rules.letters).split(sep);
  const name = toParts(path.slice(path.lastIndexOf(sep) + 1));
  const start = rules.folder.endsWith(sep) ? rules.folder.length : rules.folder.length + 1;
  /** Needed by some patterns only. */
  let whole: readonly string[] | undefined;
  const decisive = rules.patterns.findLast(
    ({ foldersOnly, about, matches }) =>
      (!foldersOnly || type === "folder") && matches(about === "name" ? name : (whole ??= toParts(path.slice(start)))),
  );
  return decisive === undefined ? isIgnored(rules.around, path, type) : !decisive.keeps;
}

/** A text with one character for each byte of its UTF-8 form, as Git compares names. */
function asBytes(text: string): string {
  return /^[\x20-\x7f]*$/.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}
