import { encodingFaults, syntaxFaults } from "../document-faults.ts";
import { type Failure, failuresIn, unreadableFile } from "../failure.ts";
import { beginningOf, type Location } from "../location.ts";
import type { SourceTree } from "../source-tree.ts";

/**
 * Why Helm cannot load a chart, as far as its Chart.yaml tells, which is at `path`. `chosen` is where an Application says that
 * the folder is a chart. Mirrors `LoadFiles` in pkg/chart/loader/load.go of Helm.
 */
export function chartFailures(
  path: string,
  file: ReturnType<SourceTree["file"]>,
  chosen: Location | undefined,
): readonly Failure[] {
  if (file === undefined || file === "closed") return [];
  if (file === "unreadable") return [unreadableFile(path)];
  if (file !== "absent") return [encodingFaults, syntaxFaults].flatMap((it) => failuresIn({ name: path, file }, it));
  // Where no one says that the folder is a chart, nobody may have meant it to be one.
  if (chosen === undefined) return [];
  const message = `The source has options for Helm, but there is no "${path}", which every chart has.`;
  return [{ message, location: chosen }];
}

/**
 * What stands among the charts inside a chart and is none, so that Helm loads nothing; paths are from its folder.
 * Mirrors `LoadFiles` in pkg/chart/v2/loader/load.go of Helm.
 */
export function strayParts(paths: readonly string[], chartFile: string): readonly Failure[] {
  const known = new Set(paths);
  const parts = new Set(paths.flatMap((path) => /^charts\/[^_./][^/]*/.exec(path) ?? []));
  const stray = [...parts].filter((part) => !part.endsWith(".tgz") && !known.has(`${part}/Chart.yaml`));
  const location = beginningOf(chartFile);
  return stray.slice(0, 1).map((part) => ({
    message: `Helm cannot load this chart: "${part}" is not a chart. Only names that begin with "_" or "." may stand beside the charts in it.`,
    location,
  }));
}

/** That Helm follows a link in a chart without end, or in vain. Mirrors `symwalk` in internal/sympath/walk.go of Helm. */
export function badLink({ path, leads }: BadLink, chartFile: string): Failure {
  const message = `Helm cannot load this chart: the link "${path}" leads ${leads}.`;
  return { message, location: beginningOf(chartFile) };
}

/** A link that Helm cannot follow. */
export interface BadLink {
  /** From the root of the workspace. */
  readonly path: string;
  readonly leads: "nowhere" | "to a folder around it";
}
