import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { SyncPlanTree } from "../../../client/src/tree/sync-plan-tree.ts";
import { eventually, extensionExports, openText, positionAfter, runCommand } from "./support.ts";

type Row = Awaited<ReturnType<SyncPlanTree["getChildren"]>>[number];

function resource(kind: string, name: string, annotations: Readonly<Record<string, string>>): string {
  const lines = Object.entries(annotations).map(([key, value]) => `    argocd.argoproj.io/${key}: "${value}"\n`);
  const block = lines.length === 0 ? "" : `  annotations:\n${lines.join("")}`;
  return `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: ${name}\n${block}`;
}

const application = [
  resource("ConfigMap", "settings", { "sync-wave": "1" }),
  resource("Secret", "early", { hook: "PreSync" }),
  resource("Service", "web", { "sync-wave": "2" }),
  resource("ConfigMap", "lost", { hook: "Skip" }),
].join("---\n");

/** The rows below a row, as lines that are indented by their depth. */
async function outline(tree: SyncPlanTree, row: Row, depth = 0): Promise<string[]> {
  const { label, description } = tree.getTreeItem(row);
  const name = typeof label === "object" ? label.label : (label ?? "");
  const words = typeof description === "string" && description !== "" ? ` (${description})` : "";
  const below = await Promise.all((await tree.getChildren(row)).map((child) => outline(tree, child, depth + 1)));
  return [`${"  ".repeat(depth)}${name}${words}`, ...below.flat()];
}

async function rootNamed(tree: SyncPlanTree, name: string): Promise<Row | undefined> {
  const roots = await tree.getChildren();
  return roots.find((row) => row.type === "application" && row.summary.name === name);
}

async function outlineOf(name: string, holds: (lines: string) => boolean): Promise<string> {
  const { tree, plans } = await extensionExports();
  return eventually(`a tree for ${name}`, [tree.onDidChangeTreeData, plans.onDidChange], async () => {
    const root = await rootNamed(tree, name);
    const lines = root === undefined ? "" : (await outline(tree, root)).join("\n");
    return holds(lines) ? lines : undefined;
  });
}

