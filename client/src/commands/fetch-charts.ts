import {
  counted,
  type FetchAnswer,
  type FetchChartsParams,
  fetchChartsRequest,
  type LackingCharts,
  lackingChartsRequest,
  type PlanView,
  type RenderParams,
} from "../../../server/protocol/index.ts";
import type { Plans } from "../plan/plans.ts";
import { choose, inform, mention, warn } from "../tell.ts";

/** Has Helm fetch the charts of other repositories that an application lacks, once the user has seen which they are and agrees. */
export async function fetchCharts(plans: Plans, { uri }: PlanView): Promise<void> {
  const asked: RenderParams = { uri };
  const lacking = await plans.request<LackingCharts>(lackingChartsRequest, asked);
  if (lacking === undefined) return;
  if (lacking.message !== undefined) {
    inform(lacking.message);
    return;
  }
  const { charts, program } = lacking;
  const repositories = [...new Set(charts.map(({ repository }) => repository))].join(", ");
  const agreed = await choose(
    [
      {
        label: `Fetch ${counted(charts.length, "chart")}`,
        description: charts.map(({ name, version }) => `${name} ${version}`.trimEnd()).join(", "),
        detail: `Runs ${program}, which contacts ${repositories}. Nothing is written to the workspace.`,
      },
    ],
    { title: "Fetch Chart Dependencies", placeHolder: "Press Enter to agree, or Escape to fetch nothing" },
  );
  if (agreed === undefined) return;
  const params: FetchChartsParams = { uri, charts };
  const answer = await plans.request<FetchAnswer>(fetchChartsRequest, params);
  if (answer === undefined) return;
  if (answer.fetched > 0) mention(`${counted(answer.fetched, "chart")} fetched.`);
  if (answer.message !== undefined) warn(answer.message);
}
