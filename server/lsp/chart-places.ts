import { isAbsolute } from "node:path";
import type { Application } from "../core/index.ts";
import { usersOfChart } from "../workspace/chart-users.ts";
import type { PlacedDocument } from "./placed-document.ts";
import type { Session } from "./session.ts";

/** The applications whose values count for an open file: those of its chart, or else its own alone; `others` are not asked. */
export async function applicationsOf(
  { workspace }: Pick<Session, "workspace">,
  { fileName, roster: { application } }: PlacedDocument,
): Promise<{ readonly asked: readonly Application[]; readonly others: number }> {
  const isInChart = isAbsolute(fileName) && (application.charts ?? []).length > 0;
  return isInChart ? usersOfChart(fileName, application, workspace.applications) : { asked: [application], others: 0 };
}
