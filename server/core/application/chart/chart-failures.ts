import { encodingFaults, syntaxFaults } from "../document-faults.ts";
import { type Failure, failuresIn, unreadableFile } from "../failure.ts";
import type { Location } from "../location.ts";
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
