import assert from "node:assert/strict";
import { planRequest, type PlanView } from "../../server/protocol/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("the plan as a client asks for it", () => {
  let texts: Record<string, string>;
  let editor: Editor;

  beforeEach(async () => {
    texts = {
      "/shop/db.yaml": manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
      "/shop/web.yaml": manifest("Service", "web"),
      "/shop/wrong.yaml": manifest("ConfigMap", "settings", wave("first")),
      "/shop/off.yaml": manifest("Job", "off", hook("Skip")),
      "/shop/clean.yaml": manifest("Job", "clean", hook("PostDelete")),
    };
    editor = await startEditor({ files: memoryFiles(texts) });
  });
  afterEach(() => editor.quit());

  function plan(uri: string): Promise<PlanView | null> {
    return editor.connection.sendRequest(planRequest, { uri });
  }

  it("holds the steps with their tasks, what never runs, and the deletion", async () => {
    const view = await plan("file:///shop");
    assert.ok(view);
    const { uri, application, resources, steps, never, deletion } = view;
    assert.equal(resources, "5 resources: 3 in a normal sync, 1 on deletion, 1 never applied");
    assert.equal(uri, "file:///shop");
    assert.deepEqual(application, {
      name: "shop",
      destination: "destination namespace unknown",
      source: { type: "directory", path: "/shop" },
      declared: false,
    });
    assert.deepEqual(
      steps.map(({ id, phase, wave: number, title, tasks }) => [
        id,
        phase,
        number,
        title,
        tasks.map((task) => task.id),
      ]),
      [
        ["PreSync/-1", "PreSync", "-1", "PreSync · wave -1", ["batch/Job:/migrate PreSync"]],
        ["Sync/0", "Sync", "0", "Sync · wave 0", ["/ConfigMap:/settings Sync", "/Service:/web Sync"]],
      ],
    );
    assert.deepEqual(
      steps.map(({ waitsFor }) => waitsFor),
      [
        "Argo CD continues when Job migrate has succeeded.",
        "Argo CD does not wait for health after applying this wave.",
      ],
    );
    assert.deepEqual(
      never.map(({ id, note }) => [id, note]),
      [["batch/Job:/off", "never applied: its hook type is Skip"]],
    );
    assert.deepEqual(
      deletion.map(({ title, resources }) => [title, resources.map(({ name }) => name)]),
      [
        ["Batch 1 of 1", ["web", "settings"]],
        ["PostDelete hooks", ["clean"]],
      ],
    );
  });

  it("says of a hook all that a client shows", async () => {
    const view = await plan("file:///shop/web.yaml");
    assert.deepEqual(view?.steps[0]?.tasks[0], {
      id: "batch/Job:/migrate PreSync",
      number: 1,
      group: "batch",
      kind: "Job",
      name: "migrate",
      namespace: "",
      note: "hook, deleted before its next run",
      location: { uri: "file:///shop/db.yaml", line: 0, character: 0 },
      hook: true,
      policies: ["BeforeHookCreation"],
      problems: { errors: 0, warnings: 0 },
      needs: [],
      failureModes: ["fails", "hangs", "refused", "immutable"],
    });
  });

  it("counts the findings in a manifest, and gives the reason of its wave", async () => {
    const view = await plan("file:///shop");
    const task = view?.steps[1]?.tasks[0];
    assert.deepEqual(task?.problems, { errors: 1, warnings: 0 });
    assert.equal(task.waveReason, '"first" is not a whole number');
  });

  it("says whether the application has to do with Argo CD", async () => {
    texts["/plain/all.yaml"] = [manifest("Namespace", "shop"), manifest("Service", "web")].join("---\n");
    texts["/kept/all.yaml"] = manifest("Service", "web", { "argocd.argoproj.io/sync-options": "Prune=false" });
    assert.equal((await plan("file:///shop"))?.concernsArgoCd, true);
    assert.equal((await plan("file:///kept"))?.concernsArgoCd, true);
    assert.equal((await plan("file:///plain"))?.concernsArgoCd, false);
    texts["/weighted/all.yaml"] = manifest("Service", "web", { "helm.sh/hook-weight": "5" });
    assert.equal((await plan("file:///weighted"))?.concernsArgoCd, false);
  });

  it("is that of the open text", async () => {
    editor.open("file:///shop/web.yaml", manifest("Service", "web", wave("7")));
    const view = await plan("file:///shop/web.yaml");
    assert.deepEqual(
      view?.steps.map(({ id }) => id),
      ["PreSync/-1", "Sync/0", "Sync/7"],
    );
  });

  it("of a file beside the manifests is that of the manifests", async () => {
    editor.open("file:///shop/kustomization.yaml", "resources: []\n");
    const view = await plan("file:///shop/kustomization.yaml");
    assert.equal(view?.uri, "file:///shop");
    assert.equal(view.steps.length, 2);
  });

  it("is null where there are no manifests", async () => {
    assert.equal(await plan("file:///elsewhere"), null);
    assert.equal(await plan("untitled:one"), null);
  });

  it("of an untitled file is that of the file alone", async () => {
    editor.open("untitled:one", manifest("Service", "web"));
    const view = await plan("untitled:one");
    assert.equal(view?.uri, "untitled:one");
    assert.equal(view.steps[0]?.tasks[0]?.location?.uri, "untitled:one");
  });
});
