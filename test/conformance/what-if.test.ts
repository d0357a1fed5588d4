import assert from "node:assert/strict";
import { answerWhatIf, formatWhatIfAsJson } from "../../server/cli/plan/plan-what-if.ts";
import { readQuestions } from "../../server/cli/plan/question.ts";
import { commandAnswer, commandExpected, failuresOf, questionOf, type WhatIfCase, wordOf } from "./what-if-case.ts";
import { applicationOfCase, applications, readSimulated, simulatorOf, type Simulator } from "./simulated-case.ts";
import type { LiveObject } from "../../server/core/sync/cluster.ts";
import type { Course } from "../../server/core/sync/simulate.ts";

/** What the simulation says, in the words of the cases. */
function answerOf(one: WhatIfCase): WhatIfCase["expected"] {
  const simulator = simulatorOf(one, `/Namespace:/${one.namespace} (created)`);
  const { tasks, run, idOf } = simulator;
  const course = run(failuresOf(one, simulator), []);
  const taskId = (task: (typeof tasks)[number]): string => `${idOf(task)} ${task.phase}`;
  const applied = applications(course.events);
  const tried = new Set(
    course.events.flatMap((event) => ("task" in event && event.what !== "deleted" ? [event.task] : [])),
  );
  const namesOf = (objects: readonly LiveObject[]): string[] =>
    objects.map((object) => nameOf(simulator, object)).sort();
  return {
    outcome: course.outcome,
    message: course.message.replace("REV", "0123456").replace("TIME", "1700000000"),
    order: tasks.map(taskId),
    applied: applied.map(({ task }) => taskId(task)),
    appliedOverExisting: applied.filter(({ what }) => what !== "applied").map(({ task }) => taskId(task)),
    refused: course.events.flatMap((event) => (event.what === "refused" ? [taskId(event.task)] : [])),
    never: tasks.filter((task) => !tried.has(task)).map(taskId),
    deleted: course.events.flatMap((event) => (event.what === "deleted" ? [madeIn(simulator, event.object)] : [])),
    inCluster: namesOf(course.left),
    ...(course.outcome === "waiting" && { inClusterAfterTerminate: namesOf(course.leftAfterTerminate) }),
    nextSync: nextSyncOf(simulator, course),
  };
}

function nameOf({ idOf }: Simulator, { appliedBy, resource }: LiveObject): string {
  assert.ok(appliedBy);
  const id = idOf(appliedBy);
  return id.endsWith("-") ? `${id} as ${resource.name}` : id;
}

function madeIn({ idOf }: Simulator, { appliedBy }: LiveObject): string {
  assert.ok(appliedBy);
  return `${idOf(appliedBy)} made in ${appliedBy.phase}`;
}

/** What the next sync does with each object that is left, all going well. */
function nextSyncOf({ run, idOf }: Simulator, course: Course): Readonly<Record<string, string>> {
  const { events } = run([], course.leftAfterTerminate, "LATER");
  return Object.fromEntries(
    course.left.flatMap(({ key, appliedBy, isTracked, resource }) => {
      // The API server names a resource that is not a hook: no case tells what becomes of it.
      if (appliedBy === undefined || !isTracked || resource.name === "") return [];
      const id = idOf(appliedBy);
      const own = events.filter(
        (event) => (typeof event.object === "string" ? event.object : event.object.key) === key,
      );
      const name = id.endsWith("-") ? `${id} ${appliedBy.phase.toLowerCase()}` : id;
      return [[name, wordOf(own.map(({ what }) => what))]];
    }),
  );
}

/** The same without the objects that have no name of their own, in one order. */
function normal(expected: WhatIfCase["expected"]): WhatIfCase["expected"] {
  const next = Object.entries(expected.nextSync).filter(([name]) => !name.endsWith(" undefined"));
  return {
    ...expected,
    inCluster: [...expected.inCluster].sort(),
    ...(expected.inClusterAfterTerminate && { inClusterAfterTerminate: [...expected.inClusterAfterTerminate].sort() }),
    nextSync: Object.fromEntries(next),
  };
}

/** What the command line says, asked as a user asks. */
function commandAnswerTo(one: WhatIfCase, questions: readonly string[]): unknown {
  const application = applicationOfCase(one);
  const result = answerWhatIf({ application, files: new Map(), unread: [] }, readQuestions(questions));
  assert.ok("answer" in result, "complaint" in result ? result.complaint : "");
  return commandAnswer(formatWhatIfAsJson([result]).safe);
}

/** Compares all cases before it fails, and shows the first that differ. */
function assertAll(cases: readonly WhatIfCase[], check: (one: WhatIfCase) => void): void {
  const failures = cases.flatMap((one) => {
    try {
      check(one);
      return [];
    } catch (error) {
      return [`${one.id}\n${error instanceof Error ? error.message : String(error)}`];
    }
  });
  assert.equal(
    failures.length,
    0,
    `${failures.length} of ${cases.length} differ:\n${failures.slice(0, 5).join("\n\n")}`,
  );
}

describe("what happens in a sync, as Argo CD's own loop does it", () => {
  const cases = readSimulated("what-if") as readonly WhatIfCase[];
  for (const outcome of ["succeeded", "failed", "waiting"] as const) {
    const some = cases.filter(({ expected }) => expected.outcome === outcome);
    it(`${some.length} syncs that have ${outcome}`, () => {
      assertAll(some, (one) => {
        assert.deepEqual(answerOf(one), normal(one.expected));
      });
    });
  }

  const asked = (count: number): readonly WhatIfCase[] => cases.filter(({ failures }) => failures.length === count);

  it(`${asked(0).length} answers of the command line if nothing fails`, () => {
    assertAll(asked(0), (one) => {
      assert.deepEqual(commandAnswerTo(one, ["none"]), commandExpected(one));
    });
  });

  it(`${asked(1).length} answers of the command line to one question`, () => {
    assertAll(asked(1), (one) => {
      assert.deepEqual(commandAnswerTo(one, one.failures.map(questionOf)), commandExpected(one));
    });
  });

  it(`${asked(2).length} about a SyncFail hook: what sets it off is assumed, or asked for too`, () => {
    assertAll(asked(2), (one) => {
      const questions = one.failures.map(questionOf);
      assert.deepEqual(commandAnswerTo(one, questions.slice(0, 1)), commandExpected(one));
      assert.deepEqual(commandAnswerTo(one, questions), commandExpected(one));
    });
  });
});
