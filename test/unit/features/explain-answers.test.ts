import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { explainSync } from "../../../server/core/features/explain/explain-outline.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { applicationOf } from "../../support/applications.ts";
import { hookResult, type Json, type LiveParts, liveText, resource, result } from "../../support/live-applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const fixture = new URL("../../fixtures/explained.md", import.meta.url);

const policy = (value: string): Readonly<Record<string, string>> => ({
  "argocd.argoproj.io/hook-delete-policy": value,
});
const automated = { syncPolicy: { automated: {} } };
const failed = (message: string): Json => ({ status: "SyncFailed", hookPhase: "Failed", message });
const unsuccessful = "one or more synchronization tasks completed unsuccessfully";
const notApplied = "one or more objects failed to apply, reason: no";
const longAgo = { startedAt: "2026-03-01T10:00:00Z", finishedAt: "2026-03-01T10:12:00Z" };

/** What is wrong with each resource, in the words of the cluster. */
const troubles: readonly string[] = [
  'no matches for kind "Widget"',
  "spec.selector: field is immutable",
  "metadata.annotations: Too long: must have at most 262144 bytes",
  'namespaces "prod" not found',
  'unknown field "spec.replica"',
  "resource apps:Deployment is not permitted in project default",
  'admission webhook "x" denied the request',
  "exceeded quota: pods",
  "pods is forbidden",
  "Apply failed with 1 conflict",
  "Job has reached the specified backoff limit",
  "Job was active longer than specified deadline",
  'Deployment "web" exceeded its progress deadline',
  "resource /Secret/x is missing, it might have been deleted",
  "something else",
  "spec.template: field is immutable",
];

