import { type BadChart, isBadChart, loadChart } from "../../helm/chart/chart.ts";
import { type RenderedChart, renderChart } from "../../helm/chart/render-chart.ts";
import type { RenderFailure } from "../../helm/chart/render-failure.ts";
import type { RenderedFile } from "../../helm/chart/render-files.ts";
import type { Source } from "../../helm/template/node.ts";
import { textWriter } from "../../helm/value/rendered-text.ts";
import { withoutEnd } from "../../text.ts";
import { derive } from "../../memo.ts";
import type { MapValue, Unknown } from "../../helm/value/value.ts";
import { annotationKeys } from "../../sync/annotations.ts";
import { documentMembers, type NamedFile } from "../application.ts";
import type { Failure } from "../failure.ts";
import { beginningOf, type Location } from "../location.ts";
import type { Notice } from "../notice.ts";
import type { SourceMember, UnreadMember } from "../source-member.ts";
import { type ChartFolder, isPacked, join, templatesIn } from "./chart-files.ts";
import { costOfChart } from "./chart-room.ts";
import type { ChartOptions } from "./chart-options.ts";
import { missingCharts } from "./missing-charts.ts";
import { type EarlierRendering, noRendering, readOutputs, type Shown } from "./rendered-outputs.ts";
import { type SchemaFailures, schemaFailures } from "./schema-failures.ts";
import { templatesAsWritten } from "./templates-as-written.ts";

/** What a chart is rendered from. */
export interface RenderingInput {
  /** The folder of the chart. */
  readonly folder: string;
  readonly own: ChartFolder;
  readonly options: ChartOptions;
  readonly values: MapValue;
  readonly unknowns: readonly Unknown[];
  /**
   * `known`: they are those that Argo CD will use, so that what fails here fails there; `usual`: they are those of the chart, and nobody
   * says that others are given; `partly known`: others are given that cannot be read, and may change anything.
   */
  readonly valuesAre: "known" | "usual" | "partly known";
  /** Where an Application names the chart. */
  readonly givenAt: Location | undefined;
}

/** What a chart prints, as members of its application. */
export interface Rendering {
  readonly members: readonly SourceMember[];
  readonly unread: readonly UnreadMember[];
  readonly failures: readonly Failure[];
  /** What it was read from; `undefined` where Helm cannot load the chart. */
  readonly rendered: RenderedChart | undefined;
  readonly earlier: EarlierRendering;
  readonly notices: readonly Notice[];
  /** What it took, of a `ChartRoom`. */
  readonly cost: number;
}

/** Renders a chart. Never throws. */
export function renderMembers(input: RenderingInput, before: EarlierRendering): Rendering {
  const { folder, own, options, values, unknowns } = input;
  const chart = loadChart(own.sources);
  if (isBadChart(chart)) {
    const { file, problem, reason } = chart;
    const location = beginningOf(join(folder, file));
    const failure = { message: `Helm cannot load this chart: ${problem}.`, location };
    return {
      members: templatesAsWritten(templatesIn(own)),
      unread: reason === "limit" ? [{ text: file, location, reason: `This chart is not rendered: ${problem}.` }] : [],
      failures: reason === "limit" || isToldOfChart(chart) ? [] : [failure],
      rendered: undefined,
      earlier: before,
      notices: [],
      cost: costOfChart(0, []),
    };
  }
  const rendered = renderChart({
    ...{ chart, release: options.release, namespace: options.namespace, values: [values], unknowns },
    cluster: {
      kubeVersion: options.kubeVersion === "" ? undefined : options.kubeVersion,
      apiVersions: options.apiVersions,
      // Argo CD gives those of the cluster, unless the Application names some.
      known: options.apiVersions.length > 0 ? "all" : "some",
    },
    schemas: options.skipsSchema ? "skip" : "ask",
    before: before.run,
  });
  return membersOf(rendered, input, before);
}

/** A chart that is not rendered, for this reason. */
export function notRendered({ folder, own, givenAt }: RenderingInput, reason: string): Rendering {
  return {
    members: templatesAsWritten(templatesIn(own)),
    unread: [{ text: folder, location: givenAt ?? beginningOf(join(folder, "Chart.yaml")), reason }],
    ...{ failures: [], rendered: undefined, earlier: noRendering(), notices: [], cost: 0 },
  };
}

