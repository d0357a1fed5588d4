import type { OutlinePlanTask, WhatIfMode } from "../../core/index.ts";

/** A resource that fails, as the user names it. */
export interface WhatIfQuestion {
  /** `undefined` for the most telling way in which it can fail. */
  readonly mode: WhatIfMode | undefined;
  readonly kind: string;
  /** `undefined` where the name is enough. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** As it was written: `Job/migrate`. */
  readonly written: string;
}

const modes: Readonly<Record<string, WhatIfMode | undefined>> = { fail: undefined, hang: "hangs", refuse: "refused" };

/** Reads `fail:KIND/NAME`. Throws an Error with a sentence for the user if that is not valid. */
export function readQuestion(text: string): WhatIfQuestion {
  const [, event = "", written = ""] = /^(fail|hang|refuse):(.+)$/s.exec(text) ?? [];
  const [kind = "", ...names] = written.split("/");
  const [name, namespace] = [names.at(-1) ?? "", names.length === 2 ? names[0] : undefined];
  if (kind === "" || name === "" || names.length > 2) {
    throw new Error(`"--what-if" cannot be "${text}": write fail:KIND/NAME, hang:KIND/NAME or refuse:KIND/NAME`);
  }
  return { mode: modes[event], kind, namespace, name, written };
}

/** The tasks that a question is about: of one resource there is one in each of its phases. */
export function tasksAskedFor(
  { kind, namespace, name }: WhatIfQuestion,
  tasks: readonly OutlinePlanTask[],
): readonly OutlinePlanTask[] {
  return tasks.filter(
    (task) =>
      task.kind.toLowerCase() === kind.toLowerCase() &&
      (task.name === name || task.name === `${name}...`) &&
      (namespace === undefined || task.namespace === namespace),
  );
}
