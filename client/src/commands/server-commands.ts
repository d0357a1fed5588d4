import { commands, type Disposable, type LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

/** Registers the commands about the language server itself. */
export function registerServerCommands(client: LanguageClient, output: LogOutputChannel): Disposable[] {
  return [
    commands.registerCommand("argocdAnnotations.restartServer", () => client.restart()),
    commands.registerCommand("argocdAnnotations.showOutput", () => {
      output.show();
    }),
  ];
}
