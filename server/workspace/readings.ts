import { isDeepStrictEqual } from "node:util";
import {
  type AddedHealthCheck,
  type Application,
  configurationName,
  type DeclaredApplication,
  type DeployedApplication,
  type Roster,
  roomOfWorkspace,
  rosterOf,
} from "../core/index.ts";
import { type FileTree, pathBelow } from "./file-tree.ts";
import { type ApplicationSpec, type ChartsTaken, readApplication } from "./read-application.ts";
import type { Renders } from "./renders.ts";
import type { FileSettings } from "./settings.ts";
import { Turns } from "./turns.ts";

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
  readonly addedChecks: readonly AddedHealthCheck[];
  readonly charts: ChartsTaken;
}

/** The settings of what is at a path. */
export type SettingsAt = (path: string) => Promise<FileSettings>;

/** The applications that were read, each kept until something that it depends on changes. */
export class Readings {
  readonly #tree: FileTree;
  readonly #renders: Renders;
  readonly #settingsAt: SettingsAt;
  readonly #addedChecks: () => readonly AddedHealthCheck[];
  readonly #turns = new Turns();
  readonly #kept = new Map<string, KeptReading>();
  /** The applications before something changed, so that their unchanged parts can be kept. */
  readonly #former = new Map<string, Pick<KeptReading, "application" | "spec" | "charts">>();
  /** How often another version may have been set: what was read meanwhile is read again. */
  #renewals = 0;

  /** `addedChecks` gives the health checks that are added to Argo CD now, the same list for as long as they are the same. */
  constructor(
    tree: FileTree,
    renders: Renders,
    settingsAt: SettingsAt,
    addedChecks: () => readonly AddedHealthCheck[],
  ) {
    this.#tree = tree;
    this.#renders = renders;
    this.#settingsAt = settingsAt;
    this.#addedChecks = addedChecks;
  }

  /** An application as it is now. Requests have their turn between those that are read anew: a chart may take a second. */
  async read(spec: ApplicationSpec): Promise<KeptReading> {
    return this.#current(spec) ?? this.#turns.of(async () => this.#current(spec) ?? this.#readAnew(spec));
  }

  #current(spec: ApplicationSpec): KeptReading | undefined {
    const known = this.#kept.get(keyOf(spec));
    if (known?.addedChecks !== this.#addedChecks() || !isSame(known.spec, spec)) return undefined;
    const { refused, room } = known.charts;
    return refused > 0 && this.#chartRoomFor(keyOf(spec)) > room ? undefined : known;
  }

  async #readAnew(spec: ApplicationSpec): Promise<KeptReading> {
    const key = keyOf(spec);
    const known = this.#kept.get(key);
    const addedChecks = this.#addedChecks();
    const renewals = this.#renewals;
    const { version, cluster } = await this.#settingsAt(insideOf(spec));
    const previous = known?.application ?? this.#former.get(key)?.application;
    const chartRoom = this.#chartRoomFor(key);
    const read = await readApplication(spec, this.#tree, { previous, version, cluster, addedChecks, chartRoom });
    if (this.#renewals !== renewals) return this.#readAnew(spec);
    const asked = "sources" in spec.of ? [...read.asked, spec.of.location.path] : read.asked;
    const shown = this.#renders.applied(key, read.application);
    const { application, charts } = read;
    const kept = { application, asked: new Set(asked), spec, key, shown, roster: rosterOf(shown), addedChecks, charts };
    this.#kept.set(key, kept);
    this.#former.delete(key);
    return kept;
  }

  /** What others leave of what all charts may take: an application that is read again has its own share again. */
  #chartRoomFor(key: string): number {
    let left = roomOfWorkspace;
    for (const map of [this.#kept, this.#former]) {
      for (const [other, { charts }] of map) if (other !== key) left -= charts.cost;
    }
    return left;
  }

  /** The applications that have a chart for which there was no room. */
  withoutRoom(): readonly DeployedApplication[] {
    return [...this.#kept.values()].filter(({ charts }) => charts.refused > 0).map(({ shown }) => shown);
  }

  /** What an application was read from, if that is unchanged. */
  of(application: Application): Reading | undefined {
    return [...this.#kept.values()].find(({ shown }) => shown === application);
  }

  /** Forgets how an application is shown. */
  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** Forgets what was read of Applications that are not declared any more: a name that is typed makes one with every letter. */
  retain(declared: readonly DeclaredApplication[]): void {
    const names = new Set(declared.map(nameOf));
    for (const map of [this.#kept, this.#former]) {
      for (const [key, { spec }] of map) if ("sources" in spec.of && !names.has(nameOf(spec.of))) map.delete(key);
    }
  }

  /** Reads all of them again when they are next asked for, as another version of Argo CD may be set for them. */
  renew(): void {
    this.#renewals++;
    this.drop(() => true);
  }

  /** Reads again, when they are next asked for, the applications that depend on something that changed. */
  drop(isStale: (asked: ReadonlySet<string>) => boolean): void {
    for (const [key, { asked, application, spec, charts }] of this.#kept) {
      if (!isStale(asked)) continue;
      this.#kept.delete(key);
      this.#former.set(key, { application, spec, charts });
    }
  }
}

/** Whether an Application says what it said before: what prints it may have printed it again. */
function isSame({ of: before }: ApplicationSpec, { of }: ApplicationSpec): boolean {
  return !("sources" in of) || before === of || isDeepStrictEqual(before, of);
}

/** A path in the folder where the manifests of an application are: settings belong to what is in a folder. */
function insideOf({ root, of }: ApplicationSpec): string {
  return pathBelow(pathBelow(root, "sources" in of ? (of.paths[0] ?? "") : of.folder), configurationName);
}

function keyOf({ root, of }: ApplicationSpec): string {
  return "sources" in of ? `${root} ${nameOf(of)}` : JSON.stringify([root, of.folder, of.namespace]);
}

function nameOf({ location, name, namespace, paths, printedFor }: DeclaredApplication): string {
  return JSON.stringify([location.path, location.offset, name, namespace, paths, printedFor]);
}
