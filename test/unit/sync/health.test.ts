import assert from "node:assert/strict";
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
      assert.equal(healthCheckOf({ group, kind }), "unchecked", `${group}/${kind}`);
    }
  });

  it("of other kinds are not known, since people can add their own", () => {
    assert.equal(healthCheckOf({ group: "example.com", kind: "Widget" }), "unknown");
    assert.equal(healthCheckOf({ group: "crossplane.io", kind: "Widget" }), "unknown");
    assert.equal(healthCheckOf({ group: "argoproj.io", kind: "Rollout" }), "checked");
  });
});
