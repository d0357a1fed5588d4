import assert from "node:assert/strict";
import { whatIf, type WhatIfMode } from "../../../server/core/features/plan/what-if.ts";
import { parseVersion } from "../../../server/core/versions.ts";
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
  const answer = whatIf(applicationOf(documents), [{ task, mode }]);
  assert.ok(answer);
  const hooks = answer.hooks.map(({ title, reason, nextSentence = "" }) =>
    `${title}: ${reason} ${nextSentence}`.trimEnd(),
  );
  return [answer.title, ...answer.story, ...hooks];
}

describe("what if", () => {
  it("a hook fails: who has run, who never runs, who is told, and what is left", () => {
    assert.deepEqual(linesOf([seed, migrate, settings, web, alert], "batch/Job:/migrate PreSync"), [
      "What if Job migrate fails?",
      "Job migrate fails in PreSync, wave -1.",
      "The sync fails.",
      "2 resources are not applied: ConfigMap settings and Pod web.",
      "The SyncFail hook runs: Job alert.",
      "Job seed: Not deleted: BeforeHookCreation deletes hooks only before their next run. Deleted and recreated by the next sync.",
      "Job migrate: Not deleted: HookSucceeded deletes hooks only after a successful sync. " +
        "Not run again by the next sync: Argo CD treats the existing Job as failed right away, " +
        'and the cluster refuses a changed manifest with "field is immutable". Add the delete policy BeforeHookCreation.',
      "Job alert: Deleted, because the sync failed (HookFailed).",
    ]);
  });

  it("counts what is not applied by wave where it is much", () => {
    const late = (number: string, names: string): string[] =>
      Array.from(names, (name) => manifest("Secret", name, wave(number)));
    const lines = linesOf([seed, ...late("0", "abc"), ...late("2", "de")], "batch/Job:/seed PreSync");
    assert.equal(lines[3], "5 resources are not applied: 3 in Sync wave 0 and 2 in Sync wave 2.");
  });

  it("names a hook of several phases once, with the phases in which it is not applied", () => {
    const load = manifest("Job", "load", hook("PreSync,Sync,PostSync,SyncFail"));
    assert.deepEqual(linesOf([load, settings], "batch/Job:/load PreSync").slice(1, 5), [
      "Job load fails in PreSync, wave 0.",
      "The sync fails.",
      "2 resources are not applied: ConfigMap settings and Job load in Sync and PostSync.",
      "The SyncFail hook runs: Job load.",
    ]);
    const only = manifest("Job", "only", hook("Sync,PostSync"));
    assert.equal(linesOf([seed, only], "batch/Job:/seed PreSync")[3], "1 resource is not applied: Job only.");
    assert.equal(
      whatIf(applicationOf([only]), [])?.story[0],
      "1 resource is applied, wave by wave, and the sync succeeds.",
    );
  });

  it("says which of several failures decides, and which have no turn, however they are asked", () => {
    const smoke = manifest("Job", "smoke", hook("PostSync"));
    const storyOf = (
      ...asked: readonly (readonly [task: string, mode?: WhatIfMode])[]
    ): readonly string[] | undefined =>
      whatIf(
        applicationOf([seed, settings, smoke]),
        asked.map(([task, mode]) => ({ task, mode })),
      )?.story;
    const [early, late] = ["batch/Job:/seed PreSync", "batch/Job:/smoke PostSync"];
    const rest = "2 resources are not applied: ConfigMap settings and Job smoke.";
    assert.deepEqual(storyOf([late], [early]), [
      "Job smoke has no turn in PostSync, so nothing goes wrong with it.",
      "Job seed fails in PreSync, wave -2.",
      "The sync fails.",
      rest,
    ]);
    assert.deepEqual(storyOf([late], [early, "hangs"]), [
      "Job smoke has no turn in PostSync, so nothing goes wrong with it.",
      "Job seed never finishes in PreSync, wave -2.",
      "The sync waits for the hook to finish, however long that takes.",
      'Until someone terminates the sync, Argo CD shows "waiting for completion of hook batch/Job/seed".',
      rest,
    ]);
  });

  it("knows that kubectl refuses Force=true with server-side apply, without being asked", () => {
    const load = manifest("Job", "load", { "argocd.argoproj.io/sync-options": "Force=true,ServerSideApply=true" });
    const answerIn = (version: string, documents: readonly string[] = [load, web]): string[] => {
      const application = applicationOf(documents);
      const planOptions = { ...application.planOptions, version: parseVersion(version) };
      const answer = whatIf({ ...application, planOptions }, []);
      return answer === undefined ? [] : [answer.outcome, answer.title, ...answer.story];
    };
    assert.deepEqual(answerIn("3.5"), [
      "failed",
      "What if nothing else fails?",
      "Argo CD cannot apply Job load in Sync, wave 0: its kubectl allows no Force=true with server-side apply, which the dry run does not notice.",
      "The sync fails.",
      "1 resource is not applied: Pod web.",
    ]);
    const goesWell = ["succeeded", "What if nothing fails?"];
    for (const version of ["2.14", "3.6"]) assert.deepEqual(answerIn(version).slice(0, 2), goesWell);
    const replaced = load.replace("Force=true", "Force=true,Replace=true");
    assert.deepEqual(answerIn("3.5", [replaced]).slice(0, 2), goesWell);
    const clientSide = load.replace("ServerSideApply=true", "ServerSideApply=false");
    assert.deepEqual(answerIn("3.5", [clientSide]).slice(0, 2), goesWell);
  });

  it("names SyncFail hooks in their order, whatever becomes of them", () => {
    const alerts = ["a", "b", "c"].map((name) => manifest("Job", name, hook("SyncFail")));
    const answer = whatIf(applicationOf([seed, ...alerts]), [
      { task: "batch/Job:/seed PreSync" },
      { task: "batch/Job:/a SyncFail" },
    ]);
    assert.ok(answer?.story.includes("The SyncFail hooks run all at once: Job a, Job b and Job c."));
  });

  it("the cluster refuses a resource: the rest of its step is applied all the same", () => {
    const documents = [settings, manifest("Secret", "key"), web];
    assert.deepEqual(linesOf(documents, "/ConfigMap:/settings Sync"), [
      "What if the cluster refuses ConfigMap settings?",
      "The cluster refuses ConfigMap settings in Sync, wave 0.",
      "If the dry run at the start refuses it, nothing at all is applied and no SyncFail hook runs.",
      "The rest of its wave is still applied: Secret key.",
      "The sync fails.",
      "1 resource is not applied: Pod web.",
    ]);
  });

  it("the cluster refuses a resource beside its Namespace, which is there even if the dry run fails", () => {
    const lines = linesOf([manifest("Namespace", "prod"), settings], "/ConfigMap:/settings Sync");
    assert.ok(
      lines.includes(
        "If the dry run at the start refuses it, only the Namespace is applied and no SyncFail hook runs.",
      ),
      lines.join("\n"),
    );
  });

  it("the cluster refuses the Namespace that everything is deployed to", () => {
    assert.deepEqual(linesOf([manifest("Namespace", "prod"), seed, alert], "/Namespace:/prod PreSync"), [
      "What if the cluster refuses Namespace prod?",
      "The cluster refuses Namespace prod in PreSync, wave -2.",
      "It is applied before everything else, even before the dry run.",
      "The sync fails.",
      "1 resource is not applied: Job seed.",
      "No SyncFail hook runs, because they need the Namespace too.",
    ]);
  });

  it("a resource never becomes healthy: the sync waits, and nobody is told", () => {
    assert.deepEqual(linesOf([manifest("Pod", "db"), web, alert], "/Pod:/db Sync", "hangs"), [
      "What if Pod db never becomes healthy?",
      "Pod db never becomes healthy in Sync, wave 0.",
      "The sync waits for the resource to become healthy, however long that takes.",
      'Until someone terminates the sync, Argo CD shows "waiting for healthy state of /Pod/db".',
      "1 resource is not applied: Pod web.",
      "No SyncFail hook runs, because the sync does not fail.",
    ]);
  });

  it("a hook never ends", () => {
    assert.deepEqual(linesOf([migrate], "batch/Job:/migrate PreSync", "hangs"), [
      "What if Job migrate never finishes?",
      "Job migrate never finishes in PreSync, wave -1.",
      "The sync waits for the hook to finish, however long that takes.",
      'Until someone terminates the sync, Argo CD shows "waiting for completion of hook batch/Job/migrate".',
      "Job migrate: Not finished until someone terminates the sync, which deletes running hooks.",
    ]);
  });

  it("the last resource becomes Degraded: the sync succeeds", () => {
    assert.deepEqual(linesOf([settings, web], "/Pod:/web Sync"), [
      "What if Pod web becomes Degraded?",
      "Pod web becomes Degraded in Sync, wave 1.",
      "Argo CD no longer checks it: the sync succeeds, and the application is shown as Degraded.",
    ]);
  });

  it("a SyncFail hook fails: it is assumed that something else has", () => {
    assert.deepEqual(linesOf([migrate, alert], "batch/Job:/alert SyncFail").slice(0, 5), [
      "What if Job alert fails?",
      "A SyncFail hook runs only after a failure. This assumes that Job migrate fails in PreSync, wave -1.",
      "The sync fails.",
      "The SyncFail hook runs: Job alert.",
      "Job alert also fails, which changes nothing else.",
    ]);
    assert.equal(
      linesOf([settings, alert], "batch/Job:/alert SyncFail")[1],
      "A SyncFail hook runs only after a failure. This assumes that the cluster refuses ConfigMap settings in Sync, wave 0.",
    );
  });

  it("a SyncFail hook is refused: it does not run, and others do", () => {
    const page = manifest("Job", "page", hook("SyncFail"));
    const refused = (documents: readonly string[]): readonly string[] =>
      linesOf(documents, "batch/Job:/alert SyncFail", "refused");
    assert.deepEqual(refused([migrate, alert]).slice(2, 4), [
      "The sync fails.",
      "The cluster also refuses Job alert, which changes nothing else.",
    ]);
    assert.deepEqual(refused([migrate, alert, page]).slice(2, 5), [
      "The sync fails.",
      "The SyncFail hook runs: Job page.",
      "The cluster also refuses Job alert, which changes nothing else.",
    ]);
  });

  it("all goes well", () => {
    assert.deepEqual(linesOf([migrate, web, alert], "/Pod:/web Sync", "nothing"), [
      "What if nothing fails?",
      "2 resources are applied, wave by wave, and the sync succeeds. SyncFail hooks do not run.",
      "Job migrate: Deleted at the end, because the whole sync succeeded (HookSucceeded).",
    ]);
  });

  it("all goes well, but a hook of two phases runs once, as nothing deletes it in between", () => {
    const both = (policies: string): string =>
      manifest("Job", "both", { ...hook("PreSync,PostSync"), ...policy(policies) });
    const reuse =
      "Job both does not run again in PostSync, because the Job from its earlier phase is still there. Add the delete policy BeforeHookCreation.";
    assert.equal(linesOf([both("HookSucceeded")], "batch/Job:/both PreSync", "nothing")[2], reuse);
    const fixed = linesOf([both("BeforeHookCreation,HookSucceeded")], "batch/Job:/both PreSync", "nothing");
    assert.ok(!fixed.includes(reuse));
  });

  it("all goes well, and a hook with a generated name stays", () => {
    const generated = manifest("Job", "run-", hook("PostSync")).replace("name: run-", "generateName: run-");
    assert.equal(
      linesOf([generated, settings], "/ConfigMap:/settings Sync", "nothing")[2],
      "Job run-...: Not deleted: BeforeHookCreation never finds a hook whose name is generated. Created again by the next sync, with a new name.",
    );
  });

  it("the only thing there is is a SyncFail hook", () => {
    assert.deepEqual(linesOf([alert], "batch/Job:/alert SyncFail"), [
      "What if Job alert fails?",
      "Job alert never runs, because nothing before it can fail.",
    ]);
  });

  it("names the Application whose sync goes well, as several may be asked about at once", () => {
    assert.equal(whatIf({ ...applicationOf([settings]), declared: true }, [])?.title, "What if nothing fails in shop?");
  });

  it("is nothing for an unknown task, and for what cannot happen to a task", () => {
    const application = applicationOf([settings]);
    assert.equal(whatIf(application, [{ task: "/ConfigMap:/other Sync" }]), undefined);
    assert.equal(whatIf(application, [{ task: "/ConfigMap:/settings Sync", mode: "hangs" }]), undefined);
  });

  it("is told as Markdown too", () => {
    assert.equal(
      whatIf(applicationOf([migrate, settings]), [])?.markdown,
      [
        "## What if nothing fails?",
        "",
        "- 2 resources are applied, wave by wave, and the sync succeeds.",
        "",
        "### The sync, wave by wave",
        "",
        "**PreSync · wave -1**",
        "",
        "- Applied: Job migrate",
        "- Argo CD continues when Job migrate has succeeded.",
        "",
        "**Sync · wave 0**",
        "",
        "- Applied: ConfigMap settings",
        "",
        "**When the sync has succeeded**",
        "",
        "- Deleted (HookSucceeded): Job migrate",
        "",
      ].join("\n"),
    );
  });
});

