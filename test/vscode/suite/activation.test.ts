import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  codeLensesOf,
  diagnosticsOf,
  eventually,
  extension,
  extensionExports,
  openText,
  serverProcesses,
} from "./support.ts";

const misspeltHook = `apiVersion: batch/v1
kind: Job
metadata:
  name: migration
  annotations:
    argocd.argoproj.io/hook: PreSnyc
`;

const project = { name: "shop", kind: "module", dependencies: {} };

const hook = {
  ...{ apiVersion: "batch/v1", kind: "Job" },
  metadata: { name: "in-json", annotations: { "argocd.argoproj.io/hook": "PreSync" } },
};

describe("the extension in VS Code", () => {
  it("starts no server for JSON that is no manifest, and one as soon as it is", async () => {
    await openText("shop/package.json", JSON.stringify(project));
    const { need, plans } = await extensionExports();
    await need.searched;
    const document = await openText("shop/all.json", "{}");
    const write = async (text: string): Promise<void> => {
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
      await vscode.workspace.applyEdit(edit);
    };
    await write('{ "kind": "module" }');
    assert.ok(!need.isMet);
    assert.deepEqual(serverProcesses(), []);
    await write(JSON.stringify(hook));
    assert.ok(need.isMet);
    const lens = await eventually("a lens above the Job", [plans.onDidChange], async () =>
      (await codeLensesOf(document.uri)).find(({ command }) => command?.title.includes("PreSync hook") === true),
    );
    assert.ok(lens);
    assert.equal(serverProcesses().length, 1);
  });

  it("starts by itself when a YAML file is opened, and reports a misspelt hook", async () => {
    const document = await openText("misspelt-hook.yaml", misspeltHook);
    const [finding] = await diagnosticsOf(document.uri, (diagnostics) => diagnostics.length > 0);
    assert.ok(extension().isActive);
    assert.ok(finding);
    assert.match(finding.message, /PreSnyc/);
    assert.equal(finding.source, "argocd");
    assert.equal(document.getText(finding.range), "PreSnyc");
  });
});
