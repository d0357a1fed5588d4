import { commands, type Disposable, type LogOutputChannel, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { showSyncOrder } from "./go-to-resource.ts";
import { registerWaveCommands } from "./wave-commands.ts";

/** Registers the commands of the extension. */
export function registerCommands(client: LanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand("argocdAnnotations.showSyncOrder", (uri?: unknown) =>
      showSyncOrder(client, typeof uri === "string" ? uri : window.activeTextEditor?.document.uri.toString()),
    ),
    ...registerWaveCommands(client),
    commands.registerCommand("argocdAnnotations.restartServer", () => client.restart()),
    commands.registerCommand("argocdAnnotations.showOutput", () => {
      output.show();
    }),
  ];
}