/** Whether the failures of the file itself say it already. */
function isToldOfChart({ file, problem }: BadChart): boolean {
  return file === "Chart.yaml" && /^(?:Chart\.yaml file is missing|cannot load)/.test(problem);
}

function membersOf(rendered: RenderedChart, input: RenderingInput, before: EarlierRendering): Rendering {
  const { own, options, valuesAre } = input;
  const byName = new Map(own.files.map((named) => [named.name, named]));
  const packed = packedPlaces(rendered, input);
  const definitions = options.skipsCrds ? [] : rendered.crds;
  const read = readOutputs(
    [...rendered.outputs, ...definitions.filter(isPacked).map((source) => derive(source, asPrinted))],
    ({ source }) => {
      if (isPacked(source)) return packed(source);
      const template = byName.get(source.name);
      return template && { template, span: undefined };
    },
    { earlier: before, valuesAre },
  );
  const templates = [...read.outputs.values()];
  const all = templates.flatMap(({ members }) => members);
  const dropped = all.flatMap((member) => droppedBy(member, options) ?? []);
  const gone = new Set(dropped.map(({ member }) => member));
  const failed = failedTemplates(rendered, own);
  const { failures, unread } = told(rendered, input);
  const refused = schemaFailures(rendered, input);
  const decides = whatDecides(input, refused);
  const asCertain = (member: SourceMember): SourceMember =>
    decides === undefined ? member : { ...member, conditional: true, dependsOn: member.dependsOn ?? decides };
  return {
    members: [
      ...definitions.flatMap(({ name }) => byName.get(name) ?? []).flatMap(definitionsIn),
      ...all.filter((member) => !gone.has(member)).map(asCertain),
      ...templatesAsWritten(failed),
    ],
    failures: [...refused.failures, ...failures, ...templates.flatMap((it) => it.failures)],
    unread: [
      ...refused.unread,
      ...unread,
      ...templates.flatMap((it) => it.unread),
      ...missingCharts(rendered, input),
      ...dropped.flatMap(({ unread: it }) => it ?? []),
    ],
    rendered,
    earlier: { ...read, run: rendered.run },
    notices: storedNotices(rendered, input),
    cost: costOfChart(
      rendered.steps,
      templates.map(({ taken }) => taken),
    ),
  };
}

/** Whether all of it depends on values that are not known here. */
function whatDecides({ valuesAre }: RenderingInput, { unread }: SchemaFailures): string | undefined {
  if (valuesAre === "partly known") return "what is in the values that cannot be read here";
  return unread.length > 0 ? "whether values are given that values.schema.json allows" : undefined;
}

/** A definition, which is no template, as what prints itself. */
function asPrinted(source: Source): RenderedFile {
  const writer = textWriter();
  writer.write(source.text, { source, at: 0, via: undefined, condition: undefined, values: [] }, "copied");
  return { source, text: writer.finish() };
}

/** Where what packed charts print is shown: at their names in the chart that needs them, or else at its beginning. */
function packedPlaces(
  { packed }: RenderedChart,
  { own, folder }: RenderingInput,
): (source: Source) => Shown | undefined {
  const template = own.files.find(({ name }) => name === join(folder, "Chart.yaml"));
  return ({ name }) => {
    const place = packed.find((it) => name.startsWith(join(folder, it.folder)))?.place;
    return template && { template, span: place?.source.name === template.name ? place : { start: 0, end: 0 } };
  };
}

/** Definitions are no templates: they stay as they are. */
function definitionsIn(named: NamedFile): readonly SourceMember[] {
  const more = { generated: false, conditional: false, nameKnown: true, changes: [] } as const;
  return named.file.documents.flatMap((_, index) =>
    documentMembers(named, index, "literal").map((member) => ({ ...member, ...more })),
  );
}

/** The templates of which nothing is known but what is written. */
function failedTemplates({ failures, outputs, crds }: RenderedChart, own: ChartFolder): readonly NamedFile[] {
  if (failures.length === 0) return [];
  const printed = new Set([...outputs.map(({ source }) => source), ...crds].map(({ name }) => name));
  const wasLimit = failures.some(({ reason, template }) => reason === "limit" || template === undefined);
  const failed = new Set(failures.flatMap(({ template }) => template?.name ?? []));
  return templatesIn(own).filter(({ name }) => !printed.has(name) && (wasLimit || failed.has(name)));
}

