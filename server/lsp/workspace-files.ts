import type { Session } from "./session.ts";

type Surroundings = Pick<Session, "client" | "workspace">;

/** The files in the folders of the workspace that may have annotations: each folder is searched once, and again after a change on disk. */
export class WorkspaceFiles {
  readonly #surroundings: Surroundings;
  readonly #below = new Map<string, Promise<readonly string[]>>();

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** The absolute paths of those in a folder and below it. */
  below(folder: string): Promise<readonly string[]> {
    const { client, workspace } = this.#surroundings;
    const known = this.#below.get(folder);
    if (known !== undefined) return known;
    const found = workspace.applications.filesBelow(folder);
    // An editor that watches no files does not say when others come.
    if (client.registersWatchers) this.#below.set(folder, found);
    return found;
  }

  /** Notes that a file or a folder was created, changed or deleted on disk, or that other folders are open. */
  changedOnDisk(): void {
    this.#below.clear();
  }
}
