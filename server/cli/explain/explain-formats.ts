import type { ExplainOutline } from "../../core/index.ts";
import type { Paint } from "../paint.ts";
import { joined, shown, type Shown, shownJson } from "../shown.ts";

/** Where a sync stands, as JSON. */
export function explainJson(outline: ExplainOutline): Shown {
  const { application, state, outcome, story, help, termination, orderFrom, steps } = outline;
  const explanation = { application, state, outcome, story, help, termination, orderFrom, steps };
  return shownJson({ version: 1, explanation });
}

/** Where a sync stands, as text. */
export function explainText({ title, outcome, story, help, termination, steps }: ExplainOutline, paint: Paint): Shown {
  const section = (head: string, lines: readonly Shown[]): Shown[] =>
    lines.length === 0 ? [] : [shown``, paint("bold", head), ...lines];
  const helpLines = help.flatMap(({ advice, command }) => [
    shown`  ${advice}`,
    ...(command === undefined ? [] : [shown`      ${paint("cyan", command)}`]),
  ]);
  const lines = [
    paint("bold", title),
    shown`  ${outcome}`,
    ...story.map((sentence) => shown`  ${sentence}`),
    ...section("What helps", helpLines),
    ...section(
      "If you terminate the sync",
      termination.map((sentence) => shown`  ${sentence}`),
    ),
    ...section(
      "The order of the sync",
      steps.flatMap((step) => [shown`  ${step.title}`, ...step.tasks.map((task) => taskLine(task, paint))]),
    ),
  ];
  return shown`${joined(lines, "\n")}\n`;
}

function taskLine(task: ExplainOutline["steps"][number]["tasks"][number], paint: Paint): Shown {
  const { fate, kind, name, words, note } = task;
  const state = fate === "failed" ? paint("red", words) : fate === "waits" ? paint("yellow", words) : words;
  return shown`    ${kind} ${name}: ${state}${note === "" ? "" : `, ${note}`}`;
}
