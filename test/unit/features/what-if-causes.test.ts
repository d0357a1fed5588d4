import assert from "node:assert/strict";
import type { Application } from "../../../server/core/application/application.ts";
import { whatIf, type WhatIfMode, type WhatIfOutline } from "../../../server/core/features/plan/what-if.ts";
import { applicationOf } from "../../support/applications.ts";
import { parseVersion } from "../../../server/core/versions.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const options = (value: string): Readonly<Record<string, string>> => ({ "argocd.argoproj.io/sync-options": value });
const policy = (value: string): Readonly<Record<string, string>> => ({
  "argocd.argoproj.io/hook-delete-policy": value,
});

/** A resource of the kind `example.com/Widget`. */
function widget(name: string, annotations: Readonly<Record<string, string>> = {}): string {
  return manifest("Widget", name, annotations).replace("v1", "example.com/v1");
}

/** The definition of that kind. */
function definition(annotations: Readonly<Record<string, string>> = {}): string {
  const head = manifest("CustomResourceDefinition", "widgets.example.com", annotations);
  return `${head.replace("v1", "apiextensions.k8s.io/v1")}spec:\n  group: example.com\n  names:\n    kind: Widget\n`;
}

const settings = manifest("ConfigMap", "settings");
const alert = manifest("Job", "alert", hook("SyncFail"));

function withOptions(documents: readonly string[], ...syncOptions: readonly string[]): Application {
  const application = applicationOf(documents);
  return { ...application, planOptions: { ...application.planOptions, syncOptions } };
}

function inVersion(text: string, documents: readonly string[]): Application {
  const application = applicationOf(documents);
  return { ...application, planOptions: { ...application.planOptions, version: parseVersion(text) } };
}

function ask(application: Application, task: string, mode: WhatIfMode): WhatIfOutline {
  const answer = whatIf(application, [{ task, mode }]);
  assert.ok(answer);
  return answer;
}

describe("what if the cluster does not know a kind", () => {
  const widgetTask = "example.com/Widget:/disc Sync";
  const missing = (application: Application): WhatIfOutline => ask(application, widgetTask, "missing-kind");

  it("nothing is applied, not even the Namespace, and no SyncFail hook runs", () => {
    const answer = missing(applicationOf([widget("disc"), settings, alert, manifest("Namespace", "prod")]));
    assert.deepEqual(
      [answer.title, ...answer.story],
      [
        "What if the cluster does not know the kind Widget?",
        "The cluster does not know the kind Widget.",
        "Nothing in this sync defines it, and Widget disc needs it. Argo CD looks up every kind first: it applies nothing, not even a Namespace, and runs no SyncFail hook.",
        "The sync fails.",
        "2 resources are not applied: Namespace prod and ConfigMap settings.",
        "Add the CustomResourceDefinition of Widget to the application or, if something creates it during the sync, set SkipDryRunOnMissingResource=true in the argocd.argoproj.io/sync-options of what needs it.",
      ],
    );
    assert.deepEqual([answer.outcome, answer.ran], ["failed", []]);
    assert.equal(answer.message, "one or more synchronization tasks are not valid");
    assert.deepEqual(
      answer.course.map(({ title, events }) => [title, events.map((event) => `${event.title}: ${event.words}`)]),
      [["Before everything else", ["Widget disc: of a kind that the cluster does not know"]]],
    );
  });

  it("stops the sync even where only a SyncFail hook has that kind", () => {
    const answer = ask(
      applicationOf([widget("disc", hook("SyncFail")), settings]),
      "example.com/Widget:/disc SyncFail",
      "missing-kind",
    );
    assert.deepEqual(
      [answer.outcome, answer.ran, answer.story[0]],
      ["failed", [], "The cluster does not know the kind Widget."],
    );
  });

  for (const [title, application] of [
    [
      "the resource",
      applicationOf([
        settings,
        widget("disc", { ...options("SkipDryRunOnMissingResource=true"), ...wave("1") }),
        alert,
      ]),
    ],
    ["the application", withOptions([settings, widget("disc", wave("1")), alert], "SkipDryRunOnMissingResource=true")],
  ] as const) {
    it(`the sync begins where SkipDryRunOnMissingResource=true is on ${title}, and the cluster refuses it in its wave`, () => {
      const answer = missing(application);
      assert.deepEqual(answer.ran, ["/ConfigMap:/settings Sync", "batch/Job:/alert SyncFail"]);
      assert.deepEqual(answer.failed, [widgetTask]);
      assert.equal(
        answer.story[1],
        "SkipDryRunOnMissingResource=true still lets the sync begin. What it applies before Widget disc has its turn must bring the kind, or the cluster refuses it there.",
      );
    });
  }

  it("the option of one resource does not help another of the same kind", () => {
    const lazy = widget("disc", options("SkipDryRunOnMissingResource=true"));
    const answer = missing(applicationOf([lazy, widget("cog")]));
    assert.deepEqual([answer.ran, answer.failed], [[], ["example.com/Widget:/cog Sync"]]);
  });

  for (const [title, annotations] of [
    ["in a later wave, from which it is pulled forward", wave("5")],
    ["as a hook", hook("PostSync")],
    ["and never applied, as its hook type is Skip", hook("Skip")],
  ] as const) {
    it(`is not asked where the definition is in the sync ${title}`, () => {
      const application = applicationOf([widget("disc"), definition(annotations)]);
      assert.equal(whatIf(application, [{ task: widgetTask, mode: "missing-kind" }]), undefined);
    });
  }

  for (const [title, annotations] of [
    ["only with the deletion of the application", hook("PreDelete")],
    ["never, because its hook type is misspelt", hook("Presync")],
  ] as const) {
    it(`is asked where the definition is applied ${title}`, () => {
      assert.equal(missing(applicationOf([widget("disc"), definition(annotations)])).outcome, "failed");
    });
  }
});

