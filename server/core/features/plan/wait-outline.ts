import type { Application } from "../../application/application.ts";
import type { Step } from "../../sync/plan.ts";
import type { Task } from "../../sync/sync-tasks.ts";
import { type Awaited, awaitedIn } from "../awaited.ts";
import { fileWords, ownWaitSentence } from "../awaited-words.ts";
import { groupBy } from "../waits.ts";
import { enumerate, taskName } from "../words.ts";

/** Whether Argo CD waits for what a task of a step has applied, and why. */
export interface WaitOutline {
  readonly task: Task;
  readonly awaited: "yes" | "perhaps" | "no";
  /** A sentence. */
  readonly reason: string;
}

/** For each task of a step, whether Argo CD waits for it. */
export function waitOutline(application: Application, step: Step): readonly WaitOutline[] {
  return awaitedIn(application, step).map((awaited) => ({
    task: awaited.task,
    awaited: step.phase === "SyncFail" && awaited.isHook ? "yes" : answers[awaited.is],
    reason: ownWaitSentence(application, step, awaited) ?? reasonOf(step, awaited),
  }));
}

const answers = { awaited: "yes", perhaps: "perhaps", not: "no" } as const;

/** Why, where that is said of the whole step. */
function reasonOf({ phase, waitsFor }: Step, { member }: Awaited): string {
  if (phase === "SyncFail") return "Argo CD waits for all SyncFail hooks to finish.";
  if (waitsFor === "hooks" && member !== undefined) return "Argo CD waits only for the hooks of this wave.";
  if (waitsFor === "nothing") return "Argo CD does not wait for health after applying this wave.";
  return "Argo CD does not wait for it, as there is no health check for Namespace.";
}

/** For whom Argo CD does not wait in a sync, and for whom it waits in another way than people expect, each with its reason first. */
export function waitRemarks(application: Application): readonly string[] {
  const { steps } = application.plan;
  const all = steps.flatMap((step) => (step.phase === "SyncFail" ? [] : awaitedIn(application, step)));
  const groups = groupBy(
    all.filter(({ why, member }) => member !== undefined && why.is !== "step" && why.is !== "check"),
    (awaited) => labelOf(application, awaited),
  );
  return [...groups].map(([label, group]) => {
    const isAboutKinds = group[0]?.why.is === "no check";
    const names = group.map(({ task, member }) =>
      isAboutKinds ? (member?.resource.kind ?? "") : taskName(application, task),
    );
    const distinct = [...new Set(names)];
    return `${label}: ${isAboutKinds ? enumerate(distinct.sort(), mostKinds) : enumerate(distinct)}`;
  });
}

/** What is said of all resources of which the same is true. */
function labelOf(application: Application, { is, why }: Awaited): string {
  switch (why.is) {
    case "no check":
      return "Not awaited, without a health check in Argo CD";
    case "unknown check":
      return "Awaited only if somebody has added a health check for the kind";
    case "added":
      return `Awaited as the health check in ${fileWords(application, why.added)} says`;
    case "unknown value":
      return `Awaited if the ${why.field} is ${why.value}, which is known only after rendering`;
    case "other value":
      return `Not awaited, as the ${why.field} is not ${why.value}`;
    case "healthy at first":
      return "Not awaited, as it is healthy until its controller says otherwise";
    case "suspended":
      return is === "not"
        ? `Not awaited, as it is healthy while it is ${why.word}`
        : `Awaited until somebody resumes it, as it is ${why.word}`;
    case "step":
    case "check":
      return "";
  }
}

/** How many kinds are named. */
const mostKinds = 8;
