import assert from "node:assert/strict";
import type { Application } from "../../../server/core/application/application.ts";
import { whatIf, type WhatIfAsked } from "../../../server/core/features/plan/what-if.ts";
import { parseVersion } from "../../../server/core/versions.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const policy = (value: string): Readonly<Record<string, string>> => ({
  "argocd.argoproj.io/hook-delete-policy": value,
});

const migrate = manifest("Job", "migrate", { ...hook("PreSync"), ...policy("HookSucceeded") });
const settings = manifest("ConfigMap", "settings");
const web = manifest("Pod", "web", wave("1"));
const alert = manifest("Job", "alert", { ...hook("SyncFail"), ...policy("HookFailed") });
const start = "Nothing is applied yet. This is the first sync, to an empty cluster.";

function momentsOf(application: Application, ...asked: readonly WhatIfAsked[]): readonly Moment[] {
  const answer = whatIf(application, asked);
  assert.ok(answer);
  return answer.moments;
}

type Moment = NonNullable<ReturnType<typeof whatIf>>["moments"][number];

function sentencesOf(moments: readonly Moment[]): readonly string[] {
  return moments.map(({ sentence }) => sentence);
}

/** Each word that stands on the card of a task, in the order of time. */
function wordsOn(moments: readonly Moment[], task: string): readonly string[] {
  return moments.flatMap(({ changes }) =>
    changes.filter(({ tasks }) => tasks.includes(task)).map(({ state, words }) => `${state}: ${words}`),
  );
}

function retried(documents: readonly string[], retries: number | undefined): Application {
  const application = applicationOf(documents);
  return { ...application, planOptions: { ...application.planOptions, automated: { prune: false, retries } } };
}

