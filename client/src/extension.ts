import { type ExtensionContext, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./client.ts";
import { registerCommands } from "./commands/commands.ts";
import { MarkdownDocuments } from "./markdown-documents.ts";
import { registerPlanCommands } from "./commands/plan-commands.ts";
import { PlanPanel } from "./plan/plan-panel.ts";
import { registerRendering } from "./commands/rendering.ts";
import { rowDecorations } from "./plan/row-decorations.ts";
import { Plans } from "./plan/plans.ts";
import { showStepInStatusBar, type StepInStatusBar } from "./status-bar.ts";
import { SyncPlanTree } from "./plan/sync-plan-tree.ts";

/** The API of the extension. Only for its own tests: VS Code offers no way to read a tree, a web page or the status bar. */
export interface ExtensionExports {
  readonly plans: Plans;
  readonly panel: PlanPanel;
  readonly tree: SyncPlanTree;
  readonly statusBar: StepInStatusBar;
}

let stop: (() => Promise<void>) | undefined;

/** Starts the language server. VS Code calls it when the first file of our languages is opened. */
export async function activate(context: ExtensionContext): Promise<ExtensionExports> {
  const output = window.createOutputChannel("Argo CD Annotations", { log: true });
  const client = createClient(context, output);
  context.subscriptions.push(output, ...registerCommands(client, output));
  const exports = showPlans(context, client);
  stop = () => client.dispose();
  await client.start();
  return exports;
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

/** Everything that shows plans. It fills itself as soon as the server runs. */
function showPlans({ extensionUri, subscriptions }: ExtensionContext, client: LanguageClient): ExtensionExports {
  const plans = new Plans(client);
  const panel = new PlanPanel(extensionUri, plans);
  const tree = new SyncPlanTree(plans, panel);
  const statusBar = showStepInStatusBar(plans);
  subscriptions.push(
    ...[plans, panel, tree, ...statusBar.subscriptions],
    window.registerFileDecorationProvider(rowDecorations),
    ...registerRendering(client, plans),
    ...registerPlanCommands({ plans, panel, documents: new MarkdownDocuments() }),
  );
  return { plans, panel, tree, statusBar };
}
