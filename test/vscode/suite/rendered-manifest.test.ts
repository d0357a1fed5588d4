import assert from "node:assert/strict";
import * as vscode from "vscode";
import { acceptUntil, eventually, extensionExports, hoverAt, openText, positionAfter, uriOf } from "./support.ts";

const template = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}
{{- range .Values.items }}
---
apiVersion: v1
kind: Secret
metadata:
  name: {{ . }}
{{- end }}
`;

/** An Application that deploys the chart. */
function application(name: string): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: ${name} }
spec: { destination: { namespace: ${name} }, source: { path: rendered/chart, helm: { valuesObject: { of: ${name} } } } }
`;
}

describe("what a template prints", () => {
  const scheme = "argocd-annotations-rendered";
  const events = [
    vscode.workspace.onDidOpenTextDocument,
    vscode.workspace.onDidChangeTextDocument,
    vscode.window.onDidChangeVisibleTextEditors,
    vscode.window.onDidChangeTextEditorSelection,
  ];

  before(async () => {
    await openText("rendered/apps/one.yaml", application("shown-one"));
    await openText("rendered/apps/two.yaml", application("shown-two"));
    await openText("rendered/chart/Chart.yaml", "apiVersion: v2\nname: shown\nversion: 1.0.0\n");
    await openText("rendered/chart/values.yaml", "items: [first, second]\n");
  });
  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(uriOf("rendered"), { recursive: true });
  });

  const shown = (): vscode.TextEditor | undefined =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);
  const showing = (words: RegExp): Promise<vscode.TextEditor> =>
    eventually(String(words), events, () => {
      const editor = shown();
      return editor && words.test(editor.document.getText()) ? editor : undefined;
    });
  /** Runs a command and takes its first answer until that is the Application; what comes before the list has any rows is no answer. */
  const answer = async (command: string, uri: vscode.Uri, application: string): Promise<void> => {
    for (let name: string | undefined; name !== application;) {
      let isOver = false;
      const asked = vscode.commands.executeCommand<string | undefined>(command, uri);
      void asked.then(() => (isOver = true));
      await acceptUntil(() => isOver);
      name = await asked;
    }
  };
  const replace = async (document: vscode.TextDocument, from: string, to: string): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    const end = positionAfter(document, from);
    edit.replace(document.uri, new vscode.Range(end.translate(0, -from.length), end), to);
    await vscode.workspace.applyEdit(edit);
  };

  it("stands beside it for the Application that people choose, and follows them", async () => {
    await extensionExports();
    const document = await openText("rendered/chart/templates/all.yaml", template);
    const source = vscode.window.activeTextEditor ?? assert.fail();
    // The Applications are found in the background: there are two to choose from, and the first is taken.
    await answer("argocdAnnotations.showRendered", document.uri, "shown-one");
    const rendered = await showing(/prints for the Application "shown-one"[^]* {2}name: first[^]* {2}name: second/);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.notEqual(rendered.viewColumn, source.viewColumn);
    assert.equal(rendered.document.languageId, "yaml");

    await replace(document, "name: {{ . }}", "name: {{ . }}-typed");
    await showing(/name: second-typed/);
    await replace(await vscode.workspace.openTextDocument(uriOf("rendered/chart/values.yaml")), "second", "other");
    await showing(/name: other-typed/);

    source.selection = new vscode.Selection(9, 0, 9, 0);
    await eventually("the line", events, () => {
      const line = shown()?.selection.active.line;
      return line !== undefined && rendered.document.lineAt(line).text.includes("name: first-typed") ? line : undefined;
    });
    assert.match(
      await hoverAt(document.uri, new vscode.Position(9, 11)),
      /For the Application[^]*Prints 2 times[^]*first[^]*other/,
    );
    const [definition] = await vscode.commands.executeCommand<readonly (vscode.Location | vscode.LocationLink)[]>(
      "vscode.executeDefinitionProvider",
      document.uri,
      new vscode.Position(4, 18),
    );
    assert.ok(definition);
    const target = "targetUri" in definition ? definition.targetUri : definition.uri;
    assert.equal(target.toString(), uriOf("rendered/chart/values.yaml").toString());

    await answer("argocdAnnotations.chooseRenderedApplication", rendered.document.uri, "shown-two");
    await showing(/for the Application "shown-two"[^]*name: shown-two[^]*name: other-typed/);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});
