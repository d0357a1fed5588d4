import assert from "node:assert/strict";
import { type FailureMode, failureModes } from "../../../server/core/sync/failure-mode.ts";
import { missingKinds } from "../../../server/core/sync/missing-kind.ts";
import { planSync } from "../../../server/core/sync/plan.ts";
import type { SyncResource } from "../../../server/core/sync/resource.ts";
import { simulateFailure } from "../../../server/core/sync/simulate-failure.ts";
import type { Task } from "../../../server/core/sync/sync-tasks.ts";
import { resourceFrom } from "./resources.ts";

/**
 * What becomes of a sync to the namespace `agents`, one line for each kind of fate that occurs, and one for each hook.
 * `failing` is a `NAME` or, of several phases, a `NAME PHASE`.
 */
function courseOf(resources: readonly SyncResource[], failing?: string, mode: FailureMode = "fails"): string[] {
  const options = { namespace: "agents" };
  const plan = planSync(resources, options);
  const nameOf = ({ resource }: Task): string =>
    resource === undefined ? "(created)" : (resources[resource]?.name ?? "");
  const tasks = plan.steps.flatMap((step) => step.tasks);
  const task = tasks.find((it) => nameOf(it) === failing || `${nameOf(it)} ${it.phase}` === failing);
  assert.ok(failing === undefined || task !== undefined);
  const simulation = simulateFailure({ plan, resources, options }, task === undefined ? [] : [{ task, mode }]);
  const { outcome, endsAt, hooks } = simulation;
  const fates = (["ran", "failed", "running", "never"] as const).flatMap((fate) =>
    simulation[fate].length === 0 ? [] : [`${fate}: ${simulation[fate].map(nameOf).join(", ")}`],
  );
  return [
    endsAt === undefined ? outcome : `${outcome} at ${endsAt.phase} ${endsAt.wave}`,
    ...fates,
    ...hooks.map(
      (hook) => `${nameOf(hook.task)}: ${hook.stays ? "stays" : hook.deletedBy}${hook.next ? `, ${hook.next}` : ""}`,
    ),
  ];
}

const job = (name: string, hook: string, wave?: string, hookDeletePolicy?: string): SyncResource =>
  resourceFrom(`batch/Job:/${name}`, {
    hook,
    ...(wave !== undefined && { syncWave: wave }),
    ...(hookDeletePolicy !== undefined && { hookDeletePolicy }),
  });

// What the tutorial writes is an annotation that Argo CD does not read.
const withTutorialPolicy = (resource: SyncResource, policy: string): SyncResource => ({
  ...resource,
  annotations: new Map([...resource.annotations, ["argocd.argoproj.io/hook-deletion-policy", policy]]),
});

describe("a migration as tutorials teach it", () => {
  const access = [
    resourceFrom("/ServiceAccount:agents/db-migrate"),
    resourceFrom("rbac.authorization.k8s.io/Role:agents/db-role"),
    resourceFrom("rbac.authorization.k8s.io/RoleBinding:agents/db-binding"),
  ];
  const rest = [
    resourceFrom("/ConfigMap:/agent-config", { syncWave: "0" }),
    resourceFrom("apps/Deployment:/agent-api", { syncWave: "1" }),
  ];
  const written = withTutorialPolicy(job("db-migration", "PreSync", "-1"), "HookSucceeded");
  const fixed = job("db-migration", "PreSync", "-1", "HookSucceeded");

  it("when it succeeds, it is not deleted: hook-deletion-policy is no annotation of Argo CD's", () => {
    assert.deepEqual(courseOf([...access, written, ...rest]), [
      "succeeded",
      "ran: db-migration, db-migrate, agent-config, db-role, db-binding, agent-api",
      "db-migration: stays, recreated",
    ]);
  });

  it("when it succeeds with the right key, it is deleted only when the whole sync has succeeded", () => {
    const resources = [fixed, ...rest, job("smoke-tests", "PostSync", "2", "HookSucceeded")];
    assert.deepEqual(courseOf(resources), [
      "succeeded",
      "ran: db-migration, agent-config, agent-api, smoke-tests",
      "db-migration: HookSucceeded",
      "smoke-tests: HookSucceeded",
    ]);
    assert.deepEqual(courseOf(resources, "smoke-tests"), [
      "failed at PostSync 2",
      "ran: db-migration, agent-config, agent-api",
      "failed: smoke-tests",
      "db-migration: stays, patched",
      "smoke-tests: stays, patched",
    ]);
  });

  it("when it fails, it stays as the tutorial says, and the service account it needs is not even there", () => {
    assert.deepEqual(courseOf([...access, written, ...rest], "db-migration"), [
      "failed at PreSync -1",
      "failed: db-migration",
      "never: db-migrate, agent-config, db-role, db-binding, agent-api",
      "db-migration: stays, recreated",
    ]);
  });

  it("when it fails with the right key, it stays, and the next sync does not run it again", () => {
    assert.deepEqual(courseOf([fixed, ...rest], "db-migration"), [
      "failed at PreSync -1",
      "failed: db-migration",
      "never: agent-config, agent-api",
      "db-migration: stays, patched",
    ]);
  });

  it("an alert with HookFailed is deleted although it succeeded: the sync has failed", () => {
    const alert = job("sync-failed-alert", "SyncFail", "3", "HookFailed");
    assert.deepEqual(courseOf([fixed, ...rest, alert], "agent-api", "refused"), [
      "failed at Sync 1",
      "ran: db-migration, agent-config, sync-failed-alert",
      "failed: agent-api",
      "db-migration: stays, patched",
      "sync-failed-alert: HookFailed",
    ]);
  });
});

