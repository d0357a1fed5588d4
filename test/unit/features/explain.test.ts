import assert from "node:assert/strict";
import { buildApplication } from "../../../server/core/application/application.ts";
import { type ExplainOutline, explainSync } from "../../../server/core/features/explain/explain-outline.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import {
  hangingHook,
  hookResult,
  type Json,
  type LiveParts,
  liveText,
  resource,
  result,
  revision,
} from "../../support/live-applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

/** What is said about an Application, next to the manifests that it deploys, where there are any. */
function explained(parts: LiveParts, documents: readonly string[] = [], added: readonly string[] = []): ExplainOutline {
  const reading = readLive(liveText(parts));
  assert.ok("live" in reading);
  const source = { type: "directory", path: "/shop" } as const;
  const file = openFile(documents.join("---\n"));
  const addedChecks = added.map((key) => ({ key, file: "/ops/argocd-cm.yaml" }));
  const identity = { name: "shop", source, namespace: "shop", declared: true, addedChecks };
  const application = buildApplication([{ name: "/shop/all.yaml", file }], identity);
  return explainSync(reading.live, documents.length === 0 ? undefined : application);
}

/** Outcome and story. */
function storyOf(parts: LiveParts, documents: readonly string[] = []): string[] {
  const { outcome, story } = explained(parts, documents);
  return [outcome, ...story];
}

/** `PreSync, wave 0: Job migrate waits`. */
function fatesOf({ steps }: ExplainOutline): string[] {
  return steps.flatMap(({ title, tasks }) =>
    tasks.map(({ kind, name, words }) => `${title}: ${kind} ${name} ${words}`),
  );
}

function helpOf(parts: LiveParts, documents: readonly string[] = []): string {
  return explained(parts, documents)
    .help.map(({ advice, command = "" }) => `${advice} ${command}`.trim())
    .join("\n");
}

const statusOrder = "The order is read from the status, which does not name hooks that have not run yet.";
const upToFive = "If it fails, it is tried again up to 5 times.";

const migrate = manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") });
const smokeTest = manifest("Job", "smoke-test", hook("PostSync"));
const alert = manifest("Job", "alert", hook("SyncFail"));
const settings = manifest("ConfigMap", "settings");
const manifests = [migrate, settings, smokeTest, alert];

