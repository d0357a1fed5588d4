import { planOutline, rosterOf, whatIf, type WhatIfOutline } from "../../core/index.ts";
import type { Paint } from "../paint.ts";
import { joined, shown, type Shown, shownJson } from "../shown.ts";
import type { PlannedApplication } from "./planned.ts";
import { tasksAskedFor, type WhatIfQuestion } from "./question.ts";

/** What happens in one application, or why that is not known. */
export type WhatIfAnswer = { readonly name: string; readonly answer: WhatIfOutline } | { readonly complaint: string };

/** What happens in an application when the resource that the user names fails. */
export function answerWhatIf({ application }: PlannedApplication, question: WhatIfQuestion): WhatIfAnswer {
  const { name, error } = application;
  if (error !== undefined) return { complaint: `Argo CD cannot sync "${name}": ${error}` };
  const tasks = planOutline(rosterOf(application)).steps.flatMap((step) => step.tasks);
  const found = tasksAskedFor(question, tasks);
  const [first] = found;
  const { written, mode } = question;
  if (first === undefined) return { complaint: `The sync of "${name}" applies no "${written}".` };
  if (found.some((task) => task.member !== first.member)) {
    const places = [...new Set(found.map(({ id }) => `"${id}"`))].join(", ");
    return { complaint: `"${written}" is ambiguous (${places}): write KIND/NAMESPACE/NAME.` };
  }
  const answer = whatIf(application, first.id, mode);
  if (answer !== undefined) return { name, answer };
  return { complaint: `"${written}" cannot hang: Argo CD does not check its health.` };
}

/** The answers as JSON. */
export function formatWhatIfAsJson(
  answers: readonly { readonly name: string; readonly answer: WhatIfOutline }[],
): Shown {
  const whatIfs = answers.map(({ name, answer }) => {
    const { task, mode, outcome, story, ran, failed, running, never, hooks } = answer;
    return { application: name, task, mode, outcome, story, ran, failed, running, never, hooks };
  });
  return shownJson({ version: 1, whatIf: whatIfs });
}

/** An answer as text. */
export function whatIfText({ title, story, hooks }: WhatIfOutline, paint: Paint): Shown {
  const ends = hooks.flatMap(({ title: name, reason, next }) => [
    shown`    ${name}`,
    shown`      ${reason}`,
    ...(next === undefined ? [] : [shown`      ${next}`]),
  ]);
  const lines = [
    paint("bold", title),
    ...story.map((sentence) => shown`  ${sentence}`),
    ...(ends.length === 0 ? [] : [shown``, paint("bold", "What happens to the hooks"), ...ends]),
  ];
  return shown`${joined(lines, "\n")}\n`;
}
