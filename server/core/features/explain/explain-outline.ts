import type { Application } from "../../application/application.ts";
import { type ExplainedTask, explain, type Explanation } from "../../live/explain.ts";
import { isUnfinished } from "../../live/fate.ts";
import type { LiveApplication } from "../../live/live-application.ts";
import { failureOutline } from "../failure-words.ts";
import { inMarkdown, joinMarkdown, type Markdown, markdownTable } from "../plan/markdown.ts";
import { planIds } from "../plan/plan-ids.ts";
import { conditionOf, nameIn, placeWords, quoted } from "./explain-words.ts";
import { type Help, helpFor } from "./help.ts";
import { outcomeWords } from "./outcome.ts";
import { storyOf } from "./story.ts";
import { terminationLines } from "./termination.ts";

/** Where a sync stands, in words. All of them may come from whoever wrote the status: whoever shows them escapes them. */
export interface ExplainOutline {
  /** The name of the application. */
  readonly application: string;
  /** `Where does the sync of shop stand?` */
  readonly title: string;
  readonly state: Explanation["state"];
  readonly outcome: string;
  /** Sentences. */
  readonly story: readonly string[];
  readonly help: readonly Help[];
  /** What is left when somebody terminates the sync; empty where there is nothing to terminate. */
  readonly termination: readonly string[];
  readonly steps: readonly ExplainedStep[];
  /** Whether the order is that of manifests, or only what the status tells. */
  readonly orderFrom: Explanation["orderFrom"];
  readonly markdown: string;
}

/** What a sync applies in one wave of one phase. */
export interface ExplainedStep {
  /** `PreSync, wave -1`; only the phase where the wave is not known. */
  readonly title: string;
  readonly tasks: readonly OutlineExplainedTask[];
}

/** What becomes of a resource. */
export interface OutlineExplainedTask {
  /** The id of the task in the plan of the manifests; absent where it is not in that. */
  readonly id?: string;
  readonly group: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly fate: ExplainedTask["fate"];
  /** `waits`, `not yet`. */
  readonly words: string;
  /** What is said about it; may be empty. */
  readonly note: string;
}

/**
 * Says where the newest sync of an application stands in its plan. `application` is what its manifests deploy, where they are there, and
 * `head` the commit that they are of, where it is known.
 */
export function explainSync(
  live: LiveApplication,
  application: Application | undefined,
  head?: string,
): ExplainOutline {
  const explanation = explain(live, application);
  const ids = application && planIds(application);
  const outline: Omit<ExplainOutline, "markdown"> = {
    application: live.name,
    title: `Where does the sync${live.name === "" ? "" : ` of ${live.name}`} stand?`,
    state: explanation.state,
    outcome: outcomeWords(explanation),
    story: [...storyOf(explanation, head), ...manifestLines(application)],
    help: helpFor(explanation),
    termination: terminationLines(explanation),
    steps: stepsOf(explanation, (task) =>
      ids !== undefined && task.task !== undefined ? ids.ofTask(task.task) : undefined,
    ),
    orderFrom: explanation.orderFrom,
  };
  return { ...outline, markdown: markdownOf(outline) };
}

/** That the manifests themselves keep Argo CD from syncing. */
function manifestLines(application: Application | undefined): string[] {
  const failure = application && failureOutline(application);
  return failure === undefined ? [] : [`In the manifests here, ${failure.place}: ${failure.message}`];
}

const fateWords: Readonly<Record<ExplainedTask["fate"], string>> = {
  ran: "done",
  waits: "waits",
  failed: "failed",
  next: "not yet",
  never: "not reached",
  skipped: "left out",
  "on-failure": "only if the sync fails",
};

function stepsOf({ tasks }: Explanation, idOf: (task: ExplainedTask) => string | undefined): ExplainedStep[] {
  const steps: { readonly title: string; readonly tasks: OutlineExplainedTask[] }[] = [];
  for (const task of tasks) {
    const title = placeWords(task);
    const last = steps.at(-1);
    const step = last?.title === title ? last : { title, tasks: [] };
    if (step !== last) steps.push(step);
    step.tasks.push(outlineTask(task, idOf(task)));
  }
  return steps;
}

function outlineTask(task: ExplainedTask, id: string | undefined): OutlineExplainedTask {
  const { group, kind, namespace, name, fate } = task;
  const key = { group, kind, namespace, name };
  const words = isUnfinished(task) ? "still running then" : fateWords[fate];
  return { ...(id !== undefined && { id }), ...key, fate, words, note: noteOn(task) };
}

function noteOn(task: ExplainedTask): string {
  const message = task.result?.message ?? "";
  if (task.fate === "failed") return message === "" ? "" : quoted(message);
  if (task.result?.status === "Pruned") return "pruned";
  if (task.result?.status === "PruneSkipped") return quoted(message);
  const isGone = task.resource?.requiresPruning === true;
  return task.fate === "waits" && !isGone ? (conditionOf(task) ?? "") : "";
}

type Section = Pick<ExplainOutline, "title" | "outcome" | "story" | "help" | "termination" | "steps">;

function markdownOf({ title, outcome, story, help, termination, steps }: Section): string {
  const items = (lines: readonly string[]): Markdown[] => lines.map((line) => inMarkdown`- ${line}`);
  const section = (head: string, content: readonly Markdown[]): Markdown[] =>
    content.length === 0 ? [] : [inMarkdown`### ${head}`, joinMarkdown(content, "\n")];
  const parts = [
    inMarkdown`## ${title}`,
    inMarkdown`**${outcome}**`,
    ...(story.length === 0 ? [] : [joinMarkdown(items(story), "\n")]),
    ...section("What helps", help.map(helpLine)),
    ...section("If you terminate the sync", items(termination)),
    ...section(
      "The order of the sync",
      steps.length === 0 ? [] : [markdownTable(["Wave", "Resource", "State"], steps.flatMap(rowsOf))],
    ),
  ];
  return inMarkdown`${joinMarkdown(parts, "\n\n")}\n`.markdown;
}

/** A command is made of our own words and of names that Kubernetes allows, so it has nothing that would end the code. */
function helpLine({ advice, command }: Help): Markdown {
  return command === undefined ? inMarkdown`- ${advice}` : inMarkdown`- ${advice} ${{ markdown: `\`${command}\`` }}`;
}

function rowsOf({ title, tasks }: ExplainedStep): (string | Markdown)[][] {
  return tasks.map((task, index) => [
    index === 0 ? inMarkdown`**${title}**` : "",
    nameIn(task),
    task.note === "" ? task.words : inMarkdown`${task.words}: ${task.note}`,
  ]);
}
