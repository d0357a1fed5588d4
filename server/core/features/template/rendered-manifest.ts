/** What a template of a chart prints, as a document for people. */
import type { Application } from "../../application/application.ts";
import type { Condition, RenderedText } from "../../helm/value/rendered-text.ts";
import type { RenderedFile } from "../../helm/chart/render-files.ts";
import type { Unknown } from "../../helm/value/value.ts";
import { failureOutline, shortPath } from "../failure-words.ts";
import { chartFileAt, type ChartFile, stopSentence, withReasons } from "./chart-file.ts";
import { conditionSentence } from "./conditions.ts";

/** What a template prints. */
export interface RenderedManifest {
  /** YAML, with comments that say what it is and what is not known. */
  readonly text: string;
  /** For each of its lines the line of the template that it comes from, from 0; -1 for one that comes from nowhere. */
  readonly lines: readonly number[];
}

/** What a file of a chart prints for an application; `undefined` where the file is in no chart. */
export function renderedManifest(application: Application, fileName: string): RenderedManifest | undefined {
  const found = chartFileAt(application, fileName);
  if (found === undefined) return unloaded(application, fileName);
  const head = headOf(application, found).map((sentence): Line => ({ text: `# ${sentence}`, from: -1 }));
  const body = found.outputs.flatMap((output) => printedLines(output, found.chart.rendered.unknowns));
  const lines = body.length > 0 ? [...head, { text: "", from: -1 }, ...body] : head;
  return { text: lines.map(({ text }) => `${text}\n`).join(""), lines: lines.map(({ from }) => from) };
}

/** What is said of a chart that cannot be rendered at all. */
function unloaded(application: Application, fileName: string): RenderedManifest | undefined {
  const { source, charts = [], files } = application;
  const isInChart = source.type === "helm" && charts.length === 0 && files.some(({ name }) => name === fileName);
  if (!isInChart) return undefined;
  const stop = failureOutline(application);
  const reason = stop === undefined ? "Helm cannot load its chart." : `${stop.message} (${stop.place})`;
  return { text: `# What ${shortPath(application, fileName)} prints is not known: ${reason}\n`, lines: [-1] };
}

interface Line {
  readonly text: string;
  readonly from: number;
}

function headOf(application: Application, found: ChartFile): readonly string[] {
  const { chart, path, outputs, failure } = found;
  const { name, namespace, declared } = application;
  const whose = declared
    ? `for the Application "${name}", in the namespace "${namespace}"`
    : "with the values of its chart, as no Application here deploys it";
  const stop = failureOutline(application);
  const isNew = stop !== undefined && (failure === undefined || !stop.message.includes(failure.message));
  return [
    `What ${path} prints ${whose}.`,
    valuesSentence(application, found),
    ...chart.unreadValues.map((reason) => `Some values are not known: ${reason}`),
    ...(isNew ? [`Argo CD applies nothing of this application: ${stop.message} (${stop.place})`] : []),
    ...(outputs.some(({ text }) => text.text.trim() !== "") ? [] : [whyNothing(application, found)]),
  ];
}

function valuesSentence(application: Application, { chart }: ChartFile): string {
  const files = chart.valueFiles.map((file) => shortPath(application, file));
  const own = chart.ownValues === "given" ? ["what the Application itself says"] : [];
  const [first, ...others] = [...files, ...own].toReversed();
  if (first === undefined) return "Its values are those of the chart.";
  return `Its values are ${[first, ...others].join(", then ")}, then those of the chart.`;
}

function whyNothing(application: Application, { chart, path, outputs, failure }: ChartFile): string {
  if (failure !== undefined) return stopSentence(application, chart, failure);
  if (outputs.length > 0) return "With these values, it prints nothing.";
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (chart.rendered.crds.some((source) => source.name.endsWith(`/${path}`) || source.name === path)) {
    return "This file is not a template: Argo CD applies it as it is written.";
  }
  if (!/(?:^|\/)templates\//.test(path)) return "This file is not a template, so it prints nothing.";
  if (name.startsWith("_")) return "It prints nothing itself: it defines what other templates include.";
  if (name === "NOTES.txt") return "Helm shows it to people who install the chart: Argo CD applies nothing of it.";
  return path.startsWith("charts/")
    ? "With these values, its chart is switched off, or only lends its templates to others."
    : "Helm does not render it.";
}

function printedLines({ text, source }: RenderedFile, unknowns: readonly Unknown[]): readonly Line[] {
  const lines: Line[] = [];
  const lineAt = lineFinder(source.text);
  let current: Condition | undefined;
  for (const parts of linesOf(text)) {
    const telling = parts.filter((part) => part.text.trim() !== "");
    const conditions = new Set(telling.map(({ condition }) => condition));
    const from = lineAt(fromIn(telling[0] ?? parts[0], source.name));
    const written = parts.map((part) => part.text).join("");
    const indent = /^ */.exec(written)?.[0] ?? "";
    const [only] = conditions;
    if (conditions.size === 1 && only !== current) {
      const sentence = only === undefined ? "In any case:" : conditionSentence(only);
      lines.push({ text: `${indent}# ${sentence}`, from });
    }
    if (conditions.size === 1) current = only;
    const shown = conditions.size > 1 ? telling.map(markedPart).join("") : written;
    lines.push({ text: withReasons(conditions.size > 1 ? indent + shown.trimStart() : shown, unknowns), from });
  }
  return withoutBlankEnds(lines);
}

function markedPart({ text, condition }: Part): string {
  return condition === undefined ? text : `<${conditionSentence(condition).replace(/\.$/, "")} → ${text}>`;
}

/** A part of a line that comes from one place. */
interface Part {
  readonly text: string;
  readonly condition: Condition | undefined;
  readonly stretch: RenderedText["stretches"][number];
  /** Where it begins in the stretch. */
  readonly inside: number;
}

function linesOf({ text, stretches }: RenderedText): readonly (readonly Part[])[] {
  const lines: Part[][] = [[]];
  for (const [index, stretch] of stretches.entries()) {
    const own = text.slice(stretch.at, stretches[index + 1]?.at ?? text.length);
    let inside = 0;
    for (const [number, part] of own.split("\n").entries()) {
      if (number > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, condition: stretch.origin.condition, stretch, inside });
      inside += part.length + 1;
    }
  }
  return lines;
}

/** The offset in the template itself that a part of a line comes from. */
function fromIn(part: Part | undefined, name: string): number | undefined {
  if (part === undefined) return undefined;
  const { stretch, inside } = part;
  let { origin } = stretch;
  if (origin.via === undefined && stretch.how === "copied") return stretch.from + inside;
  while (origin.via !== undefined) origin = origin.via;
  return origin.source.name === name ? origin.at : undefined;
}

/** Finds the line of each offset, both from 0; the offsets come nearly in order. */
function lineFinder(text: string): (offset: number | undefined) => number {
  let [line, start] = [0, 0];
  return (offset) => {
    if (offset === undefined) return -1;
    if (offset < start) [line, start] = [0, 0];
    for (let end = text.indexOf("\n", start); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
      start = end + 1;
      line++;
    }
    return line;
  };
}

function withoutBlankEnds(lines: readonly Line[]): readonly Line[] {
  const isTold = ({ text }: Line): boolean => text.trim() !== "";
  return lines.slice(Math.max(0, lines.findIndex(isTold)), lines.findLastIndex(isTold) + 1);
}