describe("a sync that waits", () => {
  it("for a hook: which one, what is done, and what comes", () => {
    const answer = explained(hangingHook);
    assert.equal(answer.title, "Where does the sync of shop stand?");
    assert.equal(answer.state, "waiting");
    assert.equal(answer.outcome, "The sync waits in PreSync for Job migrate to finish.");
    assert.deepEqual(answer.story, [
      "1 resource is done.",
      "2 resources come later, the next in Sync, wave 0.",
      upToFive,
      statusOrder,
    ]);
    assert.deepEqual(fatesOf(answer), [
      "PreSync: ConfigMap settings done",
      "PreSync: Job migrate waits",
      "Sync, wave 0: Service web not yet",
      "Sync, wave 1: Deployment web not yet",
    ]);
    assert.deepEqual(
      answer.help.flatMap(({ command }) => command ?? []),
      [
        "kubectl logs job.batch/migrate --namespace shop --all-containers --tail=100",
        "kubectl describe job.batch/migrate --namespace shop",
        "argocd app terminate-op shop",
      ],
    );
    assert.deepEqual(answer.termination, [
      "Deleted, because still running: Job migrate.",
      "Kept, because delete policies do not apply to a sync that is terminated: ConfigMap settings.",
      "No SyncFail hook runs, and the sync is not tried again.",
    ]);
  });

  it("for a hook, in the order of its manifests, with the hooks that have not run yet", () => {
    const answer = explained({ ...hangingHook, results: [hookResult("Job", "migrate", "PreSync")] }, manifests);
    assert.equal(answer.outcome, "The sync waits in PreSync, wave -1, for Job migrate to finish.");
    assert.deepEqual(fatesOf(answer), [
      "PreSync, wave -1: Job migrate waits",
      "Sync, wave 0: ConfigMap settings not yet",
      "PostSync, wave 0: Job smoke-test not yet",
      "SyncFail, wave 0: Job alert only if the sync fails",
    ]);
    assert.equal(answer.orderFrom, "manifests");
    assert.match(answer.help[2]?.advice ?? "", /^Job migrate has no activeDeadlineSeconds, so it may run forever/);
    assert.equal(answer.steps[0]?.tasks[0]?.id, "batch/Job:/migrate PreSync");
  });

  it("for a Job that ends some time", () => {
    const ending = `${migrate}spec:\n  activeDeadlineSeconds: 600\n`;
    const help = helpOf({ ...hangingHook, results: [hookResult("Job", "migrate", "PreSync")] }, [ending]);
    assert.match(
      help,
      /^Kubernetes ends Job migrate after 600 seconds \(activeDeadlineSeconds\), and then the sync fails\.$/m,
    );
  });

  it("for a hook to which Argo CD gave its name", () => {
    const named = migrate.replace("name: migrate", "generateName: migrate-");
    const name = "migrate-1f0c9b7-presync-1772359200";
    const answer = explained(
      {
        state: { message: `waiting for completion of hook batch/Job/${name}` },
        results: [hookResult("Job", name, "PreSync")],
      },
      [named, settings],
    );
    assert.deepEqual(fatesOf(answer), [
      `PreSync, wave -1: Job ${name} waits`,
      "Sync, wave 0: ConfigMap settings not yet",
    ]);
  });

  it("for a hook in one of its two phases", () => {
    const both = manifest("Job", "check", hook("PreSync,PostSync"));
    const answer = explained(
      {
        state: { message: "waiting for completion of hook batch/Job/check" },
        results: [
          hookResult("Job", "check", "PreSync", { hookPhase: "Succeeded" }),
          result("ConfigMap", "settings", { hookPhase: "Succeeded" }),
          hookResult("Job", "check", "PostSync"),
        ],
      },
      [both, settings],
    );
    assert.equal(answer.outcome, "The sync waits in PostSync, wave 0, for Job check to finish.");
  });

  it("for health: of what, and why it is not healthy", () => {
    const message = "Waiting for rollout to finish: 0 of 1 updated replicas are available...";
    const parts: LiveParts = {
      state: { message: "waiting for healthy state of apps/Deployment/web and 1 more resources" },
      results: [
        result("ConfigMap", "settings", { hookPhase: "Succeeded" }),
        result("Deployment", "web", { message: "deployment.apps/web configured" }),
        result("PersistentVolumeClaim", "data"),
      ],
      resources: [
        resource("Deployment", "web", { health: { status: "Progressing", message } }),
        resource("PersistentVolumeClaim", "data", { health: { status: "Progressing" } }),
        resource("Deployment", "late", { status: "OutOfSync", syncWave: 3 }),
      ],
    };
    assert.deepEqual(storyOf(parts).slice(0, 3), [
      "The sync waits in Sync, wave 0, for Deployment web and PersistentVolumeClaim data to become healthy.",
      `Deployment web is Progressing, "${message}".`,
      "PersistentVolumeClaim data is Progressing.",
    ]);
    assert.match(helpOf(parts), /WaitForFirstConsumer/);
    assert.match(helpOf(parts), /kubectl describe deployment\.apps\/web --namespace shop/);
  });

  it("for a hook, of which the status says why it does not end", () => {
    const of = (message: string, health: Json): string[] =>
      storyOf({
        ...hangingHook,
        results: [hookResult("Job", "migrate", "PreSync", { message })],
        resources: [resource("Job", "migrate", { hook: true, health })],
      });
    assert.equal(of("job.batch/migrate created", { status: "Progressing" })[1], "Job migrate is Progressing.");
    assert.equal(
      of("waiting for a node", { status: "Progressing", message: "older" })[1],
      'Job migrate is Progressing, "waiting for a node".',
    );
  });

  it("for health that Argo CD keeps elsewhere: where to find it", () => {
    const lines = storyOf({
      state: { message: "waiting for healthy state of apps/Deployment/web" },
      status: { resourceHealthSource: "appTree" },
      results: [result("Deployment", "web")],
      resources: [resource("Deployment", "web")],
    });
    assert.ok(
      lines.some((line) => line.includes('"argocd app get NAME -o json" prints it')),
      lines.join("\n"),
    );
  });

  it("for a custom resource: where it is written what makes it healthy", () => {
    const parts: LiveParts = {
      state: { message: "waiting for healthy state of cert-manager.io/Certificate/tls" },
      results: [result("Certificate", "tls")],
    };
    assert.match(helpOf(parts), /is written in resource_customizations\/cert-manager\.io\/Certificate\/health\.lua/);
  });

  it("for what somebody has added a health check for: where that is, and nothing of Argo CD's own", () => {
    const parts: LiveParts = {
      state: { message: "waiting for healthy state of /Service/web" },
      results: [result("Service", "web")],
    };
    const advice = explained(parts, [manifest("Service", "web")], ["Service"]).help.map((help) => help.advice);
    assert.deepEqual(advice.slice(0, 2), [
      "See what holds Service web:",
      "What makes a Service healthy is written in ops/argocd-cm.yaml, which adds a health check to Argo CD.",
    ]);
    assert.doesNotMatch(advice.join(), /load balancer/);
  });

  it("for what is suspended, which nothing but a person ends", () => {
    const parts: LiveParts = {
      state: { message: "waiting for healthy state of apps/Deployment/web" },
      results: [result("Deployment", "web")],
      resources: [resource("Deployment", "web", { health: { status: "Suspended", message: "Deployment is paused" } })],
    };
    assert.match(helpOf(parts), /Deployment web is suspended or paused, .*: resume it\./);
  });

  it("for a hook that is neither a Job nor a Pod: what holds it, and that a person resumes it if it is suspended", () => {
    const of = (status: string): string =>
      helpOf({
        state: { message: "waiting for completion of hook apps/Deployment/load" },
        results: [hookResult("Deployment", "load", "PreSync")],
        resources: [resource("Deployment", "load", { hook: true, health: { status } })],
      });
    assert.match(of("Progressing"), /^See what holds Deployment load: kubectl describe /);
    assert.match(of("Suspended"), /^Deployment load is suspended or paused, .*: resume it\./);
  });

  it("for many things, of which the status names a few", () => {
    const [outcome] = storyOf({
      state: { message: "waiting for completion of hook batch/Job/a and 9 more hooks" },
      results: [hookResult("Job", "a", "Sync"), hookResult("Job", "b", "Sync")],
    });
    assert.equal(outcome, "The sync waits in Sync for Job a, Job b and 8 more to finish.");
  });

  it("for a hook alone, where the health of the rest of its step is not awaited", () => {
    const answer = explained({
      state: { message: "waiting for completion of hook batch/Job/check" },
      results: [result("Deployment", "web"), hookResult("Job", "check", "Sync")],
    });
    assert.deepEqual(fatesOf(answer), ["Sync: Deployment web done", "Sync: Job check waits"]);
  });

  it("for the deletion of a hook of an earlier run", () => {
    const answer = explained({ state: { message: "waiting for deletion of hook batch/Job/migrate" } }, manifests);
    assert.equal(
      answer.outcome,
      "The sync waits in PreSync, wave -1, for Job migrate of an earlier run to be deleted.",
    );
    assert.match(answer.help[0]?.command ?? "", /^kubectl get job\.batch\/migrate .*finalizers/);
  });

  it("only for its SyncFail hooks, after it has failed", () => {
    const [outcome, ...story] = storyOf(
      {
        state: { message: "waiting for completion of hook batch/Job/alert" },
        results: [
          hookResult("Job", "migrate", "PreSync", {
            hookPhase: "Failed",
            message: "Job has reached the specified backoff limit",
          }),
          hookResult("Job", "alert", "SyncFail"),
        ],
      },
      manifests,
    );
    assert.equal(outcome, "The sync has failed, but does not end before Job alert has finished.");
    assert.ok(story.includes("Not applied in this sync: ConfigMap settings and Job smoke-test."), story.join("\n"));
  });
});

