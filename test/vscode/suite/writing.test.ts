import assert from "node:assert/strict";
import * as vscode from "vscode";
import { completionsAt, hoverAt, openFile, openText, positionAfter } from "./support.ts";

const begun = `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
  annotations:
    `;

function labelsOf(items: readonly vscode.CompletionItem[]): string[] {
  return items.map(({ label }) => (typeof label === "string" ? label : label.label));
}

describe("writing", () => {
  it("offers the annotations, and writes one with the cursor where its value goes", async () => {
    const document = await openText("completion-key.yaml", begun);
    const at = document.positionAt(begun.length);
    const items = await completionsAt(document.uri, at);
    const wave = items.find((item) => labelsOf([item])[0] === "argocd.argoproj.io/sync-wave");
    assert.ok(wave, labelsOf(items).join(", "));
    assert.ok(wave.insertText instanceof vscode.SnippetString);
    const editor = await vscode.window.showTextDocument(document);
    await editor.insertSnippet(wave.insertText, at);
    assert.equal(document.lineAt(5).text, '    argocd.argoproj.io/sync-wave: ""');
    assert.equal(editor.selection.active.character, '    argocd.argoproj.io/sync-wave: "'.length);
  });

  it("offers the hook types that are not in the list yet", async () => {
    const document = await openText("completion-list.yaml", `${begun}argocd.argoproj.io/hook: PreSync, \n`);
    const labels = labelsOf(await completionsAt(document.uri, positionAfter(document, "PreSync, ")));
    assert.ok(labels.includes("PostSync"), labels.join(", "));
    assert.ok(!labels.includes("PreSync"));
  });

  it("offers the waves of the application with the resources that use them", async () => {
    const document = await openText("completion-wave.yaml", `${begun}argocd.argoproj.io/sync-wave: \n`);
    const items = await completionsAt(document.uri, positionAfter(document, "sync-wave: "));
    const wave = items.find((item) => labelsOf([item])[0] === "-1");
    assert.match(wave?.detail ?? "", /Job db-migration \(PreSync\)/);
  });

  it("explains an annotation, and tells the story of a resource on its kind", async () => {
    const document = await openFile("migration-job.yaml");
    assert.match(
      await hoverAt(document.uri, positionAfter(document, "argocd.argoproj.io/hook-delete")),
      /Says when Argo CD deletes a hook.*Since Argo CD/s,
    );
    const story = await hoverAt(document.uri, positionAfter(document, "kind: J"));
    assert.match(story, /\*\*PreSync\*\* hook, \*\*wave -1\*\*/);
    assert.match(story, /After PreSync wave -2: ServiceAccount db-migrate/);
  });
});