/** Applications as a cluster has them, with their manifests where these are at hand. */
const cases: Readonly<Record<string, readonly [parts: LiveParts, ...documents: readonly string[]]>> = {
  "a hook in a wave, of which nothing is reported": [
    { state: { message: "waiting for completion of hook batch/Job/load" } },
  ],
  "hooks of several kinds, one of them suspended": [
    {
      state: { message: "waiting for completion of hook batch/Job/load and 3 more hooks" },
      results: [
        hookResult("Job", "load", "PreSync"),
        hookResult("Pod", "probe", "PreSync"),
        hookResult("Workflow", "flow", "PreSync"),
        hookResult("Certificate", "tls", "PreSync"),
      ],
      resources: [
        resource("Job", "load", { hook: true, health: { status: "Suspended" } }),
        resource("Pod", "probe", { hook: true, health: { message: "no node" } }),
      ],
    },
  ],
  "health of all kinds, and a hook in the same step": [
    {
      metadata: { namespace: "team" },
      state: { message: "waiting for completion of hook batch/Job/load and 3 more resources" },
      results: [
        hookResult("Job", "load", "Sync"),
        result("Deployment", "web"),
        result("Service", "web"),
        result("PersistentVolumeClaim", "data"),
      ],
      resources: [
        resource("Deployment", "web", { health: { status: "Progressing", message: "0 of 1" } }),
        resource("Service", "web", { health: { status: "Progressing" } }),
        resource("PersistentVolumeClaim", "data", { health: { status: "Progressing" } }),
      ],
    },
  ],
  "health of three resources": [
    {
      state: { message: "waiting for healthy state of /PersistentVolumeClaim/data and 2 more resources" },
      results: [
        result("PersistentVolumeClaim", "data"),
        result("Service", "web"),
        result("Certificate", "tls"),
        result("ConfigMap", "settings", { hookPhase: "Succeeded" }),
      ],
      resources: [resource("PersistentVolumeClaim", "data", { health: { status: "Progressing" } })],
    },
  ],
  "a deletion": [{ state: { message: "waiting for deletion of /ConfigMap/old" } }],
  "the deletion of a hook of an earlier run": [
    { state: { message: "waiting for deletion of hook batch/Job/load" }, results: [] },
    manifest("Job", "load", hook("PreSync")),
  ],
  "an approval that nobody has given": [
    {
      state: { message: "waiting for pruning confirmation of apps/Deployment/old" },
      resources: [
        resource("Deployment", "old", {
          status: "OutOfSync",
          requiresPruning: true,
          requiresDeletionConfirmation: true,
        }),
      ],
    },
  ],
  "an approval that came too early": [
    {
      metadata: { annotations: { "argocd.argoproj.io/deletion-approved": "2026-02-28T10:00:00Z" } },
      state: { message: "waiting for pruning confirmation of apps/Deployment/old" },
    },
  ],
  "an approval that nobody can read": [
    {
      metadata: { annotations: { "argocd.argoproj.io/deletion-approved": "yes" } },
      state: { message: "waiting for pruning confirmation of apps/Deployment/old" },
    },
  ],
  "hooks after a failure": [
    {
      state: { message: "waiting for completion of hook batch/Job/alert" },
      results: [result("Deployment", "web", failed("no")), hookResult("Job", "alert", "SyncFail")],
    },
  ],
  "resources that run, in a dry run of some": [
    {
      state: { message: "one or more tasks are running" },
      sync: {
        dryRun: true,
        resources: [
          { kind: "ConfigMap", name: "a" },
          { kind: "ConfigMap", name: "b" },
        ],
      },
      results: [
        result("ConfigMap", "a", { hookPhase: "Succeeded" }),
        result("ConfigMap", "b", { hookPhase: "Succeeded" }),
      ],
    },
    manifest("ConfigMap", "a"),
    manifest("ConfigMap", "b"),
    manifest("ConfigMap", "c"),
  ],
  "a sync that only applies, and says more than that it runs": [
    {
      metadata: { deletionTimestamp: "2026-03-01T10:00:00Z" },
      state: { message: "waiting for\n  something new", retryCount: 2 },
      sync: { syncStrategy: { apply: {} } },
      results: [result("ConfigMap", "a", { hookPhase: "Succeeded" })],
    },
    manifest("ConfigMap", "a"),
    manifest("Job", "load", hook("PostSync")),
    manifest("ConfigMap", "b", wave("1")),
  ],
  "all troubles": [
    {
      spec: automated,
      state: { phase: "Failed", message: notApplied, finishedAt: "2026-03-01T10:00:09Z" },
      results: troubles.map((message, index) => result("ConfigMap", `c${index}`, failed(message))),
    },
  ],
  "hooks that failed, with their policies": [
    {
      state: { phase: "Failed", message: `${unsuccessful} (retried 1 times).`, retryCount: 1 },
      results: ["one", "two", "three", "four"].map((name) =>
        hookResult(name === "three" ? "Certificate" : "Job", name, "PreSync", { hookPhase: "Failed", message: "" }),
      ),
    },
    manifest("Job", "one", { ...hook("PreSync"), ...policy("HookFailed") }),
    manifest("Job", "two", { ...hook("PreSync"), ...policy("BeforeHookCreation") }),
    manifest("Job", "four", { ...hook("PreSync"), ...policy("HookSucceeded") }),
  ],
  "a hook that failed, and is tried again without a limit and with a new revision": [
    {
      state: {
        ...longAgo,
        message: `${unsuccessful}. Retrying attempt #3 at 10:12AM.`,
        retryCount: 3,
        operation: {
          sync: {},
          retry: { limit: -1, refresh: true, backoff: { duration: "5m", factor: 2, maxDuration: "1h" } },
        },
      },
      results: [hookResult("Job", "one", "PreSync", { hookPhase: "Failed" })],
    },
    manifest("Job", "one", hook("PreSync")),
  ],
  "kinds that are not known": [
    {
      state: { phase: "Failed", message: "one or more synchronization tasks are not valid" },
      results: [result("Widget", "a", failed("no")), result("Widget", "b", failed("no"))],
    },
  ],
  "kinds that are not known, of which none is named": [
    { state: { phase: "Failed", message: "one or more synchronization tasks are not valid" } },
  ],
  "a dry run that fails": [{ state: { phase: "Failed", message: "one or more objects failed to apply (dry run)" } }],
  "a Namespace that fails": [{ state: { phase: "Failed", message: "the namespace failed to apply" } }],
  "a shared resource": [{ state: { phase: "Failed", message: "Shared resource found: apps/Deployment web" } }],
  "a failure of an unknown cause": [
    { state: { phase: "Error", message: "oh no", operation: { sync: {}, retry: { limit: 0 } } } },
  ],
  "a sync that is being terminated": [
    {
      spec: automated,
      state: { phase: "Terminating", message: "operation is terminating" },
      results: [
        hookResult("Job", "one", "PreSync"),
        hookResult("Job", "two", "PreSync", { hookPhase: "Succeeded" }),
        result("ConfigMap", "a", { hookPhase: "Succeeded" }),
        result("ConfigMap", "old", { status: "Pruned", hookPhase: "Succeeded" }),
      ],
    },
  ],
  "a success after which not all is well": [
    {
      spec: automated,
      state: { phase: "Succeeded", message: "successfully synced (all tasks run)" },
      status: {
        sync: { status: "OutOfSync", revision: "1f0c9b7d2e4a6c8b0d1e3f5a7b9c1d3e5f7a9b1c" },
        health: { status: "Degraded", message: "web is\ndown" },
      },
      results: [
        result("ConfigMap", "a", { hookPhase: "Succeeded" }),
        result("ConfigMap", "old", { status: "PruneSkipped", hookPhase: "Succeeded", message: "ignored" }),
        result("ConfigMap", "gone", { status: "Pruned", hookPhase: "Succeeded" }),
      ],
      resources: [resource("ConfigMap", "a", { status: "OutOfSync" })],
    },
  ],
  "a dry run that succeeded": [
    {
      state: { phase: "Succeeded" },
      sync: { dryRun: true },
      results: [result("ConfigMap", "a", { hookPhase: "Succeeded" })],
    },
  ],
  "an application that was never synced, as its manifests are broken": [
    {
      status: {
        operationState: undefined,
        conditions: [
          { type: "ComparisonError", message: "no\nsuch file" },
          { type: "InvalidSpecError", message: "no such project" },
          { type: "OrphanedResourceWarning", message: "1" },
        ],
      },
    },
  ],
  "an application that was never synced, and is by itself": [
    { spec: automated, status: { operationState: undefined } },
  ],
};

describe("the whole answer to where a sync stands", () => {
  const answers = readFileSync(fixture, "utf8").split(/^# (.*)\n\n/m);

  for (const [what, [parts, ...documents]] of Object.entries(cases)) {
    it(`is known for ${what}`, () => {
      const reading = readLive(liveText(parts));
      assert.ok("live" in reading);
      const application = documents.length === 0 ? undefined : applicationOf(documents);
      const { markdown } = explainSync(reading.live, application);
      assert.equal(markdown, answers[answers.indexOf(what) + 1]?.replace(/\n$/, ""));
    });
  }
});
