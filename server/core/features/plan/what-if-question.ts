/** A question of the user about a sync, in words: `fail:Job/migrate`. */
import type { Application } from "../../application/application.ts";
import type { OutlinePlanTask } from "./plan-view.ts";
import { type Complaint, findTask, readTaskName, type TaskName, tasksOf } from "./task-name.ts";
import { whatIf, type WhatIfMode, type WhatIfOutline } from "./what-if.ts";

/** A resource that fails. */
export interface WhatIfQuestion extends TaskName {
  /** `undefined` for the most telling way in which it can fail. */
  readonly mode: WhatIfMode | undefined;
}

const modes: Readonly<Record<string, WhatIfMode | undefined>> = {
  fail: undefined,
  hang: "hangs",
  refuse: "refused",
  "missing-kind": "missing-kind",
  immutable: "immutable",
  stuck: "stuck",
};

/** Reads `fail:KIND/NAME@PHASE`; `undefined` where it is written in another way. */
export function readQuestion(text: string): WhatIfQuestion | undefined {
  const [, event = "", written = ""] = /^(fail|hang|refuse|missing-kind|immutable|stuck):(.+)$/s.exec(text) ?? [];
  const task = readTaskName(written);
  return task && { mode: modes[event], ...task };
}

/** What happens in an application when the resources that the user names fail; if there are none, when all goes well. Else a sentence that says why that is not known. */
export function answerQuestions(
  application: Application,
  questions: readonly WhatIfQuestion[],
): { readonly answer: WhatIfOutline } | Complaint {
  const { name, error } = application;
  if (error !== undefined) return { complaint: `Argo CD cannot sync "${name}": ${error}` };
  const tasks = tasksOf(application);
  const asked = questions.map((question) => askedIn(application, question, tasks));
  const complaint = asked.find((it) => "complaint" in it);
  if (complaint !== undefined) return complaint;
  const answer = whatIf(
    application,
    asked.filter((it) => "task" in it),
  );
  return answer === undefined ? { complaint: `Nothing is known about "${name}".` } : { answer };
}

/** The task that a question is about and how it fails, or why there is none. */
function askedIn(
  application: Application,
  { mode, ...asked }: WhatIfQuestion,
  tasks: readonly OutlinePlanTask[],
): { readonly task: string; readonly mode: WhatIfMode | undefined } | Complaint {
  const found = findTask(application, asked, tasks);
  if ("complaint" in found) return found;
  const { id, failureModes } = found;
  if (mode !== undefined && mode !== "nothing" && !failureModes.includes(mode))
    return { complaint: impossible[mode](`"${asked.written}"`) };
  return { task: id, mode: mode ?? (failureModes.includes("fails") ? "fails" : undefined) };
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
