import assert from "node:assert/strict";
import type { InlayHint } from "vscode-languageserver/node";
import { planRequest, type PlanView } from "../../server/protocol/index.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const misspelt = manifest("Job", "migrate", hook("Presync"));
const workspaceFolders = [{ uri: "file:///repo", name: "repo" }];

describe("a setting", () => {
  let editor: Editor;
  let settings: Record<string, unknown>;
  let files: Record<string, string>;
  beforeEach(async () => {
    settings = {};
    files = { "/repo/job.yaml": misspelt };
    editor = await startEditor({ settings: () => settings, files: memoryFiles(files), workspaceFolders });
  });
  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });

  async function set(changed: Record<string, unknown>): Promise<void> {
    settings = changed;
    editor.notify("workspace/didChangeConfiguration", { settings: null });
    await editor.next("workspace/diagnostic/refresh");
  }

  async function idsIn(uri: string): Promise<readonly unknown[]> {
    return (await editor.pull(uri)).map(({ code }) => code);
  }

  async function hintsIn(uri: string): Promise<number> {
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const params = { textDocument: { uri }, range };
    return (await editor.connection.sendRequest<InlayHint[]>("textDocument/inlayHint", params)).length;
  }

  describe("that leaves files out", () => {
    const uri = "file:///repo/charts/web/job.yaml";
    const where = { start: { line: 5, character: 30 }, end: { line: 5, character: 30 } };

    it("takes their findings, fixes, lenses and hints away, and gives them back", async () => {
      const text = `${misspelt}---\n${manifest("ConfigMap", "settings")}`;
      await set({ inlayHints: true });
      editor.open(uri, text);
      assert.deepEqual(await idsIn(uri), ["hook-never-applied"]);
      assert.ok((await editor.lenses(uri)).length > 0 && (await hintsIn(uri)) > 0);
      assert.ok((await editor.actions(uri, where, ["quickfix"])).length > 0);
      await set({ inlayHints: true, exclude: ["charts/**"] });
      assert.deepEqual(await idsIn(uri), []);
      assert.deepEqual([await editor.lenses(uri), await hintsIn(uri)], [[], 0]);
      assert.deepEqual(await editor.actions(uri, where, ["quickfix", "source.fixAll"]), []);
      await set({ exclude: ["charts"] });
      assert.deepEqual(await idsIn(uri), []);
      await set({ exclude: ["web"] });
      assert.deepEqual(await idsIn(uri), ["hook-never-applied"]);
    });

    it("leaves out what is installed, whatever is set", async () => {
      const installed = "file:///repo/ui/node_modules/tool/job.yaml";
      editor.open(installed, misspelt);
      assert.deepEqual(await idsIn(installed), []);
    });

    it("takes the findings about their order away, and keeps them in other files of the application", async () => {
      const needing = (name: string) =>
        `${manifest("Job", name, { ...hook("PreSync"), ...wave("-1") })}spec:\n  activeDeadlineSeconds: 60\n  template:\n    spec:\n      serviceAccountName: migrate\n`;
      files["/repo/order/account.yaml"] = manifest("ServiceAccount", "migrate");
      for (const name of ["a", "b"]) {
        files[`/repo/order/${name}.yaml`] = needing(name);
        editor.open(`file:///repo/order/${name}.yaml`, needing(name));
      }
      await set({ exclude: ["order/a.yaml"] });
      assert.deepEqual(await idsIn("file:///repo/order/a.yaml"), []);
      assert.deepEqual(await idsIn("file:///repo/order/b.yaml"), ["needed-before-applied"]);
    });
  });

  it("of the version reaches findings, completion and hover from the moment it changes", async () => {
    const uri = "file:///repo/backup.yaml";
    editor.open(uri, manifest("Job", "backup", hook("PreDelete")));
    const needed = async () => (await editor.complete(uri, 5, 29)).find(({ label }) => label === "PreDelete")?.detail;
    assert.ok(!(await idsIn(uri)).includes("needs-newer-argo-cd"));
    assert.ok((await needed())?.startsWith("Needs") === false);
    const before = JSON.stringify(await editor.hover(uri, 5, 32));
    assert.match(before, /Since Argo CD 3\.3\. /);
    await set({ argocdVersion: "3.2" });
    assert.ok((await idsIn(uri)).includes("needs-newer-argo-cd"));
    assert.match((await needed()) ?? "", /^Needs Argo CD 3\.3\./);
    assert.match(JSON.stringify(await editor.hover(uri, 5, 32)), /Since Argo CD 3\.3, so Argo CD 3\.2 ignores it\. /);
    await set({ argocdVersion: "latest" });
    assert.ok(!(await idsIn(uri)).includes("needs-newer-argo-cd"));
  });

  describe("of the version", () => {
    const [uri, alone] = ["file:///repo/app/backup.yaml", "untitled:backup"];
    const both = [manifest("Job", "backup", hook("PreDelete")), manifest("CronJob", "nightly", wave("-1"))];
    const text = [...both, manifest("ConfigMap", "settings")]
      .join("---\n")
      .replace("v1\nkind: CronJob", "batch/v1\nkind: CronJob");
    beforeEach(() => {
      files["/repo/app/backup.yaml"] = text;
      editor.open(uri, text);
      editor.open(alone, text);
    });

    async function titleIn(at: string): Promise<string | undefined> {
      return (await editor.lenses(at))[0]?.command?.title;
    }

    const whom = async (): Promise<readonly (string | undefined)[]> => {
      const view = await editor.connection.sendRequest<PlanView | null>(planRequest, { uri: "file:///repo/app" });
      return [view?.steps[0]?.waitsFor, view?.never[0]?.note];
    };

    it("reaches lenses, plans and what a resource does, on disk and on its own", async () => {
      const deletion = "Argo CD: PreDelete hook, only when the application is deleted, not ordered by waves";
      const never = "Argo CD: never applied: PreDelete hooks need Argo CD 3.3";
      assert.deepEqual([await titleIn(uri), await titleIn(alone)], [deletion, deletion]);
      assert.deepEqual(await whom(), ["Argo CD continues when CronJob nightly is healthy.", undefined]);
      await set({ argocdVersion: "3.1" });
      assert.deepEqual([await titleIn(uri), await titleIn(alone)], [never, never]);
      assert.deepEqual(await whom(), [
        "Argo CD continues at once, because nothing in this wave has a health check.",
        "never applied: PreDelete hooks need Argo CD 3.3",
      ]);
      assert.match(
        JSON.stringify(await editor.hover(uri, 3, 10)),
        /Never applied: PreDelete hooks need Argo CD 3\.3\./,
      );
      await set({});
      assert.deepEqual([await titleIn(uri), await titleIn(alone)], [deletion, deletion]);
    });
  });
});

