import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeActionsAt, codeText, diagnosticsOf, openText, withSettings } from "./support.ts";

const mistakes = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: Presync # before everything else
    argocd.argoproj.io/hook-deletion-policy: HookSucceeded
    argocd.argoproj.io/sync-wave: -1
`;

const repaired = `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations:
    argocd.argoproj.io/hook: PreSync # before everything else
    argocd.argoproj.io/hook-delete-policy: HookSucceeded
    argocd.argoproj.io/sync-wave: "-1"
`;

const wholeFile = new vscode.Range(0, 0, 99, 0);

function textsOf(document: vscode.TextDocument, diagnostics: readonly vscode.Diagnostic[]): string[] {
  return diagnostics.map((diagnostic) => document.getText(diagnostic.range)).sort();
}

describe("findings", () => {
  it("underline what is wrong, with the consequence and a link to the rule's page", async () => {
    const document = await openText("mistakes/job.yaml", mistakes);
    const diagnostics = await diagnosticsOf(document.uri, ({ length }) => length >= 3);
    assert.deepEqual(textsOf(document, diagnostics), ["-1", "Presync", "argocd.argoproj.io/hook-deletion-policy"]);
    const hook = diagnostics.find((diagnostic) => document.getText(diagnostic.range) === "Presync");
    assert.equal(hook?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(hook.message, /never applies this Job/);
    assert.ok(typeof hook.code === "object" && hook.code.target.path.endsWith(`${codeText(hook.code)}.md`));
  });

  it("are repaired one by one by the preferred quick fix", async () => {
    const document = await openText("quick-fix/job.yaml", mistakes);
    const diagnostics = await diagnosticsOf(document.uri, ({ length }) => length >= 3);
    const hook = diagnostics.find((diagnostic) => document.getText(diagnostic.range) === "Presync");
    assert.ok(hook);
    const actions = await codeActionsAt(document.uri, hook.range, vscode.CodeActionKind.QuickFix);
    const preferred = actions.filter((action) => action.isPreferred === true);
    assert.deepEqual(
      preferred.map((action) => action.title),
      ['Change to "PreSync"'],
    );
    assert.ok(preferred[0]?.edit);
    await vscode.workspace.applyEdit(preferred[0].edit);
    assert.match(document.lineAt(5).text, /hook: PreSync # before everything else$/);
    await diagnosticsOf(document.uri, (left) => left.length === diagnostics.length - 1);
  });

  it("are all repaired by fix all, which keeps comments and does no more", async () => {
    const document = await openText("fix-all/job.yaml", mistakes);
    await diagnosticsOf(document.uri, ({ length }) => length >= 3);
    const kind = vscode.CodeActionKind.SourceFixAll.append("argocdAnnotations");
    const [fixAll] = await codeActionsAt(document.uri, wholeFile, kind);
    assert.ok(fixAll?.edit);
    await vscode.workspace.applyEdit(fixAll.edit);
    assert.equal(document.getText(), repaired);
    await diagnosticsOf(document.uri, (left) =>
      left.every(({ severity }) => severity > vscode.DiagnosticSeverity.Warning),
    );
  });

  it("repair themselves on save where the editor is set to fix all", async () => {
    const document = await openText("fix-on-save/job.yaml", mistakes);
    await diagnosticsOf(document.uri, ({ length }) => length >= 3);
    await withSettings({ "editor.codeActionsOnSave": { "source.fixAll.argocdAnnotations": "always" } }, async () => {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), "# Migrates the database.\n");
      await vscode.workspace.applyEdit(edit);
      await document.save();
      assert.equal(document.getText(), `# Migrates the database.\n${repaired}`);
    });
  });

  it("have the severity that is set, at once", async () => {
    const document = await openText("severity/job.yaml", mistakes);
    const [first] = await diagnosticsOf(document.uri, ({ length }) => length >= 3);
    assert.ok(first);
    const id = codeText(first.code);
    await withSettings({ "argocdAnnotations.severity": { [id]: "hint" } }, async () => {
      await diagnosticsOf(document.uri, (diagnostics) =>
        diagnostics.some((it) => codeText(it.code) === id && it.severity === vscode.DiagnosticSeverity.Hint),
      );
    });
    await withSettings({ "argocdAnnotations.severity": { [id]: "off" } }, async () => {
      await diagnosticsOf(
        document.uri,
        (diagnostics) => diagnostics.length > 0 && diagnostics.every((it) => codeText(it.code) !== id),
      );
    });
  });

  it("appear in files that are not saved yet, and in JSON", async () => {
    const untitled = await vscode.workspace.openTextDocument({ language: "yaml", content: mistakes });
    await diagnosticsOf(untitled.uri, ({ length }) => length >= 3);
    const json = await openText(
      "json/config.json",
      '{ "apiVersion": "v1", "kind": "ConfigMap", "metadata": { "name": "a", "annotations": { "argocd.argoproj.io/sync-wave": 5 } } }\n',
    );
    const diagnostics = await diagnosticsOf(json.uri, ({ length }) => length > 0);
    assert.deepEqual(textsOf(json, diagnostics), ["5"]);
  });
});
