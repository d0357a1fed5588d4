import { DidChangeWatchedFilesNotification, type GlobPattern, WatchKind } from "vscode-languageserver";
import type { FollowedFiles } from "../workspace/followed-files.ts";
import { uriOfPath } from "../workspace/uris.ts";
import { askEditor } from "./ask-editor.ts";
import type { Session } from "./session.ts";

/** What is put before each pattern of one place. */
type At = (pattern: string) => GlobPattern;

/** When a folder is removed, renamed or comes with all its files, an editor may name only the folder. */
const comingAndGoing = { pattern: "**/*", kind: WatchKind.Create | WatchKind.Delete } as const;

/** Has the editor say which files change, wherever applications are read from. An editor that cannot is not asked. */
export class Watchers {
  readonly #surroundings: Pick<Session, "connection" | "client">;
  readonly #followed: FollowedFiles;
  readonly #places: At[] = [];
  readonly #roots = new Set<string>();
  /** The patterns that the places are watched with, or are about to be. */
  readonly #watched = new Set<string>();
  #isAsking = false;

  constructor(surroundings: Pick<Session, "connection" | "client">, followed: FollowedFiles) {
    this.#surroundings = surroundings;
    this.#followed = followed;
  }

  /** Watches the folders that are open, once. Never rejects. */
  async watchFolders(): Promise<void> {
    if (this.#surroundings.client.registersWatchers) await this.#watchAt((pattern) => pattern);
  }

  /** Watches a repository of which only a part is open. Never rejects. */
  async watchRoot(root: string): Promise<void> {
    const { client } = this.#surroundings;
    if (this.#roots.has(root) || !client.registersWatchers || !client.watchesAnywhere) return;
    this.#roots.add(root);
    await this.#watchAt((pattern) => ({ baseUri: uriOfPath(root), pattern }));
  }

  /** Watches what is followed beside what was before: soon, as many files are read at once. */
  followMore(): void {
    if (this.#isAsking || this.#places.length === 0) return;
    this.#isAsking = true;
    setImmediate(() => {
      this.#isAsking = false;
      const more = this.#followed.patterns.filter((pattern) => !this.#watched.has(pattern));
      for (const pattern of more) this.#watched.add(pattern);
      const watchers = this.#places.flatMap((at) => more.map((pattern) => ({ globPattern: at(pattern) })));
      if (watchers.length > 0) void this.#register(watchers);
    });
  }

  async #watchAt(at: At): Promise<void> {
    this.#places.push(at);
    if (this.#places.length === 1) for (const it of this.#followed.patterns) this.#watched.add(it);
    const { pattern, kind } = comingAndGoing;
    await this.#register([
      ...[...this.#watched].map((it) => ({ globPattern: at(it) })),
      { globPattern: at(pattern), kind },
    ]);
  }

  async #register(watchers: readonly { readonly globPattern: GlobPattern; readonly kind?: number }[]): Promise<void> {
    const { connection } = this.#surroundings;
    await askEditor({ connection }, () =>
      connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] }),
    );
  }
}
