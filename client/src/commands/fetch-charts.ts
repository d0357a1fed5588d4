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
import { chooseSome, inform, mention, warn } from "../tell.ts";

/** Has Helm fetch the charts of other repositories that an application lacks, once the user has seen which they are and agrees. */
export async function fetchCharts(plans: Plans, { uri }: PlanView): Promise<void> {
  const asked: RenderParams = { uri };
  const lacking = await plans.request<LackingCharts>(lackingChartsRequest, asked);
  if (lacking === undefined) return;
  if (lacking.message !== undefined) {
    inform(lacking.message);
    return;
  }
  const { program } = lacking;
  const items = lacking.charts.map((chart) => ({
    label: `${chart.name} ${chart.version}`.trimEnd(),
    detail: `From ${chart.repository}`,
    chart,
  }));
  const placeHolder = "Press Enter to fetch from these repositories, or Escape to fetch nothing";
  const agreed = await chooseSome(items, { title: `Fetch Chart Dependencies with ${program}`, placeHolder });
  if (agreed === undefined || agreed.length === 0) return;
  const params: FetchChartsParams = { uri, charts: agreed.map(({ chart }) => chart) };
  const answer = await plans.request<FetchAnswer>(fetchChartsRequest, params);
  if (answer === undefined) return;
  if (answer.fetched > 0) mention(`${counted(answer.fetched, "chart")} fetched.`);
  if (answer.message !== undefined) warn(answer.message);
}
