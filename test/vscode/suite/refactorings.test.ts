import assert from "node:assert/strict";
import * as vscode from "vscode";
import { acceptUntil, codeActionsAt, openText, positionAfter, runCommand } from "./support.ts";

const resource = (kind: string, name: string, ...annotations: readonly string[]): string =>
  [
    "apiVersion: v1",
    `kind: ${kind}`,
    "metadata:",
    `  name: ${name}`,
    ...(annotations.length === 0 ? [] : ["  annotations:", ...annotations.map((line) => `    ${line}`)]),
    "",
  ].join("\n");

const first = resource("ConfigMap", "first", 'argocd.argoproj.io/sync-wave: "1" # before all else');
const second = `${resource("ConfigMap", "second", "argocd.argoproj.io/sync-wave: '2'")}---\n${resource("ConfigMap", "none")}`;

/** Two files of an application of their own. */
async function openTwo(folder: string): Promise<readonly [vscode.TextDocument, vscode.TextDocument]> {
  const other = await openText(`${folder}/second.yaml`, second);
  return [await openText(`${folder}/first.yaml`, first), other];
}

async function actionAt(
  document: vscode.TextDocument,
  title: RegExp,
  kind = vscode.CodeActionKind.Refactor,
): Promise<vscode.CodeAction> {
  const at = positionAfter(document, "kind: ");
  const actions = await codeActionsAt(document.uri, new vscode.Range(at, at), kind);
  return actions.find((action) => title.test(action.title)) ?? assert.fail(actions.map((it) => it.title).join("\n"));
}

async function apply({ edit }: vscode.CodeAction): Promise<void> {
  assert.ok(edit);
  assert.ok(await vscode.workspace.applyEdit(edit, { isRefactoring: true }));
}

describe("refactorings", () => {
  it("make room for a wave in all files of the application with one edit", async () => {
    const [document, other] = await openTwo("insert");
    const action = await actionAt(document, /^Make room before wave 1/);
    assert.ok(action.kind && vscode.CodeActionKind.Refactor.contains(action.kind));
    assert.equal(action.edit?.size, 2);
    await apply(action);
    assert.equal(document.getText(), first.replace('"1"', '"2"'));
    assert.equal(other.getText(), second.replace("'2'", "'3'"));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), first);
    assert.equal(other.getText(), second);
  });

  it("make a hook of a resource, and another one of the hook", async () => {
    const document = await openText("make-hook/a.yaml", resource("Job", "a").replace("v1", "batch/v1"));
    const hooks = vscode.CodeActionKind.RefactorRewrite.append("hook");
    await apply(await actionAt(document, /^Make this Job a PreSync hook$/, hooks));
    assert.match(document.getText(), /\n {4}argocd\.argoproj\.io\/hook: PreSync\n/);
    await apply(await actionAt(document, /^Make this Job a PostSync hook instead$/, hooks));
    assert.match(document.getText(), /hook: PostSync\n/);
    await apply(await actionAt(document, /^Add sync wave/));
    assert.match(document.getText(), /sync-wave: "0"\n/);
  });

  it("ask which hook is meant", async () => {
    const document = await openText("choose-hook/a.yaml", resource("Job", "a").replace("v1", "batch/v1"));
    const { command } = await actionAt(document, /^Make This a Hook\.\.\.$/);
    assert.ok(command);
    const chosen = runCommand(command);
    await acceptUntil(() => document.getText().includes("hook: PreSync"));
    await chosen;
  });

  it("convert Helm hooks to Argo CD hooks and back", async () => {
    const annotations = ["helm.sh/hook: pre-install,pre-upgrade # both", 'helm.sh/hook-weight: "-5"'];
    const text = resource("Job", "a", ...annotations).replace("v1", "batch/v1");
    const document = await openText("convert/a.yaml", text);
    await apply(await actionAt(document, /^Convert to an Argo CD hook: PreSync$/));
    assert.match(document.getText(), /argoproj\.io\/hook: PreSync # both\n {4}argocd\.argoproj\.io\/sync-wave: "-5"\n/);
    await apply(await actionAt(document, /^Convert to a Helm hook/));
    assert.equal(document.getText(), text);
  });

  it("shift the waves of the selection, and renumber those of the application, by a number", async () => {
    const [document, other] = await openTwo("shift");
    const editor = await vscode.window.showTextDocument(other);
    editor.selection = new vscode.Selection(0, 0, other.lineCount, 0);
    await vscode.commands.executeCommand("argocdAnnotations.shiftWaves", "3");
    assert.match(other.getText(), /sync-wave: '5'\n---(?:.|\n)*sync-wave: "3"\n/);
    assert.equal(document.getText(), first);
    // Two files would change, so the user is asked first.
    const renumbered = vscode.commands.executeCommand("argocdAnnotations.renumberWaves", 100);
    await acceptUntil(() => document.getText() !== first);
    await renumbered;
    assert.match(other.getText(), /sync-wave: '300'\n---(?:.|\n)*sync-wave: "200"\n/);
    assert.equal(document.getText(), first.replace('"1"', '"100"'));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), first);
    assert.match(other.getText(), /sync-wave: '5'/);
  });
});