describe("a sync that waits for an approval", () => {
  function waiting(approved: string | undefined): LiveParts {
    return {
      metadata: approved === undefined ? {} : { annotations: { "argocd.argoproj.io/deletion-approved": approved } },
      state: { message: "waiting for pruning confirmation of /ConfigMap/old" },
      sync: { prune: true },
      results: [result("ConfigMap", "settings", { hookPhase: "Succeeded" })],
      resources: [
        resource("ConfigMap", "settings"),
        resource("ConfigMap", "old", {
          status: "OutOfSync",
          requiresPruning: true,
          requiresDeletionConfirmation: true,
        }),
      ],
    };
  }

  it("says which annotation gives it, and on what", () => {
    const answer = explained(waiting(undefined));
    assert.equal(answer.outcome, "The sync waits in Sync, wave 0, for ConfigMap old to be approved for deletion.");
    assert.match(
      answer.help[0]?.advice ?? "",
      /argocd\.argoproj\.io\/deletion-approved on the Application, whose value is a time after/,
    );
    assert.deepEqual(
      answer.help.map(({ command }) => command),
      [
        "argocd app confirm-deletion shop",
        "kubectl annotate application shop --namespace argocd --overwrite argocd.argoproj.io/deletion-approved=$(date -u +%Y-%m-%dT%H:%M:%SZ)",
        "argocd app terminate-op shop",
      ],
    );
  });

  it("says why the one that is there does not count", () => {
    assert.match(
      helpOf(waiting("2026-03-01T09:59:59Z")),
      /is older than this sync, which began at 2026-03-01T10:00:00Z/,
    );
    assert.match(helpOf(waiting("true")), /"true", is not a time such as/);
  });
});

