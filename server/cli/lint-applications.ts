import { resolve } from "node:path";
import { diagnoseApplication } from "../core/index.ts";
import { Applications } from "../src/applications.ts";
import { nodeFiles } from "../src/files.ts";
import { type Finding, toFinding } from "./finding.ts";
import { pathTypeOf } from "./inputs.ts";

/**
 * The findings about the order of the applications in the folders that were given, by the path of their file. Each folder in or
 * below them is an application as an editor sees it; `files` are the paths of those files that have to do with Argo CD.
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
  const seen = new Set<string>();
  for (const path of files.map((file) => resolve(file)).filter((file) => folders.some((it) => isBelow(file, it)))) {
    const folder = await applications.folderOf(path);
    if (seen.has(folder.path)) continue;
    seen.add(folder.path);
    for (const problem of diagnoseApplication(applications.build(folder))) {
      const finding = toFinding(problem.fileName, problem.file, problem);
      const findings = found.get(problem.fileName);
      if (findings === undefined) found.set(problem.fileName, [finding]);
      else findings.push(finding);
    }
  }
  return found;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(resolve(folder, "x").slice(0, -1));
}
