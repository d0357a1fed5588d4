import { type Effort, matchesAll, type Part } from "./sequence.ts";
import { readTokens, type Token } from "./wildcards.ts";

/** One line of a `.gitignore`. */
export interface IgnorePattern {
  /** Whether what matches is kept even though an earlier line ignores it. */
  readonly keeps: boolean;
  /** Whether only folders match. */
  readonly foldersOnly: boolean;
  /** What has to match: only the name, or the path from the folder of the `.gitignore`. */
  readonly about: "name" | "path";
  /** `parts` are the name alone, or every folder of the path and the name. Characters are bytes, as in Git. */
  readonly matches: (parts: readonly string[], effort: Effort) => boolean;
}

/** Whether "Readme" and "readme" are the same name: what Git's `core.ignoreCase` says, which depends on the file system. */
export type Letters = "as written" | "any case";

/** The patterns of a `.gitignore`, in their order. Characters are bytes. Mirrors `add_patterns_from_buffer` in Git's dir.c. */
export function readPatterns(bytes: string, letters: Letters): readonly IgnorePattern[] {
  const lines = withLetters(bytes.replace(/^\xef\xbb\xbf/, ""), letters).split("\n");
  return lines.flatMap((line) => {
    const pattern = line.startsWith("#") ? undefined : readPattern(withoutTrailingSpaces(line.replace(/\r$/, "")));
    return pattern === undefined ? [] : [pattern];
  });
}

/** A text as it is compared: Git ignores the case of ASCII letters only. */
export function withLetters(text: string, letters: Letters): string {
  return letters === "as written" ? text : text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}

/** Spaces at the end are not part of the pattern, unless a backslash is before them. */
function withoutTrailingSpaces(line: string): string {
  let end = 0;
  for (let at = 0; at < line.length; at++) {
    if (line.charAt(at) === " ") continue;
    if (line.charAt(at) === "\\") at++;
    end = at + 1;
  }
  return line.slice(0, end);
}

/** Mirrors `parse_path_pattern` in Git's dir.c; `undefined` for what can never match. */
function readPattern(line: string): IgnorePattern | undefined {
  const keeps = line.startsWith("!");
  const whole = keeps ? line.slice(1) : line;
  const foldersOnly = whole.endsWith("/");
  const pattern = foldersOnly ? whole.slice(0, -1) : whole;
  if (pattern === "") return undefined;
  if (!pattern.includes("/")) {
    const matches = nameTest(pattern);
    return matches && { keeps, foldersOnly, about: "name", matches: ([name = ""], effort) => matches(name, effort) };
  }
  const matches = pathTest(pattern.startsWith("/") ? pattern.slice(1) : pattern);
  return matches && { keeps, foldersOnly, about: "path", matches };
}

type NameTest = (name: string, effort: Effort) => boolean;

/** Most patterns are a name or an ending, which need no wildcards. */
function nameTest(pattern: string): NameTest | undefined {
  if (!special.test(pattern)) return (name) => name === pattern;
  const ending = pattern.slice(1);
  if (pattern.startsWith("*") && !special.test(ending)) return (name) => name.endsWith(ending);
  const tokens = readTokens(pattern);
  return tokens && segmentTest(tokens);
}

const special = /[*?[\\]/;

function pathTest(pattern: string): IgnorePattern["matches"] | undefined {
  const tokens = readTokens(pattern);
  if (tokens === undefined) return undefined;
  const parts = splitAtSlashes(tokens).flatMap(partsOf);
  // At the end, `**` matches everything in the folder, but not the folder itself.
  if (parts.at(-1) === "many") parts.push(() => true);
  return (path, effort) => matchesAll(parts, path, effort);
}

/** What is between two slashes of a pattern, with the slash behind it. */
interface Segment {
  readonly parts: Part<string>[];
  slash?: "/" | "\\/";
}

function splitAtSlashes(tokens: readonly Token[]): readonly Segment[] {
  let last: Segment = { parts: [] };
  const segments = [last];
  for (const token of tokens) {
    if (token === "/" || token === "\\/") {
      last.slash = token;
      last = { parts: [] };
      segments.push(last);
    } else last.parts.push(token);
  }
  return segments;
}

function partsOf({ parts, slash }: Segment): readonly Part<string>[] {
  if (!isAnyFolders(parts)) return [segmentTest(parts)];
  // Git takes the stars for no folder at all only if the slash behind them has no backslash.
  return slash === "\\/" ? ["many", () => true] : ["many"];
}

/** Two or more stars between slashes match any number of folders. */
function isAnyFolders(segment: readonly Part<string>[]): boolean {
  return segment.length > 1 && segment.every((part) => part === "many");
}

function segmentTest(segment: readonly Token[]): NameTest {
  const parts = segment.filter((token) => token !== "/" && token !== "\\/");
  return (name, effort) => matchesAll(parts, name, effort);
}
