import { dirname } from "node:path";
import {
  type ArgoCdVersion,
  countRepeated,
  type Kustomized,
  type ManifestDocument,
  type ManifestFile,
  type Repeated,
  type RepeatedFindings,
} from "../core/index.ts";
import type { Declarations } from "./declarations.ts";
import type { SettingsAt } from "./readings.ts";
import { Slices } from "./slices.ts";

/** Whether a file is excluded, so that it is not checked by itself. */
export type LeavesOut = (path: string) => Promise<boolean>;

/** What the answers depend on beside the files. */
interface Surroundings {
  readonly repositoryOf: (folder: string) => Promise<string | undefined>;
  readonly kustomizedAt: (path: string) => Promise<Kustomized | undefined>;
  readonly settingsAt: SettingsAt;
  readonly leavesOut: LeavesOut;
}

/**
 * What the rules that speak once in a repository say in all of it, which is the same whichever file is asked about. They judge
 * Applications and ApplicationSets, whose files the search knows; each is counted again only when it has changed.
 */
export class Repeats {
  readonly #declarations: Declarations;
  readonly #surroundings: Surroundings;
  readonly #inDocuments = new WeakMap<ManifestDocument, Kept>();
  #inFiles: ReadonlyMap<string, InFile> = new Map();
  /** How often something beside the files has changed. */
  #renewals = 0;
  #last: { readonly state: string; readonly byRoot: Promise<ByRoot> } | undefined;

  constructor(declarations: Declarations, surroundings: Surroundings) {
    this.#declarations = declarations;
    this.#surroundings = surroundings;
  }

  /** Notes that repositories, kustomizations or settings may have changed. */
  renew(): void {
    this.#renewals++;
  }

  /** What is found in the repository of a file; nothing for a file that no search finds, which is on its own. */
  async around(path: string): Promise<RepeatedFindings> {
    if (!this.#declarations.finds(path)) return new Map();
    const state = `${this.#declarations.changes} ${this.#renewals}`;
    if (this.#last?.state !== state) this.#last = { state, byRoot: this.#count() };
    const { byRoot } = this.#last;
    const counted = await byRoot;
    const root = this.#inFiles.get(path)?.root;
    return (root === undefined ? undefined : counted.get(root)) ?? new Map<string, Repeated>();
  }

  async #count(): Promise<ByRoot> {
    const inFiles = new Map<string, InFile>();
    const slices = new Slices();
    for (const [path, file] of this.#declarations.found()) {
      const known = this.#inFiles.get(path);
      const isKnown = known?.file === file && known.renewals === this.#renewals;
      inFiles.set(path, isKnown ? known : await this.#countIn(path, file));
      if (!isKnown) await slices.next();
    }
    this.#inFiles = inFiles;
    return byRootOf(inFiles);
  }

  async #countIn(path: string, file: ManifestFile): Promise<InFile> {
    const { repositoryOf, kustomizedAt, settingsAt, leavesOut } = this.#surroundings;
    const renewals = this.#renewals;
    const folder = dirname(path);
    const root = (await repositoryOf(folder)) ?? this.#declarations.rootOf(path) ?? folder;
    if (await leavesOut(path)) return { file, renewals, root, counts: new Map() };
    const kustomized = await kustomizedAt(path);
    const { version } = await settingsAt(path);
    const counts = new Map<string, number>();
    for (const document of file.documents) {
      for (const [topic, count] of this.#countInDocument(document, kustomized, version))
        counts.set(topic, (counts.get(topic) ?? 0) + count);
    }
    return { file, renewals, root, counts };
  }

  #countInDocument(document: ManifestDocument, kustomized: Kustomized | undefined, version: ArgoCdVersion): Counts {
    const known = this.#inDocuments.get(document);
    if (known?.kustomized === kustomized && known?.version === version) return known.counts;
    const counts = countRepeated(document, { kustomized, version });
    this.#inDocuments.set(document, { kustomized, version, counts });
    return counts;
  }
}

/** How often each rule says what, by `topicOf`. */
type Counts = ReadonlyMap<string, number>;

interface Kept {
  readonly kustomized: Kustomized | undefined;
  readonly version: ArgoCdVersion;
  readonly counts: Counts;
}

interface InFile {
  readonly file: ManifestFile;
  readonly renewals: number;
  /** The repository, or else the folder that was searched. */
  readonly root: string;
  readonly counts: Counts;
}

type ByRoot = ReadonlyMap<string, RepeatedFindings>;

function byRootOf(inFiles: ReadonlyMap<string, InFile>): ByRoot {
  const byRoot = new Map<string, Map<string, Repeated>>();
  for (const [path, { root, counts }] of inFiles) {
    const repeated = byRoot.get(root) ?? new Map<string, Repeated>();
    byRoot.set(root, repeated);
    for (const [topic, more] of counts) {
      const { first, count } = repeated.get(topic) ?? { first: path, count: 0 };
      repeated.set(topic, { first: path < first ? path : first, count: count + more });
    }
  }
  return byRoot;
}
