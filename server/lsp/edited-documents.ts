import { isAbsolute } from "node:path";
import type { FileEdits } from "../core/index.ts";
import { uriOfPath } from "../workspace/uris.ts";
import type { Session } from "./session.ts";
import type { EditedDocument } from "./to-lsp.ts";

/** Files of an application as an editor names them: those that are open by the URI that it opened them with. */
export function editedDocuments(
  { documents }: Pick<Session, "documents">,
  files: readonly FileEdits[],
): EditedDocument[] {
  return files.map(({ fileName, file, edits }) => {
    const open = documents.atPath(fileName) ?? documents.get(fileName);
    const uri = open?.uri ?? (isAbsolute(fileName) ? uriOfPath(fileName) : fileName);
    return { uri, version: open?.version ?? null, file, edits };
  });
}
