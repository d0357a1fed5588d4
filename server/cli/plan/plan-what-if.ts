import { answerQuestions, leftHeading, type WhatIfOutline, type WhatIfQuestion } from "../../core/index.ts";
import type { Paint } from "../paint.ts";
import { joined, shown, type Shown, shownJson } from "../shown.ts";
import { unknownSection, unreadSection } from "./plan-text-rest.ts";
import { sectionsText } from "./plan-text-section.ts";
import type { PlannedApplication } from "./planned.ts";

/** What happens in one application, or why that is not known. */
export type WhatIfAnswer = Answered | { readonly complaint: string };

interface Answered {
  readonly planned: PlannedApplication;
  readonly answer: WhatIfOutline;
}

/** What happens in an application when the resources that the user names fail; if there are none, when all goes well. */
export function answerWhatIf(planned: PlannedApplication, questions: readonly WhatIfQuestion[]): WhatIfAnswer {
  const found = answerQuestions(planned.application, questions);
  return "answer" in found ? { planned, answer: found.answer } : found;
}

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
