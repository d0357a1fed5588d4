import type { Application } from "../../application/application.ts";
import { type FailureMode, failureModes, type Simulated, type Simulation, simulateSync } from "../../sync/simulate.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { escapeMarkdown } from "./markdown.ts";
import { type PlanIds, planIds } from "./plan-ids.ts";
import { whatIfHooks } from "./what-if-hooks.ts";
import { whatIfStory } from "./what-if-story.ts";
import { taskName } from "../words.ts";

/** What is simulated: a failure, or a sync in which nothing fails. */
export type WhatIfMode = FailureMode | "nothing";

/** What happens in a sync in which one task fails. Every task is in exactly one of `ran`, `failed`, `running` and `never`. */
export interface WhatIfOutline {
  readonly task: string;
  readonly mode: WhatIfMode;
  /** `What if Job migrate fails?` */
  readonly title: string;
  readonly outcome: Simulation["outcome"];
  /** Sentences, in the order of what happens. */
  readonly story: readonly string[];
  readonly ran: readonly string[];
  readonly failed: readonly string[];
  readonly running: readonly string[];
  readonly never: readonly string[];
  readonly hooks: readonly WhatIfHookOutline[];
  readonly markdown: string;
}

/** What happens to the object of a hook. */
export interface WhatIfHookOutline {
  readonly task: string;
  readonly title: string;
  readonly stays: boolean;
  readonly reason: string;
  /** What the next sync does with it; absent where nothing is left. */
  readonly next?: string;
}

/**
 * What happens when the task of that id fails, in the most telling way if no mode is given. `undefined`
 * if the application has no such task, or it cannot fail in that way.
 */
export function whatIf(application: Application, taskId: string, mode?: WhatIfMode): WhatIfOutline | undefined {
  const ids = planIds(application);
  const tasks = application.plan.steps.flatMap((step) => step.tasks);
  const task = tasks.find((it) => ids.ofTask(it) === taskId);
  if (task === undefined) return undefined;
  const modes = failureModes(task.resource === undefined ? undefined : application.members[task.resource]?.resource);
  const chosen = mode ?? modes[0] ?? "nothing";
  if (chosen !== "nothing" && !modes.includes(chosen)) return undefined;
  return outline(application, ids, task, chosen);
}

function outline(application: Application, ids: PlanIds, task: Task, mode: WhatIfMode): WhatIfOutline {
  const simulation = simulateSync(simulatedOf(application), mode === "nothing" ? undefined : { task, mode });
  const { outcome, ran, failed, running, never } = simulation;
  const title = titleOf(application, task, mode);
  const story = whatIfStory(application, simulation, { task, mode });
  const hooks = whatIfHooks(application, ids, simulation);
  const idsOf = (some: readonly Task[]): string[] => some.map((it) => ids.ofTask(it));
  return {
    task: ids.ofTask(task),
    mode,
    title,
    outcome,
    story,
    ran: idsOf(ran),
    failed: idsOf(failed),
    running: idsOf(running),
    never: idsOf(never),
    hooks,
    markdown: markdownOf(title, story, hooks),
  };
}

function simulatedOf({ plan, members, namespace }: Application): Simulated {
  return { plan, resources: members.map(({ resource }) => resource), options: { namespace } };
}

function titleOf(application: Application, task: Task, mode: WhatIfMode): string {
  const name = taskName(application, task);
  const isHook = task.resource !== undefined && application.plan.behaviours[task.resource]?.role === "hook";
  switch (mode) {
    case "fails":
      return isHook ? `What if ${name} fails?` : `What if ${name} becomes Degraded?`;
    case "hangs":
      return isHook ? `What if ${name} never ends?` : `What if ${name} never becomes healthy?`;
    case "refused":
      return `What if the cluster refuses ${name}?`;
    case "nothing":
      return "What if nothing fails?";
  }
}

function markdownOf(title: string, story: readonly string[], hooks: readonly WhatIfHookOutline[]): string {
  const ends = hooks.map(
    ({ title: name, reason, next }) =>
      `- **${escapeMarkdown(name)}**: ${escapeMarkdown(reason)} ${escapeMarkdown(next ?? "")}`,
  );
  return [
    `## ${escapeMarkdown(title)}`,
    "",
    ...story.map((sentence) => `- ${escapeMarkdown(sentence)}`),
    ...(ends.length === 0 ? [] : ["", "### What happens to the hooks", "", ...ends.map((line) => line.trimEnd())]),
    "",
  ].join("\n");
}
