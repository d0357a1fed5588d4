import { Uri, workspace } from "vscode";

/**
 * Where an application is, by the URI of its plan: the path in its workspace folder, with the name of that folder where several are
 * open. Empty for an application that is the only open folder.
 */
export function placeOf(uri: string): string {
  const folder = Uri.parse(uri).with({ fragment: "" });
  const { workspaceFolders = [] } = workspace;
  const isWholeWorkspace = workspaceFolders.length === 1 && workspaceFolders[0]?.uri.toString() === folder.toString();
  return isWholeWorkspace ? "" : workspace.asRelativePath(folder);
}
