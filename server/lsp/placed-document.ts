import type { PlacedFile } from "../workspace/findings.ts";
import { pathOfUri } from "../workspace/uris.ts";
import type { OpenDocument } from "./documents.ts";
import type { Session } from "./session.ts";

/** An open file as a part of its application. */
export interface PlacedDocument extends PlacedFile {
  readonly document: OpenDocument;
}

/**
 * The application of an open file; `undefined` if the file is not open. The user may have continued typing while files were
 * read: application and document are both as they are afterwards.
 */
export async function placeOf(
  { configuration, workspace, documents }: Pick<Session, "configuration" | "workspace" | "documents">,
  uri: string,
): Promise<PlacedDocument | undefined> {
  const path = documents.get(uri) && pathOfUri(uri);
  const placed = path === undefined ? undefined : await workspace.place(path);
  const { version } = await configuration.of(uri);
  const document = documents.get(uri);
  if (document === undefined) return undefined;
  if (placed?.file === document.file) return { ...placed, document };
  // There are no files on disk around an untitled file, or around one in another file system.
  const { file } = document;
  const roster = workspace.aloneAs(uri, file, version);
  return { document, fileName: uri, file, roster, kustomized: undefined, declares: [], inRepository: new Map() };
}
