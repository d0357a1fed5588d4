/** What is said of the templates of a chart. */
import { type Application, firstKeyOf, type Member } from "../application/application.ts";
import type { PrintedChart } from "../application/chart/printed-chart.ts";
import type { ManifestDocument, ManifestFile } from "../manifest/file.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { chartFileAt } from "./template/chart-file.ts";
import { valuesNamedIn } from "./template/values-named.ts";
import { shortPath } from "./failure-words.ts";
import { escapeMarkdown } from "./plan/markdown.ts";
import { enumerate } from "./words.ts";

/** What decides whether a resource is there; `undefined` where it is there in any case. */
export function dependsWords({
  conditional,
  dependsOn,
}: Pick<Member, "conditional" | "dependsOn">): string | undefined {
  if (conditional !== true || dependsOn === undefined) return undefined;
  return /^(?:what|whether) /.test(dependsOn) ? `depends on ${dependsOn}` : "depends on what is not known here";
}

/** How many of the values are named that decide whether something is there. */
const mostValues = 3;

/** A manifest that is written in a template. */
interface Written {
  readonly documentIndex: number;
  readonly manifest: Manifest;
}

/** That a template leaves out a manifest that is written in it; `undefined` where that is not certain. */
export type LeftOut = (written: Written) => string | undefined;

/** What a template leaves out, each with the values that decide it. */
export function leftOutOf(application: Application, fileName: string): LeftOut {
  const chart = renderedAt(application, fileName);
  const file = application.files.find(({ name }) => name === fileName)?.file;
  const isKnown = chart?.unreadValues.length === 0 && application.failures.length === 0;
  if (!isKnown || file === undefined || application.rendered !== undefined) return () => undefined;
  const members = application.members.filter((member) => member.fileName === fileName);
  const printed = new Set(members.map(({ manifest }) => manifest.node));
  // What is made somewhere else may be what is written there.
  const unsure = new Set(
    members.flatMap(({ generated, documentIndex }) => (generated === true ? [documentIndex] : [])),
  );
  const blocks = blocksBefore(file);
  const which = application.declared ? "these values" : "the values of the chart";
  return ({ documentIndex, manifest }) => {
    const { apiVersion, place, node } = manifest;
    const document = file.documents[documentIndex];
    if (apiVersion === "" || place !== "resource" || document === undefined) return undefined;
    if (printed.has(node) || unsure.has(documentIndex)) return undefined;
    const { start } = firstKeyOf({ manifest });
    const around = blocksAt(document, start, blocks[documentIndex] ?? []);
    const named = around.flatMap((text) => valuesNamedIn(text));
    const values = [...new Set(named.map(({ keys }) => keys.map(({ name }) => name).join(".")))];
    if (around.length === 0) return undefined;
    return `not deployed with ${which}${values.length === 0 ? "" : ` (${enumerate(values, mostValues)})`}`;
  };
}

/** The chart of a template that was rendered. */
function renderedAt(application: Application, fileName: string): PrintedChart | undefined {
  const found = chartFileAt(application, fileName);
  return found === undefined || found.outputs.length === 0 ? undefined : found.chart;
}

/** The actions of the blocks that are open where each document begins. */
function blocksBefore({ documents }: ManifestFile): readonly (readonly string[])[] {
  let open: readonly string[] = [];
  return documents.map((document) => {
    const before = open;
    open = blocksAt(document, Infinity, open);
    return before;
  });
}

function blocksAt({ text, parsed }: ManifestDocument, offset: number, before: readonly string[]): readonly string[] {
  const open = [...before];
  for (const { kind, span } of parsed.actions) {
    if (span.start >= offset) break;
    if (kind === "open") open.push(text.slice(span.start, span.end));
    if (kind === "close") open.pop();
  }
  return open;
}

/** For which values a template is rendered, as lines of Markdown. */
export function valuesLines(application: Application, fileName: string): readonly string[] {
  const chart = renderedAt(application, fileName);
  if (chart === undefined) return [];
  const files = chart.valueFiles.map((name) => escapeMarkdown(shortPath(application, name)));
  const given = [...files, ...(chart.ownValues === "given" ? ["the Application itself"] : [])];
  const values = given.length === 0 ? "the values of the chart alone" : `the values of ${enumerate(given)}`;
  if (!application.declared) return [`- Rendered with ${values}: no Application here deploys it.`];
  const more = chart.unreadValues.length > 0 ? " Others that it is given cannot be read here." : "";
  return [`- Rendered for the Application ${escapeMarkdown(application.name)} with ${values}.${more}`];
}
