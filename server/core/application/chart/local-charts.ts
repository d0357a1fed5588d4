/** Charts that another one names by the paths of their folders: `repository: file://../common`. */
import { type ChartFiles, isBadChart, loadChart } from "../../helm/chart/chart.ts";
import { mapsAt, textAt } from "../../helm/chart/metadata.ts";
import { parseVersion, satisfies } from "../../helm/version.ts";
import { resolvePath } from "../source-tree.ts";

/** How many of them one chart may have. */
const maxCharts = 50;

/** A chart in another folder. */
export interface LocalChart {
  readonly name: string;
  /** The versions that will do. */
  readonly version: string;
  /** From the root of the repository. */
  readonly folder: string;
}

/**
 * Those that a chart lacks in `charts`, each once. Argo CD has Helm pack them when charts are missing; what they need themselves is not
 * looked for then. Mirrors `downloadAll` in pkg/downloader/manager.go of Helm.
 */
export function localCharts(files: ChartFiles, folder: string): readonly LocalChart[] {
  const chart = loadChart(files);
  if (isBadChart(chart)) return [];
  const found = mapsAt(chart.metadata, "dependencies").flatMap((wanted): readonly (readonly [string, LocalChart])[] => {
    const [, path] = /^file:\/\/(?!\/)(.+)$/.exec(textAt(wanted, "repository")) ?? [];
    const name = textAt(wanted, "name");
    const there = path === undefined ? undefined : resolvePath(folder, path);
    if (there === undefined || there === folder || chart.dependencies.some((it) => it.name === name)) return [];
    return [[there, { name, version: textAt(wanted, "version"), folder: there }]];
  });
  return [...new Map(found).values()].slice(0, maxCharts);
}

/** Whether the files of a folder are the chart that is meant. */
export function isWanted({ name, version }: LocalChart, files: ChartFiles): boolean {
  const chart = loadChart(files);
  if (isBadChart(chart) || chart.name !== name) return false;
  const own = parseVersion(textAt(chart.metadata, "version"));
  return own !== undefined && satisfies(version, own) === true;
}
