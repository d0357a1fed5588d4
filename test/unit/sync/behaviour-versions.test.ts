import assert from "node:assert/strict";
import { behaviourOf } from "../../../server/core/sync/behaviour.ts";
import { behaviourChanges, does } from "../../../server/core/sync/behaviour-versions.ts";
import { type LiveObject, liveObject } from "../../../server/core/sync/cluster.ts";
import type { Failure, FailureMode } from "../../../server/core/sync/failure-mode.ts";
import { healthCheckOf, knownCheckOf } from "../../../server/core/sync/health.ts";
import { type PlanOptions, planSync } from "../../../server/core/sync/plan.ts";
import type { SyncResource } from "../../../server/core/sync/resource.ts";
import { settingsOf } from "../../../server/core/sync/settings.ts";
import { type Course, runSync } from "../../../server/core/sync/simulate.ts";
import { type ArgoCdVersion, compareVersions, parseVersion } from "../../../server/core/versions.ts";
import { deletionLines, resourceFrom, type ShortAnnotations, stepLines } from "./resources.ts";

function version(text: string): ArgoCdVersion {
  const parsed = parseVersion(text);
  assert.ok(parsed);
  return parsed;
}

interface Sync {
  readonly options?: Partial<PlanOptions>;
  readonly live?: readonly LiveObject[];
  /** `NAME PHASE` and how it fails. */
  readonly failing?: Readonly<Record<string, Failure["mode"]>>;
}

function run(of: string, resources: readonly SyncResource[], { options, live = [], failing = {} }: Sync = {}): Course {
  const all = { namespace: "default", version: version(of), ...options };
  const plan = planSync(resources, all);
  const tasks = plan.steps.flatMap((step) => step.tasks);
  const failures = Object.entries(failing).map(([name, mode]): Failure => {
    const task = tasks.find((it) => `${resources[it.resource ?? -1]?.name} ${it.phase}` === name);
    assert.ok(task, name);
    return { task, mode };
  });
  return runSync({ plan, resources }, settingsOf(all, "prunes"), { failures, live });
}

/** What happens, one line for each event. */
function linesOf({ events }: Course): string[] {
  return events.map((event) => {
    const key = typeof event.object === "string" ? event.object : event.object.key;
    return `${event.what} ${key.slice(key.lastIndexOf("/") + 1)}`;
  });
}

const config = resourceFrom("/ConfigMap:/config");
const job = (name: string, hook: string, hookDeletePolicy = "BeforeHookCreation"): SyncResource =>
  resourceFrom(`batch/Job:/${name}`, { hook, hookDeletePolicy });
const gone = (name: string, annotations: ShortAnnotations): LiveObject =>
  liveObject(resourceFrom(`/Secret:/${name}`, annotations), "default");

