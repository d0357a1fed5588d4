import assert from "node:assert/strict";
import * as vscode from "vscode";
import { codeActionsAt, codeText, diagnosticsOf, openText } from "./support.ts";

const access = `apiVersion: v1
kind: ServiceAccount
metadata:
  name: load
`;

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: load
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/sync-wave: "-1"
spec:
  activeDeadlineSeconds: 60
  template:
    spec:
      serviceAccountName: load
`;

function tooEarlyIn(diagnostics: readonly vscode.Diagnostic[]): readonly vscode.Diagnostic[] {
  return diagnostics.filter(({ code }) => codeText(code) === "needed-before-applied");
}

describe("rules over an application", () => {
  it("name the place in the other file, and go when the repair has changed that file", async () => {
    const provider = await openText("application-rules/access.yaml", access);
    const document = await openText("application-rules/job.yaml", job);
    const [finding] = tooEarlyIn(await diagnosticsOf(document.uri, (all) => tooEarlyIn(all).length === 1));
    assert.ok(finding);
    assert.equal(document.getText(finding.range), "load");
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Warning);
    const [related] = finding.relatedInformation ?? [];
    assert.ok(related);
    assert.equal(related.location.uri.toString(), provider.uri.toString());
    assert.equal(provider.getText(related.location.range), "load");

    const actions = await codeActionsAt(document.uri, finding.range, vscode.CodeActionKind.QuickFix);
    const repair = actions.find(({ title }) => title === 'Make ServiceAccount "load" a PreSync hook in wave -2');
    assert.ok(repair?.edit, actions.map(({ title }) => title).join(", "));
    await vscode.workspace.applyEdit(repair.edit);
    assert.equal(
      provider.getText(),
      `${access}  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
    argocd.argoproj.io/sync-wave: "-2"
`,
    );
    await diagnosticsOf(document.uri, (all) => tooEarlyIn(all).length === 0);
  });

  it("come back when the other file is changed by hand", async () => {
    const provider = await openText("application-rules-again/access.yaml", access.replace("load", "other"));
    const document = await openText("application-rules-again/job.yaml", job);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(provider.uri, new vscode.Range(3, 8, 3, 13), "load");
    await vscode.workspace.applyEdit(edit);
    await diagnosticsOf(document.uri, (all) => tooEarlyIn(all).length === 1);
  });
});
