/**
 * Asks what a template of a chart prints. Parameters: `RenderedManifestParams`; result: `RenderedManifest`, or null if the file is in no
 * chart.
 */
export const renderedManifestRequest = "argocdAnnotations/renderedManifest";

/** Which template is shown, and for whom. */
export interface RenderedManifestParams {
  /** A file of a chart, open or not. */
  readonly uri: string;
  /** The application whose values count, as `RenderedManifest` names it; without it, or where it is gone, the first one. */
  readonly application?: string;
}

/** What a template prints. */
export interface RenderedManifest {
  /** Those that deploy the chart, the first one counts unless one is chosen; only the chart itself where nobody deploys it. */
  readonly applications: readonly ChartUser[];
  /** The one of them that the text is for. */
  readonly application: ChartUser;
  /** YAML, with comments. */
  readonly text: string;
  /** For each line of the text the line of the template that it comes from, from 0; -1 for one that comes from nowhere. */
  readonly lines: readonly number[];
}

/** An application that deploys a chart. */
export interface ChartUser {
  /** Unique among those that deploy the chart, and stable while its name, namespace and file stay as they are. */
  readonly id: string;
  readonly name: string;
  /** Where it is declared, such as `apps/prod.yaml`; empty where nobody declares it. */
  readonly place: string;
}
