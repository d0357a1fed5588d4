/** Asks which charts of other repositories an application lacks. Parameters: `RenderParams`; result: `LackingCharts`, or null after a fault. */
export const lackingChartsRequest = "argocdAnnotations/lackingCharts";

/** A chart of another repository. */
export interface LackingChart {
  readonly name: string;
  /** The versions that will do. */
  readonly version: string;
  readonly repository: string;
}

/** What would be fetched, and by which program, for the user to agree to. */
export interface LackingCharts {
  readonly charts: readonly LackingChart[];
  /** The absolute path of the program. */
  readonly program: string;
  /** A sentence for the user that says why nothing can be fetched; the rest says nothing then. */
  readonly message?: string;
}

/**
 * Has Helm fetch charts of other repositories, in a trusted workspace only. Parameters: `FetchChartsParams`; result: `FetchAnswer`, or null
 * after a fault. Plans are then requested again, as after any change.
 */
export const fetchChartsRequest = "argocdAnnotations/fetchCharts";

/** What the user has agreed to; what the application does not lack is not fetched. */
export interface FetchChartsParams {
  readonly uri: string;
  readonly charts: readonly LackingChart[];
}

/** The result. */
export interface FetchAnswer {
  readonly fetched: number;
  /** Sentences for the user about what was not fetched, and why. */
  readonly message?: string;
}

/** Drops all charts that were fetched. No parameters; no result. */
export const forgetChartsRequest = "argocdAnnotations/forgetCharts";
