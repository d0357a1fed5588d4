import { RelativePattern, type Uri, workspace } from "vscode";
import type { PlanFile } from "../../server/protocol/index.ts";
import type { GitRepository } from "./git.ts";

/** The files of an application at some earlier time. */
export interface Earlier {
  /** As a user calls that time: `HEAD`, `main`. */
  readonly name: string;
  /** Those files that are different now; saved or not. */
  readonly files: () => Promise<readonly PlanFile[]>;
}

/** What can be part of an application. */
const manifestName = /\.(?:ya?ml|json|tpl)$|\/Kustomization$/;

/** The files of a repository as they were in a commit. */
export function filesAt(repository: GitRepository, ref: string): Earlier {
  return {
    name: ref,
    files: async () => {
      const changed = await changedFiles(repository, ref);
      return Promise.all(
        changed.map(async (uri) => ({ uri: uri.toString(), text: await textAt(repository, ref, uri) })),
      );
    },
  };
}

/** Files that differ on disk, that Git does not track yet, or that are changed in an editor and not saved. */
async function changedFiles(repository: GitRepository, ref: string): Promise<readonly Uri[]> {
  const { rootUri, state } = repository;
  await repository.status();
  const known = (await repository.diffWith(ref)).flatMap(({ uri, originalUri }) => [uri, originalUri]);
  const untracked = [...state.workingTreeChanges, ...(state.untrackedChanges ?? [])].map(({ uri }) => uri);
  const unsaved = workspace.textDocuments.filter(({ isDirty }) => isDirty).map(({ uri }) => uri);
  const inside = new RelativePattern(rootUri, "**").baseUri.path;
  const all = [...known, ...untracked, ...unsaved].filter(
    ({ scheme, path }) => scheme === rootUri.scheme && path.startsWith(`${inside}/`) && manifestName.test(path),
  );
  return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
}

/** null where the commit has no such file. Rejects with an Error for the user where Git cannot read one that it has. */
async function textAt(repository: GitRepository, ref: string, uri: Uri): Promise<string | null> {
  try {
    return await repository.show(ref, uri.fsPath);
  } catch (error) {
    if (!(await isInCommit(repository, ref, uri))) return null;
    const name = workspace.asRelativePath(uri);
    throw new Error(`Git cannot read "${name}" at "${ref}", so there is nothing to compare with.`, { cause: error });
  }
}

/** True also where Git cannot tell, as in a clone that lacks a folder. */
async function isInCommit(repository: GitRepository, ref: string, uri: Uri): Promise<boolean> {
  try {
    await repository.getObjectDetails(ref, uri.fsPath);
    return true;
  } catch (error) {
    return (error as { readonly gitErrorCode?: unknown }).gitErrorCode !== "UnknownPath";
  }
}