describe("what if an immutable field changes", () => {
  const load = "batch/Job:/load Sync";
  const changed = (...documents: readonly string[]): WhatIfOutline => ask(applicationOf(documents), load, "immutable");

  it("the cluster refuses a Job in the sync, and in each one after it", () => {
    const answer = changed(manifest("Job", "load"), manifest("Pod", "web", wave("1")));
    assert.deepEqual(
      [answer.title, ...answer.story],
      [
        "What if an immutable field of Job load changes?",
        "An immutable field of Job load changes in Sync, wave 0.",
        'The cluster refuses the change, mostly with "field is immutable". The dry run does not notice it.',
        "The sync fails.",
        "1 resource is not applied: Pod web.",
        "Later syncs fail in the same way until someone deletes the object. Force=true,Replace=true deletes it and creates it again; Replace=true alone does not.",
      ],
    );
    assert.deepEqual(answer.failed, [load]);
  });

  it("before 2.12, no annotation has the object deleted", () => {
    const { story } = ask(inVersion("2.11", [manifest("Job", "load")]), load, "immutable");
    assert.equal(story.at(-1), "Later syncs fail in the same way until someone deletes the object.");
  });

  it("Replace=true alone changes nothing about it, nor does Force=true with a server-side apply", () => {
    for (const value of ["Replace=true", "Force=true,ServerSideApply=true"])
      assert.deepEqual(changed(manifest("Job", "load", options(value))).failed, [load]);
  });

  it("Force=true deletes the object and creates it again", () => {
    for (const value of ["Force=true", "Force=true,Replace=true"]) {
      const answer = changed(manifest("Job", "load", options(value)));
      assert.deepEqual(answer.story.slice(1), [
        "Force=true makes Argo CD delete Job load and create it again.",
        "The sync succeeds.",
      ]);
      assert.deepEqual(
        answer.course[0]?.events.map(({ words }) => words),
        ["deleted and recreated"],
      );
    }
  });

  it("a hook that is deleted before its next run is new each time", () => {
    const answer = ask(
      applicationOf([manifest("Job", "load", hook("PreSync"))]),
      "batch/Job:/load PreSync",
      "immutable",
    );
    assert.deepEqual(answer.story.slice(1), [
      "Its object of the sync before is gone by then, so it is created again and nothing has to change.",
      "The sync succeeds.",
    ]);
  });

  it("the Namespace that the first sync has created is not missing in the one after it", () => {
    const application = applicationOf([manifest("Job", "load")], {
      createNamespace: true,
    });
    const answer = ask(application, load, "immutable");
    assert.deepEqual([answer.outcome, answer.never], ["failed", []]);
    assert.ok(
      answer.moments.at(-1)?.changes.some(({ state, words }) => state === "applied" && words === "there already"),
    );
  });

  it("a hook that stays is refused", () => {
    const migrate = manifest("Job", "load", { ...hook("PreSync"), ...policy("HookFailed") });
    assert.equal(ask(applicationOf([migrate]), "batch/Job:/load PreSync", "immutable").outcome, "failed");
  });
});

