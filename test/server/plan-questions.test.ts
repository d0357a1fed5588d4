import assert from "node:assert/strict";
import { CancellationTokenSource } from "vscode-languageserver/node";
import {
  type PlanChange,
  planChangeRequest,
  type PlanFile,
  type PlanProblems,
  planProblemsRequest,
  plansRequest,
  planTextRequest,
  type WhatIf,
  whatIfRequest,
  type WorkspacePlans,
} from "../../server/protocol/index.ts";
import { type Editor, type EditorOptions, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

describe("questions about a plan", () => {
  let texts: Record<string, string>;
  let editor: Editor;

  async function start(options: EditorOptions = {}): Promise<void> {
    texts = {
      "/shop/db.yaml": manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
      "/shop/web.yaml": manifest("Service", "web"),
    };
    editor = await startEditor({ files: memoryFiles(texts), ...options });
  }
  afterEach(() => editor.quit());

  describe("what happens when a task fails", () => {
    const ask = (task?: string, mode?: string): Promise<WhatIf | null> =>
      editor.connection.sendRequest(whatIfRequest, { uri: "file:///shop/web.yaml", task, mode });

    it("is told with the fate of every task", async () => {
      await start();
      const answer = await ask("batch/Job:/migrate PreSync");
      assert.equal(answer?.title, "What if Job migrate fails?");
      assert.equal(answer.outcome, "failed");
      assert.deepEqual(answer.failed, ["batch/Job:/migrate PreSync"]);
      assert.deepEqual(answer.never, ["/Service:/web Sync"]);
    });

    it("is told moment by moment", async () => {
      await start();
      const answer = await ask("batch/Job:/migrate PreSync");
      assert.deepEqual(
        answer?.moments.map(({ id, step }) => [id, step]),
        [
          ["start", null],
          ["applied PreSync/-1", "PreSync/-1"],
          ["awaited PreSync/-1", "PreSync/-1"],
          ["ended PreSync/-1", "PreSync/-1"],
          ["end", null],
        ],
      );
      assert.deepEqual(answer.moments.at(-1)?.changes, [
        { state: "never", words: "not applied", tasks: ["/Service:/web Sync"] },
      ]);
    });

    it("is a sync in which nothing fails where no task is named", async () => {
      await start();
      const answer = await ask();
      assert.equal(answer?.task, null);
      assert.equal(answer.moments.at(-1)?.sentence, "The sync succeeds.");
    });

    it("is null for a task that is not there, or cannot go wrong so", async () => {
      await start();
      assert.equal(await ask("batch/Job:/other PreSync"), null);
      assert.equal(await ask("/Service:/web Sync", "explodes"), null);
    });
  });

  describe("what changed", () => {
    const ask = (uri: string, ...before: PlanFile[]): Promise<PlanChange | null> =>
      editor.connection.sendRequest(planChangeRequest, { uri, before });

    it("is what differs from the texts that the client gives", async () => {
      await start();
      const change = await ask(
        "file:///shop",
        { uri: "file:///shop/db.yaml", text: manifest("Job", "migrate", hook("PostSync")) },
        { uri: "file:///shop/old.yaml", text: manifest("Secret", "old") },
        { uri: "file:///shop/web.yaml", text: null },
      );
      assert.deepEqual(
        change?.resources.map(({ id, kinds, before, after, location }) => [id, kinds, before, after, location?.uri]),
        [
          ["batch/Job:/migrate", ["moved"], "PostSync hook · wave 0", "PreSync hook · wave -1", "file:///shop/db.yaml"],
          ["/Service:/web", ["appeared"], undefined, "Sync · wave 0", "file:///shop/web.yaml"],
          ["/Secret:/old", ["vanished"], "Sync · wave 0", undefined, undefined],
        ],
      );
    });

    it("is nothing where nothing is another", async () => {
      await start();
      assert.deepEqual((await ask("file:///shop"))?.resources, []);
    });

    it("counts what is typed and not saved as the present", async () => {
      await start();
      editor.open("file:///shop/web.yaml", manifest("Service", "web", wave("3")));
      const change = await ask("file:///shop/web.yaml", {
        uri: "file:///shop/web.yaml",
        text: texts["/shop/web.yaml"] ?? "",
      });
      assert.deepEqual(
        change?.resources.map(({ differences }) => differences),
        [["Sync: wave 0 → 3."]],
      );
    });

    it("knows an application whose folder is new, and one in a file of its own", async () => {
      await start();
      const fresh = await ask(
        "file:///shop",
        { uri: "file:///shop/db.yaml", text: null },
        { uri: "file:///shop/web.yaml", text: null },
      );
      assert.deepEqual(
        fresh?.resources.map(({ kinds }) => kinds),
        [["appeared"], ["appeared"]],
      );
      editor.open("untitled:one", manifest("Service", "web", wave("1")));
      const own = await ask("untitled:one", { uri: "untitled:one", text: manifest("Service", "web") });
      assert.deepEqual(
        own?.resources.map(({ kinds }) => kinds),
        [["moved"]],
      );
    });

    it("takes an Application as it was", async () => {
      const application = (path: string): string =>
        `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: store\nspec:\n` +
        `  source:\n    path: ${path}\n  destination:\n    namespace: prod\n` +
        `  syncPolicy:\n    syncOptions: [CreateNamespace=true]\n`;
      await start();
      editor.open("file:///apps/store.yaml", application("shop"));
      const change = await ask("file:///shop", { uri: "file:///apps/store.yaml", text: application("other") });
      assert.equal(change?.application, "store");
    });
  });

  describe("the applications of the workspace", () => {
    it("are the folders that have to do with Argo CD, by name", async () => {
      texts = {};
      editor = await startEditor({
        files: memoryFiles({
          "/code/shop/db.yaml": manifest("Job", "migrate", hook("PreSync")),
          "/code/blog/web.yaml": manifest("Service", "web", wave("1")),
          "/code/plain/web.yaml": manifest("Service", "web"),
          "/code/mentioned/web.yaml": `# No argocd.argoproj.io/hook is needed here.\n${manifest("Service", "web")}`,
          "/code/added/web.yaml": manifest("Service", "web"),
          "/code/added/kustomization.yaml":
            "resources: [web.yaml]\ncommonAnnotations: { argocd.argoproj.io/sync-wave: '1' }\n",
          "/elsewhere/db.yaml": manifest("Job", "migrate", hook("PreSync")),
        }),
        capabilities: {},
        workspaceFolders: [{ uri: "file:///code", name: "code" }],
      });
      assert.deepEqual(await editor.connection.sendRequest<WorkspacePlans>(plansRequest), {
        plans: [
          { name: "added", uri: "file:///code/added" },
          { name: "blog", uri: "file:///code/blog" },
          { name: "shop", uri: "file:///code/shop" },
        ],
        others: 2,
        files: 6,
      });
    });
  });

  describe("the problems of the applications", () => {
    const missing = "resources: [web.yaml, missing.yaml]\n";
    const unknownOption = { "argocd.argoproj.io/sync-options": "ServerSideAply=true" };
    const ask = (): Promise<readonly PlanProblems[]> => editor.connection.sendRequest(planProblemsRequest);

    beforeEach(async () => {
      editor = await startEditor({
        files: memoryFiles({
          "/code/base/kustomization.yaml": "resources: [web.yaml]\n",
          "/code/base/web.yaml": manifest("Service", "web", unknownOption),
          "/code/blue/kustomization.yaml": "resources: [../base]\nnamePrefix: blue-\n",
          "/code/fails/kustomization.yaml": missing,
          "/code/fails/web.yaml": manifest("Service", "web", wave("1")),
          "/code/left-out/web.yaml": manifest("Job", "migrate", hook("PreSnyc")),
          "/code/right/web.yaml": manifest("Service", "web", wave("1")),
          "/code/wrong/a.yaml": manifest("Job", "migrate", unknownOption),
          "/code/wrong/b.yaml": manifest("Service", "web", wave("first")),
        }),
        settings: () => ({ exclude: ["left-out/**"] }),
        workspaceFolders: [{ uri: "file:///code", name: "code" }],
      });
    });

    it("are counted in all files of each, open or not", async () => {
      assert.deepEqual(await ask(), [
        { uri: "file:///code/base", errors: 0, warnings: 1 },
        { uri: "file:///code/blue", errors: 0, warnings: 1 },
        { uri: "file:///code/fails", errors: 1, warnings: 0 },
        { uri: "file:///code/wrong", errors: 1, warnings: 1 },
      ]);
    });

    it("are those that the editor shows in these files, and change with them", async () => {
      const uris = ["file:///code/wrong/a.yaml", "file:///code/wrong/b.yaml"];
      editor.open(uris[0] ?? "", manifest("Job", "migrate", hook("PreSync")));
      editor.open(uris[1] ?? "", manifest("Service", "web", wave("second")));
      const found = (await Promise.all(uris.map((uri) => editor.pull(uri)))).flat();
      const grave = found.filter(({ severity = 1 }) => severity <= 2);
      assert.deepEqual(
        grave.map(({ severity }) => severity),
        [1],
      );
      const counted = (await ask()).find(({ uri }) => uri === "file:///code/wrong");
      assert.deepEqual(counted, { uri: "file:///code/wrong", errors: 1, warnings: 0 });
    });

    it("are not counted for whoever does not want them any more", async () => {
      const source = new CancellationTokenSource();
      const asked = editor.connection.sendRequest(planProblemsRequest, source.token);
      source.cancel();
      await assert.rejects(asked, /Cancelled/);
    });
  });

  it("a plan is given as Markdown and as Mermaid", async () => {
    await start();
    const ask = (format: string): Promise<string> =>
      editor.connection.sendRequest(planTextRequest, { uri: "file:///shop", format });
    assert.match(await ask("markdown"), /^## Sync plan of shop\n/);
    assert.match(await ask("mermaid"), /^flowchart TB\n/);
  });
});
