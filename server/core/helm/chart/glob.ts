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
  // Nearly all patterns are a name, or the end of one.
  if (!/[*?[\\]/.test(pattern)) return (path) => path === pattern;
  const [, end] = /^\*([^*?[\\]*)$/.exec(pattern) ?? [];
  if (end !== undefined) return (path) => path.endsWith(end) && path.lastIndexOf("/", path.length - end.length - 1) < 0;
  const expression = expressionOf(pattern, "plain");
  if (expression === undefined) return undefined;
  // Reading thousands of them takes longer than it takes to see that most are never asked.
  let matches: PathTest | undefined;
  return (path) => (matches ??= matcherFor(expression) ?? (() => false))(path);
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
