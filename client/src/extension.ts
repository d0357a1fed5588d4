import { type ExtensionContext, window } from "vscode";
import { createClient } from "./client.ts";
import { registerCommands } from "./commands.ts";

let stop: (() => Promise<void>) | undefined;

/** Starts the language server. VS Code calls it when the first file of our languages is opened. */
export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("Argo CD Annotations", { log: true });
  const client = createClient(context, output);
  context.subscriptions.push(output, ...registerCommands(client, output));
  stop = () => client.dispose();
  await client.start();
}

/** Ends the language server. */
export async function deactivate(): Promise<void> {
  await stop?.();
}
