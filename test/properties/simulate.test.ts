import assert from "node:assert/strict";
import fc from "fast-check";
import { planSync } from "../../server/core/sync/plan.ts";
import type { SyncResource } from "../../server/core/sync/resource.ts";
import { type FailureMode, failureModes } from "../../server/core/sync/failure-mode.ts";
import { missingKinds } from "../../server/core/sync/missing-kind.ts";
import { type Simulated, type Simulation, simulateFailure } from "../../server/core/sync/simulate-failure.ts";
import type { Planned } from "../../server/core/sync/sync-task.ts";
import type { Task } from "../../server/core/sync/sync-tasks.ts";
import { type ArgoCdVersion, parseVersion } from "../../server/core/versions.ts";
import { resourceFrom } from "../unit/sync/resources.ts";

const annotations = fc.record(
  {
    hook: fc.constantFrom("PreSync", "Sync", "PostSync", "SyncFail", "PreSync,SyncFail", "Skip", "typo"),
    syncWave: fc.integer({ min: -2, max: 2 }).map(String),
    hookDeletePolicy: fc.constantFrom("HookSucceeded", "HookFailed", "BeforeHookCreation", "HookFailed,HookSucceeded"),
  },
  { requiredKeys: [] },
);
const resource = fc
  .tuple(
    fc.constantFrom("/ConfigMap", "batch/Job", "apps/Deployment", "/Namespace", "example.com/Widget"),
    fc.nat({ max: 9 }),
    annotations,
  )
  .map(([kind, number, short]) => resourceFrom(`${kind}:/${number === 0 ? "default" : `n${number}`}`, short));
const resources: fc.Arbitrary<readonly SyncResource[]> = fc.array(resource, { minLength: 1, maxLength: 20 });

/** The newest version, and those before each change of what happens in a sync. */
const versions = fc.constantFrom(undefined, ...["3.3", "3.0", "2.13", "2.9", "2.0", "1.7"].map(parseVersion));

/** How a task can fail in a first sync. */
function modesOf({ plan, resources: all }: Planned, { resource: index = -1 }: Task): readonly FailureMode[] {
  const found = all[index];
  const missingKind = found === undefined ? "built-in" : missingKinds({ plan, resources: all }, [])(found);
  return failureModes(found, missingKind, {}).filter((mode) => mode !== "immutable");
}

/** Simulates a failure of one of the tasks, in one of the modes that it has, or none. */
function simulateAny(
  all: readonly SyncResource[],
  pick: number,
  version: ArgoCdVersion | undefined,
): { simulated: Simulated; simulation: Simulation } {
  const options = { namespace: "default", version };
  const plan = planSync(all, options);
  const simulated = { plan, resources: all, options };
  const failures = plan.steps
    .flatMap((step) => step.tasks)
    .flatMap((task) => modesOf(simulated, task).map((mode) => ({ task, mode })));
  const failure = failures[pick % (failures.length + 1)];
  return { simulated, simulation: simulateFailure(simulated, failure === undefined ? [] : [failure]) };
}

function checkAny(
  check: (simulated: Simulated, simulation: Simulation) => void,
  inVersions: fc.Arbitrary<ArgoCdVersion | undefined> = versions,
): void {
  fc.assert(
    fc.property(resources, fc.nat(), inVersions, (all, pick, version) => {
      const { simulated, simulation } = simulateAny(all, pick, version);
      check(simulated, simulation);
    }),
    { numRuns: 400 },
  );
}

describe("whatever goes wrong in a sync", () => {
  it("every task has run, failed, is running or never runs", () => {
    checkAny(({ plan }, { ran, failed, running, never }) => {
      const fates = [...ran, ...failed, ...running, ...never];
      const tasks = plan.steps.flatMap((step) => step.tasks);
      assert.equal(fates.length, tasks.length);
      assert.deepEqual(new Set(fates), new Set(tasks));
    });
  });

  it("nothing runs after the step at which the sync ends but SyncFail hooks, and those only after a failure", () => {
    checkAny(({ plan, resources }, { outcome, endsAt, running, never, cause }) => {
      const steps = plan.steps.filter(({ phase }) => phase !== "SyncFail");
      const later = endsAt === undefined ? [] : steps.slice(steps.indexOf(endsAt) + 1).flatMap(({ tasks }) => tasks);
      assert.ok(later.every((task) => never.includes(task)));
      // Even as a SyncFail hook, the Namespace of the destination is applied before everything.
      const isFirst = ({ resource }: Task): boolean => resources[resource ?? -1]?.name === "default";
      const alerts = plan.steps
        .filter(({ phase }) => phase === "SyncFail")
        .flatMap(({ tasks }) => tasks.filter((task) => !isFirst(task)));
      if (outcome === "succeeded") assert.ok(alerts.every((task) => never.includes(task)));
      if (outcome === "waiting") assert.equal(running.length, 1);
      if (outcome === "failed") assert.notEqual(cause, undefined);
    });
  });

  it("a hook is deleted by a policy that it has, and stays where none of its policies counts", () => {
    checkAny(({ plan }, { outcome, hooks, never }) => {
      for (const { task, stays, deletedBy, next } of hooks) {
        const policies = plan.behaviours[task.resource ?? -1]?.deletePolicies ?? [];
        assert.ok(!never.includes(task));
        assert.equal(stays, deletedBy === undefined);
        if (deletedBy !== undefined) assert.ok(policies.includes(deletedBy) && next === undefined);
        if (outcome === "succeeded") assert.equal(deletedBy === "HookSucceeded", policies.includes("HookSucceeded"));
        if (outcome === "failed") assert.equal(deletedBy === "HookFailed", policies.includes("HookFailed"));
      }
    }, fc.constant(undefined));
  });

  it("a plan promises a wait exactly where the sync waits for what hangs", () => {
    fc.assert(
      fc.property(resources, fc.boolean(), versions, (all, addsNamespace, version) => {
        const options = {
          namespace: "default",
          version,
          ...(addsNamespace && { createNamespace: { annotations: new Map<string, string>() } }),
        };
        const plan = planSync(all, options);
        for (const step of plan.steps.filter(({ phase }) => phase !== "SyncFail")) {
          for (const task of step.tasks) {
            if (!modesOf({ plan, resources: all }, task).includes("hangs")) continue;
            const { outcome } = simulateFailure({ plan, resources: all, options }, [{ task, mode: "hangs" }]);
            const isHook = plan.behaviours[task.resource ?? -1]?.role === "hook";
            const isAwaited = step.waitsFor === "everything" || (isHook && step.waitsFor === "hooks");
            assert.equal(outcome === "waiting", isAwaited);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});
