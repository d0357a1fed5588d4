import assert from "node:assert/strict";
import { type OutlineResource, planOutline } from "../../../server/core/features/plan/plan-view.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";

const policy = (value: string): Readonly<Record<string, string>> => ({
  "argocd.argoproj.io/hook-delete-policy": value,
});

describe("the outline of a plan", () => {
  it("names every step, its tasks and what is not applied, each with what is not plain to see", () => {
    const { steps, never, unknown } = planOutline(
      rosterOf(
        applicationOf(
          [
            manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
            manifest("ConfigMap", "settings", wave("x")),
            manifest("Job", "alert", hook("SyncFail")),
            manifest("Job", "skipped", hook("Skip")),
            manifest("Job", "dropped", hook("x")),
            manifest("Job", "clean", hook("PostDelete")),
            manifest("Job", "unsure", hook("{{ .x }}")),
            manifest("Secret", "twice", wave("1")),
            manifest("Secret", "twice"),
          ],
          { createNamespace: true },
        ),
      ),
    );
    const line = ({ kind, name, note }: OutlineResource): string =>
      note === "" ? `${kind} ${name}` : `${kind} ${name}: ${note}`;
    assert.deepEqual(
      [
        ...steps.flatMap(({ title, tasks }) => [`[${title}]`, ...tasks.map(line)]),
        ...["[never]", ...never.map(line), "[unknown]", ...unknown.map(line)],
      ],
      [
        "[PreSync · wave -1]",
        "Namespace prod: pulled forward for Job migrate · CreateNamespace=true",
        "Job migrate: hook, deleted before its next run",
        "[Sync · wave 0]",
        "Secret twice",
        'ConfigMap settings: "x" is not a whole number',
        "[SyncFail · wave 0 (only when the sync fails)]",
        "Job alert: hook, deleted before its next run",
        "[never]",
        "Job skipped: never applied: its hook type is Skip",
        "Job dropped: never applied: it is a hook without a hook type that Argo CD runs",
        "Secret twice: not applied: it is declared again later, and the last one wins",
        "[unknown]",
        "Job unsure: its phase is known only after rendering",
      ],
    );
  });

  it("says after each wave what comes next in the sync", () => {
    const { steps } = planOutline(
      rosterOf(
        applicationOf([
          manifest("Job", "migrate", hook("PreSync")),
          manifest("ConfigMap", "one"),
          manifest("ConfigMap", "two"),
          manifest("Job", "first", { ...hook("Sync"), ...wave("1") }),
          manifest("Job", "second", { ...hook("Sync"), ...wave("1") }),
          manifest("Deployment", "a".repeat(60), wave("2")),
          manifest("Job", "test", hook("PostSync")),
          manifest("Job", "alert", hook("SyncFail")),
        ]),
      ),
    );
    const long = `Deployment ${"a".repeat(8)}…${"a".repeat(19)}`;
    assert.deepEqual(
      steps.map(({ title, next }) => `${title}: ${next}`),
      [
        "PreSync · wave 0: 2 resources, then 2 hooks",
        `Sync · wave 0: 2 hooks, then ${long}`,
        `Sync · wave 1: ${long}, then Job test`,
        "Sync · wave 2: Job test",
        "PostSync · wave 0: ",
        "SyncFail · wave 0 (only when the sync fails): ",
      ],
    );
  });

  it("says not what comes next where a wave is known only after rendering", () => {
    const { steps } = planOutline(
      rosterOf(
        applicationOf([
          manifest("Job", "first", { ...hook("PreSync"), ...wave("-1") }),
          manifest("Job", "second", hook("PreSync")),
          manifest("Service", "web"),
          manifest("Service", "unsure", wave("{{ .wave }}")),
        ]),
      ),
    );
    assert.deepEqual(
      steps.map(({ next }) => next),
      ["Job second", "", "", ""],
    );
  });

  it("says what a task that is pulled forward is needed for", () => {
    const application = applicationOf([
      manifest("Namespace", "prod", wave("3")),
      manifest("Job", "migrate", hook("PreSync")),
    ]);
    const [first] = planOutline(rosterOf(application)).steps[0]?.tasks ?? [];
    assert.equal(first?.id, "/Namespace:/prod PreSync");
    assert.deepEqual(first.pulledFor, {
      title: "Job migrate",
      task: "batch/Job:/migrate PreSync",
      declaredWave: "3",
    });
    assert.equal(first.waveReason, undefined);
  });

  it("says from where a task is pulled forward, and for what", () => {
    const application = applicationOf([
      manifest("Namespace", "prod", wave("x")),
      manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
    ]);
    const [first] = planOutline(rosterOf(application)).steps[0]?.tasks ?? [];
    assert.equal(first?.note, "pulled forward from Sync wave 0 for Job migrate");
    assert.equal(first.waveReason, undefined);
    const [alone] = planOutline(rosterOf(applicationOf([manifest("Service", "web", wave("x"))]))).steps[0]?.tasks ?? [];
    assert.deepEqual([alone?.note, alone?.waveReason], Array(2).fill('"x" is not a whole number'));
  });

  it("says that a deletion hook that stands again never runs", () => {
    const clean = manifest("Job", "clean", hook("PostDelete"));
    const { never, deletion } = planOutline(rosterOf(applicationOf([clean, clean])));
    assert.deepEqual(
      never.map(({ id, note }) => `${id}: ${note}`),
      ["batch/Job:/clean#2: not applied: it is declared again later, and the last one wins"],
    );
    assert.deepEqual(
      deletion.map(({ title, resources }) => `${title}: ${resources.map(({ id }) => id).join(", ")}`),
      ["PostDelete hooks: batch/Job:/clean"],
    );
  });

  it("gives what is applied twice in one phase ids of its own", () => {
    const namespace = manifest("Namespace", "prod", { ...hook("PreSync,Sync"), ...wave("1") });
    const { steps } = planOutline(rosterOf(applicationOf([namespace, manifest("Job", "load", hook("PreSync"))])));
    const ids = steps.flatMap(({ tasks }) => tasks.map(({ id }) => id));
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(ids, ["/Namespace:/prod PreSync", "/Namespace:/prod PreSync#2", "batch/Job:/load PreSync"]);
  });

  it("has a task for the Namespace that the sync creates", () => {
    const application = applicationOf([manifest("Service", "web")], { createNamespace: true });
    const { id, kind, name, note, member, failureModes } =
      planOutline(rosterOf(application)).steps[0]?.tasks[0] ?? assert.fail();
    assert.deepEqual(
      { id, kind, name, note, member, failureModes },
      {
        id: "/Namespace:/prod PreSync",
        kind: "Namespace",
        name: "prod",
        note: "CreateNamespace=true",
        member: undefined,
        failureModes: ["refused"],
      },
    );
  });

  it("gives the tasks of a hook in two phases ids of their own", () => {
    const { steps } = planOutline(
      rosterOf(applicationOf([manifest("Job", "both", { ...hook("PreSync,PostSync"), ...policy("HookFailed") })])),
    );
    assert.deepEqual(
      steps.flatMap(({ tasks }) => tasks.map(({ id, hook: isHook, policies }) => [id, isHook, policies])),
      [
        ["batch/Job:/both PreSync", true, ["HookFailed"]],
        ["batch/Job:/both PostSync", true, ["HookFailed"]],
      ],
    );
  });

  it("gives the two tasks of a Namespace that is pulled forward into the phase of its hook two ids", () => {
    const namespace = manifest("Namespace", "prod", hook("PreSync,PostSync"));
    const { steps } = planOutline(rosterOf(applicationOf([namespace, manifest("Job", "seed", hook("PreSync"))])));
    assert.deepEqual(
      steps.flatMap(({ tasks }) => tasks.map(({ id }) => id)),
      ["/Namespace:/prod PreSync", "/Namespace:/prod PreSync#2", "batch/Job:/seed PreSync"],
    );
  });

  it("gives what is applied the plain id, and the object that it replaces another", () => {
    const { steps, never } = planOutline(
      rosterOf(applicationOf([manifest("Secret", "twice", wave("1")), manifest("Secret", "twice")])),
    );
    assert.deepEqual(
      [...steps.flatMap(({ tasks }) => tasks), ...never].map(({ id, note }) => [id, note]),
      [
        ["/Secret:/twice Sync", ""],
        ["/Secret:/twice#2", "not applied: it is declared again later, and the last one wins"],
      ],
    );
  });

  it("marks what a template may change, and knows no wave where rendering decides", () => {
    const { steps } = planOutline(rosterOf(applicationOf([manifest("Service", "web", wave("{{ .wave }}"))])));
    assert.deepEqual(
      steps.map(({ id, wave: number, title }) => [id, number, title]),
      [["Sync/unknown", null, "Sync · wave unknown"]],
    );
  });

  it("puts deletion hooks around the batches of a deletion, and not among what never runs", () => {
    const { never, deletion } = planOutline(
      rosterOf(
        applicationOf([
          manifest("Service", "web"),
          manifest("Deployment", "late", wave("2")),
          manifest("Job", "drain", hook("PreDelete")),
          manifest("Job", "clean", hook("PostDelete,PostSync")),
        ]),
      ),
    );
    assert.deepEqual(never, []);
    assert.deepEqual(
      deletion.map(({ title, resources }) => `${title}: ${resources.map(({ name }) => name).join(", ")}`),
      ["PreDelete hooks: drain", "Batch 1 of 2: late", "Batch 2 of 2: web", "PostDelete hooks: clean"],
    );
  });

  it("shows a generated name with dots", () => {
    const job = manifest("Job", "run-", hook("PreSync")).replace("name: run-", "generateName: run-");
    const { steps } = planOutline(rosterOf(applicationOf([job])));
    assert.equal(steps[0]?.tasks[0]?.name, "run-...");
  });

  it("names the tasks that apply what a Pod refers to, where the application has it", () => {
    const job = `${manifest("Job", "migrate", hook("PreSync"))}spec:
  template:
    spec:
      serviceAccountName: migrator
      containers:
        - envFrom:
            - secretRef: { name: elsewhere }
            - configMapRef: { name: settings }
`;
    const application = applicationOf([
      job,
      manifest("ServiceAccount", "migrator", { ...hook("PreSync"), ...wave("-1") }),
      manifest("ConfigMap", "settings"),
    ]);
    const tasks = planOutline(rosterOf(application)).steps.flatMap((step) => step.tasks);
    assert.deepEqual(
      tasks.map(({ name, needs }) => [name, needs]),
      [
        ["migrator", []],
        ["migrate", ["/ServiceAccount:/migrator PreSync", "/ConfigMap:/settings Sync"]],
        ["settings", []],
      ],
    );
  });
});
