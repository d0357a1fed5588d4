import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { WorkspaceEdit } from "vscode-languageserver";
import { nodeFiles } from "../../server/workspace/files.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { plansRequest, type WorkspacePlans } from "../../server/protocol/index.ts";
import { git } from "../support/git-files.ts";
import { liveText } from "../support/live-applications.ts";
import { hook, manifest, wave } from "../support/manifests.ts";
import { memoryFiles } from "../support/memory-files.ts";

const migrate = "file:///shop/migrate.yaml";
const texts = {
  "/shop/migrate.yaml": manifest("Job", "migrate", { ...hook("PreSync"), ...wave("1") }),
  "/shop/web.yaml": manifest("Service", "web", wave("3")),
};

describe("commands for an editor without our extension", () => {
  let editor: Editor;
  const edits: WorkspaceEdit[] = [];
  const withEdits = {
    capabilities: { ...vscodeCapabilities, workspace: { ...vscodeCapabilities.workspace, applyEdit: true } },
    applies: (edit: WorkspaceEdit): boolean => edits.push(edit) > 0,
  };

  const ask = (command: string, argument?: object): Promise<string> =>
    editor.connection.sendRequest("workspace/executeCommand", {
      command: `argocdAnnotations.${command}`,
      ...(argument && { arguments: [argument] }),
    });

  beforeEach(async () => {
    edits.length = 0;
    editor = await startEditor({ ...withEdits, files: memoryFiles(texts) });
    editor.open(migrate, texts["/shop/migrate.yaml"]);
  });

  afterEach(() => editor.quit());

  it("are named when it starts, and not to VS Code, which has its own", async () => {
    assert.deepEqual(editor.initialized.capabilities.executeCommandProvider?.commands, [
      ...["showSyncPlan", "whatIf", "whatChangedSince", "explainSync"].map((name) => `argocdAnnotations.${name}`),
      ...["moveToWave", "shiftWaves", "renumberWaves", "applyEdit"].map((name) => `argocdAnnotations.${name}`),
    ]);
    const vscode = await startEditor({ initializationOptions: { showSyncOrderCommand: "show" } });
    assert.equal(vscode.initialized.capabilities.executeCommandProvider, undefined);
    await vscode.quit();
  });

  it("show the plan that a lens stands for", async () => {
    const [lens] = await editor.lenses(migrate);
    const { command, arguments: given } = lens?.command ?? {};
    const plan = await editor.connection.sendRequest<string>("workspace/executeCommand", { command, arguments: given });
    assert.match(plan, /^## Sync plan of shop\n/);
    assert.match(plan, /migrate[^]*web/);
    assert.equal(await ask("showSyncPlan", { uri: "file:///nowhere/a.yaml" }), noApplication);
  });

  it("show what happens when a resource fails, or none", async () => {
    assert.match(await ask("whatIf", { uri: migrate, question: "fail:Job/migrate" }), /Job migrate fails/);
    assert.match(await ask("whatIf", { uri: migrate }), /succeeds/);
    assert.equal(
      await ask("whatIf", { uri: migrate, question: "fail:Job/other" }),
      'The sync of "shop" applies no "Job/other".',
    );
    assert.match(await ask("whatIf", { uri: migrate, question: "Job" }), /^The question cannot be "Job": write fail:/);
  });

  it("explain the sync of an Application of a cluster", async () => {
    assert.match(await ask("explainSync", { text: liveText({}) }), /^## Where does the sync of /);
    assert.match(await ask("explainSync", { text: "a: 1" }), /Application/);
  });

  it("move, shift and renumber waves by edits that the editor makes", async () => {
    const moved = await ask("moveToWave", { uri: migrate, resource: "Job/migrate", wave: "5" });
    assert.equal(moved, "Move to another wave: changed 1 file.");
    const start = { line: 0, character: 0 };
    assert.equal(
      await ask("shiftWaves", { uri: migrate, start, end: start, by: "-2" }),
      "Shift waves: changed 1 file.",
    );
    assert.equal(await ask("renumberWaves", { uri: migrate, step: "10" }), "Renumber waves: changed 2 files.");
    const written = edits.map(({ changes }) =>
      Object.values(changes ?? {}).flatMap((some) => some.map(({ newText }) => newText)),
    );
    assert.deepEqual(written, [["5"], ["-"], ["0", "10"]]);
    assert.match(await ask("moveToWave", { uri: migrate, resource: "Job/migrate", wave: "first" }), /not a whole/);
    assert.match(await ask("moveToWave", { uri: migrate, resource: "migrate", wave: "1" }), /write KIND\/NAME/);
    assert.equal(edits.length, 3);
  });

  it("change no file that nobody works on, and only texts", async () => {
    const files = { ...texts, "/other/job.yaml": manifest("Job", "other", wave("1")) };
    const other = await startEditor({ ...withEdits, files: memoryFiles(files) });
    other.open(migrate, texts["/shop/migrate.yaml"]);
    const send = (command: string, argument: object): Promise<string> =>
      other.connection
        .sendRequest<string>("workspace/executeCommand", {
          command: `argocdAnnotations.${command}`,
          arguments: [argument],
        })
        .catch(String);
    const uri = "file:///other/job.yaml";
    const elsewhere = 'Nothing was changed: "file:///other/job.yaml" is neither open nor in the workspace.';
    const edit = { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, newText: "#" };
    assert.equal(await send("moveToWave", { uri, resource: "Job/other", wave: "5" }), elsewhere);
    assert.equal(await send("applyEdit", { changes: { [uri]: [edit] } }), elsewhere);
    const versioned = { textDocument: { uri, version: null }, edits: [edit] };
    assert.equal(await send("applyEdit", { documentChanges: [versioned] }), elsewhere);
    assert.match(
      await send("applyEdit", { documentChanges: [{ kind: "delete", uri: migrate }] }),
      /documentChanges\[0\]\.textDocument" must be an object/,
    );
    assert.deepEqual(edits, []);
    assert.equal(await send("applyEdit", { changes: { "file:///shop/web.yaml": [edit] } }), "Fix: changed 1 file.");
    other.open(uri, files["/other/job.yaml"]);
    assert.equal(await send("applyEdit", { changes: { [uri]: [edit] } }), "Fix: changed 1 file.");
    await other.quit();
  });

  it("say what is wrong with their arguments", async () => {
    const refused = (command: string, argument?: object): Promise<unknown> => ask(command, argument).catch(String);
    assert.match(String(await refused("showSyncPlan")), /the argument of the command" must be an object/);
    assert.match(String(await refused("whatIf", { uri: 5 })), /"the argument of the command.uri" must be a string/);
    assert.match(String(await refused("toString", {})), /there is no command "argocdAnnotations.toString"/);
  });

  it("show what changed since a commit of Git", async () => {
    const folder = mkdtempSync(join(tmpdir(), "what-changed-"));
    try {
      const [path, identity] = [join(folder, "web.yaml"), ["-c", "user.name=A", "-c", "user.email=a@example.com"]];
      git(folder, "init", "--quiet");
      writeFileSync(path, manifest("Service", "web", wave("3")));
      const uri = pathToFileURL(path).href;
      const local = await startEditor({ files: nodeFiles, capabilities: {} });
      const changed = (since?: string): Promise<string> =>
        local.connection.sendRequest("workspace/executeCommand", {
          command: "argocdAnnotations.whatChangedSince",
          arguments: [{ uri, ...(since && { since }) }],
        });
      assert.match(await changed(), /^The plan cannot be compared with "HEAD": the repository has no commit/);
      git(folder, "add", "-A");
      git(folder, ...identity, "commit", "--quiet", "-m", "first");
      local.open(uri, manifest("Service", "web", wave("7")));
      assert.match(await changed(), /Service web[^]*wave 3[^]*wave 7/);
      assert.match(await changed("--output=x"), /has no commit, branch or tag "--output=x"/);
      await local.quit();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const noApplication = "No application here: open a manifest, or name a file or folder with manifests.";

describe("an editor that can do little", () => {
  let editor: Editor;

  afterEach(() => editor.quit());

  it("is sent text without the signs of Markdown", async () => {
    editor = await startEditor({ capabilities: {}, files: memoryFiles(texts) });
    editor.open(migrate, texts["/shop/migrate.yaml"]);
    const found = await editor.hover(migrate, 1, 2);
    const { kind, value } = found?.contents as { readonly kind: string; readonly value: string };
    assert.equal(kind, "plaintext");
    assert.match(value, /^Job migrate\n[^]*- PreSync hook, wave 1, 1st of 2\.\n/);
    editor.open("untitled:a", "metadata:\n  annotations:\n    argo");
    const [item] = await editor.complete("untitled:a", 2, 8);
    assert.equal((item?.documentation as { readonly kind: string }).kind, "plaintext");
  });

  it("is sent commands where it takes no code actions, which edit when it can", async () => {
    const edits: WorkspaceEdit[] = [];
    const applies = (edit: WorkspaceEdit): boolean => edits.push(edit) > 0;
    editor = await startEditor({ capabilities: { workspace: { applyEdit: true } }, applies });
    editor.open("untitled:a", manifest("Job", "migrate", hook("Presync")));
    const line = { line: 5, character: 0 };
    const actions = await editor.actions("untitled:a", { start: line, end: { line: 5, character: 40 } });
    const [fix] = actions as unknown as { readonly title: string; readonly command: string }[];
    assert.equal(fix?.title, 'Change to "PreSync"');
    assert.equal(await editor.connection.sendRequest("workspace/executeCommand", fix), "Fix: changed 1 file.");
    assert.match(JSON.stringify(edits), /"newText":"PreSync"/);
  });

  for (const [name, roots] of Object.entries({
    "a URI": { rootUri: "file:///shop", rootPath: "/elsewhere" },
    "a URI that ends with a slash": { rootUri: "file:///shop/", workspaceFolders: null },
    "a URI with letters that need no encoding": { rootUri: "file:///%73hop" },
    "a path": { rootPath: "/shop", rootUri: null },
    "a path that ends with a slash": { rootPath: "/shop/" },
    "a folder that ends with a slash": { workspaceFolders: [{ uri: "file:///shop/", name: "shop" }] },
    "folders, which count before older names": {
      workspaceFolders: [{ uri: "file:///shop", name: "shop" }],
      rootUri: "file:///elsewhere",
    },
  })) {
    it(`names its folder by ${name}`, async () => {
      editor = await startEditor({
        capabilities: { textDocument: { diagnostic: {} } },
        files: memoryFiles(texts),
        roots,
      });
      const { plans } = await editor.connection.sendRequest<WorkspacePlans>(plansRequest);
      assert.deepEqual(
        plans.map(({ uri }) => uri),
        ["file:///shop"],
      );
      const removed = [{ uri: "file:///shop", name: "shop" }];
      editor.notify("workspace/didChangeWorkspaceFolders", { event: { added: [], removed } });
      assert.deepEqual((await editor.connection.sendRequest<WorkspacePlans>(plansRequest)).plans, []);
    });
  }
});