describe("what if a health check says what Argo CD's own never says", () => {
  const workload = (kind: string, spec = ""): string => manifest(kind, "db").replace("v1", "apps/v1") + spec;
  const later = manifest("ConfigMap", "later", wave("1"));

  for (const kind of ["StatefulSet", "DaemonSet"]) {
    it(`a ${kind} becomes Degraded only with a check that somebody has added, and hangs without one`, () => {
      const application = applicationOf([workload(kind), later]);
      const task = `apps/${kind}:/db Sync`;
      assert.deepEqual(ask(application, task, "fails").story.slice(0, 2), [
        `${kind} db becomes Degraded in Sync, wave 0.`,
        `Argo CD never finds a ${kind} Degraded, so this takes a health check that somebody has added. Without one, it stays Progressing.`,
      ]);
      const usual = whatIf(application, [{ task }]);
      assert.deepEqual([usual?.mode, usual?.outcome], ["hangs", "waiting"]);
    });
  }

  it("nothing is said of a Deployment, nor where somebody has added a check", () => {
    const addedChecks = [{ key: "apps/StatefulSet", file: "argocd-cm.yaml" }];
    for (const [kind, more] of [
      ["Deployment", {}],
      ["StatefulSet", { addedChecks }],
    ] as const) {
      const { story } = ask(applicationOf([workload(kind), later], more), `apps/${kind}:/db Sync`, "fails");
      assert.equal(story[1], "The sync fails.");
    }
  });

  for (const mode of ["fails", "hangs"] as const) {
    it(`a Service that asks for no load balancer is healthy at once (${mode})`, () => {
      const { story } = ask(applicationOf([manifest("Service", "web"), later]), "/Service:/web Sync", mode);
      assert.equal(
        story[1],
        "Argo CD finds a Service whose type is not LoadBalancer healthy at once, so this takes a health check that somebody has added.",
      );
    });

    it(`a CronJob is healthy while it is suspended (${mode})`, () => {
      const cronJob = `${manifest("CronJob", "report").replace("v1", "batch/v1")}spec:\n  suspend: true\n`;
      const { story } = ask(applicationOf([cronJob, later]), "batch/CronJob:/report Sync", mode);
      assert.equal(
        story[1],
        "While it is suspended, Argo CD finds it healthy, so this takes a health check that somebody has added.",
      );
    });
  }
});

