import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { packed } from "../../support/packed.ts";
import { codeActionsAt, eventually, extensionExports, openText, runCommand, uriOf } from "./support.ts";

const repository = "https://charts.example.com";
const dependency = `  - name: redis\n    version: ^1.0.0\n    repository: ${repository}\n`;

/** A chart of another repository, as Helm keeps it. */
const archive = packed([
  { name: "redis/Chart.yaml", content: "apiVersion: v2\nname: redis\nversion: 1.2.3\n" },
  { name: "redis/templates/a.yaml", content: "apiVersion: v1\nkind: Secret\nmetadata: { name: of-redis }\n" },
]);

describe("a chart of another repository", () => {
  const cache = process.env["HELM_REPOSITORY_CACHE"] ?? assert.fail();

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.workspace.fs.delete(uriOf("elsewhere"), { recursive: true });
    rmSync(cache, { recursive: true, force: true });
  });

  it("is said to be missing where the plan is shown, and read as soon as it is there", async () => {
    const { plans, tree, panel } = await extensionExports();
    const metadata = `apiVersion: v2\nname: elsewhere\nversion: 1.0.0\ndependencies:\n${dependency}`;
    const document = await openText("elsewhere/Chart.yaml", metadata);
    const uri = document.uri.toString();
    const view = await eventually("the plan", [plans.onDidChange], async () => {
      const found = await plans.at(uri);
      return found?.notices.length === 1 ? found : undefined;
    });
    const [notice] = view.notices;
    assert.match(notice?.message ?? "", /The resources of the chart "redis" \^1\.0\.0 are not known/);
    // An application that consists of nothing else has a plan too.
    await vscode.commands.executeCommand("argocdAnnotations.showSyncPlan", uri, 0);
    assert.equal(panel.content?.plan.uri, view.uri);
    const row = { type: "notice", view, notice: notice ?? assert.fail() } as const;
    const item = tree.getTreeItem(row);
    assert.deepEqual([item.contextValue, item.label], ["notice of chart", "Chart missing"]);
    await runCommand(item.command ?? assert.fail());
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), uri);
    assert.equal(vscode.window.activeTextEditor.selection.active.line, 4);
    const actions = await codeActionsAt(document.uri, new vscode.Range(4, 12, 4, 12));
    const fetch = actions.find(({ title }) => title === "Fetch Chart Dependencies")?.command ?? assert.fail();
    mkdirSync(cache, { recursive: true });
    writeFileSync(join(cache, "redis-1.2.3.tgz"), archive);
    // It is there now: nothing is asked, and nothing is fetched.
    await runCommand(fetch);
    const after = await eventually("what the chart prints", [plans.onDidChange], async () => {
      const found = await plans.at(uri);
      return found?.steps.length === 1 ? found : undefined;
    });
    assert.deepEqual(
      after.steps.flatMap(({ tasks }) => tasks.map(({ name }) => name)),
      ["of-redis"],
    );
    assert.match(after.notices[0]?.message ?? "", /"redis" 1\.2\.3 is the one in the cache of Helm/);
    assert.equal(after.notices[0]?.canFetch, false);
  });
});