/** What Helm fails over: a failure of the application where the values are those of Argo CD, or where no values could help. */
function told(
  { failures, missing }: RenderedChart,
  { folder, valuesAre, own }: RenderingInput,
): { readonly failures: readonly Failure[]; readonly unread: readonly UnreadMember[] } {
  const certain: Failure[] = [];
  const lacksCharts = missing.length > 0 || own.stored.some(({ kind }) => kind === "cache");
  const unread: UnreadMember[] = [];
  for (const { message, source, at, template, reason } of failures) {
    const location: Location =
      source === undefined || source.name === "tpl"
        ? beginningOf(template?.name ?? join(folder, "Chart.yaml"))
        : { path: source.name, offset: at, end: at };
    // What is no template is none with any values.
    const isParsing = template === undefined && source !== undefined;
    const isCertain = reason === "template" && ((valuesAre === "known" && !lacksCharts) || isParsing);
    const what = template === undefined && source === undefined ? "chart" : "template";
    if (isCertain) certain.push({ message: `Helm cannot render this ${what}: ${asClause(message)}.`, location });
    else unread.push({ text: template?.name ?? folder, location, reason: unreadReason({ message, reason }, what) });
  }
  return { failures: certain, unread };
}

function unreadReason(
  { message, reason }: Pick<RenderFailure, "message" | "reason">,
  what: "chart" | "template",
): string {
  if (reason === "limit") return `${message} What it prints is not known here.`;
  if (what === "chart") return `Helm renders nothing of this chart: ${asClause(message)}.`;
  return `With the values that are known here, Helm stops at this template: ${asClause(message)}. It is shown as it is written.`;
}

/** What a template fails with may be whole sentences. */
function asClause(message: string): string {
  return withoutEnd(message, ". \n\r\t");
}

/** Where charts come from that neither this workspace nor its commit has. */
function storedNotices({ packed }: RenderedChart, { own, folder }: RenderingInput): readonly Notice[] {
  return own.stored.flatMap(({ name, version, repository, archive, fileName, kind, place }): readonly Notice[] => {
    if (!packed.some((it) => it.folder.startsWith(`charts/${fileName}/`))) return [];
    const message =
      kind === "fetched"
        ? `The chart "${name}" ${version} is the one that you had fetched from "${repository}".`
        : `The chart "${name}" ${version} is the one in the cache of Helm, "${archive}". Helm keeps it there without saying from which repository it is.`;
    const location =
      place === undefined
        ? beginningOf(join(folder, "Chart.yaml"))
        : { path: place.source.name, offset: place.start, end: place.end };
    return [{ message, location }];
  });
}

/** The events of hooks that Helm knows. Mirrors `events` in pkg/release/v1/util/manifest_sorter.go of Helm. */
const events: readonly string[] = [
  ...["pre-install", "post-install", "pre-delete", "post-delete", "pre-upgrade", "post-upgrade"],
  ...["pre-rollback", "post-rollback", "test", "test-success"],
];

interface Dropped {
  readonly member: SourceMember;
  readonly unread?: UnreadMember;
}

/** Hooks that Helm does not print: those with an event that it does not know, and tests or all hooks where it is told to leave them out. */
function droppedBy(member: SourceMember, { skipsTests, skipsHooks = false }: ChartOptions): Dropped | undefined {
  const text = member.resource.annotations.get(annotationKeys.helmHook);
  if (text === undefined) return undefined;
  const named = text.split(",").map((event) => event.trim().toLowerCase());
  const strange = named.find((event) => !events.includes(event));
  if (skipsHooks) return { member };
  if (strange === undefined) return skipsTests && named.some((it) => it.startsWith("test")) ? { member } : undefined;
  const { kind, name } = member.resource;
  const reason = `Helm silently leaves this ${kind} out: it does not know the hook event "${strange}".`;
  const start = (member.file.offsets[member.documentIndex] ?? 0) + member.manifest.node.span.start;
  return { member, unread: { text: name, location: { path: member.fileName, offset: start, end: start }, reason } };
}
