import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { buildApplication } from "../../../server/core/application/application.ts";
import { explainSync, type ExplainOutline } from "../../../server/core/features/explain/explain-outline.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { openFile } from "../../../server/core/manifest/file.ts";

const examples = new URL("../../../examples/", import.meta.url);

/** What is said about an Application in `examples/live`, with the manifests that it deploys. */
function explained(name: string): ExplainOutline {
  const folder = new URL("agent-platform/", examples);
  const files = readdirSync(folder).map((file) => ({
    name: `/agent-platform/${file}`,
    file: openFile(readFileSync(new URL(file, folder), "utf8")),
  }));
  const source = { type: "directory", path: "/agent-platform" } as const;
  const application = buildApplication(files, { name: "agent-platform", source, namespace: "agents" });
  const reading = readLive(readFileSync(new URL(`live/${name}.json`, examples), "utf8"));
  assert.ok("live" in reading);
  return explainSync(reading.live, application);
}

/** The sentences, without the order of the sync; a command stands behind its advice. */
function linesOf({ outcome, story, help, termination }: ExplainOutline): Readonly<Record<string, unknown>> {
  const helps = help.map(({ advice, command }) => (command === undefined ? advice : `${advice} ${command}`));
  return { outcome, story, helps, termination };
}

/** The names of the resources with a fate. */
function withFate({ steps }: ExplainOutline, fate: string): string[] {
  const tasks = steps.flatMap((step) => step.tasks);
  return tasks.filter((task) => task.fate === fate).map(({ kind, name }) => `${kind} ${name}`);
}

const access = ["ServiceAccount db-migrate", "Role db-migrate", "RoleBinding db-migrate"];
const jobsAfter = ["Job notify-deployment", "Job smoke-tests"];

