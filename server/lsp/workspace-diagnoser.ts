import type { Diagnostic } from "vscode-languageserver";
import { Slices } from "../workspace/slices.ts";
import { pathOfUri, uriOfPath } from "../workspace/uris.ts";
import type { Session } from "./session.ts";
import { toDiagnostic } from "./to-lsp.ts";

/** The findings of files that are not open, by URI; files without any are not in it. */
export type FoundInWorkspace = ReadonlyMap<string, readonly Diagnostic[]>;

/** How far a search is. */
export interface SearchStep {
  /** What was found since the last step. */
  readonly found: FoundInWorkspace;
  /** How many files were looked at, of how many in the folders that are known so far. */
  readonly done: number;
  readonly of: number;
}

/** After how many files the next step of a search is told. */
const filesPerStep = 200;

type Surroundings = Pick<Session, "client" | "folders" | "documents" | "workspace" | "configuration" | "files">;

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
   * are no longer wanted. `tell` gets them step by step.
   */
  async find(
    isCancelled: () => boolean,
    tell: (step: SearchStep) => void = () => undefined,
  ): Promise<FoundInWorkspace | undefined> {
    const { client, folders, configuration, documents, workspace, files } = this.#surroundings;
    const changes = this.#changes;
    if (this.#last?.changes === changes) {
      tell({ found: this.#last.found, done: 1, of: 1 });
      return this.#last.found;
    }
    const found = new Map<string, readonly Diagnostic[]>();
    let step = new Map<string, readonly Diagnostic[]>();
    let [done, of] = [0, 0];
    const slices = new Slices();
    for (const folder of folders.all()) {
      const settings = await configuration.of(uriOfPath(folder));
      if (settings.validate !== "workspace") continue;
      const paths = await files.below(folder);
      of += paths.length;
      for (const path of paths) {
        await slices.next();
        if (isCancelled()) return undefined;
        if (++done % filesPerStep === 0) {
          tell({ found: step, done, of });
          step = new Map();
        }
        if (documents.atPath(path) !== undefined || (await workspace.applications.leavesOut(path))) continue;
        const problems = await workspace.problemsOf(path);
        if (problems.length === 0) continue;
        const diagnostics = problems.map((it) => toDiagnostic(it, client));
        for (const to of [found, step]) to.set(uriOfPath(path), diagnostics);
      }
    }
    tell({ found: step, done, of });
    this.#last = { changes, found };
    return found;
  }

  /** Whether a file is open, so that the editor shows its findings already. */
  isOpen(uri: string): boolean {
    return this.#surroundings.documents.atPath(pathOfUri(uri) ?? "") !== undefined;
  }
}