type Case = readonly [
  title: string,
  resources: readonly SyncResource[],
  failure: readonly [name?: string, mode?: FailureMode],
  course: readonly string[],
];

function runCases(cases: readonly Case[]): void {
  for (const [title, resources, [failing, mode], course] of cases) {
    it(title, () => {
      assert.deepEqual(courseOf(resources, failing, mode), course);
    });
  }
}

describe("what becomes of a sync when", () => {
  const config = resourceFrom("/ConfigMap:/config");
  const web = resourceFrom("apps/Deployment:/web");
  const late = resourceFrom("apps/Deployment:/late", { syncWave: "1" });
  const warm = job("warm", "Sync");
  const alert = job("alert", "SyncFail", undefined, "HookSucceeded");
  const page = job("page", "SyncFail", "5", "HookFailed");
  runCases([
    [
      "nothing fails: SyncFail hooks never run",
      [config, web, alert],
      [],
      ["succeeded", "ran: config, web", "never: alert"],
    ],
    [
      "the API server refuses a resource: all others of its step are applied all the same",
      [config, resourceFrom("/Secret:/key"), web, late],
      ["config", "refused"],
      ["failed at Sync 0", "ran: key, web", "failed: config", "never: late"],
    ],
    [
      "a resource becomes Degraded and a later wave waits for it",
      [config, web, late],
      ["web"],
      ["failed at Sync 0", "ran: config", "failed: web", "never: late"],
    ],
    [
      "a resource never becomes healthy and a later wave waits for it: for ever, and no SyncFail hook runs",
      [config, web, late, alert],
      ["web", "hangs"],
      ["waiting at Sync 0", "ran: config", "running: web", "never: late, alert"],
    ],
    [
      "a resource of the last step becomes Degraded: nobody looks",
      [config, web, late],
      ["late"],
      ["succeeded", "ran: config, web", "failed: late"],
    ],
    [
      "a resource of the last step never becomes healthy: nobody waits",
      [config, web, late],
      ["late", "hangs"],
      ["succeeded", "ran: config, web", "running: late"],
    ],
    [
      "a resource beside the hook of a single step becomes Degraded while the hook runs",
      [web, warm],
      ["web"],
      ["failed at Sync 0", "ran: warm", "failed: web", "warm: stays, recreated"],
    ],
    [
      "a resource beside the hook of a single step never becomes healthy: only the hook is awaited",
      [web, warm],
      ["web", "hangs"],
      ["succeeded", "ran: warm", "running: web", "warm: stays, recreated"],
    ],
    [
      "a hook never ends: no policy counts, as the sync does not end either",
      [job("first", "PreSync", "-1", "HookSucceeded"), job("second", "PreSync", "0", "HookFailed"), web],
      ["second", "hangs"],
      ["waiting at PreSync 0", "ran: first", "running: second", "never: web", "first: stays, patched", "second: stays"],
    ],
    [
      "a PostSync hook fails: all SyncFail hooks start, whatever their waves",
      [web, job("check", "PostSync", undefined, "HookFailed"), alert, page],
      ["check"],
      [
        "failed at PostSync 0",
        "ran: web, alert, page",
        "failed: check",
        "check: HookFailed",
        "alert: stays, deleted",
        "page: HookFailed",
      ],
    ],
    [
      "the Namespace of the destination is refused: nothing runs, not even SyncFail hooks",
      [resourceFrom("/Namespace:/agents", { syncWave: "3" }), job("first", "PreSync"), web, alert],
      ["agents", "refused"],
      ["failed at PreSync 0", "failed: agents", "never: first, web, alert"],
    ],
    [
      "another Namespace is refused: SyncFail hooks run",
      [resourceFrom("/Namespace:/other"), web, page],
      ["other", "refused"],
      ["failed at Sync 0", "ran: web, page", "failed: other", "page: HookFailed"],
    ],
    [
      "a SyncFail hook fails: something has failed before, here the first hook",
      [job("first", "PreSync"), web, alert, page],
      ["alert"],
      [
        "failed at PreSync 0",
        "ran: page",
        "failed: first, alert",
        "never: web",
        "first: stays, recreated",
        "alert: stays, deleted",
        "page: HookFailed",
      ],
    ],
    [
      "a SyncFail hook fails and there is no other hook: the first resource was refused",
      [config, web, page],
      ["page"],
      ["failed at Sync 0", "ran: web", "failed: config, page", "page: HookFailed"],
    ],
    [
      "a SyncFail hook never ends: what had ended before is deleted, the SyncFail hooks stay",
      [job("first", "PreSync", undefined, "HookFailed"), alert, page],
      ["page", "hangs"],
      [
        "waiting at PreSync 0",
        "ran: alert",
        "failed: first",
        "running: page",
        "first: HookFailed",
        "alert: stays, deleted",
        "page: stays, untouched",
      ],
    ],
    ["there is nothing but a SyncFail hook: it never runs", [page], ["page"], ["succeeded", "never: page"]],
  ]);
});

