import { commands, type Disposable, type LogOutputChannel } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { restartServerCommand, showOutputCommand } from "../command-names.ts";
import type { ServerRestarts } from "../server-restarts.ts";
import { mentionWhile } from "../tell.ts";

/** Registers the commands about the language server itself. */
export function registerServerCommands(
  client: LanguageClient,
  restarts: ServerRestarts,
  output: LogOutputChannel,
): Disposable[] {
  return [
    commands.registerCommand(restartServerCommand, async () => {
      restarts.forget();
      await stopServer(client);
      await mentionWhile("Argo CD Annotations is starting again", client.start());
    }),
    commands.registerCommand(showOutputCommand, () => {
      output.show();
    }),
  ];
}

/** Ends the language server, if it runs. Never rejects: a server that does not answer any more is killed. */
async function stopServer(client: LanguageClient): Promise<void> {
  try {
    if (client.isRunning()) await client.stop();
  } catch (error) {
    client.warn(`The server did not stop by itself: ${String(error)}`, undefined, false);
  }
}
