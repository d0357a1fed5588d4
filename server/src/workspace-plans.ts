import type { PlanSummary } from "../protocol/index.ts";
import { filesBelow, maxFiles, type SourceFolder } from "./applications.ts";
import { pathOfUri, uriOfPath } from "./places.ts";
import type { Session } from "./session.ts";

/** What a manifest with an annotation that Argo CD reads contains. */
const ownWords = /argocd\.argoproj\.io\/|helm\.sh\/hook/;

/** The applications in the workspace that have to do with Argo CD, sorted by name. */
export async function plansOf(session: Session): Promise<PlanSummary[]> {
  const { applications, files } = session;
  const folders = new Map<string, SourceFolder>();
  for (const root of await rootsOf(session)) {
    for (const path of await filesBelow(files, root, maxFiles)) {
      const folder = await applications.folderOf(path);
      if (folder.paths.includes(path)) folders.set(folder.path, folder);
    }
  }
  return [...folders.values()]
    .filter((folder) => concernsArgoCd(session, folder))
    .map((folder) => ({ name: applications.build(folder).name, uri: uriOfPath(folder.path) }))
    .sort((a, b) => (a.name < b.name || (a.name === b.name && a.uri < b.uri) ? -1 : 1));
}

/** The folders of the workspace as they are now: some may have been added or removed since the start. */
async function rootsOf({ connection, client }: Session): Promise<readonly string[]> {
  if (!client.tellsFolders) return client.folders;
  const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
  return folders.map(({ uri }) => pathOfUri(uri)).filter((path) => path !== undefined);
}

function concernsArgoCd({ applications, documents }: Session, folder: SourceFolder): boolean {
  if (applications.declaredAt(folder.path) !== undefined) return true;
  return folder.paths.some((path) => {
    const file = documents.atPath(path)?.file ?? folder.texts.get(path);
    return file?.documents.some(({ text }) => ownWords.test(text)) === true;
  });
}
