import { matchesGoPattern } from "../../go-pattern/match.ts";
import { readGoPattern } from "../../go-pattern/read.ts";

/** Whether a path is as a pattern says. */
export type PathTest = (path: string) => boolean;

/** Whether a path matches a pattern of `.Files.Glob`; `undefined` where that is none. Mirrors gobwas/glob with `/` between parts. */
export function globMatcher(pattern: string): PathTest | undefined {
  return matcherFor(expressionOf(pattern, "alternatives"));
}

/** Whether a path matches a pattern of `.helmignore`; `undefined` where that is none. Mirrors `Match` of path/filepath in Go. */
export function pathMatcher(pattern: string): PathTest | undefined {
  if (!/[?[\\]/.test(pattern)) return starMatcher(pattern);
  const expression = expressionOf(pattern, "plain");
  if (expression === undefined) return undefined;
  // Reading thousands of them takes longer than it takes to see that most are never asked.
  let matches: PathTest | undefined;
  return (path) => (matches ??= matcherFor(expression) ?? (() => false))(path);
}

/** Nearly all patterns have names and stars alone, which are found in one go. */
function starMatcher(pattern: string): PathTest {
  const wanted = pattern.split("/").map((part) => part.split("*"));
  return (path) => {
    const parts = path.split("/");
    return parts.length === wanted.length && wanted.every((pieces, index) => hasPieces(parts[index] ?? "", pieces));
  };
}

/** Whether a name has pieces in their order: the first at its beginning, and the last at its end. */
function hasPieces(name: string, pieces: readonly string[]): boolean {
  const [first = "", ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last)) return false;
  let at = first.length;
  for (const piece of others) {
    const found = name.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return at <= name.length - last.length;
}

function matcherFor(expression: string | undefined): PathTest | undefined {
  const read = expression === undefined ? undefined : readGoPattern(`^(?s:${expression})$`);
  return read && ((path) => matchesGoPattern(read, path));
}

/** `alternatives`: braces hold some, and two stars go on behind a slash. */
function expressionOf(pattern: string, kind: "alternatives" | "plain"): string | undefined {
  let [expression, depth] = ["", 0];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at] ?? "";
    if (letter === "*" && pattern[at + 1] === "*" && kind === "alternatives") {
      expression += ".*";
      at++;
    } else if (letter === "*") expression += "[^/]*";
    else if (letter === "?") expression += "[^/]";
    else if (letter === "{" && kind === "alternatives") {
      expression += "(?:";
      depth++;
    } else if (letter === "}" && depth > 0) {
      expression += ")";
      depth--;
    } else if (letter === "," && depth > 0) expression += "|";
    else if (letter === "[") {
      const close = pattern.indexOf("]", at + 1);
      if (close <= at + 1 || pattern.startsWith("^]", at + 1)) return undefined;
      expression += `[${classIn(pattern.slice(at + 1, close))}]`;
      at = close;
    } else if (letter === "\\") {
      if (at + 1 === pattern.length) return undefined;
      expression += quoted(pattern[++at] ?? "");
    } else expression += quoted(letter);
  }
  return expression;
}

function classIn(inner: string): string {
  return inner.replace(/^!/, "^").replaceAll("\\", "\\\\");
}

function quoted(letter: string): string {
  return letter.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
