import type { RenderedChart } from "../../helm/chart/render-chart.ts";
import type { Source } from "../../helm/template/node.ts";
import type { ManifestDocument, ManifestFile } from "../../manifest/file.ts";
import { type Node, nodeAt } from "../../manifest/node.ts";
import { derive } from "../../memo.ts";
import { unknownPart } from "../../sync/resource.ts";
import type { NamedFile } from "../application.ts";
import type { Variables } from "../build-environment.ts";
import { entriesOf } from "../kustomize/kustomization.ts";
import { beginningOf, type Location, locationOf } from "../location.ts";
import type { SourceOptions } from "../source-spec.ts";
import type { SourceReading, UnreadMember } from "../source-member.ts";
import { listingOf, nameOf, type NotingTree, readableFile, type SourceTree } from "../source-tree.ts";
import { chartFailures } from "./chart-failures.ts";
import { type ChartFolder, isInTemplates, join, readChartFolder, sourceKeeper, templatesIn } from "./chart-files.ts";
import { type ChartCluster, type ChartOptions, isReleaseName, readChartOptions } from "./chart-options.ts";
import { type GivenValues, readGivenValues } from "./chart-values.ts";
import type { PrintedChart } from "./printed-chart.ts";
import { noRendering } from "./rendered-outputs.ts";
import { renderMembers, type Rendering, type RenderingInput } from "./rendering.ts";
import { templatesAsWritten } from "./templates-as-written.ts";

/** A chart as the source of an application. */
export interface ChartSource {
  readonly folder: string;
  /** Where an Application says that the folder is a chart; `undefined` where its files say so. */
  readonly chosen: Location | undefined;
  /** Its options `helm:`. */
  readonly options: SourceOptions | undefined;
  readonly variables: Variables;
  /** An Application says that Argo CD reads the folder. */
  readonly isDeclared: boolean;
  /** Argo CD may find other options than these. */
  readonly isLikely: boolean;
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
  const options = readChartOptions(written?.node, variablesOf(source), source.cluster);
  if (typeof options === "string") {
    const location = written?.document ?? beginningOf(folder);
    const unread = [{ text: folder, location: beginningOf(location.path), reason: options }, ...own.unread];
    return { ...base, members: templatesAsWritten(templatesIn(own)), unread, findFailures: failures };
  }
  const { references } = source;
  const read = readGivenValues(options, { folder, tree, keep, document: written?.document, references });
  const given = asCertain({ ...read, unread: [...read.unread, ...madeByTemplate(written)] }, source);
  const { folders, files } = tree.missing();
  // Nothing is rendered before everything has been read.
  if (folders.length + files.length > 0) return { ...base, unread: own.unread, findFailures: failures };
  const rendering = renderOnce(source, { own, options, given }, kept);
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

function valuesAre({ isDeclared, isLikely }: ChartSource, { unread }: GivenValues): RenderingInput["valuesAre"] {
  return unread.length > 0 ? "partly known" : isDeclared && !isLikely ? "known" : "usual";
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

/** Options that a template of another chart prints are not known where they are read as they are written. */
function madeByTemplate(written: SourceOptions | undefined): readonly UnreadMember[] {
  if (written?.node === undefined || !/(?:^|[\\/])templates[\\/]/.test(written.document.path)) return [];
  const { node, document } = written;
  const isOpen = document.isPrinted
    ? hasUnknownOptions(node)
    : document.text.slice(node.span.start, node.span.end).includes("{{");
  if (!isOpen) return [];
  const reason = "A template fills in these options of Helm, so not all values are known.";
  return [{ text: "helm", location: locationOf(document, node), reason }];
}

/** Whether options that a template prints are not known, beside single values, parameters and paths of files. */
function hasUnknownOptions(node: Node): boolean {
  if (node.type === "scalar") return node.scalarType === "unknown" && node.text.includes("{{");
  return entriesOf(node).some(({ key, value }) => {
    if (key.text === "values" || key.text === "valuesObject") return false;
    if (value.type !== "list") return hasUnknownOptions(value);
    return key.text !== "valueFiles" && value.items.some((item) => hasUnknownOptions(nodeAt(item, "name") ?? item));
  });
}

/**
 * An application without a name, or with one that is still to be filled in, is taken for one that is called like its folder. Where no
 * Application says anything, any name will do.
 */
function variablesOf({ folder, variables, isDeclared }: ChartSource): Variables {
  const [own, namespace] = [known(variables.name), known(variables.namespace)];
  const name = own === "" ? nameOf(folder) : own;
  return {
    ...variables,
    name: name === "" || (!isDeclared && !isReleaseName(name)) ? "release-name" : name,
    namespace: namespace === "" ? "default" : namespace,
  };
}

function known(text: string): string {
  return text.includes("{{") || text.includes(unknownPart) ? "" : text;
}

/** What is kept of a chart, as long as its Chart.yaml stays as it is. */
interface Kept {
  readonly sources: Map<string, { readonly file: ManifestFile; readonly source: Source }>;
  /** The last renderings, by the application that they are for. */
  readonly renderings: Map<string, Rendering & MadeFrom>;
}

interface MadeFrom {
  /** All that it depends on besides the templates. */
  readonly data: readonly unknown[];
  readonly templates: readonly unknown[];
}

/** For how many applications of one chart its rendering is kept. */
const maxRenderings = 8;

function keptOf(chartFile: ReturnType<SourceTree["file"]>): Kept {
  const document = typeof chartFile === "object" ? chartFile.documents[0] : undefined;
  return document === undefined ? newKept() : derive<ManifestDocument, Kept>(document, newKept);
}

function newKept(): Kept {
  return { sources: new Map(), renderings: new Map() };
}

interface Input {
  readonly own: ChartFolder;
  readonly options: ChartOptions;
  readonly given: GivenValues;
}

/** Renders a chart, unless all that it depends on is what it was before. */
function renderOnce(source: ChartSource, input: Input, kept: Kept): Rendering {
  const { folder, options: written, variables, isDeclared, isLikely } = source;
  const { own, options, given } = input;
  const { renderings } = kept;
  const key = JSON.stringify([folder, variables, written?.document.path, isDeclared, isLikely]);
  const sources = [...own.sources];
  const templates = sources.flatMap(([path, source]) => (isInTemplates(path) ? [source] : []));
  const data = [
    ...[JSON.stringify([written?.node, source.cluster]), written?.document.start, given.unread.length],
    ...sources.flatMap(([path, source]) => (isInTemplates(path) ? [] : [source])),
    ...given.files.map(({ file }) => file),
  ];
  const before = renderings.get(key);
  const isDataSame = before !== undefined && isSame(before.data, data);
  if (isDataSame && isSame(before.templates, templates)) return before;
  const earlier = before?.earlier ?? noRendering();
  const rendering = renderMembers(
    { folder, own, options, values: given.values, unknowns: given.unknowns, valuesAre: valuesAre(source, given) },
    isDataSame ? earlier : { ...earlier, run: undefined },
  );
  renderings.delete(key);
  renderings.set(key, { ...rendering, data, templates });
  const [oldest] = renderings.keys();
  if (renderings.size > maxRenderings && oldest !== undefined) renderings.delete(oldest);
  return rendering;
}

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((it, index) => it === other[index]);
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
