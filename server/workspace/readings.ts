import { type Application, type DeployedApplication, type Roster, rosterOf } from "../core/index.ts";
import type { FileTree } from "./file-tree.ts";
import { type ApplicationSpec, readApplication } from "./read-application.ts";
import type { Renders } from "./renders.ts";

/** An application of files on disk, member by member. */
export type DeployedRoster = Roster<DeployedApplication>;

/** An application, and what it was read from. */
export interface Reading {
  /** As it is written. */
  readonly application: DeployedApplication;
  readonly spec: ApplicationSpec;
  /** What distinguishes it from others. */
  readonly key: string;
}

/** A reading as it is shown. */
export interface KeptReading extends Reading {
  /** As it was rendered, if it was, else as it is written. */
  readonly shown: DeployedApplication;
  readonly roster: DeployedRoster;
  /** The absolute paths of all files and folders that it depends on. */
  readonly asked: ReadonlySet<string>;
}

/** The applications that were read, each kept until something that it depends on changes. */
export class Readings {
  readonly #tree: FileTree;
  readonly #renders: Renders;
  readonly #kept = new Map<string, KeptReading>();
  /** The applications before something changed, so that their unchanged parts can be kept. */
  readonly #former = new Map<string, DeployedApplication>();

  constructor(tree: FileTree, renders: Renders) {
    this.#tree = tree;
    this.#renders = renders;
  }

  /** An application as it is now. */
  async read(spec: ApplicationSpec): Promise<KeptReading> {
    const key = keyOf(spec);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const read = await readApplication(spec, this.#tree, this.#former.get(key));
    const asked = "sources" in spec.of ? [...read.asked, spec.of.location.path] : read.asked;
    const shown = this.#renders.applied(key, read.application);
    const kept = { application: read.application, asked: new Set(asked), spec, key, shown, roster: rosterOf(shown) };
    this.#kept.set(key, kept);
    this.#former.delete(key);
    return kept;
  }

  /** What an application was read from, if that is unchanged. */
  of(application: Application): Reading | undefined {
    return [...this.#kept.values()].find(({ shown }) => shown === application);
  }

  /** Forgets how an application is shown. */
  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** Reads again, when they are next asked for, the applications that depend on something that changed. */
  drop(isStale: (asked: ReadonlySet<string>) => boolean): void {
    for (const [key, { asked, application }] of this.#kept) {
      if (!isStale(asked)) continue;
      this.#kept.delete(key);
      this.#former.set(key, application);
    }
  }
}

function keyOf({ root, of }: ApplicationSpec): string {
  if (!("sources" in of)) return JSON.stringify([root, of.folder, of.namespace]);
  const { location, name, namespace, paths } = of;
  return JSON.stringify([root, location.path, location.offset, name, namespace, paths]);
}
