import { type CancellationToken, commands, type Disposable } from "vscode";
import { type LanguageClient, State } from "vscode-languageclient/node";
import type { FirstNeed } from "./first-need.ts";
import { offerRestart, type ServerRestarts } from "./server-restarts.ts";
import { tellWhile } from "./tell.ts";

/** Registers a command that asks the language server, so that it runs only once there is one; it resolves with what `run` gives. */
export type RegisterServed = (name: string, run: (...given: unknown[]) => unknown) => Disposable;

/**
 * How to register commands that ask the language server, which starts for them if nothing has needed it yet. While it starts, or is
 * started again, they wait and the user is told, and may give up; where it will not come by itself, they offer to start it.
 */
export function whenServed(client: LanguageClient, restarts: ServerRestarts, need: FirstNeed): RegisterServed {
  return (name, run) =>
    commands.registerCommand(name, async (...given: unknown[]) => {
      need.meet();
      return (await isServed(client, restarts)) ? run(...given) : undefined;
    });
}

async function isServed(client: LanguageClient, restarts: ServerRestarts): Promise<boolean> {
  if (client.isRunning()) return true;
  if (!isGone(client, restarts)) {
    const outcome = await tellWhile("Argo CD Annotations is starting", (token) =>
      outcomeOfStart(client, restarts, token),
    );
    if (outcome !== "gone") return outcome === "running";
  }
  await offerRestart("The Argo CD Annotations server is not running, so there are no sync plans until you restart it.");
  return client.isRunning();
}

type Outcome = "running" | "gone" | "cancelled";

function outcomeOfStart(
  client: LanguageClient,
  restarts: ServerRestarts,
  { onCancellationRequested }: CancellationToken,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome): void => {
      for (const subscription of subscriptions) subscription.dispose();
      resolve(outcome);
    };
    const look = (): void => {
      if (client.isRunning()) end("running");
      else if (isGone(client, restarts)) end("gone");
    };
    const subscriptions: { dispose(): unknown }[] = [
      client.onDidChangeState(look),
      restarts.onDidGiveUp(look),
      onCancellationRequested(() => {
        end("cancelled");
      }),
    ];
    look();
  });
}

/** Whether nothing starts the server any more but the user. One that dies while it starts is started again, until that is given up. */
function isGone(client: LanguageClient, restarts: ServerRestarts): boolean {
  return restarts.hasGivenUp || (client.state === State.StartFailed && !restarts.hasDied);
}