describe("where a sync stands, in five situations", () => {
  it("a hook hangs: when Kubernetes ends it, how often it is tried again, and what a termination leaves", () => {
    const outline = explained("hook-hangs");
    assert.deepEqual(linesOf(outline), {
      outcome: "The sync waits in PreSync, wave -1, for Job db-migration to finish.",
      story: [
        "Job db-migration is Progressing.",
        "3 resources are done.",
        "6 resources come later, the next in Sync, wave 0.",
        "If it fails, it is tried again up to 5 times.",
      ],
      helps: [
        "Look at what Job db-migration prints: kubectl logs job.batch/db-migration --namespace agents --all-containers --tail=100",
        "If it prints nothing, its Pod may not start: kubectl describe job.batch/db-migration --namespace agents",
        "Kubernetes ends Job db-migration after 600 seconds (activeDeadlineSeconds), and then the sync fails.",
        "To give up, terminate the sync: argocd app terminate-op agent-platform",
      ],
      termination: [
        "Deleted, because still running: Job db-migration.",
        "Kept, because delete policies do not apply to a sync that is terminated: ServiceAccount db-migrate, Role db-migrate and RoleBinding db-migrate.",
        "No SyncFail hook runs, and the sync is not tried again.",
        "Automated sync does not try this revision again.",
      ],
    });
    assert.deepEqual(withFate(outline, "waits"), ["Job db-migration"]);
  });

  it("a Deployment is Degraded: what the next attempt does, and how to stop the attempts", () => {
    const outline = explained("deployment-degraded");
    assert.deepEqual(linesOf(outline), {
      outcome: "The sync failed in Sync, wave 1: Deployment agent-api became Degraded. Argo CD tries again.",
      story: [
        "8 resources are done.",
        "The next attempt is retry 1 of 5. It begins 10 seconds after the end of the last attempt, at 2026-03-02T09:25:31Z. It takes the same revision again: a fix in Git does not reach it.",
        "It begins with the first wave again: Job db-migration runs once more.",
      ],
      helps: [
        "Deployment agent-api: its Pods were not ready within progressDeadlineSeconds (10 minutes by default), so it counts as Degraded and the sync fails. See why they do not become ready, or give them more time.",
        "See what is wrong with Deployment agent-api: kubectl describe deployment.apps/agent-api --namespace agents",
        "To stop the retries of this revision, terminate the sync: argocd app terminate-op agent-platform",
      ],
      termination: [
        "The sync is not tried again, and everything stays as it is now.",
        "Automated sync does not try this revision again.",
      ],
    });
    assert.deepEqual(withFate(outline, "failed"), ["Deployment agent-api"]);
    assert.deepEqual(withFate(outline, "next"), jobsAfter);
    assert.ok(withFate(outline, "ran").includes("Job sync-failed-alert"));
  });

  it("a pruning waits for an approval: what it holds up, and how to give it or to keep the object", () => {
    const outline = explained("pruning-unconfirmed");
    assert.deepEqual(linesOf(outline), {
      outcome: "The sync waits in Sync, wave 1, for Deployment agent-worker to be approved for deletion.",
      story: [
        "It is not in the manifests any more, and Prune=confirm keeps Argo CD from deleting it before somebody approves it.",
        "Until then, nothing else happens in its wave: Service agent-api and Deployment agent-api wait too.",
        "6 resources are done.",
        "4 resources come later, the next in Sync, wave 1.",
        "If it fails, it is tried again up to 5 times.",
      ],
      helps: [
        "To let Argo CD delete Deployment agent-worker, approve it with the annotation argocd.argoproj.io/deletion-approved on the Application, whose value is a time after the start of the sync: argocd app confirm-deletion agent-platform",
        "Without the argocd command, in the cluster of Argo CD: kubectl annotate application agent-platform --namespace argocd --overwrite argocd.argoproj.io/deletion-approved=$(date -u +%Y-%m-%dT%H:%M:%SZ)",
        "To keep it, set Prune=false in the argocd.argoproj.io/sync-options of the object in the cluster: the sync then goes on without deleting it. Or put its manifest back, and terminate this sync, which is of the revision without it: argocd app terminate-op agent-platform",
      ],
      termination: [
        "Kept, because delete policies do not apply to a sync that is terminated: ServiceAccount db-migrate, Role db-migrate, RoleBinding db-migrate and Job db-migration.",
        "Kept as it is now: Secret agent-secrets and ConfigMap agent-config.",
        "No SyncFail hook runs, and the sync is not tried again.",
        "Automated sync does not try this revision again.",
      ],
    });
    assert.deepEqual(withFate(outline, "waits"), ["Deployment agent-worker"]);
  });

  it("the dry run fails: nothing is applied, nobody is told, and no attempt is left", () => {
    const outline = explained("dry-run-failed");
    assert.deepEqual(linesOf(outline), {
      outcome: "The sync failed in the dry run, before its first wave: Deployment agent-api would be refused.",
      story: [
        "Nothing was applied, and no SyncFail hook ran.",
        "It was tried again 5 times, and will not be tried again.",
        "Automated sync does not try this revision again: push a fix, or sync by hand.",
      ],
      helps: [
        "Deployment agent-api: Argo CD is not allowed to do this in the cluster. Give its ServiceAccount the right in a Role or ClusterRole.",
      ],
      termination: [],
    });
    assert.deepEqual(withFate(outline, "failed"), ["Deployment agent-api"]);
    assert.deepEqual(withFate(outline, "ran"), []);
  });

  it("it is finished: all is applied, and the application is well", () => {
    const outline = explained("sync-succeeded");
    assert.deepEqual(linesOf(outline), {
      outcome: "The sync succeeded.",
      story: ["10 resources are done.", "The application is Synced and Healthy."],
      helps: [],
      termination: [],
    });
    assert.deepEqual(withFate(outline, "ran").slice(0, 3), access);
    assert.deepEqual(withFate(outline, "on-failure"), ["Job sync-failed-alert"]);
  });
});
