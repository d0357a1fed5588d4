/** Charts of other repositories, of which a copy is on this machine. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { type ChartFiles, isBadChart, loadChart } from "../../helm/chart/chart.ts";
import { mapsAt, textAt } from "../../helm/chart/metadata.ts";
import { isMap, type MapValue, type ValuePlace } from "../../helm/value/value.ts";
import { compareVersions, parseVersion, satisfies, type Version } from "../../helm/version.ts";
import { isNotYaml, readYamlValue } from "../../helm/yaml/read-yaml.ts";
import { textOf } from "../../manifest/file.ts";
import { withoutEnd } from "../../text.ts";
import { listingOf, type NotingTree, readableFile } from "../source-tree.ts";

/** A folder outside of the workspace with packed charts. */
export interface ChartStore {
  /** Absolute, with `/` between its parts. */
  readonly folder: string;
  /** `fetched`: the user had them fetched, each is in a folder for its repository; `cache`: Helm keeps them by name and version alone. */
  readonly kind: "fetched" | "cache";
}

/** A chart of another repository, as someone names it. */
export interface WantedChart {
  readonly name: string;
  /** The versions that will do; one alone where it is locked. */
  readonly version: string;
  /** An address; `@name` and `alias:name` are repositories that only Helm knows. */
  readonly repository: string;
}

/** A copy of it. */
export interface StoredChart extends WantedChart {
  /** The packed chart, absolute. */
  readonly archive: string;
  /** Its file name. */
  readonly fileName: string;
  readonly kind: ChartStore["kind"];
  /** Where its name is written in the chart that needs it, as far as that is known. */
  readonly place: ValuePlace | undefined;
}

/** How many of them one chart may have. */
const maxCharts = 50;

/**
 * Copies of the charts that a chart lacks in `charts`. What Chart.lock says counts for more than Chart.yaml, as for Argo CD, which has
 * Helm do `dependency build`. Mirrors `Build` in pkg/downloader/manager.go of Helm.
 */
export function storedCharts(
  files: ChartFiles,
  locked: readonly WantedChart[],
  tree: NotingTree,
): readonly StoredChart[] {
  if ((tree.chartStores ?? []).length === 0) return [];
  const found = lackingCharts(files).flatMap((wanted) => {
    const stored = storedChart(withLock(wanted, locked), tree);
    return stored === undefined ? [] : [{ ...stored, place: wanted.place }];
  });
  return [...new Map(found.map((it) => [it.archive, it])).values()];
}

/** The best copy of a chart: what was fetched from its repository comes first, then the newest version. */
function storedChart(wanted: WantedChart, tree: NotingTree): Omit<StoredChart, "place"> | undefined {
  if (!isChartName(wanted.name)) return undefined;
  for (const { folder: store, kind } of tree.chartStores ?? []) {
    const folder = kind === "cache" ? store : `${store}/${folderOfRepository(wanted.repository)}`;
    const files = listingOf(tree, folder)?.files ?? [];
    const fitting = files.flatMap((fileName) => {
      const version = versionIn(fileName, wanted.name);
      return version !== undefined && satisfies(wanted.version, version) === true ? [{ fileName, version }] : [];
    });
    const [newest] = fitting.toSorted((one, other) => compareVersions(other.version, one.version));
    if (newest === undefined) continue;
    const { fileName, version } = newest;
    const archive = `${folder}/${fileName}`;
    // A file may be called like a chart that it is not.
    if (isChart(archive, wanted.name, version, tree))
      return { ...wanted, version: version.original, archive, fileName, kind };
  }
  return undefined;
}

/** The version of a chart as the lock of the chart that needs it says it. */
export function withLock<Chart extends WantedChart>(wanted: Chart, locked: readonly WantedChart[]): Chart {
  const lock = locked.find(({ name, repository }) => name === wanted.name && repository === wanted.repository);
  const version = lock && parseVersion(lock.version);
  return lock !== undefined && version !== undefined && satisfies(wanted.version, version) === true
    ? { ...wanted, version: lock.version }
    : wanted;
}

/** What the lock of a chart says; nothing where there is none. */
export function lockedVersions(folder: string, tree: NotingTree): readonly WantedChart[] {
  const names = listingOf(tree, folder)?.files ?? [];
  const name = ["Chart.lock", "requirements.lock"].find((it) => names.includes(it));
  const file = name === undefined ? undefined : readableFile(tree, folder === "" ? name : `${folder}/${name}`);
  const lock = file === undefined ? undefined : readYamlValue(textOf(file));
  return lock === undefined || isNotYaml(lock) || !isMap(lock) ? [] : mapsAt(lock, "dependencies").map(wantedOf);
}

/** The folder of a repository in a store of fetched charts. */
export function folderOfRepository(repository: string): string {
  return bytesToHex(sha256(utf8ToBytes(withoutEnd(repository, "/")))).slice(0, 32);
}

/** Whether a chart may be called so: nothing else becomes part of a path or of a command line. */
export function isChartName(name: string): boolean {
  return /^[a-zA-Z0-9][\w.-]{0,250}$/.test(name);
}

/**
 * Whether a chart can be fetched from there: a folder is none, and other names are those of Helm's own configuration. An address is
 * written in ASCII, so that people see where it leads.
 */
export function isAddress(repository: string): boolean {
  return /^(?:https?|oci):\/\/[!#-&(-;=?-_a-~]+$/i.test(repository);
}

interface LackingChart extends WantedChart {
  readonly place: ValuePlace | undefined;
}

/** Those of another repository that a chart names and that are not in it. */
function lackingCharts(files: ChartFiles): readonly LackingChart[] {
  const chart = loadChart(files);
  if (isBadChart(chart)) return [];
  const named = mapsAt(chart.metadata, "dependencies").slice(0, maxCharts);
  return named.flatMap((written) => {
    const wanted = wantedOf(written);
    const isElsewhere = wanted.repository !== "" && !wanted.repository.startsWith("file:");
    const isHere = chart.dependencies.some(({ name }) => name === wanted.name);
    return isElsewhere && !isHere ? [{ ...wanted, place: written.places.get("name") }] : [];
  });
}

function wantedOf(written: MapValue): WantedChart {
  const [name, version] = [textAt(written, "name"), textAt(written, "version")];
  return { name, version, repository: textAt(written, "repository") };
}

function versionIn(fileName: string, name: string): Version | undefined {
  if (!fileName.startsWith(`${name}-`) || !fileName.endsWith(".tgz")) return undefined;
  return parseVersion(fileName.slice(name.length + 1, -".tgz".length));
}

function isChart(archive: string, name: string, version: Version, tree: NotingTree): boolean {
  if (!(listingOf(tree, archive)?.files ?? []).includes("Chart.yaml")) return false;
  const file = readableFile(tree, `${archive}/Chart.yaml`);
  const metadata = file === undefined ? undefined : readYamlValue(textOf(file));
  if (metadata === undefined || isNotYaml(metadata) || !isMap(metadata)) return false;
  const own = parseVersion(textAt(metadata, "version"));
  return textAt(metadata, "name") === name && own !== undefined && compareVersions(own, version) === 0;
}
