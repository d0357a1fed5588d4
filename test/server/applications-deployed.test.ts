import assert from "node:assert/strict";
import { CodeLensRefreshRequest } from "vscode-languageserver/node";
import { planRequest, plansRequest, type PlanView, type WorkspacePlans } from "../../server/protocol/index.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

/** An Application that deploys a folder. */
function application(name: string, path: string, namespace: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}}\nspec:\n  source: {path: ${path}}\n  destination: {namespace: ${namespace}}\n`;
}

describe("what is deployed", () => {
  let texts: Record<string, string>;
  let editor: Editor;

  beforeEach(() => {
    texts = {
      "/repo/.git/HEAD": "ref: refs/heads/main\n",
      "/repo/base/kustomization.yaml":
        "resources: [web.yaml, job.yaml]\nconfigMapGenerator:\n- name: settings\n  literals: [a=b]\n",
      "/repo/base/web.yaml": manifest("Service", "web"),
      "/repo/base/job.yaml": manifest("Job", "migrate", hook("PreSync")),
      "/repo/base/left-out.yaml": manifest("Secret", "left-out", wave("3")),
      "/repo/overlays/prod/kustomization.yaml":
        "resources: [../../base]\nnamespace: prod\nnamePrefix: prod-\npatches:\n- path: wave.yaml\n",
      "/repo/overlays/prod/wave.yaml": manifest("Service", "web", wave("4")),
      "/repo/apps/prod.yaml": application("shop-prod", "overlays/prod", "production"),
    };
  });
  afterEach(() => editor.quit());

  async function start(): Promise<void> {
    const workspaceFolders = [{ uri: "file:///repo", name: "repo" }];
    editor = await startEditor({ files: memoryFiles(texts), workspaceFolders });
    await editor.next(CodeLensRefreshRequest.method);
  }

  function open(path: string): string {
    editor.open(`file://${path}`, texts[path] ?? "");
    return `file://${path}`;
  }

  /** What stands above the resources of a file, with their lines from 0. */
  async function lensesOf(path: string): Promise<string[]> {
    const lenses = await editor.lenses(open(path));
    return lenses.map(({ range, command }) => `${range.start.line}: ${command?.title ?? ""}`);
  }

  const planOf = (uri: string): Promise<PlanView | null> => editor.connection.sendRequest(planRequest, { uri });

  it("of a base is told by the overlay that an Application deploys, if there is one alone", async () => {
    await start();
    assert.deepEqual(await lensesOf("/repo/base/web.yaml"), ["0: Argo CD: Sync · wave 4 · 3rd of 3"]);
    const plan = await planOf("file:///repo/base/web.yaml");
    assert.deepEqual(
      [plan?.uri, plan?.application.name, plan?.application.destination, plan?.application.source.type],
      ["file:///repo/overlays/prod", "shop-prod", "destination namespace production", "kustomize"],
    );
    assert.deepEqual(
      plan?.steps.map(
        ({ title, tasks }) => `${title}: ${tasks.map(({ namespace, name }) => `${namespace}/${name}`).join(" ")}`,
      ),
      [
        "PreSync · wave 0: prod/prod-migrate",
        "Sync · wave 0: prod/prod-settings-4h2mbtbbt6",
        "Sync · wave 4: prod/prod-web",
      ],
    );
  });

  it("of a base that several overlays use is told by the base alone", async () => {
    texts["/repo/overlays/test/kustomization.yaml"] = "resources: [../../base]\nnamePrefix: test-\n";
    texts["/repo/apps/test.yaml"] = application("shop-test", "overlays/test", "test");
    await start();
    assert.deepEqual(await lensesOf("/repo/base/job.yaml"), [
      "0: Argo CD: PreSync hook · wave 0 · 1st of 3 · deleted before its next run",
    ]);
    assert.equal((await planOf("file:///repo/base/job.yaml"))?.uri, "file:///repo/base");
  });

  it("by a generator stands above the entry of the generator", async () => {
    await start();
    assert.deepEqual(await lensesOf("/repo/base/kustomization.yaml"), ["2: Argo CD: Sync · wave 0"]);
  });

  it("does not hold what a kustomization leaves out, nor a patch by itself", async () => {
    await start();
    const plan = await planOf(open("/repo/base/left-out.yaml"));
    const names = plan?.steps.flatMap(({ tasks }) => tasks.map(({ name }) => name)) ?? [];
    assert.deepEqual(names, ["migrate", "settings-4h2mbtbbt6", "web"]);
    assert.deepEqual(await lensesOf("/repo/overlays/prod/wave.yaml"), []);
  });

  it("changes with the patch that is being written", async () => {
    await start();
    const web = open("/repo/base/web.yaml");
    const patch = open("/repo/overlays/prod/wave.yaml");
    assert.match(JSON.stringify(await editor.lenses(web)), /wave 4/);
    editor.change(patch, 2, { text: manifest("Service", "web", wave("9")) });
    assert.match(JSON.stringify(await editor.lenses(web)), /wave 9/);
  });

  it("by several Applications of one folder is told apart", async () => {
    texts["/repo/apps/other.yaml"] = application("shop-other", "overlays/prod", "other");
    await start();
    const { plans } = await editor.connection.sendRequest<WorkspacePlans>(plansRequest);
    assert.deepEqual(
      plans.filter(({ name }) => name.startsWith("shop")),
      [
        { name: "shop-other", uri: "file:///repo/overlays/prod#shop-other" },
        { name: "shop-prod", uri: "file:///repo/overlays/prod#shop-prod" },
      ],
    );
    assert.equal(
      (await planOf("file:///repo/overlays/prod#shop-other"))?.application.destination,
      "destination namespace other",
    );
    assert.equal(
      (await planOf("file:///repo/overlays/prod#shop-prod"))?.application.destination,
      "destination namespace production",
    );
  });

  it("by an ApplicationSet is known for each folder that it finds", async () => {
    Reflect.deleteProperty(texts, "/repo/apps/prod.yaml");
    texts["/repo/apps/all.yaml"] =
      "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: all}\nspec:\n  generators:\n  - git: {directories: [{path: overlays/*}]}\n" +
      "  template:\n    metadata: {name: 'set-{{path.basename}}'}\n    spec:\n      source: {path: '{{path}}'}\n      destination: {namespace: made}\n";
    await start();
    const plan = await planOf("file:///repo/overlays/prod");
    assert.deepEqual(
      [plan?.application.name, plan?.application.destination],
      ["set-prod", "destination namespace made"],
    );
  });

  it("is not told by an Application of another repository that names the same path", async () => {
    texts["/repo/module/.git"] = "gitdir: ../.git/modules/module\n";
    texts["/repo/module/overlays/prod/service.yaml"] = manifest("Service", "web");
    await start();
    const plan = await planOf(open("/repo/module/overlays/prod/service.yaml"));
    assert.deepEqual(
      [plan?.application.name, plan?.application.destination],
      ["prod", "destination namespace unknown"],
    );
  });

  it("is known from the whole repository, even if only one of its folders is open", async () => {
    editor = await startEditor({
      files: memoryFiles(texts),
      workspaceFolders: [{ uri: "file:///repo/overlays/prod", name: "prod" }],
    });
    await editor.next(CodeLensRefreshRequest.method);
    assert.equal((await planOf(open("/repo/overlays/prod/wave.yaml")))?.application.name, "shop-prod");
  });

  it("by a folder with options recurses as the Application says", async () => {
    texts["/repo/plain/deep/secret.yaml"] = manifest("Secret", "deep", wave("2"));
    texts["/repo/apps/plain.yaml"] = application("plain", "plain, directory: {recurse: true}", "default");
    await start();
    assert.equal((await planOf(open("/repo/plain/deep/secret.yaml")))?.application.name, "plain");
  });
});
