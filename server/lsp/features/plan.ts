import { isAbsolute } from "node:path";
import { planMarkdown, planMermaid, type Problem, visibleLines, whatIf } from "../../core/index.ts";
import {
  type PlanChange,
  type PlanChangeParams,
  planChangeRequest,
  type PlanParams,
  planRequest,
  type PlanProblems,
  planProblemsRequest,
  plansRequest,
  type PlanTextParams,
  planTextRequest,
  type PlanView,
  type WhatIf,
  type WhatIfParams,
  whatIfRequest,
  type WorkspacePlans,
} from "../../protocol/index.ts";
import { uriOfPath } from "../../workspace/uris.ts";
import { cancellationIn, guard } from "../guard.ts";
import { earlierOf, plannedAt, type PlannedApplication } from "../planned.ts";
import { problemCounts } from "../problem-counts.ts";
import type { Feature } from "./feature.ts";
import type { Session } from "../session.ts";
import { shownAnswer } from "../shown-answer.ts";
import { planPlaces } from "../to-lsp.ts";
import { toPlanChange, toPlanView, toWhatIf } from "../to-plan.ts";
import { findPlans } from "../workspace-plans.ts";
import { ProblemsOfPlans } from "../problems-of-plans.ts";

/** Answers what a client asks about whole plans. */
export const planFeature: Feature = { capabilities: () => ({}), answer };

function answer(session: Session): void {
  const { connection } = session;

  connection.onRequest(
    planRequest,
    guard(connection, null, async ({ uri }: PlanParams): Promise<PlanView | null> => {
      const planned = await plannedAt(session, uri);
      if (planned === undefined) return null;
      const view = shownAnswer(await planViewOf(session, planned));
      return session.halfTyped.shown(`plan ${planned.uri}`, planned.roster, view);
    }),
  );

  connection.onRequest(
    plansRequest,
    guard(connection, nothing, async (...params: readonly unknown[]): Promise<WorkspacePlans> => {
      const found = await findPlans(session, cancellationIn(params));
      if (found === undefined) return nothing;
      const plans = found.plans.map(({ uri, roster: { application } }) => ({ name: application.name, uri }));
      return shownAnswer({ plans, others: found.others, files: found.files });
    }),
  );

  const problems = new ProblemsOfPlans(session);
  connection.onRequest(
    planProblemsRequest,
    guard(connection, [], async (...params: readonly unknown[]): Promise<readonly PlanProblems[]> => {
      return shownAnswer((await problems.count(cancellationIn(params))) ?? []);
    }),
  );

  connection.onRequest(
    whatIfRequest,
    guard(connection, null, async ({ uri, task, mode }: WhatIfParams): Promise<WhatIf | null> => {
      const planned = await plannedAt(session, uri);
      const answer = planned && whatIf(planned.roster.application, task === undefined ? [] : [{ task, mode }]);
      return shownAnswer(answer === undefined ? null : toWhatIf(answer));
    }),
  );

  connection.onRequest(
    planChangeRequest,
    guard(connection, null, async ({ uri, before }: PlanChangeParams): Promise<PlanChange | null> => {
      const planned = await plannedAt(session, uri);
      if (planned === undefined) return null;
      const texts = new Map(before.map((file) => [file.uri, file.text]));
      const earlier = await earlierOf(session, planned, texts);
      return shownAnswer(toPlanChange(planned.uri, [earlier, planned.roster.application], planPlaces(session.client)));
    }),
  );

  connection.onRequest(
    planTextRequest,
    guard(connection, null, async ({ uri, format }: PlanTextParams): Promise<string | null> => {
      const planned = await plannedAt(session, uri);
      if (planned === undefined) return null;
      return visibleLines(format === "mermaid" ? planMermaid(planned.roster) : planMarkdown(planned.roster));
    }),
  );
}

const nothing: WorkspacePlans = { plans: [], others: 0, files: 0 };

async function planViewOf(
  { client, configuration, workspace }: Session,
  { uri, roster }: PlannedApplication,
): Promise<PlanView> {
  const settings = await configuration.of(uri);
  const problems = new Map<string, readonly Problem[]>();
  for (const { file, fileName } of roster.application.members) {
    if (problems.has(fileName)) continue;
    const path = isAbsolute(fileName) ? fileName : undefined;
    const isLeftOut = path !== undefined && (await configuration.leavesOut(uriOfPath(path)));
    const kustomized = path === undefined ? undefined : await workspace.applications.kustomizations.roleOf(path);
    const placed = { fileName, file, roster, kustomized, declares: [], inRepository: new Map() };
    problems.set(fileName, isLeftOut ? [] : workspace.findings.problemsIn(placed, settings));
  }
  return toPlanView(uri, roster, { places: planPlaces(client), countProblems: problemCounts(problems) });
}
