import { pathMatcher, type PathTest } from "./glob.ts";

/** Whether Helm leaves out a file or a folder of a chart. */
export type Ignore = (path: string, type: "file" | "folder") => boolean;

/**
 * What a `.helmignore` leaves out, and what Helm always does; "" where there is no such file. `undefined` where it has a rule that Helm
 * refuses. Paths are those in the chart; what is in a folder that is left out is left out too.
 * Mirrors `Parse` and `Ignore` in pkg/ignore/rules.go of Helm.
 */
export function readHelmIgnore(text: string): Ignore | undefined {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .map((line) => line.trim());
  const rules = lines.filter((line) => line !== "" && !line.startsWith("#")).map(ruleOf);
  if (rules.includes(undefined)) return undefined;
  if (rules.length === 0) return isHiddenTemplate;
  const known = new Map<string, boolean>();
  return (path, type) => {
    const key = `${type} ${path}`;
    const isLeftOut = known.get(key) ?? isIgnored(path, type);
    known.set(key, isLeftOut);
    return isLeftOut;
  };

  function isIgnored(path: string, type: "file" | "folder"): boolean {
    for (const rule of rules) {
      if (rule === undefined) continue;
      const { isNegative, isForFolders, matches } = rule;
      const isWrongType = isForFolders && type !== "folder";
      // A negative rule leaves out whatever it does not name.
      if (isNegative ? isWrongType || !matches(path) : !isWrongType && matches(path)) return true;
    }
    return isHiddenTemplate(path);
  }
}

/** The rule `templates/.?*`, which Helm adds behind those of the file. */
function isHiddenTemplate(path: string): boolean {
  const name = "templates/.";
  return path.startsWith(name) && path.length > name.length && !path.includes("/", name.length);
}

/** The first rule that Helm refuses, and its line from 1. Mirrors `parseRule` in pkg/ignore/rules.go of Helm. */
export function refusedRule(text: string): { readonly rule: string; readonly line: number } | undefined {
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split("\n")
    .entries()) {
    const rule = line.trim();
    if (rule !== "" && !rule.startsWith("#") && ruleOf(rule) === undefined) return { rule, line: index + 1 };
  }
  return undefined;
}

interface Rule {
  readonly isNegative: boolean;
  readonly isForFolders: boolean;
  readonly matches: PathTest;
}

function ruleOf(line: string): Rule | undefined {
  if (line.includes("**")) return undefined;
  const isNegative = line.startsWith("!");
  const unsigned = isNegative ? line.slice(1) : line;
  const isForFolders = unsigned.endsWith("/");
  const named = isForFolders ? unsigned.slice(0, -1) : unsigned;
  const isRooted = named.startsWith("/");
  const matches = pathMatcher(isRooted ? named.slice(1) : named);
  if (matches === undefined) return undefined;
  const isWhole = isRooted || named.includes("/");
  return {
    isNegative,
    isForFolders,
    matches: isWhole ? matches : (path) => matches(path.slice(path.lastIndexOf("/") + 1)),
  };
}
