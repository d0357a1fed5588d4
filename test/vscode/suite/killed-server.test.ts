import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  codeLensesOf,
  diagnosticsOf,
  eventually,
  extensionExports,
  hoverAt,
  openText,
  serverProcesses,
} from "./support.ts";

/** A ConfigMap with a finding, and one in a wave. */
const manifests = `apiVersion: v1
kind: ConfigMap
metadata:
  name: mistaken
  annotations:
    argocd.argoproj.io/sync-wave: first
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: typed
  annotations:
    argocd.argoproj.io/sync-wave: "1"
`;

function killServer(): void {
  const running = serverProcesses();
  assert.equal(running.length, 1);
  for (const id of running) process.kill(id, "SIGKILL");
}

/** Types at the cursor, one key after the other. */
async function press(editor: vscode.TextEditor, keys: string): Promise<void> {
  for (const text of keys) {
    const { active } = editor.selection;
    assert.ok(
      await editor.edit((edit) => {
        edit.insert(active, text);
      }),
    );
    const next = active.translate(0, 1);
    editor.selection = new vscode.Selection(next, next);
  }
}

/** What VS Code shows of the document: each thing once. */
async function assertShownOnce(document: vscode.TextDocument, wave: string): Promise<void> {
  const { plans, panel, tree } = await extensionExports();
  const titles = await eventually(`one lens for each resource, in wave ${wave}`, [plans.onDidChange], async () => {
    const found = (await codeLensesOf(document.uri)).map(({ command }) => command?.title ?? "");
    return found.some((title) => title.includes(`wave ${wave} `)) ? found : undefined;
  });
  assert.equal(titles.length, 2);
  const found = await diagnosticsOf(document.uri, ({ length }) => length > 0);
  assert.equal(found.length, 1);
  assert.equal(
    (await hoverAt(document.uri, new vscode.Position(12, 10))).split("`argocd.argoproj.io/sync-wave`").length,
    2,
  );
  await eventually("a panel that shows the wave", [plans.onDidChange, panel.onDidShow], () =>
    panel.content?.plan.steps.some((step) => step.wave === wave) === true ? true : undefined,
  );
  await eventually("one row for the application", [plans.onDidChange, tree.onDidChangeTreeData], async () => {
    const rows = await tree.getChildren();
    const own = rows.filter(
      (row) => row.type === "application" && row.summary.name === panel.content?.plan.application.name,
    );
    return own.length === 1 ? true : undefined;
  });
  assert.equal(serverProcesses().length, 1);
}

describe("a language server that is killed", () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown): void => void rejections.push(reason);

  before(() => {
    process.on("unhandledRejection", note);
  });

  after(() => {
    process.off("unhandledRejection", note);
    assert.deepEqual(rejections, []);
  });

  before(async () => {
    // From here on, its deaths are counted anew.
    await extensionExports();
    await vscode.commands.executeCommand("argocdAnnotations.restartServer");
  });

  it("is missed by nobody who types: all comes back by itself, and nothing is doubled", async () => {
    const document = await openText("killed-typing/all.yaml", manifests);
    await vscode.commands.executeCommand("argocdAnnotations.showSyncPlan");
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await diagnosticsOf(document.uri, ({ length }) => length === 1);
    editor.selection = new vscode.Selection(12, 36, 12, 36);
    await press(editor, "23");
    killServer();
    await press(editor, "4567");
    await assertShownOnce(document, "1234567");
    assert.ok(document.getText().includes('"1234567"'));
  });

  it("is restarted by the user when it died five times, and then serves again", async () => {
    const { restarts } = await extensionExports();
    await vscode.commands.executeCommand("argocdAnnotations.restartServer");
    const document = await openText("killed-often/all.yaml", manifests);
    await vscode.commands.executeCommand("argocdAnnotations.showSyncPlan");
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    editor.selection = new vscode.Selection(12, 36, 12, 36);
    await assertShownOnce(document, "1");
    for (const wave of ["12", "123", "1234", "12345"]) {
      killServer();
      await press(editor, wave.slice(-1));
      await assertShownOnce(document, wave);
    }
    const gaveUp = new Promise<void>((resolve) => restarts.onDidGiveUp(resolve));
    killServer();
    await press(editor, "6");
    await gaveUp;
    assert.deepEqual(serverProcesses(), []);
    // "Restart Server" in the message.
    await vscode.commands.executeCommand("notification.acceptPrimaryAction");
    await assertShownOnce(document, "123456");
  });
});
