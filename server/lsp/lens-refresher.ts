import { CodeLensRefreshRequest } from "vscode-languageserver";
import { readDeclaredApplications } from "../core/index.ts";
import { askEditor } from "./ask-editor.ts";
import { debounce } from "./debounce.ts";
import { placeOf } from "./placed-document.ts";
import type { Session } from "./session.ts";

/** How long changes are gathered, in milliseconds, before the editor asks for code lenses again. */
const pause = 300;

/** Makes the editor ask for all code lenses again. */
export function refreshCodeLenses({ connection, client }: Pick<Session, "connection" | "client">): void {
  if (client.refreshesCodeLenses)
    void askEditor({ connection }, () => connection.sendRequest(CodeLensRefreshRequest.type));
}

/** Takes the URI of each file that changes, and after a while makes the editor ask for the code lenses of the other open files again. */
export function lensRefresher(session: Session): (uri: string) => void {
  const { client } = session;
  const changed = new Set<string>();
  let checks = session.workspace.applications.addedChecks();
  const refresh = debounce(session, pause, "after the first", async () => {
    const uris = [...changed];
    changed.clear();
    // A health check that is added to Argo CD changes who is awaited anywhere.
    const checksBefore = checks;
    checks = session.workspace.applications.addedChecks();
    let isWanted = checks !== checksBefore;
    for (const uri of uris) isWanted ||= await concernsOthers(session, uri);
    if (isWanted) refreshCodeLenses(session);
  });
  return (uri) => {
    if (!client.refreshesCodeLenses) return;
    changed.add(uri);
    refresh();
  };
}

/** Whether another open file is part of the application of this one, or may be deployed by an Application that is in it or depends on it. */
async function concernsOthers(session: Session, uri: string): Promise<boolean> {
  const place = await placeOf(session, uri);
  if (place === undefined) return true;
  const { document, roster, fileName } = place;
  if (readDeclaredApplications(document.file, fileName).length > 0) return true;
  if (session.workspace.applications.declared.dependsOn(fileName)) return true;
  return roster.application.members.some(
    (member) => member.fileName !== fileName && session.documents.atPath(member.fileName) !== undefined,
  );
}
