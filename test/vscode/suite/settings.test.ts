import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  codeLensesOf,
  codeText,
  completionsAt,
  diagnosticsOf,
  hoverAt,
  openText,
  positionAfter,
  uriOf,
  withSettings,
} from "./support.ts";

const backup = `apiVersion: batch/v1
kind: Job
metadata:
  name: backup
  annotations:
    argocd.argoproj.io/hook: PreDelete
`;
const misspelt = backup.replace("PreDelete", "Presync");

function has(id: string): (diagnostics: readonly vscode.Diagnostic[]) => boolean {
  return (diagnostics) => diagnostics.some(({ code }) => codeText(code) === id);
}

describe("settings", () => {
  it("name the Argo CD that reads the manifests, from the moment they change", async () => {
    const document = await openText("settings-version/backup.yaml", backup);
    const needsNewer = has("needs-newer-argo-cd");
    await withSettings({ "argocdAnnotations.argocdVersion": "3.2" }, async () => {
      await diagnosticsOf(document.uri, needsNewer);
      const explained = await hoverAt(document.uri, positionAfter(document, "hook: Pre"));
      assert.match(explained, /Argo CD 3\.2 ignores it/);
    });
    await diagnosticsOf(document.uri, (all) => !needsNewer(all));
  });

  it("leave files out, and take them in again", async () => {
    const document = await openText("settings-exclude/made/job.yaml", misspelt);
    await diagnosticsOf(document.uri, has("hook-never-applied"));
    await withSettings({ "argocdAnnotations.exclude": ["**/made/**"] }, async () => {
      await diagnosticsOf(document.uri, (all) => all.length === 0);
      assert.deepEqual(await codeLensesOf(document.uri), []);
    });
    await diagnosticsOf(document.uri, has("hook-never-applied"));
  });

  it("have files looked at that nobody opened", async () => {
    const uri = uriOf("settings-workspace/job.yaml");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(misspelt));
    await withSettings({ "argocdAnnotations.validate": "workspace" }, async () => {
      await diagnosticsOf(uri, has("hook-never-applied"));
      await vscode.workspace.fs.delete(uri);
      await diagnosticsOf(uri, (all) => all.length === 0);
    });
  });

  it("go before the configuration of a repository only where somebody has set them", async () => {
    // A file that takes the tab of another one ends what VS Code asks about that.
    const pinned = async (path: string, content: string): Promise<vscode.TextDocument> => {
      const opened = await openText(path, content);
      await vscode.window.showTextDocument(opened, { preview: false });
      return opened;
    };
    const document = await pinned("settings-shared/job.yaml", misspelt);
    const severityIs =
      (severity: vscode.DiagnosticSeverity) =>
      (all: readonly vscode.Diagnostic[]): boolean =>
        all.some((it) => codeText(it.code) === "hook-never-applied" && it.severity === severity);
    await diagnosticsOf(document.uri, severityIs(vscode.DiagnosticSeverity.Error));
    const text = "rules:\n  hook-never-applied: hint\nruls: {}\nargocdVersion: 3.2\n";
    const configuration = await pinned("settings-shared/.argocd-annotations.yaml", text);
    const [mistake] = await diagnosticsOf(configuration.uri, has("configuration-mistake"));
    assert.equal(mistake?.message, 'There is no key "ruls" here, so it is ignored. Did you mean "rules"?');
    await diagnosticsOf(document.uri, severityIs(vscode.DiagnosticSeverity.Hint));
    const backups = await pinned("settings-shared/nightly.yaml", backup.replace("name: backup", "name: nightly"));
    await diagnosticsOf(backups.uri, has("needs-newer-argo-cd"));
    await withSettings({ "argocdAnnotations.severity": { "hook-never-applied": "warning" } }, async () => {
      await diagnosticsOf(document.uri, severityIs(vscode.DiagnosticSeverity.Warning));
    });
    assert.match(await hoverAt(configuration.uri, positionAfter(configuration, "argocdVer")), /The version of Argo CD/);
    const offered = await completionsAt(configuration.uri, positionAfter(configuration, "hook-never-applied: "));
    assert.ok(offered.some(({ label }) => label === "warning"));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(configuration.uri, new vscode.Range(0, 0, 9, 0), "exclude: [job.yaml]\n");
    await vscode.workspace.applyEdit(edit);
    await diagnosticsOf(document.uri, (all) => all.length === 0);
    await diagnosticsOf(backups.uri, (all) => all.length === 0);
    await configuration.save();
    await vscode.workspace.fs.delete(configuration.uri);
  });
});
