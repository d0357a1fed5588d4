/** A file of a chart, as its rendering knows it. */
import type { Application } from "../../application/application.ts";
import type { PrintedChart } from "../../application/chart/printed-chart.ts";
import { withoutUnknown } from "../../manifest/template.ts";
import type { RenderFailure } from "../../helm/chart/render-failure.ts";
import type { RenderedFile } from "../../helm/chart/render-files.ts";
import type { Unknown } from "../../helm/value/value.ts";
import { shortPath } from "../failure-words.ts";

/** The chart of an application that a file is in, with the file's own part of it. */
export interface ChartFile {
  readonly chart: PrintedChart;
  /** Its path from the folder of the chart, with `/` between its parts. */
  readonly path: string;
  /** What it prints: more than once where a chart is used under several names, and not at all where Helm does not render it. */
  readonly outputs: readonly RenderedFile[];
  /** Why Helm cannot render it; `undefined` where it can. */
  readonly failure: RenderFailure | undefined;
}

/** A file as a part of a chart; `undefined` where it is in none. */
export function chartFileAt(application: Application, fileName: string): ChartFile | undefined {
  for (const chart of application.charts ?? []) {
    const path = pathIn(chart, fileName);
    if (path === undefined) continue;
    const isOwn = ({ name }: { readonly name: string }): boolean => chart.nameOf(name) === fileName;
    const { outputs, failures } = chart.rendered;
    return {
      ...{ chart, path },
      outputs: outputs.filter(({ source }) => isOwn(source)),
      failure: failures.find(
        ({ template, source }) => (template === undefined && source === undefined) || (template && isOwn(template)),
      ),
    };
  }
  return undefined;
}

function pathIn({ folder }: PrintedChart, fileName: string): string | undefined {
  if (folder === "") return fileName;
  const rest = fileName.slice(folder.length);
  return fileName.startsWith(folder) && /^[\\/]/.test(rest) ? rest.slice(1).replaceAll("\\", "/") : undefined;
}

/** What is printed, with the reason in the place of what nobody can know. */
export function withReasons(text: string, unknowns: readonly Unknown[]): string {
  return withoutUnknown(text, (id) => `<unknown: ${unknowns[id]?.reason ?? "not known here"}>`);
}

/** Why Helm stops at a template, as a sentence with the place. */
export function stopSentence(application: Application, chart: PrintedChart, failure: RenderFailure): string {
  const { message, source, at } = failure;
  if (source === undefined) return `Helm stops here: ${message}.`;
  const line = source.text.slice(0, at).split("\n").length;
  return `Helm stops here: ${message} (${shortPath(application, chart.nameOf(source.name))}, line ${line}).`;
}
