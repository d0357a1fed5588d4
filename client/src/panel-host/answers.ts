import {
  type ChangedResource,
  type FailureMode,
  type ExplainedPlanTask,
  type PlanChange,
  type PlanView,
  type SyncExplanation,
  type WhatIf,
  type WhatIfHook,
  counted,
} from "../../../server/protocol/index.ts";
import type { AnswerItem, Mark, MarkKind, PanelContent } from "../../panel/messages.ts";
import { tasksOf, taskWith } from "../plan/plan-resources.ts";

/** An answer to a question about a plan, as the panel shows it. */
export type MarkedAnswer = Required<Pick<PanelContent, "marks" | "answer">> & Pick<PanelContent, "moments">;

/** The id of the first task of a plan that an answer marks so: as one of these kinds or, where there is none, of the next ones. */
export function firstMarked(
  view: PlanView,
  { marks }: Pick<MarkedAnswer, "marks">,
  ...choices: readonly (readonly MarkKind[])[]
): string | undefined {
  const ids = tasksOf(view).map(({ task }) => task.id);
  const isMarked = (id: string, kinds: readonly MarkKind[]): boolean => kinds.some((kind) => kind === marks[id]?.kind);
  return choices.map((kinds) => ids.find((id) => isMarked(id, kinds))).find((id) => id !== undefined);
}

const outcomes: Readonly<Record<WhatIf["outcome"], string>> = {
  succeeded: "The sync succeeds.",
  failed: "The sync fails.",
  waiting: "The sync waits forever.",
};

const modes: Readonly<Record<FailureMode, string>> = {
  fails: "It fails",
  refused: "The cluster refuses it",
  hangs: "It never finishes",
  "missing-kind": "The cluster does not know its kind",
  immutable: "An immutable field changes",
  stuck: "A finalizer keeps it from being deleted",
  nothing: "Nothing fails",
};

/** What happens when a task fails, or nothing does, as marks on the plan; it can be played. */
export function answerOfWhatIf(view: PlanView, whatIf: WhatIf): MarkedAnswer {
  const { task, title, outcome, story, hooks, moments, mode: chosenMode } = whatIf;
  const lists = [
    {
      title: "Hooks that are deleted",
      items: together(
        hooks.filter(({ stays }) => !stays),
        ({ reason }) => reason,
      ),
    },
    {
      title: "Hooks that stay in the cluster",
      items: together(
        hooks.filter(({ stays }) => stays),
        ({ reason, nextSentence }) => [reason, nextSentence ?? ""].join(" ").trim(),
      ),
    },
  ].filter(({ items }) => items.length > 0);
  const choices = (task === null ? [] : (taskWith(view, task)?.task.failureModes ?? [])).map((mode) => ({
    mode,
    title: modes[mode],
    chosen: mode === chosenMode,
  }));
  return {
    marks: marksOfWhatIf(whatIf),
    answer: {
      ...(task !== null && { task }),
      ...{ title, outcome: outcomes[outcome], story, lists, choices: choices.length > 1 ? choices : [] },
    },
    moments,
  };
}

/** One item for all hooks of which the same is said. */
function together(hooks: readonly WhatIfHook[], wordsOf: (hook: WhatIfHook) => string): readonly AnswerItem[] {
  const titles = new Map<string, string[]>();
  for (const hook of hooks) {
    const words = wordsOf(hook);
    titles.set(words, [...(titles.get(words) ?? []), hook.title]);
  }
  return [...titles].map(([words, names]) => ({ about: names.join(", "), words }));
}

function marksOfWhatIf({ ran, failed, running, never, hooks }: WhatIf): Record<string, Mark> {
  const fates = new Map(hooks.map(({ task, stays }) => [task, stays ? "stays" : "deleted"]));
  const withFate = (words: string, task: string): string => {
    const fate = fates.get(task);
    return fate === undefined ? words : `${words}, ${fate}`;
  };
  const marked = (ids: readonly string[], kind: Mark["kind"], words: string): [string, Mark][] =>
    ids.map((id) => [id, { kind, words: withFate(words, id) }]);
  return Object.fromEntries([
    ...marked(never, "never", "not applied"),
    ...marked(running, "running", "not finished"),
    ...marked(ran, "ran", "ran"),
    ...marked(failed, "failed", "failed"),
  ]);
}

const kindsOfFates: Readonly<Record<ExplainedPlanTask["fate"], Mark["kind"]>> = {
  ran: "ran",
  waits: "running",
  failed: "failed",
  next: "pending",
  never: "never",
  skipped: "never",
  "on-failure": "never",
};

/** Where the sync of an Application of a cluster stands, as marks on the plan of its manifests. */
export function answerOfExplanation(explanation: SyncExplanation): MarkedAnswer {
  const { title, outcome, story, help, termination, tasks } = explanation;
  const lists = [
    {
      title: "What helps",
      items: help.map(({ advice, command }) => ({ words: advice, ...(command !== undefined && { command }) })),
    },
    { title: "If you terminate the sync", items: termination.map((words) => ({ words })) },
  ].filter(({ items }) => items.length > 0);
  return {
    marks: Object.fromEntries(tasks.map(({ id, fate, words }) => [id, { kind: kindsOfFates[fate], words }])),
    answer: { title, outcome, story, lists, choices: [] },
  };
}

/** What a change does to a plan, as marks on the plan as it is now. `since` is what it is compared with. */
export function answerOfChange({ resources }: PlanChange, since: string): MarkedAnswer {
  const marks = resources.flatMap(({ kinds, tasks }) => {
    const [kind] = kinds;
    return kind === undefined || kind === "vanished" ? [] : tasks.map((task) => [task, { kind, words: wordOf(kinds) }]);
  });
  return {
    marks: Object.fromEntries(marks) as Record<string, Mark>,
    answer: {
      title: `What changed since ${since}?`,
      outcome:
        resources.length === 0
          ? "Nothing: the sync order is the same."
          : `${counted(resources.length, "resource")} changed.`,
      story: [],
      lists: resources.length === 0 ? [] : [{ title: "Changes", items: resources.map(changeOf) }],
      choices: [],
    },
  };
}

function wordOf(kinds: ChangedResource["kinds"]): string {
  if (kinds.includes("appeared")) return "new";
  return kinds.join(", ");
}

function changeOf({ kinds, title, differences, before, after }: ChangedResource): AnswerItem {
  const first = kinds.includes("appeared")
    ? [`new, ${after ?? "not applied"}.`]
    : kinds.includes("vanished")
      ? [`gone, was ${before ?? "not applied"}.`]
      : [];
  return { about: title, words: [...first, ...differences].join(" ") };
}
