import { type ExtensionContext, window } from "vscode";
import { createClient } from "./client.ts";
import { registerCommands } from "./commands.ts";
import { MarkdownDocuments } from "./markdown-documents.ts";
import { registerPlanCommands } from "./plan-commands.ts";
import { PlanPanel } from "./plan-panel.ts";
import { rowDecorations } from "./row-decorations.ts";
import { Plans } from "./plans.ts";
import { showStepInStatusBar } from "./status-bar.ts";
import { SyncPlanTree } from "./sync-plan-tree.ts";

/** What the extension gives to those who ask VS Code for it. Only for its own tests: VS Code lets nobody read a tree or a web page. */
export interface ExtensionExports {
  readonly tree: SyncPlanTree;
  readonly panel: PlanPanel;
  readonly plans: Plans;
}

let stop: (() => Promise<void>) | undefined;

/** Starts the language server. VS Code calls it when the first file of our languages is opened. */
export async function activate(context: ExtensionContext): Promise<ExtensionExports> {
  const output = window.createOutputChannel("Argo CD Annotations", { log: true });
  const client = createClient(context, output);
  const plans = new Plans(client);
  const panel = new PlanPanel(context.extensionUri, plans);
  const tree = new SyncPlanTree(plans, panel);
  const documents = new MarkdownDocuments();
  context.subscriptions.push(
    output,
    ...registerCommands(client, output),
    ...planParts(plans, panel, tree),
    ...registerPlanCommands({ plans, panel, documents }),
  );
  stop = () => client.dispose();
  await client.start();
  // The extension is there without them.
  void tree.follow(window.activeTextEditor);
  void panel.refresh();
  return { tree, panel, plans };
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

function planParts(plans: Plans, panel: PlanPanel, tree: SyncPlanTree): ExtensionContext["subscriptions"] {
  return [plans, panel, tree, window.registerFileDecorationProvider(rowDecorations), ...showStepInStatusBar(plans)];
}
