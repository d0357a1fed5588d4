/** The paths in `manifest-generate-paths`, as people write them who expect another separator or other patterns. */
import type { ValueProblem } from "./annotation.ts";
import { trimSpace } from "../sync/annotations.ts";

/** What people write between two paths instead of a semicolon, where the next one begins like a path. */
const separators: readonly (readonly [form: RegExp, name: string])[] = [
  [/,\s*(?:\/|\.{1,2}(?:\/|[,;\s]|$))/, "commas"],
  [/\S[ \t]+(?:\/|\.{1,2}(?:\/|[;\s]|$))/, "blanks"],
  [/\S[ \t]*[\r\n]\s*\S/, "line breaks"],
  [/:(?:\/[^/]|\.{1,2}(?:\/|[:;]|$))/, "colons"],
];

/** What is wrong with a list of paths. Mirrors `GetSourceRefreshPaths` and, for the patterns, `AppFilesHaveChanged` in util/app/path/path.go. */
export function problemOfPaths(written: string): ValueProblem | undefined {
  if (written.split(";").every((path) => trimSpace(path) === "")) return { reason: "names no path", meant: undefined };
  if (/^\s*(?:-\s|\[\s*["'./])/.test(written)) return { reason: "is a list inside a text", meant: joined(written) };
  const separator = separators.find(([form]) => form.test(withoutBlanksAtSemicolons(written)));
  if (separator !== undefined) return { reason: `separates paths with ${separator[1]}`, meant: joined(written) };
  if (!written.includes("**")) return undefined;
  return {
    reason: 'contains "**", which matches one folder or file and nothing in it',
    meant: /\*\*(?!(?:\/\*)?\s*(?:;|$))/.test(written) ? undefined : foldersOf(written),
  };
}

function withoutBlanksAtSemicolons(written: string): string {
  return written
    .split(";")
    .map((path) => trimSpace(path))
    .join(";");
}

/** The same paths with semicolons between them. */
function joined(written: string): string {
  return written
    .split(/[\s,:;"'[\]]/)
    .filter((path) => path !== "" && path !== "-")
    .join(";");
}

/** A folder stands for everything in it. */
function foldersOf(written: string): string {
  return written
    .split(";")
    .map((path) => trimSpace(path).replace(/\/?\*\*(?:\/\*)?$/, ""))
    .map((path) => (path === "" ? "." : path))
    .join(";");
}
