/** The order of a sync, what changes it, and what happens when something fails. */
import assert from "node:assert/strict";
import {
  type Application,
  buildApplication,
  type ChangedWaves,
  type FileEdits,
  failureOutline,
  groupChanges,
  moveTask,
  openFile,
  planChange,
  planChangeMarkdown,
  planMarkdown,
  planMermaid,
  planOutline,
  refactorings,
  renumberedWaves,
  rosterOf,
  shiftedWaves,
  whatIf,
} from "../../../server/core/index.ts";
import { shownAnswer } from "../../../server/lsp/shown-answer.ts";
import { planPlaces } from "../../../server/lsp/to-lsp.ts";
import { toPlanChange, toPlanView } from "../../../server/lsp/to-plan.ts";
import {
  ensure,
  ensureEdits,
  ensureSafeLines,
  ensureSafeMessage,
  ensureSentences,
  ensureWords,
  opened,
} from "../checks.ts";
import { dataOf, isWhole } from "../data.ts";
import type { Random } from "../random.ts";
import { filesOf, type Outcome, type Target } from "../target.ts";

/** The targets about plans. */
export const planTargets: readonly Target[] = [
  { name: "plan", takes: "manifest", run: planTarget },
  { name: "what if", takes: "manifest", run: whatIfTarget },
  { name: "refactorings", takes: "manifest", costly: true, run: refactoringTarget },
  { name: "waves", takes: "manifest", costly: true, run: waveTarget },
  { name: "plan change", takes: "files", run: changeTarget },
];

const name = "all.yaml";

function applicationOf(text: string, random: Random): Application {
  const file = opened(text, random);
  const identity = { name: "app", source: { type: "directory", path: "/app" }, namespace: "default" } as const;
  return buildApplication([{ name, file }], {
    ...identity,
    createNamespace: random.oneIn(4),
    declared: random.oneIn(2),
  });
}

function planTarget(text: string, random: Random): Outcome {
  const roster = rosterOf(applicationOf(text, random));
  const { steps, never, deletion } = planOutline(roster);
  const tasks = steps.flatMap((step) => step.tasks);
  ensure(new Set(tasks.map(({ id }) => id)).size === tasks.length, "two tasks have the same id");
  const known = new Set(tasks.map(({ id }) => id));
  for (const { title, waitsFor } of steps) {
    ensureWords(title, "a step");
    if (waitsFor !== "") ensureSentences(waitsFor, "what a step waits for");
  }
  for (const task of tasks)
    for (const need of task.needs) ensure(known.has(need), "a task needs what is not in the plan");
  const markdown = planMarkdown(roster);
  const mermaid = planMermaid(roster);
  ensureSafeLines(markdown, "the plan as Markdown");
  ensureSafeLines(mermaid, "the plan as a chart");
  const view = shownAnswer(toPlanView("file:///app", roster, { places, countProblems: noProblems }));
  ensureSafeMessage(view);
  const failure = failureOutline(roster.application);
  return { calls: 5, answer: [view, never.length, deletion.length, markdown, mermaid, failure?.message] };
}

const places = planPlaces({ positionEncoding: "utf-16" });

const noProblems = () => ({ errors: 0, warnings: 0 });

const modes = ["", "fails", "hangs", "refused", "missing-kind", "immutable", "stuck", "nothing"] as const;

function whatIfTarget(text: string, random: Random): Outcome {
  const application = applicationOf(text, random);
  const tasks = planOutline(rosterOf(application)).steps.flatMap((step) => step.tasks);
  const answer: unknown[] = [];
  let calls = 1;
  ensure(whatIf(application, [{ task: "no such task" }]) === undefined, "a task that is not there has an answer");
  for (const { id } of tasks.length > 6 ? tasks.filter(() => random.oneIn(3)).slice(0, 6) : tasks) {
    for (const mode of modes) {
      calls++;
      const outline = whatIf(application, [{ task: id, mode: mode === "" ? undefined : mode }]);
      if (outline === undefined) continue;
      const { title, story, ran, failed, running, never, hooks, markdown } = outline;
      ensureSentences(title, "the title of an answer");
      for (const sentence of story) ensureSentences(sentence, "a sentence of an answer");
      for (const { title: hook, reason, nextSentence } of hooks) {
        ensureWords(hook, "a hook");
        ensureSentences(reason, "why a hook stays");
        if (nextSentence !== undefined) ensureSentences(nextSentence, "what is next");
      }
      ensureSafeLines(markdown, "an answer");
      const all = [...ran, ...failed, ...running, ...never];
      assert.deepEqual(
        all.toSorted(),
        tasks.map((task) => task.id).toSorted(),
        "a task is in none or several of the lists",
      );
      ensureSafeMessage(shownAnswer(outline));
      answer.push(outline);
    }
  }
  return { calls, answer };
}

