import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually, extensionExports, openFile, openText, positionAfter, withSettings } from "./support.ts";

const show = "argocdAnnotations.showSyncPlan";

/** An application of many resources in several waves. */
function largeApplication(count: number): string {
  const one = (index: number): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: part-${index}\n  annotations:\n    argocd.argoproj.io/sync-wave: "${index % 9}"\n`;
  return Array.from({ length: count }, (_, index) => one(index)).join("---\n");
}

/** Waits until the page has drawn a plan in which `holds`. */
async function shown(
  holds: (cards: number) => boolean,
): Promise<{ readonly cards: number; readonly elements: number }> {
  const { panel } = await extensionExports();
  return eventually("a page that shows the plan", [panel.onDidShow], () =>
    panel.shown !== undefined && holds(panel.shown.cards) ? panel.shown : undefined,
  );
}

describe("the plan panel", () => {
  it("draws the plan of the application, with a card for each resource", async () => {
    await openFile("migration-job.yaml");
    await vscode.commands.executeCommand(show);
    const { panel } = await extensionExports();
    const tasks = panel.content?.plan.steps.flatMap((step) => step.tasks) ?? [];
    assert.ok(tasks.some(({ name }) => name === "db-migration"));
    assert.equal(panel.selected, "batch/Job:agents/db-migration PreSync");
    const never = panel.content?.plan.never.length ?? 0;
    assert.equal((await shown((cards) => cards >= tasks.length)).cards, tasks.length + never);
  });

  it("follows the changes of its application", async () => {
    const document = await openText("panel-live/all.yaml", largeApplication(3));
    await vscode.commands.executeCommand(show);
    await shown((cards) => cards === 3);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${largeApplication(1).replace("part-0", "another")}---\n`);
    await vscode.workspace.applyEdit(edit);
    await shown((cards) => cards === 4);
  });

  it("plays the sync of its application from the beginning, and follows its changes meanwhile", async () => {
    const document = await openText("panel-play/all.yaml", largeApplication(2));
    await vscode.commands.executeCommand("argocdAnnotations.playSync");
    const { panel } = await extensionExports();
    await eventually("a page that plays", [panel.onDidShow], () =>
      panel.shown?.moment === "start" ? true : undefined,
    );
    assert.deepEqual(
      panel.content?.moments?.map(({ sentence }) => sentence),
      [
        "Nothing is applied yet. This is the first sync, to an empty cluster.",
        "Sync, wave 0: applies ConfigMap part-0.",
        "Sync, wave 1: applies ConfigMap part-1.",
        "The sync succeeds.",
      ],
    );
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${largeApplication(1).replace("part-0", "another")}---\n`);
    await vscode.workspace.applyEdit(edit);
    await shown((cards) => cards === 3);
    assert.equal(panel.content.moments[1]?.sentence, "Sync, wave 0: applies ConfigMap another and ConfigMap part-0.");
    await vscode.commands.executeCommand("argocdAnnotations.closeAnswer");
    await eventually("a page that plays nothing", [panel.onDidShow], () =>
      panel.shown?.moment === undefined ? true : undefined,
    );
  });

  it("keeps only elements that can be seen, however large the application is", async () => {
    await openText("panel-large/all.yaml", largeApplication(2000));
    await vscode.commands.executeCommand(show);
    const { panel } = await extensionExports();
    await eventually("all resources", [panel.onDidShow], () =>
      panel.content?.plan.application.name === "panel-large" ? true : undefined,
    );
    const { elements } = await shown((cards) => cards > 100);
    assert.ok(elements < 300, `${elements} elements`);
  });

  it("is saved as an SVG file that stands on its own, and as a PNG file", async () => {
    await openText("panel-picture/all.yaml", largeApplication(4).replace("part-3", '"<script>&"'));
    await vscode.commands.executeCommand(show);
    await shown((cards) => cards === 4);
    const { panel } = await extensionExports();
    const svg = Buffer.from(await panel.draw("svg")).toString();
    assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+"/);
    assert.match(svg, />part-2</);
    assert.match(svg, />&lt;script&gt;&amp;</);
    assert.doesNotMatch(svg, /<script|var\(--/);
    const png = Buffer.from(await panel.draw("png"));
    assert.equal(png.subarray(1, 4).toString(), "PNG");
    const [, width] = /width="(\d+)"/.exec(svg) ?? [];
    assert.equal(png.readUInt32BE(16), Number(width) * 2);
  });

  it("is copied as Markdown and as Mermaid", async () => {
    await openText("panel-copy/all.yaml", largeApplication(2));
    await vscode.commands.executeCommand("argocdAnnotations.copyPlanAsMarkdown");
    assert.match(await vscode.env.clipboard.readText(), /panel-copy[\s\S]*part-0[\s\S]*part-1/);
    await vscode.commands.executeCommand("argocdAnnotations.copyPlanAsMermaid");
    assert.match(await vscode.env.clipboard.readText(), /^flowchart[\s\S]*part-1/m);
  });
});

describe("the order of the sync in the editor", () => {
  it("is walked with the commands for the next and the previous resource", async () => {
    const document = await openText("walk/all.yaml", largeApplication(3).replace('"0"', '"5"'));
    const editor = await vscode.window.showTextDocument(document);
    const nameHere = (): string => document.lineAt(editor.selection.active.line + 3).text.trim();
    const at = positionAfter(document, "name: part-1");
    editor.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand("argocdAnnotations.goToNextResource");
    assert.equal(nameHere(), "name: part-2");
    await vscode.commands.executeCommand("argocdAnnotations.goToNextResource");
    assert.equal(nameHere(), "name: part-0");
    await vscode.commands.executeCommand("argocdAnnotations.goToPreviousResource");
    assert.equal(nameHere(), "name: part-2");
  });
});

describe("the status bar", () => {
  it("shows the wave of the resource under the cursor and what comes next, where the setting is on", async () => {
    const { statusBar } = await extensionExports();
    const document = await openText("status-bar/all.yaml", largeApplication(3));
    const editor = await vscode.window.showTextDocument(document);
    await statusBar.update();
    assert.equal(statusBar.item.text, "");
    await withSettings({ "argocdAnnotations.statusBar": true }, async () => {
      const at = positionAfter(document, "name: part-1");
      editor.selection = new vscode.Selection(at, at);
      await statusBar.update();
      assert.equal(statusBar.item.text, "$(layers) Sync · wave 1 · next: ConfigMap part-2");
    });
  });

  it("promises no wave where Argo CD cannot sync the application", async () => {
    const { statusBar } = await extensionExports();
    await openText("status-bar-error/kustomization.yaml", "resources:\n  - all.yaml\n  - missing.yaml\n");
    await openText("status-bar-error/all.yaml", largeApplication(1));
    await withSettings({ "argocdAnnotations.statusBar": true }, async () => {
      await statusBar.update();
      assert.equal(statusBar.item.text, "$(layers) Not applied");
      assert.ok(typeof statusBar.item.tooltip === "string");
      assert.match(statusBar.item.tooltip, /kustomization\.yaml, line 3: "missing\.yaml" does not exist/);
    });
  });
});
