import { dirname } from "node:path";
import type { WorkspaceEdit } from "vscode-languageserver";
import { isWithin } from "../workspace/paths.ts";
import { pathOfUri } from "../workspace/uris.ts";
import type { Session } from "./session.ts";

/**
 * The first file that an edit would change although nobody works on it: it is neither open nor in the repository, or else the folder,
 * around an open file or the workspace. An edit may come from whoever sends a command; `undefined` where all its files are in reach.
 */
export async function outOfReach(session: Session, edit: WorkspaceEdit): Promise<string | undefined> {
  const { documents, folders, workspace } = session;
  const opened = documents.all().flatMap(({ uri }) => pathOfUri(uri) ?? []);
  const around = new Set([...folders.all(), ...opened.map((path) => dirname(path))]);
  const roots: string[] = [];
  for (const folder of around) roots.push((await workspace.applications.repositoryOf(folder)) ?? folder);
  return urisOf(edit).find((uri) => {
    const path = pathOfUri(uri);
    return documents.get(uri) === undefined && (path === undefined || !roots.some((root) => isWithin(path, root)));
  });
}

function urisOf({ changes = {}, documentChanges = [] }: WorkspaceEdit): readonly string[] {
  return [
    ...Object.keys(changes),
    ...documentChanges.flatMap((it) => ("textDocument" in it ? it.textDocument.uri : [])),
  ];
}
