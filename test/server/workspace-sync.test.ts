import assert from "node:assert/strict";
import { CodeLensRefreshRequest, type RegistrationParams, RegistrationRequest } from "vscode-languageserver/node";
import { plansRequest, type PlanTask, type WorkspacePlans } from "../../server/protocol/index.ts";
import { type Editor, type EditorOptions, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const refresh = CodeLensRefreshRequest.method;

describe("applications", () => {
  let texts: Record<string, string>;
  let editor: Editor;

  async function start(options: EditorOptions = {}): Promise<void> {
    editor = await startEditor({ files: memoryFiles(texts), ...options });
  }

  beforeEach(() => {
    texts = {
      "/shop/db.yaml": manifest("Job", "migrate", hook("PreSync")),
      "/shop/web.yaml": manifest("Service", "web"),
    };
  });
  afterEach(() => editor.quit());

  /** Opens a file of the disk. */
  function open(path: string): string {
    const text = texts[path] ?? "";
    editor.open(`file://${path}`, text);
    return `file://${path}`;
  }

  /** The steps of the application of a file, one line each. */
  async function stepsOf(uri: string): Promise<string[]> {
    const plan = await editor.plan(uri);
    const nameOf = ({ kind, name }: PlanTask): string => `${kind} ${name}`;
    return (plan?.steps ?? []).map(({ title, tasks }) => `${title}: ${tasks.map(nameOf).join(", ")}`);
  }

  describe("when files change on disk", () => {
    const created = 1;
    const changed = 2;
    const deleted = 3;
    let web: string;

    beforeEach(async () => {
      await start({ workspaceFolders: [{ uri: "file:///apps", name: "apps" }] });
      await editor.next(refresh);
      web = open("/shop/web.yaml");
      assert.deepEqual(await stepsOf(web), ["PreSync · wave 0: Job migrate", "Sync · wave 0: Service web"]);
    });

    async function tell(path: string, type: number): Promise<void> {
      editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: `file://${path}`, type }] });
      await editor.next(refresh);
    }

    it("are watched in the whole repository, even if only a part of it is open", async () => {
      await editor.quit();
      texts["/shop/.git/HEAD"] = "";
      const capabilities = structuredClone(vscodeCapabilities);
      capabilities.workspace = {
        ...capabilities.workspace,
        didChangeWatchedFiles: { dynamicRegistration: true, relativePatternSupport: true },
      };
      await start({ capabilities, workspaceFolders: [{ uri: "file:///shop/web", name: "web" }] });
      await editor.next<RegistrationParams>(RegistrationRequest.method, ({ registrations }) =>
        registrations.some(({ registerOptions }) =>
          // Folders too: with what comes or goes as a whole, an editor may name nothing that is in it.
          JSON.stringify(registerOptions).includes(
            '{"globPattern":{"baseUri":"file:///shop","pattern":"**/*"},"kind":5}',
          ),
        ),
      );
    });

    it("take in a new file", async () => {
      texts["/shop/new.yaml"] = manifest("Secret", "new");
      await tell("/shop/new.yaml", created);
      assert.deepEqual((await stepsOf(web))[1], "Sync · wave 0: Secret new, Service web");
    });

    it("take in a folder that comes with all its files, of which nothing is told", async () => {
      texts["/apps/wrong/all.yaml"] = manifest("Job", "migrate", hook("PreSnyc"));
      texts["/apps/wrong/in/app.yaml"] = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: front }
spec: { source: { path: web }, destination: { namespace: prod } }
`;
      texts["/apps/web/web.yaml"] = manifest("Service", "web");
      await tell("/apps/web", created);
      await tell("/apps/wrong", created);
      const { plans }: WorkspacePlans = await editor.connection.sendRequest(plansRequest);
      assert.deepEqual(
        plans.map(({ name }) => name),
        ["front", "wrong"],
      );
    });

    it("read a changed file again", async () => {
      texts["/shop/db.yaml"] = manifest("Job", "migrate", hook("PostSync"));
      await tell("/shop/db.yaml", changed);
      assert.deepEqual((await stepsOf(web))[1], "PostSync · wave 0: Job migrate");
    });

    it("drop a file that is gone", async () => {
      Reflect.deleteProperty(texts, "/shop/db.yaml");
      await tell("/shop/db.yaml", deleted);
      assert.deepEqual(await stepsOf(web), ["Sync · wave 0: Service web"]);
    });

    it("forget the Applications of a folder that is gone", async () => {
      const path = "/gitops/apps/shop.yaml";
      texts[path] =
        "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: my-shop}\nspec: {source: {path: shop}}\n";
      await tell(path, created);
      assert.equal((await editor.plan(web))?.application.name, "my-shop");
      Reflect.deleteProperty(texts, path);
      await tell("/gitops", deleted);
      assert.equal((await editor.plan(web))?.application.name, "shop");
    });

    it("become a kustomization", async () => {
      texts["/shop/kustomization.yaml"] = "resources: [db.yaml, web.yaml]\n";
      await tell("/shop/kustomization.yaml", created);
      assert.deepEqual((await stepsOf(web)).length, 2);
    });
  });
});

describe("folders of the workspace", () => {
  const application = (name: string, path: string) =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: ${name}}\nspec: {source: {path: ${path}}}\n`;
  const texts = {
    "/one/app.yaml": application("first", "one/shop"),
    "/one/shop/a.yaml": manifest("Secret", "a"),
    "/two/app.yaml": application("second", "shop"),
    "/two/shop/a.yaml": manifest("Secret", "a"),
  };

  let editor: Editor;
  afterEach(() => editor.quit());

  it("may be several, and may come later", async () => {
    editor = await startEditor({ files: memoryFiles(texts), workspaceFolders: [{ uri: "file:///one", name: "one" }] });
    await editor.next(refresh);
    for (const file of ["file:///one/shop/a.yaml", "file:///two/shop/a.yaml"])
      editor.open(file, manifest("Secret", "a"));
    assert.equal((await editor.plan("file:///one/shop/a.yaml"))?.application.name, "first");
    assert.equal((await editor.plan("file:///two/shop/a.yaml"))?.application.name, "shop");
    const added = [{ uri: "file:///two", name: "two" }];
    editor.notify("workspace/didChangeWorkspaceFolders", { event: { added, removed: [] } });
    await editor.next(refresh);
    assert.equal((await editor.plan("file:///two/shop/a.yaml"))?.application.name, "second");
  });
});