describe("a sync that failed", () => {
  it("in the dry run: nothing is applied, and what each refusal needs", () => {
    const missing =
      'The Kubernetes API could not find cert-manager.io/Certificate for requested resource shop/tls. Make sure the "Certificate" CRD is installed on the destination cluster.';
    const parts: LiveParts = {
      state: {
        phase: "Failed",
        message: "one or more objects failed to apply (dry run) (retried 5 times).",
        retryCount: 5,
      },
      results: [result("Certificate", "tls", { status: "SyncFailed", hookPhase: "Failed", message: missing })],
      resources: [resource("Deployment", "web", { status: "OutOfSync" })],
    };
    assert.deepEqual(storyOf(parts), [
      "The sync failed in the dry run, before its first wave: Certificate tls would be refused.",
      "Nothing was applied, and no SyncFail hook ran.",
      "It was tried again 5 times, and will not be tried again.",
      statusOrder,
    ]);
    assert.match(
      helpOf(parts),
      /^Certificate tls: the cluster does not know this kind .* SkipDryRunOnMissingResource=true/,
    );
    const { markdown } = explained(parts);
    assert.ok(markdown.includes("Kubernetes API could not find"));
    assert.match(markdown, /would be refused\.\*\*\n\n- Nothing was applied/);
  });

  it("in the dry run: what passed it is not said to be done", () => {
    const story = storyOf({
      state: { phase: "Failed", message: "one or more objects failed to apply (dry run)" },
      results: [
        result("ConfigMap", "settings", { hookPhase: "Succeeded" }),
        result("Deployment", "web", { status: "SyncFailed", hookPhase: "Failed", message: "no" }),
      ],
    });
    assert.deepEqual(story, [
      "The sync failed in the dry run, before its first wave: Deployment web would be refused.",
      "Nothing was applied, and no SyncFail hook ran.",
      statusOrder,
    ]);
  });

  it("before it began, as another application has one of its resources", () => {
    const message = "Shared resource found: ConfigMap/settings is part of shop and of blog";
    assert.equal(
      helpOf({ state: { phase: "Failed", message } }),
      "Remove the resource from one of the two applications, or the sync option FailOnSharedResource=true from this one.",
    );
  });

  it("because something became Degraded, and automated sync leaves it at that", () => {
    const message = 'Deployment "web" exceeded its progress deadline';
    const parts: LiveParts = {
      spec: { syncPolicy: { automated: {} } },
      state: { phase: "Failed", message: "one or more synchronization tasks completed unsuccessfully" },
      results: [result("Deployment", "web", { hookPhase: "Failed", message })],
      resources: [
        resource("Deployment", "web", { health: { status: "Degraded", message } }),
        resource("Deployment", "late", { status: "OutOfSync", syncWave: 2 }),
      ],
    };
    assert.deepEqual(storyOf(parts), [
      "The sync failed in Sync, wave 0: Deployment web became Degraded.",
      "Not applied in this sync: Deployment late.",
      "Automated sync does not try this revision again: push a fix, or sync by hand.",
      statusOrder,
    ]);
    assert.match(helpOf(parts), /progressDeadlineSeconds/);
  });

  it("because the cluster refuses a change", () => {
    const parts: LiveParts = {
      state: { phase: "Failed", message: "one or more objects failed to apply, reason: no" },
      results: [
        result("Job", "seed", {
          status: "SyncFailed",
          hookPhase: "Failed",
          message: 'Job.batch "seed" is invalid: spec.template: field is immutable',
        }),
      ],
    };
    assert.match(helpOf(parts), /^Job seed: a field has changed that cannot change\. .*Force=true,Replace=true/);
  });

  it("in the dry run: the Namespace comes before that", () => {
    const story = storyOf({
      state: { phase: "Failed", message: "one or more objects failed to apply (dry run)" },
      results: [
        result("Namespace", "shop", { syncPhase: "PreSync" }),
        result("Deployment", "web", { status: "SyncFailed", hookPhase: "Failed", message: "no" }),
      ],
    });
    assert.equal(story[1], "Only Namespace shop was applied, and no SyncFail hook ran.");
  });

  it("because something was refused, something is gone, and something is sick: each in its own words", () => {
    const [outcome] = storyOf({
      state: { phase: "Failed", message: "one or more synchronization tasks completed unsuccessfully, reason: no" },
      results: [
        result("ConfigMap", "settings", { status: "SyncFailed", hookPhase: "Failed", message: "no" }),
        result("Secret", "key", { status: "SyncFailed", hookPhase: "Error", message: "is missing" }),
        result("Deployment", "web", { hookPhase: "Failed" }),
      ],
    });
    assert.equal(
      outcome,
      "The sync failed in Sync: Secret key failed, Deployment web became Degraded and ConfigMap settings was refused.",
    );
  });

  it("because a hook failed, with attempts left: when the next one comes, and until when its logs are there", () => {
    const parts: LiveParts = {
      state: {
        finishedAt: "2026-03-01T10:12:00Z",
        retryCount: 1,
        message: "one or more synchronization tasks completed unsuccessfully. Retrying attempt #1 at 10:12AM.",
      },
      results: [
        hookResult("Job", "migrate", "PreSync", {
          hookPhase: "Failed",
          message: "Job has reached the specified backoff limit",
        }),
      ],
    };
    assert.deepEqual(storyOf(parts, manifests), [
      "The sync failed in PreSync, wave -1: Job migrate failed. Argo CD tries again.",
      "The next attempt is retry 1 of 5. It begins 10 seconds after the end of the last attempt, at 2026-03-01T10:12:00Z. It takes the same revision again: a fix in Git does not reach it.",
      "It begins with the first wave again: Job migrate runs once more.",
    ]);
    assert.match(
      helpOf(parts, manifests),
      /It stays until the next attempt, which deletes it \(BeforeHookCreation\)\. Look at what Job migrate printed:/,
    );
    assert.equal(explained(parts, manifests).state, "retrying");
  });

  it("before it began, as its manifests cannot be generated", () => {
    const parts: LiveParts = {
      state: { phase: "Error", message: "ComparisonError: Failed to load target state: no such file" },
      status: { conditions: [{ type: "ComparisonError", message: "Failed to load target state: no such file" }] },
    };
    assert.deepEqual(storyOf(parts), [
      "The sync did not start: Argo CD cannot generate the manifests or compare them with the cluster.",
      'ComparisonError: "Failed to load target state: no such file".',
    ]);
    assert.match(helpOf(parts), /argocd app get shop --hard-refresh$/);
    const broken = storyOf(parts, [`${settings}data: [\n`]);
    assert.ok(
      broken.some((line) => line.startsWith("In the manifests here, all.yaml, line ")),
      broken.join("\n"),
    );
  });

  it("before it began, for a reason that only the message tells", () => {
    const message = "failed to find the cluster of the destination";
    assert.deepEqual(storyOf({ state: { phase: "Error", message } }), [
      "The sync did not start.",
      `Argo CD says "${message}".`,
    ]);
  });

  for (const [what, message, outcome] of [
    [
      "cannot compare any more",
      "ComparisonError: failed to generate manifest",
      "The sync stopped in PreSync, wave -1: Argo CD cannot generate the manifests or compare them with the cluster.",
    ],
    [
      "finds its project gone",
      "Failed to load application project: not found",
      "The sync stopped in PreSync, wave -1.",
    ],
  ] as const) {
    it(`as Argo CD ${what} while a hook runs, which no error ends`, () => {
      const parts: LiveParts = {
        state: { phase: "Error", message },
        results: [
          hookResult("Role", "migrate", "PreSync", { hookPhase: "Succeeded" }),
          hookResult("Job", "migrate", "PreSync"),
        ],
      };
      const answer = explained(parts, [
        manifest("Role", "migrate", { ...hook("PreSync"), ...wave("-1") }),
        ...manifests,
      ]);
      assert.equal(answer.outcome, outcome);
      assert.deepEqual(answer.story.slice(1, 4), [
        "1 resource is done.",
        "Still running when the sync ended, which ends no hook: Job migrate.",
        "Not applied in this sync: ConfigMap settings, Job smoke-test and Job alert.",
      ]);
      assert.ok(fatesOf(answer).includes("PreSync, wave -1: Job migrate still running then"));
    });
  }

  it("and is tried again: a termination deletes the hook that still runs", () => {
    const { termination } = explained({
      state: {
        message: "ComparisonError: x. Retrying attempt #1 at 10:00AM.",
        finishedAt: "2026-03-01T10:01:00Z",
        retryCount: 1,
      },
      results: [hookResult("Job", "migrate", "PreSync")],
    });
    assert.deepEqual(termination, ["The sync is not tried again. Deleted, because still running: Job migrate."]);
  });

  it("where the cluster has the kind in another version, which the manifest should have", () => {
    const message =
      'The Kubernetes API could not find version "v1beta1" of policy/PodDisruptionBudget for requested resource shop/web. Version "v1" of policy/PodDisruptionBudget is installed on the destination cluster.';
    const help = helpOf({
      state: { phase: "Failed", message: "one or more synchronization tasks are not valid" },
      results: [result("PodDisruptionBudget", "web", { status: "SyncFailed", hookPhase: "", message })],
    });
    assert.match(help, /^PodDisruptionBudget web: .*Change the apiVersion of the manifest to that/);
  });

  it("as it ran too long", () => {
    const message = "Operation terminated, triggered by controller sync timeout";
    assert.deepEqual(storyOf({ state: { phase: "Failed", message } }), [
      "The sync was terminated, because it took longer than the controller allows.",
      `Argo CD says "${message}".`,
    ]);
  });
});

