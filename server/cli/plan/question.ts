import type { OutlinePlanTask, WhatIfMode } from "../../core/index.ts";

/** A resource that fails, as the user names it. */
export interface WhatIfQuestion {
  /** `undefined` for the most telling way in which it can fail. */
  readonly mode: WhatIfMode | undefined;
  readonly kind: string;
  /** `undefined` where the name is enough. */
  readonly namespace: string | undefined;
  readonly name: string;
  /** `undefined` for the first phase in which it is applied. */
  readonly phase: string | undefined;
  /** As it was written: `Job/migrate`. */
  readonly written: string;
}

const modes: Readonly<Record<string, WhatIfMode | undefined>> = {
  fail: undefined,
  hang: "hangs",
  refuse: "refused",
  "missing-kind": "missing-kind",
  immutable: "immutable",
  stuck: "stuck",
};

/** Reads `none`, for no question at all, or what fails. Throws an Error with a sentence for the user if that is not valid. */
export function readQuestions(texts: readonly string[]): readonly WhatIfQuestion[] {
  if (!texts.includes("none")) return texts.map(readQuestion);
  if (texts.length > 1) throw new Error('"--what-if none" means that nothing fails, so it must be the only one');
  return [];
}

/** Reads `fail:KIND/NAME@PHASE`. */
function readQuestion(text: string): WhatIfQuestion {
  const [, event = "", written = "", phase] =
    /^(fail|hang|refuse|missing-kind|immutable|stuck):(.+?)(?:@(PreSync|Sync|PostSync|SyncFail))?$/s.exec(text) ?? [];
  const [kind = "", ...names] = written.split("/");
  const [name, namespace] = [names.at(-1) ?? "", names.length === 2 ? names[0] : undefined];
  if (kind === "" || name === "" || names.length > 2) {
    throw new Error(
      `"--what-if" cannot be "${text}": write fail:KIND/NAME or none, or hang, refuse, missing-kind, immutable or stuck instead of fail`,
    );
  }
  return { mode: modes[event], kind, namespace, name, phase, written };
}

/**
 * The tasks that a question is about: of one resource there is one in each of its phases. A resource that declares no namespace
 * is in that of the destination too.
 */
export function tasksAskedFor(
  { kind, namespace, name, phase }: WhatIfQuestion,
  tasks: readonly OutlinePlanTask[],
  destination: string,
): readonly OutlinePlanTask[] {
  const named = tasks.filter(
    (task) =>
      task.kind.toLowerCase() === kind.toLowerCase() &&
      (task.name === name || task.name === `${name}...`) &&
      (phase === undefined || task.task.phase === phase),
  );
  if (namespace === undefined) return named;
  const declared = named.filter((task) => task.namespace === namespace);
  return declared.length > 0 || namespace !== destination ? declared : named.filter((task) => task.namespace === "");
}
