import type { ExplainOutline } from "../../core/index.ts";
import { type Paint, visible } from "../paint.ts";

/** Where a sync stands, as JSON. */
export function explainJson({
  application,
  state,
  outcome,
  story,
  help,
  termination,
  steps,
  orderFrom,
}: ExplainOutline): string {
  const explanation = { application, state, outcome, story, help, termination, orderFrom, steps };
  return `${JSON.stringify({ version: 1, explanation }, undefined, 2)}\n`;
}

/** Where a sync stands, as text. */
export function explainText({ title, outcome, story, help, termination, steps }: ExplainOutline, paint: Paint): string {
  const section = (head: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ["", paint("bold", head), ...lines];
  const lines = [
    paint("bold", visible(title)),
    `  ${visible(outcome)}`,
    ...story.map((sentence) => `  ${visible(sentence)}`),
    ...section(
      "What helps",
      help.flatMap(({ text, command }) => [
        `  ${visible(text)}`,
        ...(command === undefined ? [] : [`      ${paint("cyan", visible(command))}`]),
      ]),
    ),
    ...section(
      "If you terminate the sync",
      termination.map((sentence) => `  ${visible(sentence)}`),
    ),
    ...section(
      "The order of the sync",
      steps.flatMap((step) => [`  ${visible(step.title)}`, ...step.tasks.map((task) => taskLine(task, paint))]),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function taskLine(
  { fate, kind, name, words, note }: ExplainOutline["steps"][number]["tasks"][number],
  paint: Paint,
): string {
  const state = fate === "failed" ? paint("red", words) : fate === "waits" ? paint("yellow", words) : words;
  return `    ${visible(`${kind} ${name}`)}: ${state}${note === "" ? "" : `, ${visible(note)}`}`;
}
