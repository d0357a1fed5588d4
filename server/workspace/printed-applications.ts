/** The Applications that charts print: each chart with the values of the Applications that deploy it. */
import { dirname } from "node:path";
import {
  childApplications,
  childApplicationSets,
  type DeclaredApplication,
  type DeployedApplication,
} from "../core/index.ts";
import type { DeclaredByPath } from "./application-choice.ts";
import { folderSpec } from "./application-specs.ts";
import { type FileTree, pathFrom } from "./file-tree.ts";
import { madeBy } from "./made-by-sets.ts";
import { foldersAround, isWithin } from "./paths.ts";
import type { ApplicationSpec } from "./read-application.ts";
import type { KeptReading } from "./readings.ts";

/** How many charts print Applications of which each deploys the next one. */
const maxDepth = 10;

/** How many charts are rendered for their Applications, each as often as it is deployed. */
const maxRendered = 300;

/** How many Applications are taken from charts. */
const maxPrinted = 10_000;

/** What the answer is made from. */
export interface PrintingSurroundings {
  readonly tree: FileTree;
  readonly read: (spec: ApplicationSpec) => Promise<KeptReading>;
  /** Applications by the folders that they deploy. */
  readonly byPath: (applications: readonly DeclaredApplication[]) => Promise<DeclaredByPath>;
}

/** What charts print, and what that depends on. */
export interface Printed {
  /** Those that are written and those that are printed; a template counts for what it prints. */
  readonly all: readonly DeclaredApplication[];
  /** The absolute paths of the files and folders that were asked for. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Adds to the Applications that are written those that charts print, and what these deploy in turn. `files` have Applications in them.
 * A chart that nobody deploys is rendered with its own values: most repositories have one, whose Application somebody applies by hand.
 */
export async function withPrinted(
  written: readonly DeclaredApplication[],
  files: readonly string[],
  surroundings: PrintingSurroundings,
): Promise<Printed> {
  const charts = await printingCharts(files, surroundings.tree);
  const inCharts = (path: string): readonly string[] => charts.filter((chart) => isTemplate(path, chart));
  const plain = charts.length === 0 ? written : written.filter(({ location }) => inCharts(location.path).length === 0);
  if (charts.length === 0) return { all: written, asked: new Set() };
  const search = new Search(surroundings, await surroundings.byPath(plain));
  await search.render(charts);
  // What a chart leaves out with its own values, somebody may switch on.
  const left = written.filter(({ location: { path } }) => {
    const around = inCharts(path);
    return around.length > 0 && !around.some((chart) => search.isSettled(chart)) && !search.printsFrom(path);
  });
  const likely = left.map((it) => ({ ...it, isLikely: true as const }));
  return { all: [...plain, ...search.printed, ...likely], asked: search.asked };
}

/** The charts that may print an Application which stands in one of these files. */
async function printingCharts(files: readonly string[], tree: FileTree): Promise<readonly string[]> {
  const charts = new Set<string>();
  for (const path of files) {
    const around = foldersAround(path).filter((folder) => isTemplate(path, folder));
    const repository = around.length === 0 ? undefined : await tree.repositoryOf(dirname(path));
    for (const folder of around) {
      if (repository !== undefined && !isWithin(folder, repository)) break;
      const listing = await tree.list(folder);
      if (typeof listing === "object" && listing.files.includes("Chart.yaml")) charts.add(folder);
    }
  }
  return [...charts].sort();
}

/** Whether Helm reads a file as a template of a chart, or as its values. */
function isTemplate(path: string, chart: string): boolean {
  return isWithin(path, chart) && /^(?:charts\/[^/]+\/)*(?:templates\/|values\.yaml$)/.test(pathFrom(chart, path));
}

class Search {
  readonly #surroundings: PrintingSurroundings;
  readonly #declared: DeclaredByPath[];
  /** The specs that were read, by their keys. */
  readonly #read = new Set<string>();
  readonly #settled = new Set<string>();
  readonly #printed = new Map<string, DeclaredApplication>();
  readonly asked = new Set<string>();

  constructor(surroundings: PrintingSurroundings, declared: DeclaredByPath) {
    this.#surroundings = surroundings;
    this.#declared = [declared];
  }

