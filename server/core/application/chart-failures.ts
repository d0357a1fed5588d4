import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import { entryOf } from "../manifest/node.ts";
import { syntaxFaults } from "./document-faults.ts";
import { type Failure, failuresIn, type Fault, unreadableFile } from "./failure.ts";
import { beginningOf, type Location } from "./location.ts";
import type { SourceTree } from "./source-tree.ts";

/**
 * Why Helm cannot load a chart, as far as its Chart.yaml tells, which is at `path`. `chosen` is where an Application says that
 * the folder is a chart. Mirrors `LoadFiles` in pkg/chart/loader/load.go and `Validate` in pkg/chart/metadata.go of Helm.
 */
export function chartFailures(
  path: string,
  file: ReturnType<SourceTree["file"]>,
  chosen: Location | undefined,
): readonly Failure[] {
  if (file === undefined) return [];
  if (file === "unreadable") return [unreadableFile(path)];
  if (file !== "absent") return metadataFailures(path, file);
  // Where no one says that the folder is a chart, nobody may have meant it to be one.
  if (chosen === undefined) return [];
  const message = `The source has options for Helm, but there is no "${path}", which every chart has.`;
  return [{ message, location: chosen }];
}

function metadataFailures(path: string, file: ManifestFile): readonly Failure[] {
  if (file.documents.every(({ parsed }) => parsed.root === undefined && parsed.error === undefined)) {
    return [{ message: "The Chart.yaml of this chart is empty.", location: beginningOf(path) }];
  }
  return failuresIn({ name: path, file }, chartFaults);
}

function chartFaults(document: ManifestDocument): readonly Fault[] {
  const { root, error, actions } = document.parsed;
  if (actions.length > 0 || root === undefined) return [];
  if (error !== undefined) return syntaxFaults(document);
  return ["name", "version"].flatMap((field): readonly Fault[] => {
    const entry = entryOf(root, field);
    if (entry === undefined) return [{ message: `A Chart.yaml must have a "${field}".`, span: root.span }];
    const isEmpty = entry.value.type === "scalar" && entry.value.text === "";
    return isEmpty ? [{ message: `The "${field}" of a chart must not be empty.`, span: entry.key.span }] : [];
  });
}
