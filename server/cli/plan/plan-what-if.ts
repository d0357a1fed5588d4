import {
  type Application,
  leftHeading,
  type OutlinePlanTask,
  planOutline,
  rosterOf,
  whatIf,
  type WhatIfMode,
  type WhatIfOutline,
} from "../../core/index.ts";
import type { Paint } from "../paint.ts";
import { joined, shown, type Shown, shownJson } from "../shown.ts";
import { unknownSection, unreadSection } from "./plan-text-rest.ts";
import { sectionsText } from "./plan-text-section.ts";
import type { PlannedApplication } from "./planned.ts";
import { tasksAskedFor, type WhatIfQuestion } from "./question.ts";

/** What happens in one application, or why that is not known. */
export type WhatIfAnswer = Answered | { readonly complaint: string };

interface Answered {
  readonly planned: PlannedApplication;
  readonly answer: WhatIfOutline;
}

/** What happens in an application when the resources that the user names fail; if there are none, when all goes well. */
export function answerWhatIf(planned: PlannedApplication, questions: readonly WhatIfQuestion[]): WhatIfAnswer {
  const { application } = planned;
  const { name, error } = application;
  if (error !== undefined) return { complaint: `Argo CD cannot sync "${name}": ${error}` };
  const tasks = planOutline(rosterOf(application)).steps.flatMap((step) => step.tasks);
  const asked = questions.map((question) => findTask(application, question, tasks));
  const complaint = asked.find((it) => "complaint" in it);
  if (complaint !== undefined) return complaint;
  const answer = whatIf(
    application,
    asked.filter((it) => "task" in it),
  );
  return answer === undefined ? { complaint: `Nothing is known about "${name}".` } : { planned, answer };
}

/** The task that a question is about, or why there is none. */
function findTask(
  { name, namespace }: Application,
  question: WhatIfQuestion,
  tasks: readonly OutlinePlanTask[],
): { readonly task: string; readonly mode: WhatIfMode | undefined } | { readonly complaint: string } {
  const found = tasksAskedFor(question, tasks, namespace);
  const [first] = found;
  const { written, mode } = question;
  if (first === undefined) return { complaint: `The sync of "${name}" applies no "${written}".` };
  if (found.some((task) => task.member !== first.member)) {
    const places = [...new Set(found.map(({ id }) => `"${id}"`))].join(", ");
    return { complaint: `"${written}" is ambiguous (${places}): write KIND/NAMESPACE/NAME.` };
  }
  if (mode !== undefined && mode !== "nothing" && !first.failureModes.includes(mode))
    return { complaint: impossible[mode](`"${written}"`) };
  return { task: first.id, mode: mode ?? (first.failureModes.includes("fails") ? "fails" : undefined) };
}

/** Why a resource cannot fail in a way, as a sentence. */
const impossible: Readonly<Record<Exclude<WhatIfMode, "nothing">, (name: string) => string>> = {
  fails: (name) => `${name} cannot fail: Argo CD does not check its health.`,
  hangs: (name) => `${name} cannot hang: Argo CD does not check its health.`,
  refused: (name) => `${name} cannot be refused.`,
  "missing-kind": (name) =>
    `The kind of ${name} cannot be missing: it comes with Kubernetes or Argo CD, or this sync defines it.`,
  immutable: (name) => `${name} has no field that is known to be immutable.`,
  stuck: (name) => `${name} cannot be stuck: only a hook with a finalizer in its manifest can.`,
};

/** The answers as JSON. */
export function formatWhatIfAsJson(answers: readonly Answered[]): Shown {
  const whatIfs = answers.map(({ planned, answer }) => {
    const { name } = planned.application;
    const { task, mode, outcome, message, story, ran, failed, running, never, hooks, course } = answer;
    return { application: name, task, mode, outcome, message, story, ran, failed, running, never, hooks, course };
  });
  return shownJson({ version: 1, whatIf: whatIfs });
}

/** An answer as text: what happens in sentences, then wave by wave, then what is left, and what the answer does not know. */
export function whatIfText({ planned, answer }: Answered, paint: Paint): Shown {
  const { title, story, transcript, left } = answer;
  const ends = left.flatMap(({ names, sentences }) => [
    shown`    ${names}`,
    ...sentences.map((sentence) => shown`      ${sentence}`),
  ]);
  const lines = [
    paint("bold", title),
    ...story.map((sentence) => shown`  ${sentence}`),
    ...(transcript.length === 0 ? [] : [shown``, paint("bold", "The sync, wave by wave")]),
    ...transcript.flatMap((part) => partLines(part, paint)),
    ...(ends.length === 0 ? [] : [shown``, paint("bold", leftHeading(answer)), ...ends]),
  ];
  const unknown = sectionsText([unknownSection(planned), unreadSection(planned)], paint);
  return joined([shown`${joined(lines, "\n")}\n`, ...(unknown.safe === "" ? [] : [unknown])], "\n");
}

function partLines({ title, lines }: WhatIfOutline["transcript"][number], paint: Paint): readonly Shown[] {
  const styles = { event: undefined, wait: "dim", stop: "red" } as const;
  return [
    shown`  ${paint("cyan", title)}`,
    ...lines.map(({ what, text }) => {
      const style = styles[what];
      return style === undefined ? shown`    ${text}` : shown`    ${paint(style, text)}`;
    }),
  ];
}