  get printed(): readonly DeclaredApplication[] {
    return [...this.#printed.values()];
  }

  /** Whether all that a chart prints is known, so that it prints nothing else. */
  isSettled(chart: string): boolean {
    return this.#settled.has(chart);
  }

  /** Whether an Application is printed from a file. */
  printsFrom(path: string): boolean {
    return this.printed.some(({ location }) => location.path === path);
  }

  /** Renders charts: first those that somebody deploys, as what they print may deploy others, and then those that are left. */
  async render(charts: readonly string[]): Promise<void> {
    for (let depth = 0; depth < maxDepth; depth++) {
      const found: (readonly DeclaredApplication[])[] = [];
      for (const chart of charts) found.push(await this.#printedBy(chart));
      const printed = found.flat();
      await this.#add(printed.length > 0 ? printed : await this.#printedAlone(charts));
      if (this.#declared.at(-1)?.all.length === 0) return;
    }
  }

  async #add(found: readonly DeclaredApplication[]): Promise<void> {
    const added = found.filter((it) => !this.#printed.has(idOf(it))).slice(0, maxPrinted - this.#printed.size);
    for (const it of added) this.#printed.set(idOf(it), it);
    this.#declared.push(await this.#surroundings.byPath(added));
  }

  /** What a chart prints for those who deploy it. */
  async #printedBy(chart: string): Promise<readonly DeclaredApplication[]> {
    const found: (readonly DeclaredApplication[])[] = [];
    for (const spec of await this.#usersOf(chart, this.#declared)) {
      const reading = await this.#readOnce(spec);
      if (reading === undefined) continue;
      found.push(await this.#childrenOf(reading));
      if (isKnown(reading.application)) this.#settled.add(chart);
    }
    return found.flat();
  }

  /** What charts print with their own values: only the outermost of those that nobody deploys, since others may be given values. */
  async #printedAlone(charts: readonly string[]): Promise<readonly DeclaredApplication[]> {
    const alone: { readonly chart: string; readonly children: readonly DeclaredApplication[] }[] = [];
    for (const chart of charts) {
      const isPart = charts.some((it) => it !== chart && isWithin(chart, it));
      if (isPart || (await this.#usersOf(chart, this.#declared)).length > 0) continue;
      const reading = await this.#readOnce(await folderSpec(chart, this.#surroundings.tree));
      if (reading !== undefined) alone.push({ chart, children: await this.#childrenOf(reading) });
    }
    const byPath = await Promise.all(alone.map(({ children }) => this.#surroundings.byPath(children)));
    const roots: (readonly DeclaredApplication[])[] = [];
    for (const [index, { chart, children }] of alone.entries()) {
      const own = byPath.slice(index, index + 1);
      const others = byPath.filter((_, at) => at !== index);
      if ((await this.#usersOf(chart, others)).length > 0) continue;
      // One that deploys its own chart says with which values.
      const selves = new Set((await this.#usersOf(chart, own)).map(({ of }) => of));
      roots.push(selves.size === 0 ? children : children.filter((it) => selves.has(it)));
    }
    return roots.flat();
  }

  async #usersOf(chart: string, declared: readonly DeclaredByPath[]): Promise<readonly ApplicationSpec[]> {
    const repository = await this.#surroundings.tree.repositoryOf(chart);
    return declared.flatMap((it) => it.at([chart], repository));
  }

  /** Reads what has not been read yet; `undefined` for what has, and for what is more than anybody writes. */
  async #readOnce(spec: ApplicationSpec): Promise<KeptReading | undefined> {
    const key = JSON.stringify([spec.root, "sources" in spec.of ? idOf(spec.of) : spec.of.folder]);
    if (this.#read.has(key) || this.#read.size >= maxRendered) return undefined;
    this.#read.add(key);
    const reading = await this.#surroundings.read(spec);
    for (const path of reading.asked) this.asked.add(path);
    return reading;
  }

  async #childrenOf({ application, spec }: KeptReading): Promise<readonly DeclaredApplication[]> {
    const { tree } = this.#surroundings;
    const fromSets = await madeBy((at) => childApplicationSets(application, at), spec.root, tree);
    for (const path of fromSets.asked) this.asked.add(path);
    const printedFor = parentOf(spec);
    return [...childApplications(application), ...fromSets.applications].map((it) => ({ ...it, printedFor }));
  }
}

function isKnown({ charts = [], declared }: DeployedApplication): boolean {
  return declared && charts.every(({ unreadValues }) => unreadValues.length === 0);
}

function parentOf({ of }: ApplicationSpec): string {
  return "sources" in of ? `${of.location.path}:${of.location.offset} ${of.name}` : of.folder;
}

/** What tells Applications apart that are printed. */
function idOf({ location, name, namespace, paths, printedFor }: DeclaredApplication): string {
  return JSON.stringify([location.path, location.offset, name, namespace, paths, printedFor]);
}