describe("a sync that is played", () => {
  it("ends before everything else where the cluster does not know a kind", () => {
    const widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: one\n";
    const moments = momentsOf(applicationOf([settings, widget]), {
      task: "example.com/Widget:/one Sync",
      mode: "missing-kind",
    });
    assert.deepEqual(sentencesOf(moments), [
      start,
      "Before everything else: the cluster does not know the kind of Widget one.",
      "The sync fails. 1 resource is not applied.",
    ]);
    assert.deepEqual(wordsOn(moments, "example.com/Widget:/one Sync"), ["pending: not yet", "failed: kind unknown"]);
    const again = momentsOf(retried([settings, widget], 5), {
      task: "example.com/Widget:/one Sync",
      mode: "missing-kind",
    });
    assert.equal(again.at(-2)?.sentence, "Before everything else: the cluster does not know the kind of Widget one.");
  });

  it("is the second one where a finalizer holds a hook of the first", () => {
    const held = `${manifest("Job", "migrate", hook("PreSync"))}  finalizers: [example.com/keep]\n`;
    const moments = momentsOf(applicationOf([held, settings]), { task: "batch/Job:/migrate PreSync", mode: "stuck" });
    assert.deepEqual(sentencesOf(moments), [
      "The sync before went well. This is the next one.",
      "PreSync, wave 0: deletes the earlier Job migrate (BeforeHookCreation).",
      "The sync waits until the earlier Job migrate is gone, or someone terminates it. 2 resources are not applied.",
    ]);
    assert.deepEqual(wordsOn(moments, "batch/Job:/migrate PreSync").at(-1), "awaited: not gone yet");
  });

  it("is the second one where an immutable field changes", () => {
    const job = manifest("Job", "plain");
    const moments = momentsOf(applicationOf([job]), { task: "batch/Job:/plain Sync", mode: "immutable" });
    assert.deepEqual(sentencesOf(moments), [
      "The sync before went well. This is the next one.",
      "Sync, wave 0: the cluster refuses Job plain.",
      "The sync fails.",
    ]);
  });

  it("applies, waits and goes on, wave by wave, and deletes its hooks before it succeeds", () => {
    const moments = momentsOf(applicationOf([migrate, settings, web, manifest("Secret", "late", wave("2")), alert]));
    assert.deepEqual(sentencesOf(moments), [
      start,
      "PreSync, wave 0: applies Job migrate.",
      "PreSync, wave 0: waits for Job migrate to finish.",
      "PreSync, wave 0: Job migrate has succeeded.",
      "Sync, wave 0: applies ConfigMap settings.",
      "Sync, wave 1: applies Pod web.",
      "Sync, wave 1: waits for Pod web to become healthy.",
      "Sync, wave 1: Pod web is healthy.",
      "Sync, wave 2: applies Secret late.",
      "Everything has succeeded, so Argo CD deletes Job migrate (HookSucceeded).",
      "The sync succeeds.",
    ]);
    assert.deepEqual(wordsOn(moments, "batch/Job:/migrate PreSync"), [
      "pending: not yet",
      "applied: applied",
      "awaited: runs",
      "healthy: succeeded",
      "deleted: deleted",
    ]);
    assert.deepEqual(wordsOn(moments, "/ConfigMap:/settings Sync"), ["pending: not yet", "applied: applied"]);
    assert.deepEqual(wordsOn(moments, "batch/Job:/alert SyncFail"), ["pending: not yet", "never: not applied"]);
  });

  it("deletes a hook at its own end before 1.8", () => {
    const made = applicationOf([migrate, settings]);
    const application = { ...made, planOptions: { ...made.planOptions, version: parseVersion("1.7") } };
    assert.deepEqual(sentencesOf(momentsOf(application)), [
      start,
      "PreSync, wave 0: applies Job migrate.",
      "PreSync, wave 0: waits for Job migrate to finish.",
      "PreSync, wave 0: Job migrate has succeeded.",
      "PreSync, wave 0: deletes Job migrate, as it has succeeded (HookSucceeded).",
      "Sync, wave 0: applies ConfigMap settings.",
      "The sync succeeds.",
    ]);
    assert.deepEqual(
      whatIf(application, [])?.course.map(({ title, events }) => [title, ...events.map(({ words }) => words)]),
      [
        ["PreSync · wave 0", "applied", "deleted (HookSucceeded)"],
        ["Sync · wave 0", "applied"],
      ],
    );
  });

  it("says in which wave something happens, under names that an edit of another wave keeps", () => {
    const before = momentsOf(applicationOf([migrate, settings, web]));
    assert.deepEqual(
      before.slice(1, 6).map(({ id, step }) => [id, step]),
      [
        ["applied PreSync/0", "PreSync/0"],
        ["awaited PreSync/0", "PreSync/0"],
        ["ended PreSync/0", "PreSync/0"],
        ["applied Sync/0", "Sync/0"],
        ["applied Sync/1", "Sync/1"],
      ],
    );
    const after = new Set(momentsOf(applicationOf([settings, web])).map(({ id }) => id));
    assert.deepEqual(
      before.filter(({ id }) => !after.has(id)).map(({ step }) => step),
      ["PreSync/0", "PreSync/0", "PreSync/0", "PreSync/0"],
    );
  });

  it("does not wait where Argo CD does not: after a last wave without hooks, and for what has no health check", () => {
    assert.deepEqual(sentencesOf(momentsOf(applicationOf([settings, manifest("Pod", "web")]))).slice(1), [
      "Sync, wave 0: applies ConfigMap settings and Pod web.",
      "The sync succeeds.",
    ]);
  });

  it("says on what a wait depends where only the cluster knows whether a kind has a health check", () => {
    const widget = manifest("Widget", "w").replace("apiVersion: v1", "apiVersion: example.com/v1");
    const moments = momentsOf(applicationOf([widget, web]));
    assert.equal(
      moments[2]?.sentence,
      "Sync, wave 0: waits for Widget w, if it has a health check for Widget.",
      sentencesOf(moments).join("\n"),
    );
    assert.equal(moments[3]?.sentence, "Sync, wave 0: Widget w is done.");
  });

  it("stops at a failure, runs the SyncFail hooks, and says what is not applied", () => {
    const moments = momentsOf(applicationOf([migrate, settings, web, alert]), { task: "batch/Job:/migrate PreSync" });
    assert.deepEqual(sentencesOf(moments).slice(2), [
      "PreSync, wave 0: waits for Job migrate to finish.",
      "PreSync, wave 0: Job migrate fails.",
      "SyncFail: applies Job alert.",
      "SyncFail: waits for Job alert to finish.",
      "SyncFail: Job alert has succeeded.",
      "The sync has failed, so Argo CD deletes Job alert (HookFailed).",
      "The sync fails. 2 resources are not applied.",
    ]);
    assert.deepEqual(wordsOn(moments, "batch/Job:/migrate PreSync").slice(2), ["awaited: runs", "failed: failed"]);
    assert.deepEqual(wordsOn(moments, "/Pod:/web Sync"), ["pending: not yet", "never: not applied"]);
  });

  it("counts a hook that has not run in one phase, although it has in another", () => {
    const both = manifest("Job", "report", { ...hook("PostSync,SyncFail"), ...policy("HookFailed") });
    const moments = momentsOf(applicationOf([migrate, both]), { task: "batch/Job:/migrate PreSync", mode: "fails" });
    assert.equal(moments.at(-1)?.sentence, "The sync fails. 1 resource is not applied.");
    assert.deepEqual(wordsOn(moments, "batch/Job:/report PostSync"), ["pending: not yet", "never: not applied"]);
    assert.equal(wordsOn(moments, "batch/Job:/report SyncFail").at(-1), "deleted: deleted");
  });

  it("waits forever where something never ends", () => {
    const asked = { task: "batch/Job:/migrate PreSync", mode: "hangs" } as const;
    const moments = momentsOf(applicationOf([migrate, settings]), asked);
    assert.deepEqual(sentencesOf(moments).slice(2), [
      "PreSync, wave 0: waits for Job migrate to finish.",
      "The sync waits for Job migrate until someone terminates it. 1 resource is not applied.",
    ]);
    assert.equal(wordsOn(moments, "batch/Job:/migrate PreSync").at(-1), "awaited: runs");
  });

  it("shows what the cluster refuses beside what it takes", () => {
    const moments = momentsOf(applicationOf([settings, manifest("Secret", "key")]), {
      task: "/ConfigMap:/settings Sync",
    });
    assert.deepEqual(sentencesOf(moments).slice(1), [
      "Sync, wave 0: applies Secret key; the cluster refuses ConfigMap settings.",
      "The sync fails.",
    ]);
    assert.equal(wordsOn(moments, "/ConfigMap:/settings Sync").at(-1), "failed: refused");
  });

  for (const [mode, sentence, words] of [
    ["fails", "as Argo CD no longer checks what becomes Degraded", "failed: Degraded"],
    ["hangs", "as Argo CD does not wait for what never becomes healthy", "awaited: not healthy"],
  ] as const) {
    it(`succeeds all the same where nobody looks any more and the last resource ${mode}`, () => {
      const moments = momentsOf(applicationOf([settings, web]), { task: "/Pod:/web Sync", mode });
      assert.equal(moments.at(-1)?.sentence, `The sync succeeds, ${sentence}: Pod web.`);
      assert.equal(wordsOn(moments, "/Pod:/web Sync").at(-1), words);
    });
  }

  it("deletes what an earlier phase of the same hook has left, on the card of that phase", () => {
    const twice = manifest("Job", "twice", hook("PreSync,PostSync"));
    const moments = momentsOf(applicationOf([twice]));
    assert.ok(
      sentencesOf(moments).includes("PostSync, wave 0: deletes the earlier Job twice (BeforeHookCreation)."),
      sentencesOf(moments).join("\n"),
    );
    assert.equal(wordsOn(moments, "batch/Job:/twice PreSync").at(-1), "deleted: deleted");
    assert.equal(wordsOn(moments, "batch/Job:/twice PostSync").at(-1), "healthy: succeeded");
  });

  it("does not run a Job again that has ended, and deletes it for both of its phases", () => {
    const twice = manifest("Job", "twice", { ...hook("PreSync,PostSync"), ...policy("HookSucceeded") });
    const moments = momentsOf(applicationOf([twice]));
    assert.deepEqual(sentencesOf(moments).slice(4), [
      "PostSync, wave 0: applies Job twice again, but it has ended and does not run again.",
      "PostSync, wave 0: Job twice has succeeded.",
      "Everything has succeeded, so Argo CD deletes Job twice (HookSucceeded).",
      "The sync succeeds.",
    ]);
    for (const phase of ["PreSync", "PostSync"])
      assert.equal(wordsOn(moments, `batch/Job:/twice ${phase}`).at(-1), "deleted: deleted");
  });

  it("begins with the Namespace of the destination, wherever it stands", () => {
    const elsewhere = manifest("ConfigMap", "c", wave("-1")).replace("name: c", "name: c\n  namespace: other");
    const application = applicationOf([manifest("Namespace", "prod", wave("3")), elsewhere]);
    assert.equal(momentsOf(application)[1]?.sentence, "Before everything else: applies Namespace prod.");
    assert.equal(whatIf(application, [])?.course[0]?.title, "Before everything else");
  });

  describe("that Argo CD tries again by itself", () => {
    const asked = { task: "batch/Job:/migrate PreSync" };

    it("begins from the start, over what the first try has left", () => {
      const seed = manifest("Job", "seed", { ...hook("PreSync"), ...wave("-1") });
      const moments = momentsOf(retried([seed, migrate, settings], 3), asked);
      const from = moments.findIndex(({ id }) => id === "retry");
      assert.deepEqual(sentencesOf(moments.slice(from - 1)), [
        "The sync fails. 1 resource is not applied.",
        "Argo CD tries again, from the start: retry 1 of 3.",
        "PreSync, wave -1: deletes the earlier Job seed (BeforeHookCreation).",
        "PreSync, wave -1: applies Job seed.",
        "PreSync, wave -1: waits for Job seed to finish.",
        "PreSync, wave -1: Job seed has succeeded.",
        "PreSync, wave 0: applies Job migrate again, but it has ended and does not run again.",
        "PreSync, wave 0: Job migrate fails.",
        "The sync fails again, and so on: Argo CD gives up after 3 retries. 1 resource is not applied.",
      ]);
      assert.equal(new Set(moments.map(({ id }) => id)).size, moments.length);
      assert.deepEqual(
        moments[from]?.changes.map(({ state, tasks }) => [state, tasks.length]),
        [["pending", 3]],
      );
    });

    it("says how often", () => {
      const last = (retries: number | undefined): string | undefined =>
        momentsOf(retried([migrate], retries), asked).at(-1)?.sentence;
      assert.equal(last(1), "The sync fails again, and Argo CD gives up.");
      assert.equal(last(undefined), "The sync fails again, and Argo CD keeps trying.");
      assert.equal(last(0), "The sync fails.");
    });

    it("leaves the Namespace that the sync has added as it is", () => {
      const application = applicationOf([migrate], { createNamespace: true });
      const planOptions = { ...application.planOptions, automated: { prune: false, retries: 1 } };
      const moments = momentsOf({ ...application, planOptions }, asked);
      assert.equal(wordsOn(moments, "/Namespace:/prod PreSync").at(-1), "applied: there already");
    });
  });
});
