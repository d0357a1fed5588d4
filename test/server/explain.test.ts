import assert from "node:assert/strict";
import {
  type Explained,
  explainRequest,
  planChangedNotification,
  type PlanChangedParams,
  planRequest,
  type PlanView,
  type SyncExplanation,
} from "../../server/protocol/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hangingHook, hookResult, liveText, type LiveParts } from "../support/live-applications.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const manifests = {
  "/repo/.git/HEAD": "ref: refs/heads/main\n",
  "/repo/deploy/job.yaml": manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
  "/repo/deploy/web.yaml": manifest("ConfigMap", "settings"),
};

const hanging: LiveParts = { ...hangingHook, results: [hookResult("Job", "migrate", "PreSync")], resources: [] };

describe("where the sync of a live Application stands", () => {
  let editor: Editor;

  async function start(files: Readonly<Record<string, string>>): Promise<void> {
    editor = await startEditor({
      files: memoryFiles(files),
      workspaceFolders: [{ uri: "file:///repo", name: "repo" }],
      initializationOptions: { followsPlans: true },
    });
    // The first message says that the workspace has been read.
    await editor.next<PlanChangedParams>(planChangedNotification, ({ uris }) => uris.length === 0);
  }
  afterEach(() => editor.quit());

  async function explain(text: string): Promise<SyncExplanation> {
    const explained = await editor.connection.sendRequest<Explained | null>(explainRequest, { text });
    assert.ok(explained !== null && "title" in explained, JSON.stringify(explained));
    return explained;
  }

  it("is told on the plan of its manifests, whose tasks it names", async () => {
    await start(manifests);
    const explained = await explain(liveText(hanging));
    assert.equal(explained.outcome, "The sync waits in PreSync, wave -1, for Job migrate to finish.");
    const plan = await editor.connection.sendRequest<PlanView>(planRequest, { uri: explained.uri });
    const ids = plan.steps.flatMap(({ tasks }) => tasks.map(({ id }) => id));
    assert.deepEqual(
      explained.tasks.map(({ id, fate }) => `${id}: ${fate}`),
      [`${ids[0]}: waits`, `${ids[1]}: next`],
    );
  });

  it("says that the manifests are of another commit than the sync", async () => {
    const head = "9a7b5c3d1e0f2a4b6c8d0e1f3a5b7c9d1e3f5a7b";
    await start({ ...manifests, "/repo/.git/packed-refs": `${head} refs/heads/main\n` });
    const { story } = await explain(liveText(hanging));
    assert.ok(
      story.some((line) => line.startsWith("The manifests here are of commit 9a7b5c3, and the sync is of 1f0c9b7")),
    );
  });

  it("is told on the plan of the Application in the workspace that has its name", async () => {
    const declared = (name: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  destination:\n    namespace: shop\n  source:\n    path: deploy\n`;
    await start({ ...manifests, "/repo/apps/a.yaml": declared("other"), "/repo/apps/b.yaml": declared("shop") });
    assert.match((await explain(liveText(hanging))).uri ?? "", /deploy#shop$/);
  });

  it("is told without a plan where the workspace is another repository, or has no such folder", async () => {
    await start({
      ...manifests,
      "/repo/.git/config": '[remote "origin"]\n\turl = https://git.example.com/other.git\n',
    });
    const { uri, outcome, markdown } = await explain(liveText(hanging));
    assert.equal(uri, undefined);
    assert.equal(outcome, "The sync waits in PreSync for Job migrate to finish.");
    assert.match(markdown, /^## Where does the sync of shop stand\?/);
  });

  it("is told on the plan of an open folder that is in no repository", async () => {
    await start({ "/repo/job.yaml": manifests["/repo/deploy/job.yaml"] });
    const source = { repoURL: "https://git.example.com/shop.git", path: "repo" };
    assert.equal((await explain(liveText({ ...hanging, spec: { source } }))).uri, "file:///repo");
  });

  const outside = {
    "the repository": { files: manifests, path: "../secret" },
    "the open folder": { files: { "/repo/web.yaml": manifest("ConfigMap", "web") }, path: "secret" },
  };
  for (const [what, { files, path }] of Object.entries(outside)) {
    it(`is told without what is outside of ${what}`, async () => {
      await start({ ...files, "/secret/a.yaml": manifest("ConfigMap", "secret") });
      const source = { repoURL: "https://git.example.com/repo.git", path };
      const explained = await explain(liveText({ ...hanging, spec: { source } }));
      assert.equal(explained.uri, undefined);
      assert.ok(!explained.markdown.includes("secret"));
    });
  }

  it("is not told of another text, and why", async () => {
    await start(manifests);
    const explained = await editor.connection.sendRequest<Explained | null>(explainRequest, { text: "a: 1" });
    assert.deepEqual(explained, {
      problem:
        'The text has no Argo CD Application: paste what "kubectl get application NAME -o yaml" or "argocd app get NAME -o json" prints.',
    });
  });
});
