import { resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type Application, diagnoseApplication } from "../core/index.ts";
import { Applications } from "../src/applications.ts";
import { nodeFiles } from "../src/files.ts";
import { type Finding, toFinding } from "./finding.ts";
import { pathTypeOf } from "./inputs.ts";

/**
 * The findings about the order of the applications in the folders that were given, by the path of their file. Each file in or
 * below them is part of an application as an editor sees it; `files` are the paths of those files that have to do with Argo CD.
 */
export async function examineApplications(
  paths: readonly string[],
  files: readonly string[],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const applications = new Applications(nodeFiles, () => undefined);
  const folders: string[] = [];
  for (const path of paths) if ((await pathTypeOf(path)) === "folder") folders.push(resolve(path));
  for (const folder of folders) await applications.search(folder);
  const found = new Map<string, Finding[]>();
  const seen = new Set<Application>();
  for (const path of files.map((file) => resolve(file)).filter((file) => folders.some((it) => isBelow(file, it)))) {
    const application = await applications.ofFile(path);
    if (application === undefined || seen.has(application)) continue;
    seen.add(application);
    for (const problem of diagnoseApplication(application)) {
      const finding = toFinding(problem.fileName, problem.file, { ...problem, fixes: problem.fixes() });
      const findings = found.get(problem.fileName) ?? [];
      // A file may be part of several applications.
      if (!findings.some((it) => isDeepStrictEqual(it, finding))) found.set(problem.fileName, [...findings, finding]);
    }
  }
  return found;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(resolve(folder, "x").slice(0, -1));
}
