import assert from "node:assert/strict";
import { limitedChecks } from "../../../server/core/sync/added-checks.ts";
import { parseVersion } from "../../../server/core/versions.ts";
import { scriptedChecks } from "../../../server/core/sync/health-checks.ts";
import { healthCheckOf, knownCheckOf } from "../../../server/core/sync/health.ts";

describe("health checks", () => {
  it("come from Go for Kubernetes' own kinds", () => {
    const check = knownCheckOf({ group: "apps", kind: "Deployment" });
    assert.equal(check?.file, "gitops-engine/pkg/health/health_deployment.go");
    assert.equal(check.paused, "Suspended");
    assert.equal(check.since, undefined);
  });

  it("come from a script for other kinds, since the version that brought it", () => {
    const check = knownCheckOf({ group: "batch", kind: "CronJob" });
    assert.deepEqual(check, {
      file: "resource_customizations/batch/CronJob/health.lua",
      since: "3.2",
      fresh: "Progressing",
      suspend: "Healthy",
    });
  });

  it("name the kind and the version of each script", () => {
    for (const [folder, { since }] of Object.entries(scriptedChecks)) {
      assert.match(folder, /^[\w.-]+\/\w+$/);
      assert.ok(parseVersion(since) !== undefined, folder);
    }
  });

  it("come from a script for many kinds where there is none for the very kind", () => {
    const own = knownCheckOf({ group: "iam.aws.crossplane.io", kind: "Role" });
    assert.equal(own?.file, "resource_customizations/iam.aws.crossplane.io/Role/health.lua");
    const shared = knownCheckOf({ group: "ec2.aws.crossplane.io", kind: "VPC" });
    assert.equal(shared?.file, "resource_customizations/_.crossplane.io/_/health.lua");
    const anyKind = knownCheckOf({ group: "operator.victoriametrics.com", kind: "VMAgent" });
    assert.equal(anyKind?.file, "resource_customizations/operator.victoriametrics.com/_/health.lua");
  });

  it("are missing for Argo CD's own Application and AppProject and most configuration", () => {
    for (const [group, kind] of [
      ["argoproj.io", "Application"],
      ["argoproj.io", "AppProject"],
      ["", "ConfigMap"],
      ["", "constructor"],
    ] as const) {
      assert.equal(healthCheckOf({ group, kind }).is, "none", `${group}/${kind}`);
    }
  });

  it("that people add come before those of Argo CD, those for the very kind first", () => {
    const addedChecks = ["example.com/Widget", "*.example.com/*", "Pod", "argoproj.io/Application", "*/*"].map(
      (key) => ({
        key,
        file: `${key}.yaml`,
      }),
    );
    const filesFor = (group: string, kind: string): readonly string[] => {
      const check = healthCheckOf({ group, kind }, { addedChecks });
      return check.is === "added" ? check.added.map(({ file }) => file) : [check.is];
    };
    assert.deepEqual(filesFor("example.com", "Widget"), ["example.com/Widget.yaml"]);
    assert.deepEqual(filesFor("a.example.com", "Widget"), ["*.example.com/*.yaml", "*/*.yaml"]);
    assert.deepEqual(filesFor("apps", "Deployment"), ["*/*.yaml"]);
    assert.deepEqual(filesFor("argoproj.io", "Application"), ["argoproj.io/Application.yaml"]);
    // A pattern with a slash does not match a kind without a group.
    assert.deepEqual(filesFor("", "Pod"), ["Pod.yaml"]);
    assert.deepEqual(filesFor("", "Service"), ["known"]);
    assert.deepEqual(filesFor("", "ConfigMap"), ["none"]);
  });

  it("that only a machine would add are too many to be looked at", () => {
    const keys = [
      ...Array.from({ length: 30 }, (_, index) => `*.g${index}/*`),
      ...Array.from({ length: 600 }, (_, index) => `g/K${index}`),
      "*".repeat(7),
      `*${"a".repeat(400)}`,
    ];
    const left = limitedChecks(keys.map((key) => ({ key, file: "a" }))).map(({ key }) => key);
    assert.deepEqual([left.length, left[19], left[20]], [500, "*.g19/*", "g/K0"]);
    const odd = keys.slice(-2).map((key) => ({ key, file: "a" }));
    assert.deepEqual(limitedChecks(odd), []);
  });

  it("of other kinds are not known, since people can add their own", () => {
    assert.equal(healthCheckOf({ group: "example.com", kind: "Widget" }).is, "unknown");
    assert.equal(healthCheckOf({ group: "crossplane.io", kind: "Widget" }).is, "unknown");
    assert.equal(healthCheckOf({ group: "argoproj.io", kind: "Rollout" }).is, "known");
  });
});
