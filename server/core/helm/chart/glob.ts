import { matchesGoPattern } from "../../go-pattern/match.ts";
import { readGoPattern } from "../../go-pattern/read.ts";

/** Whether a path matches a pattern of `.Files.Glob`; `undefined` where that is none. Mirrors gobwas/glob with `/` between parts. */
export function globMatcher(pattern: string): ((path: string) => boolean) | undefined {
  const read = readGoPattern(`^(?s:${expressionOf(pattern)})$`);
  return read && ((path) => matchesGoPattern(read, path));
}

function expressionOf(pattern: string): string {
  let [expression, depth] = ["", 0];
  for (let at = 0; at < pattern.length; at++) {
    const letter = pattern[at] ?? "";
    if (letter === "*" && pattern[at + 1] === "*") {
      expression += ".*";
      at++;
    } else if (letter === "*") expression += "[^/]*";
    else if (letter === "?") expression += "[^/]";
    else if (letter === "{") {
      expression += "(?:";
      depth++;
    } else if (letter === "}" && depth > 0) {
      expression += ")";
      depth--;
    } else if (letter === "," && depth > 0) expression += "|";
    else if (letter === "[" && pattern.includes("]", at + 1)) {
      const close = pattern.indexOf("]", at + 1);
      expression += `[${pattern
        .slice(at + 1, close)
        .replace(/^!/, "^")
        .replaceAll("\\", "\\\\")}]`;
      at = close;
    } else if (letter === "\\") expression += quoted(pattern[++at] ?? "");
    else expression += quoted(letter);
  }
  return expression;
}

function quoted(letter: string): string {
  return letter.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}
