import { isAbsolute } from "node:path";
import type { FileEdits } from "../core/index.ts";
import { uriOfPath } from "../workspace/uris.ts";
import type { Session } from "./session.ts";
import type { EditedDocument } from "./to-lsp.ts";

/** Files of an application with their edits, as an editor names them. */
export function editedDocuments(session: Documents, files: readonly FileEdits[]): EditedDocument[] {
  return files.map(({ fileName, file, edits }) => ({ ...openedAs(session, fileName), file, edits }));
}

/** How the editor knows a file of an application: by the URI that it opened it with, if it is open. */
export function openedAs({ documents }: Documents, fileName: string): Pick<EditedDocument, "uri" | "version"> {
  const open = documents.atPath(fileName) ?? documents.get(fileName);
  const uri = open?.uri ?? (isAbsolute(fileName) ? uriOfPath(fileName) : fileName);
  return { uri, version: open?.version ?? null };
}

type Documents = Pick<Session, "documents">;
