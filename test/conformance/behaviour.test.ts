import assert from "node:assert/strict";
import type { Failure } from "../../server/core/sync/failure-mode.ts";
import type { SyncEvent } from "../../server/core/sync/sync-run.ts";
import type { Task } from "../../server/core/sync/sync-tasks.ts";
import { liveObjects, readSimulated, type SimulatedCase, simulatorOf } from "./simulated-case.ts";

/** A small case that decides one question. */
interface BehaviourCase extends SimulatedCase {
  readonly live?: string;
  readonly failures: readonly { readonly id: string; readonly phase: string; readonly mode: string }[];
  readonly expected: {
    readonly outcome: string;
    readonly message: string;
    readonly events: readonly string[];
    readonly nextSync: readonly string[];
  };
}

const verbs = { applied: "apply", patched: "patch", replaced: "replace", refused: "refused" } as const;

/** An event in the words of the cases; nothing where Argo CD leaves an object alone. */
function lineOf(event: SyncEvent, nameOf: (task: Task) => string): string[] {
  switch (event.what) {
    case "kept":
    case "unconfirmed":
    case "not-valid":
      return [];
    case "pruned":
      return [`prune ${event.object.resource.name}`];
    case "deleted": {
      const { appliedBy, resource } = event.object;
      return [`delete ${resource.name}${appliedBy === undefined ? "" : ` ${appliedBy.phase}`}`];
    }
    case "applied":
    case "patched":
    case "replaced":
    case "refused":
      return [`${verbs[event.what]} ${nameOf(event.task)} ${event.task.phase}`];
  }
}

describe("what Argo CD does, event by event", () => {
  for (const one of readSimulated("behaviour") as readonly BehaviourCase[]) {
    it(one.id, () => {
      const { tasks, run, idOf } = simulatorOf(one, `(created)Namespace/${one.namespace}`, ({ name }) => name);
      const failures = one.failures.map(({ id, phase, mode }): Failure => {
        const task = tasks.find((it) => idOf(it) === id && it.phase === phase);
        assert.ok(task);
        return { task, mode: mode === "dryrun" ? "invalid" : (mode as Failure["mode"]) };
      });
      const course = run(failures, one.live === undefined ? [] : liveObjects(one.live, one.namespace));
      const next = run([], course.leftAfterTerminate, "LATER");
      const { outcome, message, events, nextSync } = one.expected;
      assert.deepEqual(
        {
          outcome: course.outcome,
          message: course.message,
          events: course.events.flatMap((event) => lineOf(event, idOf)),
          nextSync: next.events.flatMap((event) => lineOf(event, idOf)),
        },
        { outcome, message, events, nextSync },
      );
    });
  }
});
