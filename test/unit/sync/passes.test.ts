import assert from "node:assert/strict";
import { type LiveObject, liveObject } from "../../../server/core/sync/cluster.ts";
import type { Failure, FailureMode } from "../../../server/core/sync/failure-mode.ts";
import { type PlanOptions, planSync } from "../../../server/core/sync/plan.ts";
import type { SyncResource } from "../../../server/core/sync/resource.ts";
import { settingsOf } from "../../../server/core/sync/settings.ts";
import { type Course, runSync } from "../../../server/core/sync/simulate.ts";
import { resourceFrom } from "./resources.ts";

interface Sync {
  readonly options?: Partial<PlanOptions>;
  readonly live?: readonly LiveObject[];
  /** `NAME PHASE` and how it fails. */
  readonly failing?: Readonly<Record<string, FailureMode>>;
}

function run(resources: readonly SyncResource[], { options = {}, live = [], failing = {} }: Sync = {}): Course {
  const all = { namespace: "default", ...options };
  const plan = planSync(resources, all);
  const tasks = plan.steps.flatMap((step) => step.tasks);
  const failures = Object.entries(failing).map(([name, mode]): Failure => {
    const task = tasks.find((it) => `${resources[it.resource ?? -1]?.name} ${it.phase}` === name);
    assert.ok(task);
    return { task, mode };
  });
  return runSync({ plan, resources }, settingsOf(all, "prunes"), { failures, live });
}

/** What happens, one line for each event. */
function linesOf({ events }: Course): string[] {
  return events.map((event) => `${event.what} ${typeof event.object === "string" ? event.object : event.object.key}`);
}

const config = resourceFrom("/ConfigMap:/config");
const job = (name: string, hook: string, hookDeletePolicy: string, syncOptions = ""): SyncResource =>
  resourceFrom(`batch/Job:/${name}`, { hook, hookDeletePolicy, syncOptions });
const gone = (name: string, syncOptions: string): LiveObject =>
  liveObject(resourceFrom(`/Secret:/${name}`, { syncOptions }), "default");

describe("the passes of a sync", () => {
  it("replace a hook that is there with Force=true and Replace=true, so it runs again", () => {
    const forced = job("migrate", "PreSync", "HookSucceeded", "Force=true,Replace=true");
    const first = run([forced, config], { failing: { "migrate PreSync": "fails" } });
    const second = run([forced, config], { live: first.leftAfterTerminate });
    assert.equal(linesOf(second)[0], "replaced batch/Job:default/migrate");
    const application = run(
      [{ ...forced, annotations: new Map(forced.annotations).set("argocd.argoproj.io/sync-options", "Force=true") }],
      {
        live: first.left,
        options: { syncOptions: ["Replace=true"] },
      },
    );
    assert.equal(linesOf(application)[0], "replaced batch/Job:default/migrate");
  });

  it("wait until somebody confirms a prune, and prune nothing beside it", () => {
    const live = [gone("a", "Prune=confirm"), gone("b", ""), gone("c", "Prune=confirm")];
    const { outcome, message, events } = run([config], { live });
    assert.deepEqual(
      [outcome, message],
      ["waiting", "waiting for pruning confirmation of /Secret/a and 1 more resources"],
    );
    assert.ok(events.every(({ what }) => what === "unconfirmed"));
  });

  it("keep what the options say, those of the object before those of the application", () => {
    const live = [gone("a", ""), gone("b", "Prune=true")];
    assert.deepEqual(linesOf(run([config], { live, options: { syncOptions: ["Prune=false"] } })), [
      "kept /Secret:default/a",
      "pruned /Secret:default/b",
      "applied /ConfigMap:default/config",
    ]);
  });

  it("wait for a hook that hangs, even if its SyncFail phase applies it again", () => {
    const both = job("both", "Sync,SyncFail", "HookFailed");
    const failing = { "config Sync": "refused", "both Sync": "hangs" } as const;
    const waiting = run([both, config], { failing });
    assert.deepEqual(linesOf(waiting).slice(1), ["applied batch/Job:default/both", "patched batch/Job:default/both"]);
    assert.deepEqual([waiting.outcome, waiting.left.length], ["waiting", 1]);
    assert.equal(waiting.leftAfterTerminate.length, 0);
  });

  it("keep the hooks of earlier waves after a refusal until the SyncFail hooks have ended", () => {
    const resources = [job("migrate", "PreSync", "HookFailed"), config, job("alert", "SyncFail", "HookFailed")];
    const leftWith = (failing: Readonly<Record<string, FailureMode>>): string[] =>
      run(resources, { failing }).left.map(({ key }) => key);
    assert.deepEqual(leftWith({ "config Sync": "refused" }), []);
    assert.deepEqual(leftWith({ "config Sync": "refused", "alert SyncFail": "hangs" }), [
      "batch/Job:default/migrate",
      "batch/Job:default/alert",
    ]);
  });

  it("apply a Namespace with managed metadata in each sync, as a step of its own", () => {
    const live = [liveObject(resourceFrom("/Namespace:/default"), "default")].map((object) => ({
      ...object,
      isTracked: false,
    }));
    const namespace = (metadata: "managed" | "its own"): Partial<PlanOptions> => ({
      createNamespace: { annotations: new Map(), managed: metadata === "managed" },
    });
    assert.deepEqual(linesOf(run([config], { live, options: namespace("managed") })), [
      "patched /Namespace:/default",
      "applied /ConfigMap:default/config",
    ]);
    assert.deepEqual(linesOf(run([config], { live, options: namespace("its own") })), [
      "applied /ConfigMap:default/config",
    ]);
  });

  it("look at each of many resources a few times, whatever their waves", () => {
    let looks = 0;
    const counting = Array.from({ length: 2_000 }, (_, index) => {
      const resource = resourceFrom(`/ConfigMap:/c${index}`, { syncWave: String(index) });
      return Object.defineProperty({ ...resource }, "kind", {
        get: () => {
          looks++;
          return "ConfigMap";
        },
      });
    });
    const plan = planSync(counting, { namespace: "default" });
    looks = 0;
    const course = runSync({ plan, resources: counting }, settingsOf({ namespace: "default" }, "prunes"), {});
    assert.equal(course.events.length, counting.length);
    assert.ok(looks <= 20 * counting.length, `${looks} looks`);
  });
});
