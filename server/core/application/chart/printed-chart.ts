import type { RenderedChart } from "../../helm/chart/render-chart.ts";

/** What a chart prints for an application, with where each part of it comes from. */
export interface PrintedChart {
  /** Its folder, as the application names what it is made of. */
  readonly folder: string;
  readonly rendered: RenderedChart;
  /** The files of values that the Application names, the last one counts most; as the application names them. */
  readonly valueFiles: readonly string[];
  /** `given`: the Application has values of its own, which count more than those of files. */
  readonly ownValues: "given" | "none";
  /** Why some of the values are not known: whole sentences. */
  readonly unreadValues: readonly string[];
  /** The name in the application of a file that the chart has under a name of its own. */
  readonly nameOf: (name: string) => string;
}