describe("what is left of a hook", () => {
  const generated = (name: string, hook: string, hookDeletePolicy?: string): SyncResource => ({
    ...job(name, hook, undefined, hookDeletePolicy),
    generateName: "run-",
    name: "",
  });
  runCases([
    [
      "with a generated name stays beside those of later syncs",
      [generated("run", "PreSync")],
      [],
      ["succeeded", "ran: ", ": stays, another"],
    ],
    [
      "of two phases is one object, and what a sync applies last counts",
      [job("both", "PreSync,PostSync", undefined, "HookSucceeded")],
      ["both PreSync"],
      ["failed at PreSync 0", "failed: both", "never: both", "both: stays, patched"],
    ],
    [
      "whose policies only rendering tells is not known",
      [resourceFrom("batch/Job:/x", { hook: "PreSync", hookDeletePolicy: undefined })],
      [],
      ["succeeded", "ran: x", "x: stays, unknown"],
    ],
    [
      "that the API server refused is nothing",
      [job("first", "PreSync", "-1", "HookFailed"), job("second", "PreSync")],
      ["second", "refused"],
      ["failed at PreSync 0", "ran: first", "failed: second", "first: HookFailed"],
    ],
  ]);
});

describe("what can go wrong with a resource", () => {
  const all = ["fails", "hangs", "refused"];
  const cases = [
    ["a Job has immutable fields", "batch/Job:/x", [...all, "immutable"]],
    ["a ConfigMap has no health", "/ConfigMap:/x", ["refused"]],
    ["a child Application has no health check", "argoproj.io/Application:/x", ["refused"]],
    ["of other custom kinds nothing is known", "example.com/Widget:/x", [...all, "missing-kind"]],
  ] as const;
  for (const [title, id, modes] of cases) {
    it(title, () => {
      const resource = resourceFrom(id);
      const plan = planSync([resource], { namespace: "agents" });
      const missingKind = missingKinds({ plan, resources: [resource] }, [])(resource);
      assert.deepEqual(failureModes(resource, missingKind, {}), modes);
    });
  }

  it("the Namespace that the sync creates", () => {
    assert.deepEqual(failureModes(undefined, "built-in", {}), ["refused"]);
  });
});
