// Every contributed command from every state of a window: it does what it says or says what to do, and nothing fails.
import assert from "node:assert/strict";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { acceptUntil, eventually, extension, extensionExports, openFile, openText, uriOf } from "./support.ts";

interface Contributed {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const prefix = "argocdAnnotations.";

/** A restart is a state of its own, and has its own tests. */
const names = (extension().packageJSON as Contributed).contributes.commands
  .map(({ command }) => command.slice(prefix.length))
  .filter((name) => name !== "restartServer");

const manifest = `apiVersion: v1
kind: ConfigMap
metadata:
  name: NAME
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`;

const showText = async (content: string, language: string): Promise<void> => {
  const document = await vscode.workspace.openTextDocument({ content, language });
  await vscode.window.showTextDocument(document);
};

const show = async (uri: vscode.Uri): Promise<void> => {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
};

let outside: vscode.Uri;

/** How each state is entered, and whose plan is meant then: that of the tree unless the editor has one of its own. */
const states: readonly (readonly [name: string, plan: RegExp, enter: () => Thenable<unknown>])[] = [
  ["no editor", /db-migration/, () => Promise.resolve()],
  ["a text that is no manifest", /db-migration/, () => showText("notes", "plaintext")],
  ["an untitled manifest", /\| unsaved \|/, () => showText(manifest.replace("NAME", "unsaved"), "yaml")],
  ["a file outside of the folders", /\| outside \|/, () => show(outside)],
  ["a manifest in JSON", /\| in-json \|/, () => openFile("state-json/a.json")],
  ["JSON that is no manifest", /db-migration/, () => openFile("state-other/settings.json")],
  [
    "a file that is no text",
    /db-migration/,
    () => vscode.commands.executeCommand("vscode.open", uriOf("state-other/binary.dat")),
  ],
  [
    "the panel",
    /db-migration/,
    async () => {
      const { panel, tree } = await extensionExports();
      assert.ok(tree.current);
      await panel.show(tree.current);
    },
  ],
  ["the tree", /db-migration/, () => vscode.commands.executeCommand("argocdAnnotations.syncPlan.focus")],
  ["the output", /db-migration/, () => vscode.commands.executeCommand("argocdAnnotations.showOutput")],
  [
    "a comparison of two files",
    /\| in-json \|/,
    async () => {
      const [before, after] = [uriOf("state-other/settings.json"), uriOf("state-json/a.json")];
      await vscode.commands.executeCommand("vscode.diff", before, after);
    },
  ],
  ["a file of another commit", /db-migration/, () => show(vscode.Uri.parse("commit:/agent-api.yaml"))],
];

/** Runs a command and gives no answer to what it asks. */
async function runAndCancel(name: string): Promise<void> {
  const state = { isDone: false };
  const run = Promise.resolve(vscode.commands.executeCommand(prefix + name)).finally(() => {
    state.isDone = true;
  });
  // Nothing says when something is asked.
  while (!state.isDone) await Promise.race([run, vscode.commands.executeCommand("workbench.action.closeQuickOpen")]);
  await run;
}

const logEvents = [vscode.workspace.onDidOpenTextDocument, vscode.workspace.onDidChangeTextDocument];

/** What the log of the extension has of warnings and errors. */
async function complaintsInLog(): Promise<readonly string[]> {
  await vscode.commands.executeCommand("argocdAnnotations.showOutput");
  const log = await eventually("the log", logEvents, () =>
    vscode.workspace.textDocuments.find(
      (document) => document.uri.scheme === "output" && document.getText().includes("Argo CD Annotations 0."),
    ),
  );
  return log
    .getText()
    .split("\n")
    .filter((line) => /\[(?:warning|error)\]/.test(line));
}

/** What is shown where editors are. */
function activeLabel(): string | undefined {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.label;
}

describe("every command", () => {
  const rejected: unknown[] = [];
  const noteRejection = (reason: unknown): void => void rejected.push(reason);
  let provider: vscode.Disposable;
  let complaints: readonly string[];

  before(async () => {
    process.on("unhandledRejection", noteRejection);
    provider = vscode.workspace.registerTextDocumentContentProvider("commit", {
      provideTextDocumentContent: () => manifest.replace("NAME", "committed"),
    });
    const folder = mkdtempSync(join(tmpdir(), "outside-"));
    writeFileSync(join(folder, "a.yaml"), manifest.replace("NAME", "outside"));
    outside = vscode.Uri.file(join(folder, "a.yaml"));
    const object = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "in-json", annotations: { "argocd.argoproj.io/sync-wave": "1" } },
    };
    await openText("state-json/a.json", JSON.stringify(object));
    await openText("state-other/settings.json", "{}\n");
    await vscode.workspace.fs.writeFile(uriOf("state-other/binary.dat"), Uint8Array.of(0, 1, 2, 0));
    complaints = await complaintsInLog();
  });
  after(async () => {
    process.off("unhandledRejection", noteRejection);
    provider.dispose();
    await vscode.commands.executeCommand("workbench.action.closePanel");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  /** The tree follows the application of the example, and nothing else is there. */
  async function start(): Promise<void> {
    await vscode.commands.executeCommand("workbench.action.closePanel");
    await openFile("migration-job.yaml");
    const { tree } = await extensionExports();
    await tree.follow(vscode.window.activeTextEditor);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  }

  for (const [state, plan, enter] of states) {
    it(`works with ${state}`, async () => {
      await start();
      await enter();
      await vscode.env.clipboard.writeText("");
      await vscode.commands.executeCommand("argocdAnnotations.copyPlanAsMarkdown");
      assert.match(await vscode.env.clipboard.readText(), plan);
      const label = activeLabel();
      for (const name of names) {
        if (activeLabel() !== label) await enter();
        await runAndCancel(name);
      }
      assert.deepEqual(rejected, []);
      assert.deepEqual(await complaintsInLog(), complaints);
    });
  }

  it("takes nothing from a panel behind another editor", async () => {
    await start();
    const { panel, plans } = await extensionExports();
    const view = await plans.at(uriOf("state-json/a.json").toString());
    assert.ok(view);
    await panel.show(view);
    const { tabGroups } = vscode.window;
    const column = await eventually("the panel", [tabGroups.onDidChangeTabs, tabGroups.onDidChangeTabGroups], () => {
      const group = tabGroups.all.find(({ activeTab }) => activeTab?.input instanceof vscode.TabInputWebview);
      return group?.viewColumn;
    });
    while (panel.isVisible)
      await vscode.commands.executeCommand("vscode.open", uriOf("state-other/binary.dat"), column);
    await vscode.commands.executeCommand("argocdAnnotations.copyPlanAsMarkdown");
    assert.match(await vscode.env.clipboard.readText(), /db-migration/);
  });

  it("opens one example, however often it is asked for, with the cursor on its mistake", async () => {
    await start();
    const open = (): Thenable<unknown> => vscode.commands.executeCommand("argocdAnnotations.openExample");
    await Promise.all([open(), open()]);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs.map(({ label }) => label));
    assert.equal(tabs.length, 1, tabs.join());
    const { document, selection } = vscode.window.activeTextEditor ?? assert.fail("No editor has the focus.");
    assert.equal(document.getText(document.getWordRangeAtPosition(selection.active)), "Presync");
  });

  it("asks which resource is meant where nothing says it", async () => {
    await start();
    const { panel } = await extensionExports();
    const asked = vscode.commands.executeCommand("argocdAnnotations.whatIf");
    await acceptUntil(() => panel.answered !== undefined);
    await asked;
    assert.match(panel.content?.answer?.title ?? "", /^What if /);
    await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
  });
});
