import assert from "node:assert/strict";
import * as vscode from "vscode";
import { hookResult, liveText } from "../../support/live-applications.ts";
import { hook, manifest } from "../../support/manifests.ts";
import { eventually, extensionExports, openText } from "./support.ts";

const state = { message: "waiting for completion of hook batch/Job/migrate" };

/** An Application that waits for its hook, with the folder of its manifests. */
function waiting(path: string): string {
  return liveText({
    spec: { source: { repoURL: "https://git.example.com/shop.git", path } },
    state,
    results: [hookResult("Job", "migrate", "PreSync")],
  });
}

/** Shows a text in an editor without a file, as when it is pasted. */
async function paste(content: string): Promise<void> {
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "json", content }));
}

describe("where a sync stands", () => {
  it("is shown on the plan of its manifests, if they are in the workspace", async () => {
    const { panel } = await extensionExports();
    await openText(
      "explain/all.yaml",
      [manifest("Job", "migrate", hook("PreSync")), manifest("ConfigMap", "web")].join("---\n"),
    );
    await paste(waiting("explain"));
    await vscode.commands.executeCommand("argocdAnnotations.explainSync");
    const { answer, marks } = panel.content ?? {};
    assert.equal(answer?.title, "Where does the sync of shop stand?");
    assert.equal(answer.outcome, "The sync waits in PreSync, wave 0, for Job migrate to finish.");
    assert.deepEqual(marks, {
      "batch/Job:/migrate PreSync": { kind: "running", words: "waits" },
      "/ConfigMap:/web Sync": { kind: "pending", words: "not yet" },
    });
    assert.match(answer.lists[0]?.items[0]?.command ?? "", /^kubectl logs job\.batch\/migrate --namespace shop/);
    await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
    assert.deepEqual(panel.content?.marks, {});
  });

  it("is shown as Markdown, if they are elsewhere, also of what argocd prints, which names no kind", async () => {
    const { metadata, spec, status } = JSON.parse(waiting("elsewhere")) as Record<string, unknown>;
    await paste(JSON.stringify({ metadata, spec, status }));
    await vscode.commands.executeCommand("argocdAnnotations.explainSync");
    const preview = await eventually("the preview", [vscode.window.tabGroups.onDidChangeTabs], () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(({ label }) => label.includes("Where does the sync of shop stand")),
    );
    const document = vscode.workspace.textDocuments.find(({ uri }) =>
      uri.path.includes("Where does the sync of shop stand"),
    );
    assert.match(document?.getText() ?? "", /The sync waits in PreSync for Job migrate to finish/);
    await vscode.window.tabGroups.close(preview);
  });
});
