import { readdirSync, readFileSync } from "node:fs";

/** One section of a page: a repository, with marks for what must be said about it. */
export interface ReportedCase {
  readonly title: string;
  /** The version of Argo CD that reads it, such as `3.3`; the newest release where it is absent. */
  readonly version: string | undefined;
  /** The files as they are written, with marks, by their path in the repository. */
  readonly files: Readonly<Record<string, string>>;
}

/** The pages of this folder by name, each with its cases in order. */
export function readPages(): ReadonlyMap<string, readonly ReportedCase[]> {
  const names = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".md") && name !== "README.md");
  return new Map(names.sort().map((name) => [name, readCases(readFileSync(`${import.meta.dirname}/${name}`, "utf8"))]));
}

function readCases(page: string): readonly ReportedCase[] {
  const [, ...sections] = page.split(/^## /m);
  return sections.map((section) => ({
    title: section.slice(0, section.indexOf("\n")),
    version: /^Argo CD (\d+\.\d+)\.$/m.exec(section)?.[1],
    files: Object.fromEntries(
      [...section.matchAll(/^```\w+ (.+)\n([^]*?)^```$/gm)].map(([, path = "", text = ""]) => [path, text]),
    ),
  }));
}
