import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  codeLensesOf,
  codeText,
  completionsAt,
  diagnosticsOf,
  hoverAt,
  openFile,
  openText,
  positionAfter,
  withSettings,
} from "./support.ts";

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
    const document = await openFile("agent-config.yaml");
    const items = await completionsAt(document.uri, positionAfter(document, 'sync-wave: "'));
    const wave = items.find((item) => labelsOf([item])[0] === "-1");
    assert.match(wave?.detail ?? "", /Job db-migration \(PreSync\)/);
  });

  it("offers an Application its own annotations first, and the fields and options of its sync policy", async () => {
    const application = begun.replace("v1", "argoproj.io/v1alpha1").replace("ConfigMap", "Application");
    const keys = await openText("completion-application.yaml", application);
    const [, second] = labelsOf(await completionsAt(keys.uri, keys.positionAt(application.length)));
    assert.equal(second, "argocd.argoproj.io/manifest-generate-paths");
    const text =
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  syncPolicy:\n    syncOptions:\n    - \n";
    const policy = await openText("completion-policy.yaml", text);
    const options = labelsOf(await completionsAt(policy.uri, positionAfter(policy, "    - ")));
    assert.ok(options.includes("CreateNamespace=true"), options.join(", "));
  });

  it("offers keys in JSON on one line", async () => {
    const text = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a","annotations":{""}}}';
    const document = await openText("completion-json/keys.json", text);
    const labels = labelsOf(await completionsAt(document.uri, positionAfter(document, '"annotations":{"')));
    assert.ok(labels.includes("argocd.argoproj.io/sync-wave"), labels.join(", "));
  });

  it("offers whole resources in an empty file, each once, and writes one that lacks only its Secret", async () => {
    const document = await openText("completion-snippet.yaml", "");
    const items = await completionsAt(document.uri, new vscode.Position(0, 0));
    const jobs = items.filter((item) => labelsOf([item])[0] === "argocd-migration-job");
    assert.equal(jobs.length, 1, labelsOf(items).join(", "));
    assert.ok(jobs[0]?.insertText instanceof vscode.SnippetString);
    const editor = await vscode.window.showTextDocument(document);
    await editor.insertSnippet(jobs[0].insertText, new vscode.Position(0, 0));
    assert.match(
      document.getText(),
      /name: db-migration\n(?:.|\n)*hook-delete-policy: BeforeHookCreation,HookSucceeded\n/,
    );
    const [lens] = await codeLensesOf(document.uri);
    assert.match(lens?.command?.title ?? "", /PreSync hook · wave -1/);
    const diagnostics = await diagnosticsOf(document.uri, ({ length }) => length > 0);
    assert.deepEqual(
      diagnostics.map(({ code, message }) => [codeText(code), /Secret "[^"]*"/.exec(message)?.[0]]),
      [["missing-for-hook", 'Secret "app-database"']],
    );
  });

  it("shows what is implied, once that is switched on", async () => {
    const document = await openText("inlay-hints.yaml", `${begun}argocd.argoproj.io/hook: PreSync\n`);
    const labels = async (): Promise<string[]> => {
      const range = new vscode.Range(0, 0, 99, 0);
      const command = "vscode.executeInlayHintProvider";
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(command, document.uri, range);
      return hints.map(({ label }) => (typeof label === "string" ? label : label.map(({ value }) => value).join("")));
    };
    assert.deepEqual(await labels(), []);
    await withSettings({ "argocdAnnotations.inlayHints": true }, async () => {
      assert.deepEqual(await labels(), ["wave 0", "BeforeHookCreation"]);
    });
  });

  it("explains an annotation, and tells the story of a resource on its kind", async () => {
    const document = await openFile("migration-job.yaml");
    assert.match(
      await hoverAt(document.uri, positionAfter(document, "argocd.argoproj.io/hook-delete")),
      /Controls when Argo CD deletes a hook.*Since Argo CD/s,
    );
    const story = await hoverAt(document.uri, positionAfter(document, "kind: J"));
    assert.match(story, /\*\*PreSync\*\* hook, \*\*wave -1\*\*/);
    assert.match(story, /After PreSync wave -2: ServiceAccount db-migrate/);
  });
});
