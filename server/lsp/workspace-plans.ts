import { concernsArgoCd, type DeployedApplication } from "../core/index.ts";
import type { PlanSummary } from "../protocol/index.ts";
import { filesBelow, maxFiles } from "../workspace/declared-applications.ts";
import { toPlanned } from "./planned.ts";
import type { Session } from "./session.ts";

/** The applications in the workspace that have to do with Argo CD, sorted by name. */
export async function plansOf(session: Session): Promise<PlanSummary[]> {
  const { applications, files } = session;
  const found = new Map<string, PlanSummary>();
  const add = async (application: DeployedApplication): Promise<void> => {
    const { uri } = await toPlanned(applications, application);
    found.set(uri, { name: application.name, uri });
  };
  const seen = new Set<DeployedApplication>();
  for (const application of await applications.declared()) {
    seen.add(application);
    if (application.members.length > 0) await add(application);
  }
  for (const root of session.folders.all()) {
    for (const path of await filesBelow(files, root, maxFiles)) {
      const application = await applications.ofFile(path);
      if (application === undefined || seen.has(application)) continue;
      seen.add(application);
      if (application.members.length > 0 && concernsArgoCd(application)) await add(application);
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name || (a.name === b.name && a.uri < b.uri) ? -1 : 1));
}
