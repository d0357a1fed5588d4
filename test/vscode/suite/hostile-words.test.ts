// Whatever a name is, VS Code shows it and does nothing that it says.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import { assertLabel, assertMarkdown, hostileManifests, hostileWords } from "../../support/hostile-words.ts";
import {
  codeLensesOf,
  eventually,
  extensionExports,
  hoverAt,
  openText,
  positionAfter,
  withSettings,
} from "./support.ts";

type Exports = Awaited<ReturnType<typeof extensionExports>>;
type Row = Awaited<ReturnType<Exports["tree"]["getChildren"]>>[number];

/** Everything below a row, and the row. */
async function rowsBelow(tree: Exports["tree"], row: Row): Promise<readonly Row[]> {
  const below = await Promise.all((await tree.getChildren(row)).map((child) => rowsBelow(tree, child)));
  return [row, ...below.flat()];
}

function assertRow({ label, description, tooltip, resourceUri }: vscode.TreeItem): void {
  for (const text of [label, description, tooltip]) if (typeof text === "string") assertLabel(text);
  if (tooltip instanceof vscode.MarkdownString) {
    assert.ok(tooltip.isTrusted !== true && tooltip.supportHtml !== true && tooltip.supportThemeIcons !== true);
    assert.doesNotMatch(tooltip.value, /[^\\]\]\(|[^\\]</);
  }
  // VS Code sends it to its window as a text, which fails where it is not well-formed.
  assert.ok(!resourceUri?.toString().includes("\n"));
}

describe("hostile names in VS Code", () => {
  const some = [
    "shows icons and runs a command",
    "writes from right to left",
    "begins a line with a command",
    "is not Unicode",
  ];
  for (const [index, what] of some.entries()) {
    it(`do nothing where one ${what}`, async () => {
      const { tree, plans, statusBar } = await extensionExports();
      const folder = `hostile-${index}`;
      const document = await openText(`${folder}/all.yaml`, hostileManifests(hostileWords[what] ?? ""));
      const root = await eventually("a tree", [tree.onDidChangeTreeData, plans.onDidChange], async () => {
        const roots = await tree.getChildren();
        return roots.find((row) => row.type === "application" && row.summary.name === folder);
      });
      const rows = await rowsBelow(tree, root);
      assert.ok(rows.filter(({ type }) => type === "task").length >= 6);
      for (const row of rows) assertRow(tree.getTreeItem(row));

      for (const { command } of await codeLensesOf(document.uri)) assertLabel(command?.title ?? "");
      const name = positionAfter(document, "  na");
      assertMarkdown(await hoverAt(document.uri, name));
      for (const { message } of vscode.languages.getDiagnostics(document.uri))
        assert.ok(!message.includes("\n"), message);

      await withSettings({ "argocdAnnotations.statusBar": true }, async () => {
        const editor = await vscode.window.showTextDocument(document);
        editor.selection = new vscode.Selection(name, name);
        await statusBar.update();
        assert.match(statusBar.item.text, /^\$\(layers\) [^$]*$/);
        const { tooltip } = statusBar.item;
        assert.ok(typeof tooltip === "string");
        for (const line of tooltip.split("\n")) assertLabel(line);
      });
    });
  }
});
