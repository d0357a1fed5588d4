import { type Event, extensions, type Uri } from "vscode";

/** The part of the interface of VS Code's Git extension that we use, version 1. */
interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): GitApi;
}

interface GitApi {
  readonly state: "uninitialized" | "initialized";
  readonly onDidChangeState: Event<"uninitialized" | "initialized">;
  getRepository(uri: Uri): GitRepository | null;
  openRepository?(root: Uri): Promise<GitRepository | null>;
}

/** A repository that VS Code has open. */
export interface GitRepository {
  readonly rootUri: Uri;
  readonly state: {
    readonly workingTreeChanges: readonly GitChange[];
    readonly untrackedChanges?: readonly GitChange[];
    readonly refs: readonly GitRef[];
  };
  getRefs?(query: { readonly sort?: "alphabetically" | "committerdate" }): Promise<readonly GitRef[]>;
  getCommit(ref: string): Promise<{ readonly hash: string }>;
  /** Updates `state`. */
  status(): Promise<void>;
  /** Rejects where the commit has no such file, and where Git cannot read it. */
  show(ref: string, path: string): Promise<string>;
  /** Rejects with the `gitErrorCode` "UnknownPath" where the commit has no such file. */
  getObjectDetails(ref: string, path: string): Promise<unknown>;
  diffWith(ref: string): Promise<readonly GitChange[]>;
}

interface GitChange {
  readonly uri: Uri;
  readonly originalUri: Uri;
}

/** A branch or a tag. */
export interface GitRef {
  readonly name?: string;
  readonly commit?: string;
}

/** The repository that a file is in, or a sentence for the user if there is none. */
export async function repositoryOf(uri: Uri): Promise<GitRepository | string> {
  const extension = extensions.getExtension<GitExtension>("vscode.git");
  if (extension === undefined)
    return "The Git extension of VS Code is not available, so there is nothing to compare with.";
  const git = extension.isActive ? extension.exports : await extension.activate();
  if (!git.enabled)
    return 'Git is switched off or not installed, so there is nothing to compare with. Look at the setting "git.enabled".';
  const api = git.getAPI(1);
  if (api.state === "uninitialized") await initialized(api);
  const repository = api.getRepository(uri) ?? (await api.openRepository?.(uri)) ?? null;
  return (
    repository ?? "This file is not in a Git repository that is open in VS Code, so there is nothing to compare with."
  );
}

async function initialized(api: GitApi): Promise<void> {
  return new Promise((resolve) => {
    const subscription = api.onDidChangeState((state) => {
      if (state !== "initialized") return;
      subscription.dispose();
      resolve();
    });
  });
}
