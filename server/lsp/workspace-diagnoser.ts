import type { Diagnostic } from "vscode-languageserver";
import { Slices } from "../workspace/slices.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import type { Session } from "./session.ts";
import { toDiagnostic } from "./to-lsp.ts";

/** The findings of files that are not open, by URI; files without any are not in it. */
export type FoundInWorkspace = ReadonlyMap<string, readonly Diagnostic[]>;

type Surroundings = Pick<Session, "folders" | "documents" | "workspace" | "configuration" | "files">;

/** Finds problems in all files of the workspace that are not open, if the settings ask for it. */
export class WorkspaceDiagnoser {
  readonly #surroundings: Surroundings;
  #last: { readonly changes: number; readonly found: FoundInWorkspace } | undefined;
  #changes = 0;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** Notes that something that findings depend on may have changed. */
  changed(): void {
    this.#changes++;
  }

  /**
   * All findings, computed a little at a time, so that no request waits for long; `undefined` once `isCancelled` says that they
   * are no longer wanted.
   */
  async find(isCancelled: () => boolean): Promise<FoundInWorkspace | undefined> {
    const { folders, configuration, documents, workspace, files } = this.#surroundings;
    const changes = this.#changes;
    if (this.#last?.changes === changes) return this.#last.found;
    const found = new Map<string, readonly Diagnostic[]>();
    const slices = new Slices();
    for (const folder of folders.all()) {
      const settings = await configuration.of(uriOfPath(folder));
      if (settings.validate !== "workspace") continue;
      for (const path of await files.below(folder)) {
        await slices.next();
        if (isCancelled()) return undefined;
        if (documents.atPath(path) !== undefined || folders.leaveOut(path, settings)) continue;
        const problems = await workspace.problemsOf(path, settings);
        if (problems.length > 0) found.set(uriOfPath(path), problems.map(toDiagnostic));
      }
    }
    this.#last = { changes, found };
    return found;
  }

  /** Whether a file is open, so that the editor shows its findings already. */
  isOpen(uri: string): boolean {
    return this.#surroundings.documents.atPath(pathOfUri(uri) ?? "") !== undefined;
  }
}
