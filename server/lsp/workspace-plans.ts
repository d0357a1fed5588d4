import { concernsArgoCd, type Roster } from "../core/index.ts";
import { Slices } from "../workspace/slices.ts";
import { toPlanned, type PlannedApplication } from "./planned.ts";
import type { Session } from "./session.ts";

/** The applications in the workspace. */
export interface FoundPlans {
  /** Those that concern Argo CD, sorted by name. */
  readonly plans: readonly PlannedApplication[];
  /** How many others there are. */
  readonly others: number;
  /** How many files were looked at. */
  readonly files: number;
}

/**
 * Finds the applications in the workspace, a little at a time, so that no request waits for long; `undefined` once `isCancelled` says
 * that they are no longer wanted.
 */
export async function findPlans(
  { folders, files, workspace: { applications } }: Pick<Session, "folders" | "files" | "workspace">,
  isCancelled: () => boolean,
): Promise<FoundPlans | undefined> {
  const found = new Map<string, PlannedApplication>();
  const others = new Set<Roster>();
  const seen = new Set<Roster>();
  const slices = new Slices();
  const add = async (roster: Roster): Promise<void> => {
    const { application } = roster;
    if (seen.has(roster)) return;
    seen.add(roster);
    if (application.members.length === 0) return;
    if (!concernsArgoCd(application)) {
      others.add(roster);
      return;
    }
    const planned = await toPlanned(applications, roster);
    found.set(planned.uri, planned);
  };
  for (const roster of await applications.allDeployed()) await add(roster);
  let count = 0;
  for (const root of folders.all()) {
    for (const path of await files.below(root)) {
      await slices.next();
      if (isCancelled()) return undefined;
      count++;
      const roster = await applications.ofFile(path);
      if (roster !== undefined) await add(roster);
    }
  }
  const plans = [...found.values()].sort(byName);
  return { plans, others: others.size, files: count };
}

const { compare } = new Intl.Collator("en", { numeric: true });

function byName(one: PlannedApplication, other: PlannedApplication): number {
  return compare(one.roster.application.name, other.roster.application.name) || (one.uri < other.uri ? -1 : 1);
}