describe("a sync", () => {
  it("that a window holds still waits for its hook", () => {
    const answer = explained(
      {
        state: { message: "Sync operation blocked by sync window" },
        results: [hookResult("Job", "migrate", "PreSync")],
      },
      manifests,
    );
    assert.equal(fatesOf(answer)[0], "PreSync, wave -1: Job migrate waits");
    assert.ok(!answer.story.some((line) => line.endsWith("done.")), answer.story.join("\n"));
  });

  it("that is terminated does not keep a hook that the cluster refused", () => {
    const { termination } = explained({
      ...hangingHook,
      results: [
        hookResult("Job", "migrate", "PreSync"),
        hookResult("Job", "seed", "PreSync", { status: "SyncFailed", hookPhase: "Failed", message: "no" }),
      ],
    });
    assert.deepEqual(termination.slice(0, 2), [
      "Deleted, because still running: Job migrate.",
      "No SyncFail hook runs, and the sync is not tried again.",
    ]);
  });

  it("that would delete everything does not start by itself, and Argo CD says so", () => {
    const message = "Skipping sync attempt to 1f0c9b7: auto-sync will wipe out all resources";
    const { story } = explained({
      spec: { syncPolicy: { automated: { prune: true } } },
      state: { phase: "Succeeded", message: "successfully synced (all tasks run)" },
      status: { conditions: [{ type: "SyncError", message }] },
    });
    assert.ok(story.includes(`Automated sync does not start: "${message}".`), story.join("\n"));
  });

  it("that is being terminated still deletes its hooks, and is not tried again", () => {
    const answer = explained(
      {
        state: { phase: "Terminating", message: "operation is terminating" },
        results: [hookResult("Job", "migrate", "PreSync")],
      },
      manifests,
    );
    assert.equal(answer.outcome, "The sync is being terminated.");
    assert.deepEqual(fatesOf(answer).slice(0, 2), [
      "PreSync, wave -1: Job migrate waits",
      "Sync, wave 0: ConfigMap settings not reached",
    ]);
    assert.ok(answer.story.includes("A sync that is terminated is not tried again."));
    assert.deepEqual(answer.termination[0], "Deleted, because still running: Job migrate.");
  });

  it("that succeeded says what it did not wait for and did not prune", () => {
    const lines = storyOf({
      state: { phase: "Succeeded", message: "successfully synced (all tasks run)", finishedAt: "2026-03-01T10:00:09Z" },
      status: { health: { status: "Progressing" }, sync: { status: "OutOfSync", revision } },
      results: [
        result("Deployment", "web"),
        result("ConfigMap", "old", {
          status: "PruneSkipped",
          hookPhase: "Succeeded",
          message: "ignored (requires pruning)",
        }),
      ],
      resources: [
        resource("Deployment", "web"),
        resource("ConfigMap", "old", { status: "OutOfSync", requiresPruning: true }),
      ],
    });
    assert.deepEqual(lines, [
      "The sync succeeded.",
      "2 resources are done.",
      "The application is Progressing: Argo CD waits for the health of what the last wave applies only if a hook runs in it and it is not the only wave.",
      "Not pruned: ConfigMap old.",
    ]);
  });

  it("of an older revision is said to be older", () => {
    const [, line] = storyOf({
      state: { phase: "Succeeded", message: "successfully synced (all tasks run)" },
      status: { sync: { status: "OutOfSync", revision: "abcdef0123456789abcdef0123456789abcdef01" } },
    });
    assert.equal(
      line,
      "This is an older sync: it synced revision 1f0c9b7, and Argo CD has compared the application with abcdef0 since.",
    );
  });

  it("of several sources is older if one of them is", () => {
    const [, line] = storyOf({
      state: { phase: "Succeeded", syncResult: { revision: "", revisions: ["1.0.0", "2.0.0"] } },
      status: { sync: { status: "OutOfSync", revisions: ["1.0.0", "2.1.0"] } },
    });
    assert.equal(
      line,
      "This is an older sync: it synced revision 1.0.0, 2.0.0, and Argo CD has compared the application with 1.0.0, 2.1.0 since.",
    );
  });

  it("that only some resources were asked for leaves out the others, and all hooks", () => {
    const answer = explained(
      {
        state: { message: "one or more tasks are running" },
        sync: { resources: [{ group: "", kind: "ConfigMap", name: "settings" }] },
        results: [result("ConfigMap", "settings")],
      },
      manifests,
    );
    assert.ok(
      answer.story.includes("Only 1 resource was asked for, and such a sync runs no hooks."),
      answer.story.join("\n"),
    );
    assert.deepEqual(fatesOf(answer).slice(0, 3), [
      "PreSync, wave -1: Job migrate left out",
      "Sync, wave 0: ConfigMap settings done",
      "PostSync, wave 0: Job smoke-test left out",
    ]);
  });

  it("that applies only what differs leaves out the rest", () => {
    const answer = explained({
      state: { message: "one or more tasks are running" },
      sync: { syncOptions: ["ApplyOutOfSyncOnly=true"] },
      results: [result("Deployment", "web")],
      resources: [
        resource("Deployment", "web"),
        resource("ConfigMap", "same"),
        resource("Service", "new", { status: "OutOfSync" }),
      ],
    });
    assert.deepEqual(fatesOf(answer), [
      "Sync, wave 0: Deployment web done",
      "Sync, wave 0: ConfigMap same left out",
      "Sync, wave 0: Service new not yet",
    ]);
  });

  it("that a sync window holds says so", () => {
    const answer = explained({ state: { message: "Sync operation blocked by sync window" } });
    assert.deepEqual([answer.state, answer.outcome], ["blocked", "A sync window does not let the sync go on."]);
  });

  it("that is requested is told from the one before it", () => {
    const reading = readLive(
      liveText({ state: { phase: "Failed", message: "no" } }).replace(
        '"status":',
        '"operation": {"sync": {}},\n"status":',
      ),
    );
    assert.ok("live" in reading);
    const { state, outcome, help } = explainSync(reading.live, undefined);
    assert.match(help[0]?.advice ?? "", /log of the application controller/);
    assert.deepEqual([state, outcome], ["requested", "A sync is requested, and Argo CD has not started it."]);
  });
});

