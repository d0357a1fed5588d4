import {
  type Application,
  entrySpan,
  type FilePlace,
  type ManifestFile,
  positionAt,
  shortPath,
  type ShownPlace,
  textOf,
} from "../core/index.ts";
import type { Session } from "./session.ts";
import { uriOfFile } from "./to-lsp.ts";

/** The files that places are in, open or on disk, by name; those that cannot be read are left out. */
export async function filesOf(
  { documents, workspace }: Pick<Session, "documents" | "workspace">,
  places: readonly FilePlace[],
): Promise<ReadonlyMap<string, ManifestFile>> {
  const files = new Map<string, ManifestFile>();
  for (const name of new Set(places.map(({ fileName }) => fileName))) {
    const file = documents.atPath(name)?.file ?? (await workspace.applications.file(name));
    if (file !== undefined) files.set(name, file);
  }
  return files;
}

/** A value in a file for people: `values.yaml, line 3`, and the line that is written there. */
export function showValue(
  application: Application,
  files: ReadonlyMap<string, ManifestFile>,
  { fileName, span }: FilePlace,
): ShownPlace | undefined {
  const file = files.get(fileName);
  if (file === undefined) return undefined;
  const { line } = positionAt(file, entrySpan(file, span).start);
  return {
    words: `${shortPath(application, fileName)}, line ${line + 1}`,
    uri: `${uriOfFile(fileName)}#L${line + 1}`,
    line: textOf(file).split(/\r?\n/)[line]?.trim() ?? "",
  };
}
