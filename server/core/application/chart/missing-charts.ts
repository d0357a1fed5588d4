import type { MissingChart } from "../../helm/chart/chart.ts";
import type { RenderedChart } from "../../helm/chart/render-chart.ts";
import { beginningOf } from "../location.ts";
import type { UnreadMember } from "../source-member.ts";
import { type ChartFolder, isArchiveOf, join } from "./chart-files.ts";
import { isAddress, withLock } from "./stored-charts.ts";

/** The charts that are not here; nothing where a folder that may hold them cannot be read. */
export function missingCharts(
  { missing }: RenderedChart,
  { folder, own }: { readonly folder: string; readonly own: ChartFolder },
): readonly UnreadMember[] {
  if (own.unread.some(({ text }) => text.endsWith("/charts") || text === "charts")) return [];
  // What is wrong with an archive is said of it.
  const hasArchive = (name: string): boolean => own.unread.some(({ text }) => isArchiveOf(name, text));
  const wanted = missing.filter(({ why, name }) => why === "several" || !hasArchive(name));
  return wanted.map(({ why, name, chart, version, repository, place }) => ({
    text: name,
    ...(why === "absent" &&
      isAddress(repository) && { chart: withLock({ name: chart, version, repository }, own.locked) }),
    location:
      place === undefined
        ? beginningOf(join(folder, "Chart.yaml"))
        : { path: place.source.name, offset: place.start, end: place.end },
    reason: `The resources of the chart "${name}"${version === "" ? "" : ` ${version}`} are not known: ${whyMissing[why]}.`,
  }));
}

const whyMissing: Readonly<Record<MissingChart["why"], string>> = {
  absent: "it is not in this workspace",
  several: 'it is in "charts" more than once, and Helm takes either of them. Keep one',
};
