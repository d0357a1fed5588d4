import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Application, diagnoseApplication, positionAt, usefulComments } from "../../core/index.ts";
import { Applications } from "../../workspace/applications.ts";
import { nodeFiles } from "../../workspace/files.ts";
import { type Finding, toFinding } from "./finding.ts";
import { pathTypeOf } from "../inputs.ts";

/** What the applications of a file tell about it. */
export interface Examined {
  readonly findings: readonly Finding[];
  /** Where comments begin that name no rule and suppress a finding of an application rule; lines and columns from 1. */
  readonly usefulComments: readonly Pick<Finding, "line" | "column">[];
}

/**
 * The findings about the order of the applications in the folders that were given, by the path of their file. Each file in or
 * below them is part of an application as an editor sees it; `files` are the paths of those files that have to do with Argo CD.
 */
export async function examineApplications(
  paths: readonly string[],
  files: readonly string[],
): Promise<ReadonlyMap<string, Examined>> {
  const applications = new Applications(nodeFiles, () => undefined);
  const folders: string[] = [];
  for (const path of paths) if ((await pathTypeOf(path)) === "folder") folders.push(resolve(path));
  for (const folder of folders) await applications.search(folder);
  const found = new Map<string, Examined>();
  const seen = new Set<Application>();
  for (const path of files.map((file) => resolve(file)).filter((file) => folders.some((it) => isBelow(file, it)))) {
    const application = await applications.ofFile(path);
    if (application === undefined || seen.has(application)) continue;
    seen.add(application);
    for (const [fileName, { findings, usefulComments: comments }] of examine(application)) {
      const known = found.get(fileName) ?? { findings: [], usefulComments: [] };
      // A file may be part of several applications.
      const more = findings.filter((finding) => !known.findings.some((it) => isDeepStrictEqual(it, finding)));
      const merged = { findings: [...known.findings, ...more], usefulComments: [...known.usefulComments, ...comments] };
      found.set(fileName, merged);
    }
  }
  return found;
}

/** What there is to say about the files of one application, by their names. */
function examine(application: Application): ReadonlyMap<string, Examined> {
  const problems = diagnoseApplication(application);
  const comments = usefulComments(application);
  const files = new Map(application.members.map(({ fileName, file }) => [fileName, file]));
  return new Map(
    [...files].map(([fileName, file]) => {
      const findings = problems
        .filter((problem) => problem.fileName === fileName)
        .map((problem) => toFinding(fileName, file, { ...problem, fixes: problem.fixes() }));
      const places = [...(comments.get(fileName) ?? [])].map((start) => positionAt(file, start));
      const starts = places.map(({ line, character }) => ({ line: line + 1, column: character + 1 }));
      return [fileName, { findings, usefulComments: starts }] as const;
    }),
  );
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(resolve(folder, "x").slice(0, -1));
}
