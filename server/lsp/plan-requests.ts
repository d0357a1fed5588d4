import { isAbsolute } from "node:path";
import { type ManifestFile, planMarkdown, planMermaid, type Problem, whatIf } from "../core/index.ts";
import {
  type PlanChange,
  type PlanChangeParams,
  planChangeRequest,
  type PlanParams,
  planRequest,
  plansRequest,
  type PlanSummary,
  type PlanTextParams,
  planTextRequest,
  type PlanView,
  type WhatIf,
  type WhatIfParams,
  whatIfRequest,
} from "../protocol/index.ts";
import { guard } from "./guard.ts";
import { earlierOf, plannedAt, type PlannedApplication } from "./planned.ts";
import { problemCounts } from "./problem-counts.ts";
import type { Session } from "./session.ts";
import { toPlanChange, toPlanView } from "./to-plan.ts";
import { plansOf } from "./workspace-plans.ts";

/** Answers what a client asks about whole plans. */
export function answerPlans(session: Session): void {
  const { connection } = session;

  connection.onRequest(
    planRequest,
    guard(connection, null, async ({ uri }: PlanParams): Promise<PlanView | null> => {
      const planned = await plannedAt(session, uri);
      return planned === undefined ? null : await planViewOf(session, planned);
    }),
  );

  connection.onRequest(
    plansRequest,
    guard(connection, [], (): Promise<PlanSummary[]> => plansOf(session)),
  );

  connection.onRequest(
    whatIfRequest,
    guard(connection, null, async ({ uri, task, mode }: WhatIfParams): Promise<WhatIf | null> => {
      const planned = await plannedAt(session, uri);
      return (planned && whatIf(planned.application, task, mode)) ?? null;
    }),
  );

  connection.onRequest(
    planChangeRequest,
    guard(connection, null, async ({ uri, before }: PlanChangeParams): Promise<PlanChange | null> => {
      const planned = await plannedAt(session, uri);
      if (planned === undefined) return null;
      const texts = new Map(before.map((file) => [file.uri, file.text]));
      return toPlanChange(planned.uri, await earlierOf(session, planned, texts), planned.application);
    }),
  );

  connection.onRequest(
    planTextRequest,
    guard(connection, null, async ({ uri, format }: PlanTextParams): Promise<string | null> => {
      const planned = await plannedAt(session, uri);
      if (planned === undefined) return null;
      return format === "mermaid" ? planMermaid(planned.application) : planMarkdown(planned.application);
    }),
  );
}

async function planViewOf({ configuration, diagnoser }: Session, planned: PlannedApplication): Promise<PlanView> {
  const { uri, application } = planned;
  const settings = await configuration.of(uri);
  const problems = new Map<ManifestFile, readonly Problem[]>();
  for (const { file, fileName } of application.members) {
    const path = isAbsolute(fileName) ? fileName : undefined;
    if (!problems.has(file)) problems.set(file, await diagnoser.problemsAt(path, file, settings));
  }
  const counts = problemCounts(application, (file) => problems.get(file) ?? []);
  return toPlanView(uri, application, counts);
}