describe("a kustomization", () => {
  const number = manifest("ConfigMap", "settings", { "argocd.argoproj.io/sync-wave": "1" });
  const kustomization = "resources:\n  - base/settings.yaml\n";
  const uri = "file:///repo/base/settings.yaml";
  const kustomizationUri = "file:///repo/kustomization.yaml";
  let editor: Editor;
  let files: Record<string, string>;
  beforeEach(async () => {
    files = { "/repo/kustomization.yaml": kustomization, "/repo/base/settings.yaml": number };
    editor = await startEditor({ files: memoryFiles(files) });
    editor.open(uri, number);
  });
  afterEach(async () => {
    assert.deepEqual(editor.log, []);
    await editor.quit();
  });

  it("makes numbers of the files that it names texts, as soon as it names them", async () => {
    assert.deepEqual(await editor.pull(uri), []);
    editor.open(kustomizationUri, kustomization);
    editor.change(kustomizationUri, 2, { text: "resources: []\n" });
    await editor.next("workspace/diagnostic/refresh");
    assert.equal((await editor.pull(uri))[0]?.code, "value-not-a-string");
    editor.change(kustomizationUri, 3, { text: kustomization });
    await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await editor.pull(uri), []);
  });

  it("counts as it is on disk where it is not open", async () => {
    assert.deepEqual(await editor.pull(uri), []);
    delete files["/repo/kustomization.yaml"];
    editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: kustomizationUri, type: 3 }] });
    await editor.next("workspace/diagnostic/refresh");
    assert.equal((await editor.pull(uri))[0]?.code, "value-not-a-string");
  });
});

describe("a comment that names no rule", () => {
  const needing = `${manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") })}spec:
  activeDeadlineSeconds: 60
  template:
    spec:
      # argocd-annotations-ignore-next-line
      serviceAccountName: migrate
`;
  const uri = "file:///repo/job.yaml";

  it("is of use over nothing but a finding about the order, until that is mended", async () => {
    const files = { "/repo/job.yaml": needing, "/repo/account.yaml": manifest("ServiceAccount", "migrate") };
    const editor = await startEditor({ files: memoryFiles(files), capabilities: vscodeCapabilities });
    editor.open(uri, needing);
    assert.deepEqual(await editor.pull(uri), []);
    const account = "file:///repo/account.yaml";
    editor.open(account, manifest("ServiceAccount", "migrate", { ...hook("PreSync"), ...wave("-2") }));
    const codes = (await editor.pull(uri)).map(({ code }) => code);
    assert.deepEqual(codes, ["unused-suppression"]);
    await editor.quit();
  });
});