describe("the behaviour of versions", () => {
  it("is told with the newest change first, each with a version, a source and what was before", () => {
    const changes = Object.values(behaviourChanges);
    const versions = changes.map(({ since }) => version(since));
    assert.deepEqual(
      versions,
      versions.toSorted((one, other) => compareVersions(other, one)),
    );
    for (const { now, before, source } of changes) {
      assert.match(source, /`\w+`.* (?:gitops-engine|controller|reposerver)\/\S+\.go/);
      assert.notEqual(now, before);
    }
  });

  it("is that of the newest release if no version is given", () => {
    for (const name of ["first option", "failure waits", "namespace first"] as const) assert.ok(does(name), name);
    assert.ok(!does("first option", version("3.3.14")));
  });

  describe("when a resource has left Git", () => {
    const fate = (of: string, syncOptions: string, options: Partial<PlanOptions> = {}): string | undefined =>
      linesOf(run(of, [config], { live: [gone("old", { syncOptions })], options }))[0];

    it("counts only the first option of a list since 3.4", () => {
      assert.deepEqual(
        [fate("3.4", "Prune=true,Prune=false"), fate("3.3", "Prune=true,Prune=false")],
        ["pruned old", "kept old"],
      );
      assert.deepEqual(
        [fate("3.4", "Prune=false,Prune=confirm"), fate("3.3", "Prune=false,Prune=confirm")],
        ["kept old", "unconfirmed old"],
      );
    });

    it("waits for somebody to confirm since 2.14", () => {
      assert.deepEqual(
        [fate("2.14", "Prune=confirm"), fate("2.13", "Prune=confirm")],
        ["unconfirmed old", "pruned old"],
      );
    });

    it("prunes the highest wave first since 2.11, and before that the lowest", () => {
      const live = ["0", "1", "2"].map((syncWave) => gone(`wave-${syncWave}`, { syncWave }));
      const order = (of: string): string[] => linesOf(run(of, [], { live }));
      assert.deepEqual(order("2.11"), ["pruned wave-2", "pruned wave-1", "pruned wave-0"]);
      assert.deepEqual(order("2.10"), ["pruned wave-0", "pruned wave-1", "pruned wave-2"]);
    });

    it("puts off a prune until after what is applied, and since 2.11 also after what is pruned", () => {
      const live = [gone("last", { syncOptions: "PruneLast=true" }), gone("late", { syncWave: "5" })];
      const order = (of: string): string[] => linesOf(run(of, [config], { live }));
      assert.deepEqual(order("2.11"), ["pruned late", "applied config", "pruned last"]);
      assert.deepEqual(order("2.10"), ["applied config", "pruned last", "pruned late"]);
    });
  });

  describe("when the application is deleted", () => {
    const left = (of: string, annotations: ShortAnnotations): readonly string[] => {
      const resources = [resourceFrom("/Secret:/a", annotations)];
      return deletionLines(planSync(resources, { namespace: "default", version: version(of) }), resources);
    };

    it("keeps what Delete=false protects since 2.7, wherever it is in the list before 3.4", () => {
      assert.deepEqual(
        [left("2.7", { syncOptions: "Delete=false" }), left("2.6", { syncOptions: "Delete=false" })],
        [[], ["/Secret:/a"]],
      );
      const twice = { syncOptions: "Delete=true,Delete=false" };
      assert.deepEqual([left("3.4", twice), left("3.3", twice)], [["/Secret:/a"], []]);
    });

    it("keeps what Helm's resource policy protects since 2.7", () => {
      const keep = { helmResourcePolicy: "keep" };
      assert.deepEqual([left("2.7", keep), left("2.6", keep)], [[], ["/Secret:/a"]]);
    });
  });

  describe("of a hook of the deletion", () => {
    const of = (text: string, annotations: ShortAnnotations): string => {
      const { role, phases, preDelete, postDelete } = behaviourOf(
        resourceFrom("batch/Job:/a", annotations),
        version(text),
      );
      return [role, ...phases, ...(preDelete ? ["PreDelete"] : []), ...(postDelete ? ["PostDelete"] : [])].join(" ");
    };

    it("has no type before the version that knows it", () => {
      assert.deepEqual(
        [of("2.10", { hook: "PostDelete" }), of("2.9", { hook: "PostDelete" })],
        ["deletion-hook PostDelete", "dropped"],
      );
      assert.deepEqual(
        [of("3.3", { hook: "PreDelete" }), of("3.2", { hook: "PreDelete" })],
        ["deletion-hook PreDelete", "dropped"],
      );
      assert.deepEqual(
        [of("3.3", { helmHook: "pre-delete" }), of("3.2", { helmHook: "pre-delete" })],
        ["deletion-hook PreDelete", "dropped"],
      );
    });

    it("counts in a list since 3.4, and has only its other types before", () => {
      const listed = { hook: "PostSync,PostDelete" };
      assert.deepEqual(
        [of("3.4", listed), of("3.3", listed), of("2.9", listed)],
        ["hook PostSync PostDelete", "hook PostSync", "hook PostSync"],
      );
      const both = { helmHook: "pre-delete,post-delete" };
      assert.deepEqual([of("3.4", both), of("3.3", both)], ["deletion-hook PreDelete PostDelete", "dropped"]);
    });

    it("loses the phase that Helm's annotation gives it in 3.3 only", () => {
      const mixed = { hook: "PostDelete", helmHook: "pre-install" };
      assert.deepEqual(
        ["3.4", "3.3", "3.2", "2.9"].map((text) => of(text, mixed)),
        ["hook PreSync PostDelete", "deletion-hook PostDelete", "hook PreSync PostDelete", "hook PreSync"],
      );
    });
  });

  describe("when a resource is refused", () => {
    const beside = [job("check", "Sync", "HookFailed"), resourceFrom("/ConfigMap:/config")];
    const failing = { "config Sync": "refused" } as const;

    it("waits for what was applied beside it since 3.4, and deletes it by its policy", () => {
      const [now, then] = ["3.4", "3.3"].map((of) => run(of, beside, { failing }));
      assert.deepEqual([now?.outcome, then?.outcome], ["failed", "failed"]);
      assert.deepEqual(
        now?.left.map(({ key }) => key),
        [],
      );
      assert.deepEqual(
        then?.left.map(({ key }) => key),
        ["batch/Job:default/check"],
      );
    });

    it("hangs with a hook beside it that never ends since 3.4, and failed before", () => {
      const both: Readonly<Record<string, FailureMode>> = { ...failing, "check Sync": "hangs" };
      assert.deepEqual(
        ["3.4", "3.3"].map((of) => run(of, beside, { failing: both }).outcome),
        ["waiting", "failed"],
      );
    });

    it("runs SyncFail hooks in either, and fails at once before 3.4 where one of them is refused", () => {
      const alerts = [...beside, job("alert", "SyncFail"), job("page", "SyncFail")];
      for (const release of ["3.4", "3.3"]) {
        const { outcome, events } = run(release, alerts, { failing });
        assert.equal(outcome, "failed");
        assert.equal(events.filter((event) => event.what === "applied" && event.task.phase === "SyncFail").length, 2);
      }
      const hanging: Readonly<Record<string, FailureMode>> = {
        ...failing,
        "alert SyncFail": "refused",
        "page SyncFail": "hangs",
      };
      assert.deepEqual(
        ["3.4", "3.3"].map((of) => run(of, alerts, { failing: hanging }).outcome),
        ["waiting", "failed"],
      );
    });
  });

  it("names a hook before a resource in the message of a sync that waits since 3.4", () => {
    const web = resourceFrom("apps/Deployment:/web");
    const last = job("last", "PostSync");
    const failing = { "web Sync": "hangs", "check Sync": "hangs" } as const;
    const messages = ["3.4", "3.3"].map((of) => run(of, [web, job("check", "Sync"), last], { failing }).message);
    assert.deepEqual(messages, [
      "waiting for completion of hook batch/Job/check and 1 more resources",
      "waiting for healthy state of apps/Deployment/web and 1 more resources",
    ]);
  });

  it("deletes a hook at its own end before 1.8", () => {
    const hooks = [job("early", "PreSync", "HookSucceeded"), job("late", "PostSync")];
    const failing = { "late PostSync": "fails" } as const;
    const deleted = (of: string): boolean =>
      linesOf(run(of, [...hooks, config], { failing })).includes("deleted early");
    assert.deepEqual([deleted("1.8"), deleted("1.7")], [false, true]);
  });

  describe("of the destination namespace", () => {
    const options = { namespace: "default", createNamespace: { annotations: new Map() } };
    const early = job("early", "PreSync");

    it("applies it before the dry run since 3.1", () => {
      const failing = { "early PreSync": "invalid" } as const;
      const lines = ["3.1", "3.0"].map((of) => linesOf(run(of, [early], { options, failing })));
      assert.deepEqual(lines, [["applied default"], []]);
    });

    it("applies it in its place in the order before, and not twice", () => {
      const lines = (of: string): string[] => linesOf(run(of, [early, config], { options }));
      assert.deepEqual(lines("3.0"), ["applied default", "applied early", "applied config"]);
      assert.deepEqual(lines("3.1"), lines("3.0"));
    });

    it("fails like any other resource before 3.1, with SyncFail hooks", () => {
      const declared = [resourceFrom("/Namespace:/default"), job("alert", "SyncFail")];
      const lines = ["3.1", "3.0"].map((of) => linesOf(run(of, declared, { failing: { "default Sync": "refused" } })));
      assert.deepEqual(lines, [["refused default"], ["refused default", "applied alert"]]);
    });
  });

  it("recreates what has Force=true and Replace=true since 2.12", () => {
    const forced = resourceFrom("batch/Job:/seed", { syncOptions: "Force=true,Replace=true" });
    const live = [liveObject(forced, "default")];
    const lines = ["2.12", "2.11"].map((of) => linesOf(run(of, [forced], { live })));
    assert.deepEqual(lines, [["replaced seed"], ["patched seed"]]);
  });

  it("orders kinds as each version does", () => {
    const resources = ["ServiceAccount", "Secret", "Ingress", "IngressClass", "NetworkPolicy", "Deployment"].map(
      (kind) => resourceFrom(`/${kind}:/a`),
    );
    const order = (of: string): string =>
      stepLines(resources, { namespace: "default", version: version(of) })
        .join()
        .replace(/\/(\w+):\/a/g, "$1");
    assert.deepEqual(["2.3", "2.1", "2.0"].map(order), [
      "Sync 0: NetworkPolicy, ServiceAccount, Secret, Deployment, IngressClass, Ingress",
      "Sync 0: NetworkPolicy, ServiceAccount, Secret, Deployment, Ingress, IngressClass",
      "Sync 0: Secret, ServiceAccount, Deployment, Ingress, IngressClass, NetworkPolicy",
    ]);
  });

  it("pulls a Namespace forward since 2.0", () => {
    const resources = [resourceFrom("/Namespace:/shop", { syncWave: "1" }), resourceFrom("/Secret:shop/a")];
    const order = (of: string): string[] => stepLines(resources, { namespace: "default", version: version(of) });
    assert.deepEqual(order("2.0"), ["Sync 0: /Namespace:/shop, /Secret:shop/a"]);
    assert.deepEqual(order("1.8"), ["Sync 0: /Secret:shop/a", "Sync 1: /Namespace:/shop"]);
  });

  it("knows a health check only since the version that brought it", () => {
    const isCheckedIn = (group: string, kind: string, ...versions: readonly string[]): readonly string[] =>
      versions.map((it) => healthCheckOf({ group, kind }, { version: version(it) }).is);
    assert.deepEqual(isCheckedIn("batch", "CronJob", "3.2", "3.1"), ["known", "none"]);
    assert.deepEqual(isCheckedIn("policy", "PodDisruptionBudget", "2.13", "2.12"), ["known", "none"]);
    assert.deepEqual(isCheckedIn("ec2.aws.crossplane.io", "VPC", "3.1", "3.0"), ["known", "unknown"]);
    assert.deepEqual(isCheckedIn("autoscaling", "HorizontalPodAutoscaler", "2.0", "1.8"), ["known", "none"]);
    assert.equal(knownCheckOf({ group: "pulumi.com", kind: "Stack" }), undefined);
    assert.ok(knownCheckOf({ group: "pulumi.com", kind: "Stack" }, version("3.6")));
  });

  it("knows a health check that is gone in the versions that had it", () => {
    const fileIn = (group: string, kind: string, of: string): string | undefined =>
      knownCheckOf({ group, kind }, version(of))?.file;
    assert.equal(fileIn("argoproj.io", "Application", "1.7"), "gitops-engine/pkg/health/health.go");
    assert.equal(fileIn("argoproj.io", "Application", "1.8"), undefined);
    assert.deepEqual(
      ["2.4", "2.5", "3.2", "3.3"].map((of) => fileIn("sql.cnrm.cloud.google.com", "SQLInstance", of)),
      [
        undefined,
        "resource_customizations/sql.cnrm.cloud.google.com/SQLInstance/health.lua",
        "resource_customizations/sql.cnrm.cloud.google.com/SQLInstance/health.lua",
        "resource_customizations/_.cnrm.cloud.google.com/_/health.lua",
      ],
    );
    // Another check has taken its place.
    assert.equal(knownCheckOf({ group: "sql.cnrm.cloud.google.com", kind: "SQLInstance" })?.since, "2.5");
    assert.equal(knownCheckOf({ group: "sql.cnrm.cloud.google.com", kind: "SQLUser" })?.since, "3.3");
  });
});
