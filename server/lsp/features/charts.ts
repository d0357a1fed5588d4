import { resolve } from "node:path";
import { onOneLine, type WantedChart } from "../../core/index.ts";
import {
  type FetchAnswer,
  type FetchChartsParams,
  fetchChartsRequest,
  forgetChartsRequest,
  type LackingCharts,
  lackingChartsRequest,
  type RenderParams,
} from "../../protocol/index.ts";
import { chartStores } from "../../workspace/chart-stores.ts";
import { fetchChart, fetchingHelm, forgetCharts } from "../../workspace/fetch-charts.ts";
import { guard } from "../guard.ts";
import { plannedAt } from "../planned.ts";
import { refreshAll } from "../refresh-all.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import { log, logLines } from "../tell.ts";
import { whileShown } from "../while-shown.ts";
import type { Feature } from "./feature.ts";

const untrusted = "Fetching charts runs Helm for the files of this workspace. Trust the workspace and try again.";
const nothingLacking = "No chart of another repository is missing here.";
const noFolder = "This editor has named no folder in which fetched charts could be kept.";

/** The longest complaint of Helm that is shown, in UTF-16 units; the log has all of it. */
const longestComplaint = 500;

/** Has Helm fetch the charts that applications lack when the user asks for it, in a trusted workspace only. */
export const chartsFeature: Feature = { capabilities: () => ({}), answer };

function answer(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    lackingChartsRequest,
    guard(connection, null, async ({ uri }: RenderParams): Promise<LackingCharts | null> => {
      const refusal = refusalOf(session);
      if (refusal !== undefined) return nothing(refusal);
      // Something may have come into the cache of Helm meanwhile.
      await storesChanged(session);
      const charts = await lackingAt(session, uri);
      if (charts.length === 0) return nothing(nothingLacking);
      const helm = await fetchingHelm(session.folders.all());
      return typeof helm === "string" ? nothing(helm) : shownAnswer({ charts, program: helm.path });
    }),
  );
  connection.onRequest(
    fetchChartsRequest,
    guard(connection, null, async ({ uri, charts }: FetchChartsParams): Promise<FetchAnswer | null> => {
      const refusal = refusalOf(session);
      if (refusal !== undefined) return shownAnswer({ fetched: 0, message: refusal });
      const agreed = new Set(charts.map(keyOf));
      const result = await fetchAll(
        session,
        (await lackingAt(session, uri)).filter((it) => agreed.has(keyOf(it))),
      );
      await storesChanged(session);
      return shownAnswer(result);
    }),
  );
  connection.onRequest(
    forgetChartsRequest,
    guard(connection, null, async (): Promise<null> => {
      const { chartFolder } = session.client;
      if (chartFolder !== undefined) await forgetCharts(chartFolder);
      await storesChanged(session);
      return null;
    }),
  );
}

/** Why nothing is fetched at all. */
function refusalOf({ trust, client }: Session): string | undefined {
  if (!trust.isGiven) return untrusted;
  return client.chartFolder === undefined ? noFolder : undefined;
}

function nothing(message: string): LackingCharts {
  return shownAnswer({ charts: [], program: "", message });
}

/** Each chart once, though an application may need it in several places. */
async function lackingAt(session: Session, uri: string): Promise<readonly WantedChart[]> {
  const planned = await plannedAt(session, uri);
  const { unread = [] } = planned?.roster.application ?? {};
  return [...new Map(unread.flatMap(({ chart }) => (chart === undefined ? [] : [[keyOf(chart), chart]]))).values()];
}

function keyOf({ name, version, repository }: WantedChart): string {
  return JSON.stringify([name, version, repository]);
}

/** One after the other, so that each can be named while it is fetched. What is cancelled is no failure. */
async function fetchAll(session: Session, charts: readonly WantedChart[]): Promise<FetchAnswer> {
  const { connection, client, folders } = session;
  const place = { store: client.chartFolder ?? "", workspace: folders.all() };
  const say = (sentence: string): void => {
    log(connection, "info", sentence);
  };
  const problems: string[] = [];
  const controller = new AbortController();
  let fetched = 0;
  for (const chart of charts) {
    const shown = { title: `Fetching ${chart.name}`, message: chart.repository, controller };
    const result = await whileShown(session, shown, (signal) => fetchChart(chart, place, { signal, say }));
    if ("text" in result) fetched++;
    else if (result.reason === "cancelled") break;
    else {
      logLines(connection, "error", `Fetching "${chart.name}" failed: ${result.problem}`);
      problems.push(`Cannot fetch "${chart.name}": ${onOneLine(result.problem).slice(0, longestComplaint)}`);
    }
  }
  return { fetched, ...(problems.length > 0 && { message: problems.join(" ") }) };
}

/** Has all applications that depend on charts outside of the workspace read again. */
async function storesChanged(session: Session): Promise<void> {
  const { applications } = session.workspace;
  for (const { folder } of chartStores(session.client.chartFolder)) await applications.changedOnDisk(resolve(folder));
  refreshAll(session);
}
