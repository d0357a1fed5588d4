import assert from "node:assert/strict";
import { whatIf, type WhatIfMode } from "../../../server/core/features/plan/what-if.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const policy = (value: string): Readonly<Record<string, string>> => ({
  "argocd.argoproj.io/hook-delete-policy": value,
});

const migrate = manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1"), ...policy("HookSucceeded") });
const seed = manifest("Job", "seed", { ...hook("PreSync"), ...wave("-2") });
const web = manifest("Pod", "web", wave("1"));
const settings = manifest("ConfigMap", "settings");
const alert = manifest("Job", "alert", { ...hook("SyncFail"), ...policy("HookFailed") });

/** The answer as lines: the title, the story, and what becomes of each hook. */
function linesOf(documents: readonly string[], task: string, mode?: WhatIfMode): string[] {
  const answer = whatIf(applicationOf(documents), task, mode);
  assert.ok(answer);
  const hooks = answer.hooks.map(({ title, reason, next = "" }) => `${title}: ${reason} ${next}`.trimEnd());
  return [answer.title, ...answer.story, ...hooks];
}

describe("what if", () => {
  it("a hook fails: who has run, who never runs, who is told, and what is left", () => {
    assert.deepEqual(linesOf([seed, migrate, settings, web, alert], "batch/Job:/migrate PreSync"), [
      "What if Job migrate fails?",
      "First Job seed is applied.",
      "Job migrate fails in PreSync, wave -1.",
      "The sync fails.",
      "2 tasks never run: ConfigMap settings and Pod web.",
      "The SyncFail hook runs: Job alert.",
      "Job seed: Stays, as no policy of it (BeforeHookCreation) deletes it after a sync that has failed. The next sync deletes it and makes a new one.",
      "Job migrate: Stays, as no policy of it (HookSucceeded) deletes it after a sync that has failed. " +
        "The next sync does not run it again: the Job that is there counts as failed at once, " +
        'and a changed manifest is refused with "field is immutable". Add the policy BeforeHookCreation.',
      "Job alert: Deleted, as the sync has failed (HookFailed).",
    ]);
  });

  it("the cluster refuses a resource: the rest of its step is applied all the same", () => {
    const documents = [settings, manifest("Secret", "key"), web];
    assert.deepEqual(linesOf(documents, "/ConfigMap:/settings Sync"), [
      "What if the cluster refuses ConfigMap settings?",
      "The cluster refuses ConfigMap settings in Sync, wave 0.",
      "Had the dry run at the start refused it, nothing at all would be applied, and no SyncFail hook would run.",
      "The rest of its step is applied all the same: Secret key.",
      "The sync fails.",
      "1 task never runs: Pod web.",
    ]);
  });

  it("the cluster refuses the Namespace that everything is deployed to", () => {
    assert.deepEqual(linesOf([manifest("Namespace", "prod"), seed, alert], "/Namespace:/prod PreSync"), [
      "What if the cluster refuses Namespace prod?",
      "The cluster refuses Namespace prod in PreSync, wave -2.",
      "It comes before all else, the dry run included.",
      "The sync fails.",
      "1 task never runs: Job seed.",
      "No SyncFail hook runs, as they need the Namespace too.",
    ]);
  });

  it("a resource never becomes healthy: the sync waits, and nobody is told", () => {
    assert.deepEqual(linesOf([manifest("Pod", "db"), web, alert], "/Pod:/db Sync", "hangs"), [
      "What if Pod db never becomes healthy?",
      "Pod db never becomes healthy in Sync, wave 0.",
      "The sync waits for the health of the resource without a limit, until someone terminates it.",
      "1 task never runs: Pod web.",
      "No SyncFail hook runs, as the sync does not fail.",
    ]);
  });

  it("a hook never ends", () => {
    assert.deepEqual(linesOf([migrate], "batch/Job:/migrate PreSync", "hangs"), [
      "What if Job migrate never ends?",
      "Job migrate never ends in PreSync, wave -1.",
      "The sync waits for the end of the hook without a limit, until someone terminates it.",
      "Job migrate: Runs on. Whoever terminates the sync deletes it.",
    ]);
  });

  it("the last resource becomes Degraded: the sync succeeds", () => {
    assert.deepEqual(linesOf([settings, web], "/Pod:/web Sync"), [
      "What if Pod web becomes Degraded?",
      "First ConfigMap settings is applied.",
      "Pod web becomes Degraded in Sync, wave 1.",
      "Argo CD does not look at it any more: the sync succeeds, and the application is shown as Degraded.",
    ]);
  });

  it("a SyncFail hook fails: it is assumed that something else has", () => {
    assert.deepEqual(linesOf([migrate, alert], "batch/Job:/alert SyncFail").slice(0, 5), [
      "What if Job alert fails?",
      "A SyncFail hook runs only after a failure. Here it is assumed that Job migrate fails in PreSync, wave -1.",
      "The sync fails.",
      "The SyncFail hook runs: Job alert.",
      "Job alert fails too, which changes nothing else.",
    ]);
  });

  it("all goes well", () => {
    assert.deepEqual(linesOf([migrate, web, alert], "/Pod:/web Sync", "nothing"), [
      "What if all goes well?",
      "2 tasks are done, one step after the other, and the sync succeeds. SyncFail hooks do not run.",
      "Job migrate: Deleted at the end, as the whole sync has succeeded (HookSucceeded).",
    ]);
  });

  it("all goes well, but a hook of two phases runs once, as nothing deletes it in between", () => {
    const both = (policies: string): string =>
      manifest("Job", "both", { ...hook("PreSync,PostSync"), ...policy(policies) });
    const reuse =
      "Job both does not run again in PostSync, as the Job of its earlier phase is still there. Add the policy BeforeHookCreation.";
    assert.equal(linesOf([both("HookSucceeded")], "batch/Job:/both PreSync", "nothing")[2], reuse);
    const repaired = linesOf([both("BeforeHookCreation,HookSucceeded")], "batch/Job:/both PreSync", "nothing");
    assert.ok(!repaired.includes(reuse));
  });

  it("the only thing there is is a SyncFail hook", () => {
    assert.deepEqual(linesOf([alert], "batch/Job:/alert SyncFail"), [
      "What if Job alert fails?",
      "Job alert never runs, as nothing before it can fail.",
    ]);
  });

  it("is nothing for an unknown task, and for what cannot happen to a task", () => {
    const application = applicationOf([settings]);
    assert.equal(whatIf(application, "/ConfigMap:/other Sync"), undefined);
    assert.equal(whatIf(application, "/ConfigMap:/settings Sync", "hangs"), undefined);
  });

  it("is told as Markdown too", () => {
    assert.equal(
      whatIf(applicationOf([migrate]), "batch/Job:/migrate PreSync", "nothing")?.markdown,
      [
        "## What if all goes well?",
        "",
        "- 1 task is done, and the sync succeeds. SyncFail hooks do not run.",
        "",
        "### What becomes of the hooks",
        "",
        "- **Job migrate**: Deleted at the end, as the whole sync has succeeded (HookSucceeded).",
        "",
      ].join("\n"),
    );
  });
});
