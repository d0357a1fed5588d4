import { setTimeout } from "node:timers/promises";
import type { Connection } from "vscode-languageserver";
import { DiskChanges } from "../workspace/disk-changes.ts";
import type { Files } from "../workspace/files.ts";
import type { FollowedFiles } from "../workspace/followed-files.ts";
import type { Workspace } from "../workspace/workspace.ts";
import type { Changes } from "./changes.ts";
import type { Client } from "./client.ts";
import type { OpenDocuments } from "./documents.ts";
import { guard } from "./guard.ts";
import { refreshCodeLenses } from "./lens-refresher.ts";
import { refreshSettings } from "./refresh-settings.ts";
import type { Publisher } from "./publisher.ts";
import type { WorkspaceDiagnoser } from "./workspace-diagnoser.ts";
import type { WorkspaceFiles } from "./workspace-files.ts";
import type { WorkspaceFolders } from "./workspace-folders.ts";

/** A file or folder that came, changed or went. */
export interface PathChange {
  readonly path: string;
  readonly isNew: boolean;
}

/** How old what is known of the disk may be when an editor asks for something, in milliseconds. */
const longestAge = 1000;

/** How long an answer waits for the search of a large workspace, in milliseconds; what that finds is told when it ends. */
const longestWait = 200;

interface Surroundings {
  readonly connection: Connection;
  readonly client: Client;
  readonly folders: WorkspaceFolders;
  readonly files: WorkspaceFiles;
  readonly documents: OpenDocuments;
  readonly workspace: Workspace;
  readonly workspaceDiagnoser: WorkspaceDiagnoser;
  readonly publisher: Publisher;
  readonly changes: Changes;
}

/** Takes note of changes on disk: those that the editor tells, and for an editor that watches no files those that it finds itself. */
export class DiskFollower {
  readonly #surroundings: Surroundings;
  readonly #found: DiskChanges;
  #lookedAt = -Infinity;
  #looking: Promise<void> | undefined;

  constructor(surroundings: Surroundings, files: Files, followed: FollowedFiles) {
    this.#surroundings = surroundings;
    this.#found = new DiskChanges(files.walk, () => followed.wanted);
  }

  /** Notes what has changed. */
  async changed(changed: readonly PathChange[]): Promise<void> {
    const { workspace, files, workspaceDiagnoser, changes } = this.#surroundings;
    const { applications } = workspace;
    for (const { path, isNew } of changed) {
      await (isNew ? applications.createdOnDisk(path) : applications.changedOnDisk(path));
      files.changedOnDisk();
      workspaceDiagnoser.changed();
    }
    changes.tell();
    if (changed.some(({ path }) => applications.configurations.isAbout(path))) refreshSettings(this.#surroundings);
    else refreshCodeLenses(this.#surroundings);
  }

  /** Before an answer: looks at the disk where nobody tells what changes there, unless that was a moment ago. Never rejects. */
  async upToDate(): Promise<void> {
    if (this.#surroundings.client.registersWatchers) return;
    if (this.#looking === undefined && performance.now() - this.#lookedAt > longestAge) this.#looking = this.#look();
    if (this.#looking === undefined) return;
    const waited = new AbortController();
    const wait = setTimeout(longestWait, undefined, { signal: waited.signal }).catch(() => undefined);
    await Promise.race([this.#looking, wait]);
    waited.abort();
  }

  async #look(): Promise<void> {
    const { connection, client, folders, documents, publisher } = this.#surroundings;
    await guard(connection, undefined, async () => {
      const changed: PathChange[] = [];
      for (const folder of folders.all()) {
        for (const { path, what } of await this.#found.below(folder)) changed.push({ path, isNew: what === "created" });
      }
      if (changed.length === 0) return;
      await this.changed(changed);
      if (!client.pullsDiagnostics) for (const { uri } of documents.all()) publisher.changed(uri);
    })();
    this.#lookedAt = performance.now();
    this.#looking = undefined;
  }
}
