import { type PlanParams, planRequest, type PlanView } from "../protocol/index.ts";
import { guard } from "./guard.ts";
import { plannedAt, type PlannedApplication } from "./planned.ts";
import { problemCounts } from "./problem-counts.ts";
import type { Session } from "./session.ts";
import { toPlanView } from "./to-plan.ts";

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
}

async function planViewOf({ configuration, diagnoser }: Session, planned: PlannedApplication): Promise<PlanView> {
  const { severity } = await configuration.of(planned.uri);
  const countProblems = problemCounts(planned.application, (file) => diagnoser.problemsIn(file, severity));
  return toPlanView(planned.uri, planned.application, countProblems);
}
