import type { RenderedChart } from "../../helm/chart/render-chart.ts";
import { unknownPart } from "../../sync/resource.ts";
import type { NamedFile } from "../application.ts";
import type { Variables } from "../build-environment.ts";
import { beginningOf, type Location, locationOf } from "../location.ts";
import type { SourceOptions } from "../source-spec.ts";
import type { SourceReading } from "../source-member.ts";
import { listingOf, nameOf, type NotingTree, readableFile } from "../source-tree.ts";
import type { ArgoCdVersion } from "../../versions.ts";
import type { ChartRoom } from "./chart-room.ts";
import { chartFailures } from "./chart-failures.ts";
import { type ChartFolder, join, readChartFolder, sourceKeeper, templatesIn } from "./chart-files.ts";
import { type ChartCluster, type ChartOptions, isReleaseName, readChartOptions } from "./chart-options.ts";
import { type GivenValues, readGivenValues } from "./chart-values.ts";
import { madeByTemplate } from "./options-made.ts";
import type { PrintedChart } from "./printed-chart.ts";
import { type Kept, keptOf, renderOnce } from "./kept-renderings.ts";
import type { Rendering, RenderingInput } from "./rendering.ts";
import { templatesAsWritten } from "./templates-as-written.ts";

/** A chart as the source of an application. */
export interface ChartSource {
  readonly folder: string;
  /** Where an Application says that the folder is a chart; `undefined` where its files say so. */
  readonly chosen: Location | undefined;
  /** Its options `helm:`. */
  readonly options: SourceOptions | undefined;
  readonly variables: Variables;
  /** Where an Application says that Argo CD reads the folder; `undefined` where none does. */
  readonly declared: Location | undefined;
  /** Argo CD may find other options than these. */
  readonly isLikely: boolean;
  /** The version of Argo CD that reads it; the newest release if there is none. */
  readonly version: ArgoCdVersion | undefined;
  /** What `$name` stands for in the paths of value files. */
  readonly references: ReadonlyMap<string, string | undefined>;
  readonly cluster: ChartCluster | undefined;
}

/** What a chart prints for an application, as `helm template` does it for Argo CD. */
export function readHelmChart(source: ChartSource, tree: NotingTree): SourceReading {
  const { folder, chosen, options: written } = source;
  const path = join(folder, "Chart.yaml");
  const chartFile = tree.file(path);
  const kept = keptOf(chartFile);
  const keep = sourceKeeper(kept.sources);
  const own = readChartFolder(folder, tree, keep);
  const beside = valueFilesBeside(folder, tree);
  const failures = chartFailures.bind(undefined, path, chartFile, chosen);
  const base = { type: "helm", path: folder, members: [], files: distinct([...own.files, ...beside]) } as const;
  const options = readChartOptions(written?.node, variablesOf(source), source.version, source.cluster);
  if (typeof options === "string") {
    const location = written?.document ?? beginningOf(folder);
    const unread = [{ text: folder, location: beginningOf(location.path), reason: options }, ...own.unread];
    return { ...base, members: templatesAsWritten(templatesIn(own)), unread, findFailures: failures };
  }
  const { references, version } = source;
  const read = readGivenValues(options, { folder, tree, keep, document: written?.document, references, version });
  const given = asCertain({ ...read, unread: [...read.unread, ...madeByTemplate(written)] }, source);
  const { folders, files } = tree.missing();
  // Nothing is rendered before everything has been read.
  if (folders.length + files.length > 0) return { ...base, unread: own.unread, findFailures: failures };
  const rendering = renderFor(source, { own, options, given, room: tree.chartRoom }, kept);
  return {
    ...base,
    members: rendering.members,
    files: distinct([...base.files, ...given.files]),
    unread: [...own.unread, ...given.unread, ...rendering.unread],
    findFailures: () => [...failures(), ...own.failures, ...given.failures, ...rendering.failures],
    notices: rendering.notices,
    charts: rendering.rendered === undefined ? [] : [printedChart(folder, rendering.rendered, options, given)],
  };
}

function printedChart(
  folder: string,
  rendered: RenderedChart,
  options: ChartOptions,
  given: GivenValues,
): PrintedChart {
  const isGiven = options.values !== undefined || options.parameters.length + options.fileParameters.length > 0;
  return {
    ...{ folder, rendered, nameOf: (name) => name },
    valueFiles: given.files.map(({ name }) => name),
    ownValues: isGiven ? "given" : "none",
    unreadValues: given.unread.map(({ reason }) => reason),
  };
}

function valuesAre({ declared, isLikely }: ChartSource, { unread }: GivenValues): RenderingInput["valuesAre"] {
  return unread.length > 0 ? "partly known" : declared !== undefined && !isLikely ? "known" : "usual";
}

/** With options that are only likely, nothing that is wrong with them is certain. */
function asCertain(given: GivenValues, { isLikely }: ChartSource): GivenValues {
  if (!isLikely) return given;
  const unread = given.failures.map(({ message, location }) => ({
    ...{ text: message, location },
    reason: `With the values that are known here, Helm stops: ${message}`,
  }));
  return { ...given, failures: [], unread: [...given.unread, ...unread] };
}

/**
 * An application without a name, or with one that is still to be filled in, is taken for one that is called like its folder. Where no
 * Application says anything, any name will do.
 */
function variablesOf({ folder, variables, declared }: ChartSource): Variables {
  const [own, namespace] = [known(variables.name), known(variables.namespace)];
  const name = own === "" ? nameOf(folder) : own;
  return {
    ...variables,
    name: name === "" || (declared === undefined && !isReleaseName(name)) ? "release-name" : name,
    namespace: namespace === "" ? "default" : namespace,
  };
}

function known(text: string): string {
  return text.includes("{{") || text.includes(unknownPart) ? "" : text;
}

interface Input {
  readonly own: ChartFolder;
  readonly options: ChartOptions;
  readonly given: GivenValues;
  readonly room: ChartRoom | undefined;
}

/** Renders a chart, unless all that it depends on is what it was before. */
function renderFor(source: ChartSource, { own, options, given, room }: Input, kept: Kept): Rendering {
  const { folder, options: written, variables, declared, isLikely, version } = source;
  const givenAt = written === undefined ? declared : locationOf(written.document, written.node);
  const { values, unknowns } = given;
  const input = { ...{ folder, own, options, values, unknowns, givenAt }, valuesAre: valuesAre(source, given) };
  const name = JSON.stringify([folder, variables, written?.document.path, declared?.path, isLikely, version]);
  const data = [
    ...[
      JSON.stringify([written?.node, source.cluster]),
      written?.document.start,
      declared?.offset,
      given.unread.length,
    ],
    ...given.files.map(({ file }) => file),
  ];
  return renderOnce(input, { name, data }, kept, room);
}

/** Files in the folder of a chart whose names say that they hold values: an Application elsewhere may name them. */
function valueFilesBeside(folder: string, tree: NotingTree): readonly NamedFile[] {
  const names = listingOf(tree, folder)?.files.filter((name) => /^values[-.][\w.-]*\.ya?ml$/.test(name)) ?? [];
  return names.flatMap((name): NamedFile[] => {
    const file = name === "values.yaml" ? undefined : readableFile(tree, join(folder, name));
    return file === undefined ? [] : [{ name: join(folder, name), file }];
  });
}

function distinct(files: readonly NamedFile[]): readonly NamedFile[] {
  return [...new Map(files.map((file) => [file.name, file])).values()];
}
