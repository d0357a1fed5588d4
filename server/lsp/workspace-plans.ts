import { concernsArgoCd, type Roster } from "../core/index.ts";
import type { PlanSummary } from "../protocol/index.ts";
import { toPlanned } from "./planned.ts";
import type { Session } from "./session.ts";

/** The applications in the workspace that concern Argo CD, sorted by name. */
export async function plansOf(session: Session): Promise<PlanSummary[]> {
  const { applications } = session.workspace;
  const found = new Map<string, PlanSummary>();
  const seen = new Set<Roster>();
  const add = async (roster: Roster): Promise<void> => {
    const { application } = roster;
    if (seen.has(roster)) return;
    seen.add(roster);
    if (application.members.length === 0 || !concernsArgoCd(application)) return;
    const { uri } = await toPlanned(applications, roster);
    found.set(uri, { name: application.name, uri });
  };
  for (const roster of await applications.allDeployed()) await add(roster);
  for (const root of session.folders.all()) {
    for (const path of await applications.filesBelow(root)) {
      const roster = await applications.ofFile(path);
      if (roster !== undefined) await add(roster);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name || (a.name === b.name && a.uri < b.uri) ? -1 : 1));
}