describe("an application", () => {
  it("that was never synced says how a sync begins", () => {
    const never: LiveParts = { status: { operationState: undefined, sync: { status: "OutOfSync" } } };
    assert.deepEqual(storyOf(never, manifests), ["shop has never been synced."]);
    assert.match(helpOf(never), /argocd app sync shop$/);
  });

  it("with hooks alone is never OutOfSync, so automated sync never begins", () => {
    const parts: LiveParts = {
      spec: { syncPolicy: { automated: {} } },
      state: { phase: "Succeeded", message: "successfully synced (no more tasks)" },
      status: { sync: { status: "Synced", revision } },
      results: [hookResult("Job", "migrate", "Sync", { hookPhase: "Succeeded" })],
      resources: [resource("Job", "migrate", { status: undefined, hook: true })],
    };
    assert.match(helpOf(parts), /only hooks, and those never make it OutOfSync/);
  });

  it("in any namespace has commands that name it", () => {
    const { help } = explained({ ...hangingHook, metadata: { namespace: "team-a" } });
    assert.equal(help.at(-1)?.command, "argocd app terminate-op shop --app-namespace team-a");
  });

  it("whose Namespace Argo CD creates has that in its order", () => {
    const reading = readLive(
      liveText({
        results: [result("Namespace", "shop", { namespace: "", syncPhase: "PreSync", hookPhase: "Succeeded" })],
      }),
    );
    assert.ok("live" in reading);
    const identity = {
      name: "shop",
      source: { type: "directory", path: "/shop" },
      namespace: "shop",
      createNamespace: true,
    } as const;
    const application = buildApplication([{ name: "/shop/all.yaml", file: openFile(settings) }], identity);
    assert.deepEqual(fatesOf(explainSync(reading.live, application)), [
      "PreSync, wave 0: Namespace shop done",
      "Sync, wave 0: ConfigMap settings not yet",
    ]);
  });

  it("stops where what it has begun can be generated or looked up no longer", () => {
    const said = (message: string, ...results: readonly Json[]): readonly string[] => {
      const { outcome, story } = explained({ state: { phase: "Error", message }, results });
      return [outcome, ...story];
    };
    const done = hookResult("Job", "migrate", "PreSync", { hookPhase: "Succeeded" });
    const generate = "Argo CD cannot generate the manifests or compare them with the cluster.";
    assert.equal(said("ComparisonError: no such path")[0], `The sync did not start: ${generate}`);
    assert.equal(said("ComparisonError: no such path", done)[0], `The sync stopped in PreSync: ${generate}`);
    const invalid = "one or more synchronization tasks are not valid";
    const missing = result("Widget", "disc", { status: "SyncFailed", hookPhase: "" });
    assert.ok(said(invalid, missing).includes("Nothing was applied, and no SyncFail hook ran."));
    assert.ok(!said(invalid, done, missing).includes("Nothing was applied, and no SyncFail hook ran."));
    assert.equal(
      said(invalid, done, missing)[0],
      "The sync stopped in Sync: Widget disc is not known in the cluster, or not permitted in the project.",
    );
  });

  it("that fails at once leaves a hook running, as before Argo CD 3.4", () => {
    const outline = explained({
      state: { phase: "Failed", message: "one or more objects failed to apply" },
      results: [
        hookResult("Job", "migrate", "PreSync"),
        result("Secret", "key", { syncPhase: "PreSync", status: "SyncFailed", hookPhase: "Failed" }),
      ],
    });
    assert.ok(fatesOf(outline).includes("PreSync: Job migrate still running then"));
  });

  it("is of no name where there is none", () => {
    assert.equal(explained({ metadata: { name: "" } }).title, "Where does the sync stand?");
  });

  it("without a status may be a manifest", () => {
    const reading = readLive("apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\n");
    assert.ok("live" in reading);
    const { state, help } = explainSync(reading.live, undefined);
    assert.equal(state, "unseen");
    assert.equal(help[0]?.command, "argocd app get shop --output json");
  });
});

describe("a hostile status", () => {
  const nasty = "x`; $(rm -rf ~) & <img src=x onerror=alert(1)> | [a](command:b) \u001b[31m";

  it("puts no name into a command that a shell would read", () => {
    const answer = explained({
      metadata: { name: nasty, namespace: nasty },
      state: { message: "waiting for completion of hook batch/Job/--all" },
      results: [hookResult("Job", "--all", "PreSync", { namespace: "-n;id" })],
    });
    assert.deepEqual(
      answer.help.flatMap(({ command }) => command ?? []),
      [
        "kubectl logs job.batch/NAME --namespace NAMESPACE --all-containers --tail=100",
        "kubectl describe job.batch/NAME --namespace NAMESPACE",
        "argocd app terminate-op NAME --app-namespace NAMESPACE",
      ],
    );
  });
});