describe("what the next sync leaves out with ApplyOutOfSyncOnly=true", () => {
  const documents = [settings, manifest("Pod", "db"), manifest("Pod", "web", wave("1")), alert];

  it("goes on although what it does not apply again is not healthy", () => {
    const { story } = ask(withOptions(documents, "ApplyOutOfSyncOnly=true"), "/Pod:/db Sync", "fails");
    assert.equal(
      story.at(-1),
      "With ApplyOutOfSyncOnly=true, the next sync runs all hooks again, but neither applies nor awaits what is as its manifest says: ConfigMap settings and Pod db. So it goes on to what comes later although Pod db is not healthy.",
    );
  });

  it("is what every later sync leaves out, but not what it tries again to change", () => {
    const load = manifest("Job", "load");
    const application = withOptions(
      [settings, load, manifest("Pod", "web", wave("1")), manifest("Job", "test", hook("PostSync"))],
      "ApplyOutOfSyncOnly=true",
    );
    const answer = ask(application, "batch/Job:/load Sync", "immutable");
    assert.deepEqual(answer.story.slice(2), [
      "With ApplyOutOfSyncOnly=true, it leaves out what is as its manifest says: ConfigMap settings and Pod web.",
      "The sync fails.",
      "1 resource is not applied: Job test.",
      "Later syncs fail in the same way until someone deletes the object. Force=true,Replace=true deletes it and creates it again; Replace=true alone does not.",
    ]);
    assert.deepEqual(answer.never, ["batch/Job:/test PostSync"]);
  });

  it("is not said of other applications, nor of a sync that succeeds", () => {
    const said = [
      ask(applicationOf(documents), "/Pod:/db Sync", "fails"),
      ask(withOptions(documents, "ApplyOutOfSyncOnly=true"), "/Pod:/web Sync", "fails"),
    ];
    for (const { story } of said) assert.ok(!story.join("\n").includes("ApplyOutOfSyncOnly"));
  });
});

describe("what if a finalizer keeps a hook from being deleted", () => {
  const held = (policies: string): string =>
    manifest("Job", "migrate", { ...hook("PreSync"), ...policy(policies) }).replace(
      "metadata:\n",
      "metadata:\n  finalizers: [example.com/protect]\n",
    );
  const task = "batch/Job:/migrate PreSync";

  it("the next sync waits before it creates the hook again, and says for what", () => {
    const answer = ask(applicationOf([held("BeforeHookCreation"), settings]), task, "stuck");
    assert.deepEqual(
      [answer.title, ...answer.story],
      [
        "What if a finalizer keeps Job migrate from being deleted?",
        "A finalizer keeps Job migrate from being deleted in PreSync, wave 0.",
        "The sync deletes Job migrate of the sync before, and waits until it is gone, however long that takes.",
        'Until someone terminates the sync, Argo CD shows "waiting for deletion of hook batch/Job/migrate".',
        "2 resources are not applied: Job migrate and ConfigMap settings.",
        "The sync goes on once its finalizer example.com/protect has been removed: see why the controller that does so does not.",
      ],
    );
    assert.equal(answer.outcome, "waiting");
    assert.deepEqual(
      answer.hooks.map(({ stays, reason, nextSentence }) => [stays, reason, nextSentence]),
      [
        [
          true,
          "Deleted, but it is not gone before its finalizer example.com/protect has been removed.",
          "Awaited by the next sync too, unless it is gone by then.",
        ],
      ],
    );
  });

  it("the next sync fails where HookSucceeded alone has deleted it, as Kubernetes refuses the finalizer of a hook then", () => {
    const answer = ask(applicationOf([held("HookSucceeded"), settings]), task, "stuck");
    assert.deepEqual(answer.story.slice(1), [
      "HookSucceeded has deleted Job migrate of the sync before, and it is not gone yet. Argo CD gives its hooks a finalizer, and Kubernetes adds none to what is being deleted, so the cluster refuses it.",
      "The sync fails.",
      "1 resource is not applied: ConfigMap settings.",
      "Sync again once its finalizer example.com/protect has been removed: see why the controller that does so does not.",
    ]);
    assert.deepEqual([answer.outcome, answer.failed], ["failed", [task]]);
  });

  it("before 3.0, which gave hooks no finalizer, that sync waits forever", () => {
    const answer = ask(inVersion("2.14", [held("HookSucceeded"), settings]), task, "stuck");
    assert.deepEqual(answer.story.slice(1, 3), [
      "HookSucceeded has deleted Job migrate of the sync before, and it is not gone yet. The sync applies the manifest to it, and waits forever: to Argo CD, what is being deleted is Progressing.",
      'Until someone terminates the sync, Argo CD shows "waiting for completion of hook batch/Job/migrate".',
    ]);
    assert.deepEqual([answer.outcome, answer.running], ["waiting", [task]]);
  });

  it("the sync goes on where no policy has deleted it", () => {
    const answer = ask(applicationOf([held("HookFailed"), settings]), task, "stuck");
    assert.deepEqual(answer.story.slice(1), [
      "No policy deletes it before it is created, so the sync does not wait: it applies the manifest to what is there.",
      "The sync succeeds.",
    ]);
  });

  for (const [of, policies, message] of [
    ["3.4", "BeforeHookCreation", "waiting for deletion of hook batch/Job/migrate"],
    ["3.3", "BeforeHookCreation", "one or more tasks are running"],
    ["3.3", "'BeforeHookCreation,HookFailed'", "waiting for deletion of batch/Job/migrate"],
  ] as const) {
    it(`the sync of ${of} says ${message}`, () => {
      assert.equal(ask(inVersion(of, [held(policies)]), task, "stuck").message, message);
    });
  }

  it("where all goes well, the next sync is said to wait for it", () => {
    const answer = whatIf(applicationOf([held("BeforeHookCreation")]), []);
    assert.equal(
      answer?.hooks[0]?.nextSentence,
      "Deleted and recreated by the next sync, which waits until its finalizer example.com/protect has been removed.",
    );
  });

  it("is not asked of resources that are no hooks, nor of the finalizer that Argo CD takes care of", () => {
    const own = held("BeforeHookCreation").replace("example.com/protect", "argocd.argoproj.io/hook-finalizer");
    assert.equal(whatIf(applicationOf([own]), [{ task, mode: "stuck" }]), undefined);
    const plain = held("").replace("argocd.argoproj.io/hook: PreSync", "example.com/note: PreSync");
    assert.equal(whatIf(applicationOf([plain]), [{ task: "batch/Job:/migrate Sync", mode: "stuck" }]), undefined);
  });
});

