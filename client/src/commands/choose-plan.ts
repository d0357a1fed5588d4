import type { PlanView } from "../../../server/protocol/index.ts";
import { type PlacedTask, titleOf } from "../plan/plan-resources.ts";
import type { Plans } from "../plan/plans.ts";
import { choose } from "../tell.ts";
import { placeOf } from "../plan/place-of.ts";

/** What became of a question: the answer, or why there is none. */
export type Chosen<Answer> = Answer | "none to choose" | "not chosen";

/** The plan of the application that people choose; without a question where the workspace has only one. */
export async function choosePlan(plans: Plans): Promise<Chosen<PlanView>> {
  const summaries = (await plans.inWorkspace()).plans;
  const items = summaries.map(({ name, uri }) => ({ label: name, description: placeOf(uri), uri }));
  const placeHolder = "Which application?";
  const item = items.length > 1 ? await choose(items, { title: "Sync Plan", placeHolder }) : items[0];
  if (item === undefined) return items.length === 0 ? "none to choose" : "not chosen";
  return (await plans.at(item.uri)) ?? "none to choose";
}

/** The resource of a plan that people choose, in one of its turns. */
export async function chooseTask(view: PlanView, title: string): Promise<Chosen<PlacedTask>> {
  const items = view.steps.flatMap((step) =>
    step.tasks.map((task) => ({ label: titleOf(task), description: step.title, placed: { step, task } })),
  );
  if (items.length === 0) return "none to choose";
  const item = await choose(items, { title, placeHolder: "Which resource?", matchOnDescription: true });
  return item?.placed ?? "not chosen";
}
