/** Whom Argo CD waits for after a wave, in words. */
import type { Application } from "../application/application.ts";
import type { Step } from "../sync/plan.ts";
import { type Awaited, awaitedIn } from "./awaited.ts";
import { fileWords, notAwaitedWords, untilWords } from "./awaited-words.ts";
import { enumerate, taskName } from "./words.ts";

/** What Argo CD waits for after a wave, and for what it does not wait, as sentences. */
export function waitSentence(application: Application, step: Step): string {
  if (isSaidOfAll(step)) return wholeSentence(step);
  const awaited = awaitedIn(application, step);
  const others = awaited.filter(({ is }) => is === "not");
  const goingOn = continuation(application, step, awaited);
  if (others.length === awaited.length) return goingOn;
  return [goingOn, ...othersSentences(application, step, others)].join(" ");
}

/** When Argo CD continues after a wave, as sentences that leave out what it does not wait for. */
export function continueSentence(application: Application, step: Step): string {
  return isSaidOfAll(step) ? wholeSentence(step) : continuation(application, step, awaitedIn(application, step));
}

/** Whether there is one sentence for all resources of a step. */
function isSaidOfAll({ phase, waitsFor }: Step): boolean {
  return phase === "SyncFail" || waitsFor === "nothing";
}

function wholeSentence({ phase }: Step): string {
  return phase === "SyncFail"
    ? "All SyncFail hooks start at once, and Argo CD waits for all of them to finish."
    : "Argo CD does not wait for health after applying this wave.";
}

function continuation(application: Application, step: Step, awaited: readonly Awaited[]): string {
  const condition = conditionOf(application, awaited);
  const perhaps = perhapsSentences(application, awaited, condition === "" ? "Argo CD" : "It also");
  if (condition !== "")
    return [`Argo CD continues when ${condition}.`, ...perhaps, ...addedSentences(application, awaited)].join(" ");
  return perhaps.length > 0 ? perhaps.join(" ") : `Argo CD continues at once, because ${whyAtOnce(step, awaited)}.`;
}

/** What must be true before Argo CD continues: `Job migrate has succeeded and Pod web is healthy`. Empty if nothing is awaited for certain. */
export function waitCondition(application: Application, step: Step): string {
  return conditionOf(application, awaitedIn(application, step));
}

function conditionOf(application: Application, awaited: readonly Awaited[]): string {
  const certain = awaited.filter(({ is }) => is === "awaited");
  // Hooks come first, as what they do is the point of their phase.
  const sorted = [...certain.filter(({ isHook }) => isHook), ...certain.filter(({ isHook }) => !isHook)];
  const clauses = [...groupBy(sorted, (it) => untilWords(it, 1))].map(([, group]) => {
    const [first] = group;
    return first === undefined ? "" : `${namesOf(application, group)} ${untilWords(first, group.length)}`;
  });
  return clauses.length < 3 ? clauses.join(" and ") : `${clauses.slice(0, -1).join(", ")} and ${clauses.at(-1) ?? ""}`;
}

function perhapsSentences(application: Application, awaited: readonly Awaited[], who: string): readonly string[] {
  const perhaps = awaited.filter(({ is }) => is === "perhaps");
  const groups = groupBy(perhaps, ({ why }) => (why.is === "unknown value" ? `${why.field} ${why.value}` : ""));
  return [...groups.values()].map((group, index) => {
    const waits = `${index === 0 ? who : "It also"} waits for ${namesOf(application, group)}`;
    const why = group[0]?.why;
    if (why?.is === "unknown value")
      return `${waits} if ${group.length === 1 ? "its" : "their"} ${why.field} is ${why.value}, which is known only after rendering.`;
    const kinds = [...new Set(group.map(({ member }) => member?.resource.kind ?? ""))];
    return `${waits} if it has a health check for ${enumerate(kinds)}.`;
  });
}

/** Which checks are not those of Argo CD. */
function addedSentences(application: Application, awaited: readonly Awaited[]): readonly string[] {
  const kinds = new Map<string, Set<string>>();
  for (const { why, member } of awaited) {
    if (why.is !== "added" || member === undefined) continue;
    const files = fileWords(application, why.added);
    kinds.set(files, (kinds.get(files) ?? new Set()).add(member.resource.kind));
  }
  return [...kinds].map(([files, of]) => `The health of ${enumerate([...of])} is checked as ${files} says.`);
}

function whyAtOnce(step: Step, awaited: readonly Awaited[]): string {
  const isHealthyAtOnce = awaited.some(({ is, why }) => is === "not" && why.is !== "no check" && why.is !== "step");
  if (step.waitsFor === "hooks" && awaited.some(({ isHook }) => isHook))
    return isHealthyAtOnce ? "its hooks are healthy at once" : "no hook in this wave has a health check";
  return isHealthyAtOnce ? "nothing in this wave has to become healthy" : "nothing in this wave has a health check";
}

function othersSentences(application: Application, { waitsFor }: Step, others: readonly Awaited[]): readonly string[] {
  if (others.length === 0) return [];
  if (waitsFor === "hooks") return ["It does not wait for the other resources."];
  return [...groupBy(others, (it) => notAwaitedWords(it, 1)).values()].flatMap((group, index) => {
    const [first] = group;
    if (first === undefined) return [];
    const names = enumerate(
      group.map(({ task }) => taskName(application, task)),
      2,
    );
    return [
      `${index === 0 ? "It does not wait" : "Nor does it wait"} for ${names}, ${notAwaitedWords(first, group.length)}.`,
    ];
  });
}

/** Groups in the order in which the first of each came. */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function namesOf(application: Application, group: readonly Awaited[]): string {
  return enumerate(group.map(({ task }) => taskName(application, task)));
}