describe("the transcript of what goes wrong in these ways", () => {
  const partsOf = ({ transcript }: WhatIfOutline): string[] =>
    transcript.flatMap(({ title, lines }) => [title, ...lines.map(({ text }) => `- ${text}`)]);

  it("does not begin where the cluster does not know a kind, and leaves nothing behind", () => {
    const answer = ask(applicationOf([widget("disc"), settings]), "example.com/Widget:/disc Sync", "missing-kind");
    assert.deepEqual(partsOf(answer).slice(0, 2), [
      "Before everything else",
      "- The cluster does not know the kind of Widget disc, so the sync does not begin.",
    ]);
    assert.doesNotMatch(answer.markdown, /roll back/);
  });

  it("goes on where Force=true replaces what has changed", () => {
    const job = manifest("Job", "load", options("Force=true"));
    const answer = ask(applicationOf([job]), "batch/Job:/load Sync", "immutable");
    assert.ok(!partsOf(answer).some((line) => line.includes("refuses")));
  });

  it("stops at a hook that is not gone", () => {
    const migrate = manifest("Job", "migrate", hook("PreSync")).replace(
      "metadata:",
      "metadata:\n  finalizers: [a.io/x]",
    );
    const answer = ask(applicationOf([migrate, settings]), "batch/Job:/migrate PreSync", "stuck");
    assert.deepEqual(partsOf(answer).slice(0, 4), [
      "PreSync · wave 0",
      "- Deleted (BeforeHookCreation): Job migrate",
      "- A finalizer keeps Job migrate from being deleted, so the sync waits here until someone terminates it.",
      "Never reached",
    ]);
  });

  it("tells what the wave before a hook that is not gone waited for", () => {
    const migrate = manifest("Job", "migrate", hook("PostSync")).replace(
      "metadata:",
      "metadata:\n  finalizers: [a.io/x]",
    );
    const application = applicationOf([migrate, manifest("Pod", "web")]);
    assert.deepEqual(partsOf(ask(application, "batch/Job:/migrate PostSync", "stuck")).slice(0, 4), [
      "Sync · wave 0",
      "- Applied again: Pod web",
      "- Argo CD continues when Pod web is healthy.",
      "PostSync · wave 0",
    ]);
  });
});
