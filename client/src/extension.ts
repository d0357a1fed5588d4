import { type ExtensionContext, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { visible } from "../../server/protocol/index.ts";
import { registerChooseHook } from "./commands/choose-hook.ts";
import { registerOpenExample } from "./commands/open-example.ts";
import { registerPlanCommands } from "./commands/plan-commands.ts";
import { registerShowRendered } from "./commands/show-rendered.ts";
import { registerServerCommands } from "./commands/server-commands.ts";
import { tellTrust } from "./commands/tell-trust.ts";
import { registerWaveCommands } from "./commands/wave-commands.ts";
import { FirstNeed } from "./first-need.ts";
import { MarkdownDocuments } from "./markdown-documents.ts";
import { PlanPanel } from "./panel-host/plan-panel.ts";
import { Plans } from "./plan/plans.ts";
import { RenderedManifests } from "./rendered-manifests.ts";
import type { ServerRestarts } from "./server-restarts.ts";
import { reportStart } from "./start-report.ts";
import { showStepInStatusBar, type StepInStatusBar } from "./status-bar.ts";
import { mentionWhile } from "./tell.ts";
import { rowDecorations } from "./tree/row-decorations.ts";
import { SyncPlanTree } from "./tree/sync-plan-tree.ts";
import type { RegisterServed } from "./when-served.ts";

/** The API of the extension. Only for its own tests and for what `npm start` opens: VS Code offers no way to read a tree, a web page or the status bar. */
export interface ExtensionExports {
  readonly plans: Plans;
  readonly panel: PlanPanel;
  readonly tree: SyncPlanTree;
  readonly statusBar: StepInStatusBar;
  readonly restarts: ServerRestarts;
  readonly need: FirstNeed;
}

let stop: (() => Promise<void>) | undefined;

/**
 * Starts the language server, or waits until there is something for it to do. VS Code calls it when the first file of our languages
 * is opened, or a folder with applications.
 */
export async function activate(context: ExtensionContext): Promise<ExtensionExports> {
  const output = window.createOutputChannel("Argo CD Annotations", { log: true });
  reportStart(context.extension, output);
  const need = new FirstNeed(context.extension);
  // The library is most of our code, and other extensions wait while one is called: it is loaded when this call is over.
  const { createLanguageClient } = await import("./language-client.ts");
  const { client, restarts, register } = createLanguageClient(context, output, need);
  context.subscriptions.push(
    ...[output, need, restarts, ...registerServerCommands(client, restarts, output)],
    ...[...registerWaveCommands(client, register), registerChooseHook(client, register), registerOpenExample()],
  );
  const shown = showPlans(context, client, register);
  // A server that is dying or starting at that time ends by itself when its channel closes.
  stop = () => client.dispose().catch(() => undefined);
  const started = need.met.then(() => start(client, restarts));
  if (need.isMet) await started;
  else {
    started.catch((error: unknown) => {
      output.error(visible(`The server could not be started: ${String(error)}`));
    });
  }
  return { ...shown, restarts, need };
}

async function start(client: LanguageClient, restarts: ServerRestarts): Promise<void> {
  try {
    await mentionWhile("Argo CD Annotations is starting", client.start());
  } catch (error) {
    // A server that died while it started is started again.
    if (!restarts.hasDied) throw error;
  }
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await stop?.();
}

/** Everything that shows plans. It fills itself as soon as the server runs. */
function showPlans(
  { extensionUri, subscriptions, workspaceState }: ExtensionContext,
  client: LanguageClient,
  register: RegisterServed,
): Omit<ExtensionExports, "restarts" | "need"> {
  const plans = new Plans(client);
  const panel = new PlanPanel(extensionUri, plans);
  const tree = new SyncPlanTree(plans, panel);
  const rendered = new RenderedManifests(plans, workspaceState);
  const statusBar = showStepInStatusBar(plans);
  subscriptions.push(
    ...[plans, panel, tree, rendered, ...statusBar.subscriptions],
    ...registerShowRendered(rendered, register),
    window.registerFileDecorationProvider(rowDecorations),
    tellTrust(client),
    ...registerPlanCommands({ plans, panel, tree, documents: new MarkdownDocuments() }, register),
  );
  return { plans, panel, tree, statusBar };
}
