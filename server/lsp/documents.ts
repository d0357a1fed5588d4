import type { Range } from "vscode-languageserver";
import { editFile, type ManifestFile, openFile } from "../core/index.ts";
import { pathOfUri } from "../workspace/uris.ts";
import { type Counting, toOffset } from "./positions.ts";

/** A file that is open in the editor. */
export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly file: ManifestFile;
}

/**
 * The files that are open, each as a list of YAML documents, so that after a change only the changed part is read again.
 * The only state that the protocol asks a server to keep.
 */
export class OpenDocuments {
  readonly #counting: Counting;
  readonly #byUri = new Map<string, OpenDocument>();
  /** The URIs of the files that are on disk, by path: a file has one path, but several URIs may mean it. The last one counts. */
  readonly #uris = new Map<string, readonly string[]>();
  readonly #lookedAt = new Map<string, number>();

  /** `counting` is how the editor counts in the changes that it sends. */
  constructor(counting: Counting) {
    this.#counting = counting;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#byUri.get(uri);
  }

  /** The content of a file on disk while it is open. */
  atPath(path: string): OpenDocument | undefined {
    return this.#byUri.get(this.#uris.get(path)?.at(-1) ?? "");
  }

  all(): readonly OpenDocument[] {
    return [...this.#byUri.values()];
  }

  /** The offset at which the user last edited or looked at an open file. */
  lookedAt(uri: string): number {
    return this.#lookedAt.get(uri) ?? 0;
  }

  /** Notes where the user looks at an open file. */
  lookAt(uri: string, offset: number): void {
    if (this.#byUri.has(uri)) this.#lookedAt.set(uri, offset);
  }

  open({ uri, version, text }: NamedVersion & { readonly text: string }): void {
    this.#byUri.set(uri, { uri, version: version ?? 0, file: openFile(text) });
    const path = pathOfUri(uri);
    if (path !== undefined) this.#uris.set(path, [...this.#others(path, uri), uri]);
  }

  /** Applies changes in their order; each one refers to the text that the previous one left. */
  change({ uri, version }: NamedVersion, changes: readonly Change[]): void {
    const open = this.#byUri.get(uri);
    if (open === undefined) return;
    const file = changes.reduce((before, change) => applyChange(before, change, this.#counting), open.file);
    this.#byUri.set(uri, { uri, version: version ?? open.version, file });
    const last = changes.at(-1);
    const range = last && rangeOf(last);
    if (range !== undefined) this.lookAt(uri, toOffset(file, range.start, this.#counting));
  }

  close(uri: string): void {
    this.#byUri.delete(uri);
    this.#lookedAt.delete(uri);
    const path = pathOfUri(uri);
    if (path === undefined) return;
    const others = this.#others(path, uri);
    if (others.length === 0) this.#uris.delete(path);
    else this.#uris.set(path, others);
  }

  #others(path: string, uri: string): readonly string[] {
    return (this.#uris.get(path) ?? []).filter((it) => it !== uri);
  }
}

/** A version of a document. Some editors count none. */
interface NamedVersion {
  readonly uri: string;
  readonly version?: number | null;
}

function applyChange(file: ManifestFile, change: Change, counting: Counting): ManifestFile {
  const range = rangeOf(change);
  if (range === undefined) return openFile(change.text);
  const [start, end] = [toOffset(file, range.start, counting), toOffset(file, range.end, counting)];
  return editFile(file, { span: { start: Math.min(start, end), end: Math.max(start, end) }, text: change.text });
}

/** What a change replaces; `undefined` if it is the whole text. */
function rangeOf({ range }: Change): Range | undefined {
  return range ?? undefined;
}

/** A change as editors send it: some send null for a range that they do not set. */
interface Change {
  readonly text: string;
  readonly range?: Range | null;
}