describe("the transcript of a sync", () => {
  /** The transcript as a person reads it, and what is left. */
  function transcriptOf(documents: readonly string[], task?: string, mode?: WhatIfMode): string[] {
    const answer = whatIf(applicationOf(documents), task === undefined ? [] : [{ task, mode }]);
    assert.ok(answer);
    return [
      ...answer.transcript.flatMap(({ title, lines }) => [title, ...lines.map(({ text }) => `  ${text}`)]),
      ...answer.left.flatMap(({ names, sentences }) => [`${names}:`, ...sentences.map((text) => `  ${text}`)]),
    ];
  }
  const secrets = (number: string, names: string): string[] =>
    Array.from(names, (name) => manifest("Secret", name, wave(number)));

  it("says once what is the same for many resources, and names only some of them", () => {
    assert.deepEqual(transcriptOf(secrets("0", "abcde")), [
      "Sync · wave 0",
      "  Applied: Secret a, Secret b, Secret c, Secret d and Secret e",
      "The sync has succeeded",
    ]);
    assert.deepEqual(transcriptOf(secrets("0", "abcdefgh")).slice(1, 2), [
      "  Applied: Secret a, Secret b, Secret c, Secret d and 4 more",
    ]);
  });

  it("stops where a hook fails, and says what is never reached and what stays", () => {
    const documents = [seed, migrate, settings, ...secrets("2", "ab"), alert];
    assert.deepEqual(transcriptOf(documents, "batch/Job:/migrate PreSync"), [
      "PreSync · wave -2",
      "  Applied: Job seed",
      "  Argo CD continues when Job seed has succeeded.",
      "PreSync · wave -1",
      "  Applied: Job migrate",
      "  Job migrate fails, so the sync stops here.",
      "SyncFail · wave 0 (only when the sync fails)",
      "  Applied: Job alert",
      "  The sync ends as failed once its SyncFail hooks have finished.",
      "When the sync has failed",
      "  Deleted (HookFailed): Job alert",
      "Never reached",
      "  Sync · wave 0: ConfigMap settings",
      "  Sync · wave 2: Secret a and Secret b",
      "Job seed:",
      "  Not deleted: BeforeHookCreation deletes hooks only before their next run.",
      "  Deleted and recreated by the next sync.",
      "Job migrate:",
      "  Not deleted: HookSucceeded deletes hooks only after a successful sync.",
      "  Not run again by the next sync: Argo CD treats the existing Job as failed right away, " +
        'and the cluster refuses a changed manifest with "field is immutable". Add the delete policy BeforeHookCreation.',
    ]);
  });

  it("waits where a hook never ends", () => {
    assert.deepEqual(
      transcriptOf([settings, manifest("Job", "check", hook("PostSync"))], "batch/Job:/check PostSync", "hangs"),
      [
        "Sync · wave 0",
        "  Applied: ConfigMap settings",
        "  Argo CD continues at once, because nothing in this wave has a health check.",
        "PostSync · wave 0",
        "  Applied: Job check",
        "  Job check never finishes, so the sync waits here until someone terminates it.",
        "ConfigMap settings:",
        "  Argo CD does not roll back what it has applied.",
        "Job check:",
        "  Not finished until someone terminates the sync, which deletes running hooks.",
      ],
    );
  });

  it("goes on where nobody looks at what becomes Degraded", () => {
    assert.deepEqual(transcriptOf([settings, web], "/Pod:/web Sync"), [
      "Sync · wave 0",
      "  Applied: ConfigMap settings",
      "  Argo CD continues at once, because nothing in this wave has a health check.",
      "Sync · wave 1",
      "  Applied: Pod web",
      "  Pod web becomes Degraded, but Argo CD no longer looks.",
      "The sync has succeeded",
    ]);
  });

  it("counts resources of the same name in two namespaces as two", () => {
    const of = (namespace: string): string =>
      manifest("ConfigMap", "same").replace("name: same", `name: same\n  namespace: ${namespace}`);
    assert.deepEqual(
      transcriptOf([of("a"), of("b"), web, manifest("ConfigMap", "late", wave("2"))], "/Pod:/web Sync").slice(-3),
      [
        "  Sync · wave 2: ConfigMap late",
        "ConfigMap same, ConfigMap same and Pod web:",
        "  Argo CD does not roll back what it has applied.",
      ],
    );
  });

  it("gives the same reason only once", () => {
    const documents = ["0", "1", "2"].map((number) => manifest("ConfigMap", `c${number}`, wave(number)));
    const waits = transcriptOf(documents).filter((line) => line.includes("continues"));
    assert.deepEqual(waits, [
      "  Argo CD continues at once, because nothing in this wave has a health check.",
      "  Argo CD continues at once.",
    ]);
  });

  it("is empty where there is nothing to apply", () => {
    const answer = whatIf(applicationOf([manifest("Job", "off", hook("Skip"))]), []);
    assert.deepEqual([answer?.story, answer?.transcript], [["There is nothing to apply, and the sync succeeds."], []]);
  });
});
