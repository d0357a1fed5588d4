import { type ExplainOutline, explainSync, readLive } from "../core/index.ts";
import type { Explained } from "../protocol/index.ts";
import { liveRoster } from "../workspace/live-roster.ts";
import { toPlanned } from "./planned.ts";
import type { Session } from "./session.ts";

/** Where the sync of an Application of a cluster stands, by what the cluster says of it, and by its manifests if they are here. */
export async function explained({ folders, workspace: { applications } }: Session, text: string): Promise<Explained> {
  const reading = readLive(text);
  if ("problem" in reading) return reading;
  const { live } = reading;
  const roster = await liveRoster(live.declared, folders.all(), applications);
  if (roster === undefined) return toExplained(explainSync(live, undefined), {});
  const { application } = roster;
  const outline = explainSync(live, application, await applications.headAround(application.source.path));
  const { uri } = await toPlanned(applications, roster);
  return toExplained(outline, { uri });
}

function toExplained(outline: ExplainOutline, plan: { readonly uri?: string }): Explained {
  const { title, state, outcome, story, help, termination, steps, markdown } = outline;
  const tasks = steps
    .flatMap((step) => step.tasks)
    .flatMap(({ id, fate, words }) => (id === undefined ? [] : [{ id, fate, words }]));
  return { title, state, outcome, story, help, termination, ...plan, tasks, markdown };
}
