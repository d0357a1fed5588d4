import { setTimeout } from "node:timers/promises";
import { commands, type Disposable, type Event, EventEmitter } from "vscode";
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandler,
  type ErrorHandlerResult,
} from "vscode-languageclient/node";
import { restartServerCommand, showOutputCommand } from "./command-names.ts";
import { offer } from "./tell.ts";

/** A server that dies more often than this within the period, in milliseconds, would die again. */
const most = 4;
const period = 3 * 60 * 1000;

/** How long, in milliseconds, a start waits that follows a death, so that what the death interrupted has come to its end. */
const pause = 100;

/** Starts the language server again when it dies; if it dies again and again, the user decides. */
export class ServerRestarts implements ErrorHandler, Disposable {
  readonly #gaveUp = new EventEmitter<void>();
  #deaths: readonly number[] = [];

  /** The server is not started again, and the user was told. */
  get onDidGiveUp(): Event<void> {
    return this.#gaveUp.event;
  }

  /** Whether the server has died since it was last started by the user. */
  get hasDied(): boolean {
    return this.#deaths.length > 0;
  }

  /** Whether only the user starts the server again. */
  get hasGivenUp(): boolean {
    return this.#deaths.length > most;
  }

  /** The user starts the server: what was before does not count any more. */
  forget(): void {
    this.#deaths = [];
  }

  /** A message is lost. When the server is gone, `closed` follows. */
  error(): ErrorHandlerResult {
    return { action: ErrorAction.Continue, handled: true };
  }

  async closed(): Promise<CloseHandlerResult> {
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < period), now];
    await setTimeout(pause);
    const { length } = this.#deaths;
    if (!this.hasGivenUp) {
      return { action: CloseAction.Restart, handled: true, message: "The server stopped. It is started again." };
    }
    const message = `The Argo CD Annotations server stopped ${length} times within 3 minutes and is not started again: there are no diagnostics and no sync plans until you restart it.`;
    void offerRestart(message);
    this.#gaveUp.fire();
    return { action: CloseAction.DoNotRestart, handled: true, message };
  }

  dispose(): void {
    this.#gaveUp.dispose();
  }
}

/** Says that there is no server, and offers to start it. Resolves when that is done, or refused. */
export async function offerRestart(message: string): Promise<void> {
  const [restart, show] = ["Restart Server", "Show Output"];
  const chosen = await offer(message, restart, show);
  if (chosen === restart) await commands.executeCommand(restartServerCommand);
  if (chosen === show) await commands.executeCommand(showOutputCommand);
}