function refactoringTarget(text: string, random: Random): Outcome {
  const application = applicationOf(text, random);
  const [one, other] = [random.below(text.length + 1), random.below(text.length + 1)];
  const range = random.oneIn(2) ? { start: one, end: one } : { start: Math.min(one, other), end: Math.max(one, other) };
  const offered = refactorings(application, name, range);
  ensure(new Set(offered.map(({ id }) => id)).size === offered.length, "two refactorings have the same id");
  const before = offered.length === 0 ? undefined : stateOf(text);
  for (const { title } of offered) {
    ensureWords(title, "a refactoring");
    ensure(!title.endsWith("."), "the title of a refactoring ends with a full stop");
  }
  const made = offered.length > 3 ? offered.filter(() => random.oneIn(2)).slice(0, 3) : offered;
  for (const { id, edits } of made) ensureChange(text, { edits, before }, `the refactoring "${id}"`);
  return { calls: 1 + offered.length, answer: offered.map(({ id, title }) => ({ id, title })) };
}

/** What a text is and says before something changes it. */
function stateOf(text: string): { readonly whole: boolean | undefined; readonly data: unknown } {
  return { whole: isWhole(text), data: dataOf(text) };
}

interface Change {
  readonly edits: readonly FileEdits[];
  readonly before: ReturnType<typeof stateOf> | undefined;
}

/** Edits leave the text whole, and what it says apart from annotations. Returns the text after them. */
function ensureChange(text: string, { edits: files, before }: Change, what: string): string {
  const edits = files.flatMap((file) => file.edits);
  const after = ensureEdits(text, edits, what);
  if (edits.length === 0) return after;
  if (before?.whole === true) ensure(isWhole(after) !== false, `${what} breaks the YAML`);
  const left = before?.data === undefined ? undefined : dataOf(after);
  if (left !== undefined) assert.deepEqual(left, before?.data, `${what} changes something else`);
  return after;
}

const steps = [-(2n ** 63n), -10n, -1n, 0n, 1n, 5n, 10n, 2n ** 63n - 1n, 2n ** 64n];

function waveTarget(text: string, random: Random): Outcome {
  const application = applicationOf(text, random);
  const answer: unknown[] = [];
  let before: ReturnType<typeof stateOf> | undefined;
  const take = (found: ChangedWaves, what: string): string | undefined => {
    if (typeof found !== "string" && !("message" in found)) {
      answer.push(found.length);
      return ensureChange(text, { edits: found, before: (before ??= stateOf(text)) }, what);
    }
    const refusal = typeof found === "string" ? found : found.message;
    answer.push(refusal);
    ensureSentences(refusal, "why a wave stays");
    return undefined;
  };
  const range = { start: random.below(text.length + 1), end: text.length };
  take(shiftedWaves(application, name, { range, by: random.pick(steps) }), "shifting waves");
  take(renumberedWaves(application, random.pick([1n, 5n, 10n])), "renumbering waves");
  const tasks = planOutline(rosterOf(application)).steps.flatMap((step) => step.tasks);
  const task = tasks.length === 0 ? "no such task" : random.pick(tasks).id;
  const wave = random.pick([-5n, 0n, 3n, 2n ** 63n - 1n]);
  const after = take(moveTask(application, task, { wave, phase: undefined }), "moving to a wave");
  if (after !== undefined) {
    const again = moveTask(buildApplication([{ name, file: openFile(after) }], application), task, {
      wave,
      phase: undefined,
    });
    ensure(
      typeof again === "string" ||
        again.every(({ edits }) => edits.length === 0 || after === ensureEdits(after, edits, "a move")),
      "moving twice changes more",
    );
  }
  return { calls: 4, answer };
}

function changeTarget(input: string, random: Random): Outcome {
  const texts = Object.values(filesOf(input));
  const [before, after] = [applicationOf(texts[0] ?? "", random), applicationOf(texts.at(-1) ?? "", random)];
  const changes = planChange(before, after);
  for (const { title, before: was, after: now, differences } of changes) {
    ensureWords(title, "a changed resource");
    for (const words of [was, now]) if (words !== undefined) ensureWords(words, "a place in the plan");
    for (const sentence of differences) ensureSentences(sentence, "a difference");
  }
  ensureSafeLines(planChangeMarkdown("app", changes), "the changes");
  groupChanges(changes);
  ensure(planChange(after, after).length === 0, "a plan differs from itself");
  const sent = shownAnswer(toPlanChange("file:///app", [before, after], places));
  ensureSafeMessage(sent);
  return { calls: 4, answer: sent };
}