async function rowOf(name: string, rowName: string): Promise<Row> {
  const { tree } = await extensionExports();
  const find = async (row: Row): Promise<Row | undefined> => {
    if (tree.getTreeItem(row).label === rowName) return row;
    for (const child of await tree.getChildren(row)) {
      const found = await find(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const root = await rootNamed(tree, name);
  const row = root && (await find(root));
  assert.ok(row, `There is no row "${rowName}".`);
  return row;
}

describe("the tree of the sync plan", () => {
  it("shows phases, waves and resources in the order of the sync, and what never runs in a group of its own", async () => {
    await openText("tree-order/all.yaml", application);
    assert.equal(
      await outlineOf("tree-order", (lines) => lines.includes("web")),
      [
        "tree-order",
        "  PreSync (1 resource)",
        "    Wave 0 (1 resource)",
        "      Secret early (hook)",
        "  Sync (2 resources)",
        "    Wave 1 (1 resource)",
        "      ConfigMap settings",
        "    Wave 2 (1 resource)",
        "      Service web",
        "  Never applied (1 resource)",
        "    ConfigMap lost (never applied: its hook type is Skip)",
        "  Deletion (when the application is deleted)",
        ...(await deletionLines("tree-order")),
      ].join("\n"),
    );
  });

  it("tells a screen reader which wave a row is, and what Argo CD waits for after it", async () => {
    const { tree } = await extensionExports();
    const { accessibilityInformation } = tree.getTreeItem(await rowOf("tree-order", "Wave 1"));
    assert.match(accessibilityInformation?.label ?? "", /^Wave 1, 1 resource, Argo CD continues at once/);
  });

  it("stays with the file that one comes back to before the plan of another one is there", async () => {
    const { plans, tree } = await extensionExports();
    const other = await openText("tree-other/all.yaml", application);
    const back = await openText("tree-back/all.yaml", application);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const at = plans.at.bind(plans);
    plans.at = async (uri) => (uri === other.uri.toString() ? (await held, at(uri)) : at(uri));
    try {
      await vscode.window.showTextDocument(other);
      const late = tree.refresh();
      await vscode.window.showTextDocument(back);
      await tree.refresh();
      release();
      await late;
      assert.equal(tree.current?.application.name, "tree-back");
    } finally {
      plans.at = at;
    }
  });

  it("is renewed while one types", async () => {
    const document = await openText("tree-typing/all.yaml", application);
    await outlineOf("tree-typing", (lines) => lines.includes("web"));
    const edit = new vscode.WorkspaceEdit();
    const end = positionAfter(document, 'sync-wave: "2');
    edit.replace(document.uri, new vscode.Range(end.translate(0, -1), end), "7");
    await vscode.workspace.applyEdit(edit);
    await outlineOf("tree-typing", (lines) => lines.includes("    Wave 7 (1 resource)\n      Service web"));
  });

  it("goes to the manifest of a row that is clicked", async () => {
    const document = await openText("tree-click/all.yaml", application);
    await outlineOf("tree-click", (lines) => lines.includes("web"));
    const { tree } = await extensionExports();
    const { command } = tree.getTreeItem(await rowOf("tree-click", "Service web"));
    assert.ok(command);
    await runCommand(command);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document, document);
    assert.equal(document.lineAt(editor.selection.active.line + 1).text, "kind: Service");
  });

  it("goes to what keeps Argo CD from syncing an application", async () => {
    const broken = await openText("tree-error/kustomization.yaml", "resources:\n  - all.yaml\n  - missing.yaml\n");
    await openText("tree-error/all.yaml", application);
    await outlineOf("tree-error", (lines) => lines.includes('(kustomization.yaml, line 3: "missing.yaml" does not'));
    const { tree } = await extensionExports();
    const { command } = tree.getTreeItem(await rowOf("tree-error", "Cannot be synced"));
    assert.ok(command);
    await runCommand(command);
    const { activeTextEditor: editor } = vscode.window;
    assert.equal(editor?.document.uri.toString(), broken.uri.toString());
    assert.equal(editor.selection.active.line, 2);
  });

  it("selects the resource under the cursor, and leaves the focus in the editor", async () => {
    await vscode.commands.executeCommand("argocdAnnotations.syncPlan.focus");
    const document = await openText("tree-cursor/all.yaml", application);
    const editor = await vscode.window.showTextDocument(document);
    const at = positionAfter(document, "kind: Service");
    editor.selection = new vscode.Selection(at, at);
    const { tree } = await extensionExports();
    await eventually("the row of the Service", [tree.onDidChangeSelection], () =>
      tree.selection.some((row) => row.type === "task" && row.task.name === "web") ? true : undefined,
    );
    assert.equal(vscode.window.activeTextEditor, editor);
  });

  it("changes the wave of a resource that is dragged to another one, as one step to undo", async () => {
    const document = await openText("tree-drag/all.yaml", application);
    await outlineOf("tree-drag", (lines) => lines.includes("web"));
    await drag(await rowOf("tree-drag", "Service web"), await rowOf("tree-drag", "Wave 1"));
    assert.equal(document.getText(), application.replace('sync-wave: "2"', 'sync-wave: "1"'));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), application);
  });

  it("writes the annotation of a resource that has none yet", async () => {
    const text = [resource("ConfigMap", "settings", { "sync-wave": "1" }), resource("Service", "web", {})].join(
      "---\n",
    );
    const document = await openText("tree-drag-new/all.yaml", text);
    await outlineOf("tree-drag-new", (lines) => lines.includes("web"));
    await drag(await rowOf("tree-drag-new", "Service web"), await rowOf("tree-drag-new", "Wave 1"));
    assert.ok(document.getText().endsWith('  name: web\n  annotations:\n    argocd.argoproj.io/sync-wave: "1"\n'));
  });
});

async function drag(row: Row, target: Row): Promise<void> {
  const { tree } = await extensionExports();
  const transfer = new vscode.DataTransfer();
  const cancel = new vscode.CancellationTokenSource();
  await tree.dragAndDrop.handleDrag?.([row], transfer, cancel.token);
  await tree.dragAndDrop.handleDrop?.(target, transfer, cancel.token);
}

/** Deletion has tests of its own: here it only has to be there. */
async function deletionLines(name: string): Promise<string[]> {
  const { tree } = await extensionExports();
  const row = await rowOf(name, "Deletion");
  return (await Promise.all((await tree.getChildren(row)).map((child) => outline(tree, child, 2)))).flat();
}
