import { type ExtensionContext, type LogOutputChannel, Uri, workspace } from "vscode";
import { ConnectionError, LanguageClient, type Middleware, TransportKind } from "vscode-languageclient/node";
import type { ClientOptions } from "../../server/protocol/index.ts";
import { chooseHookCommand, fetchChartsCommand, showSyncPlanCommand } from "./command-names.ts";
import type { FirstNeed } from "./first-need.ts";
import { languages, schemes } from "./schemes.ts";
import { ServerRestarts } from "./server-restarts.ts";
import { settingsOfPeople } from "./settings-of-people.ts";
import { timings } from "./timings.ts";
import { type RegisterServed, whenServed } from "./when-served.ts";

/** The library shows a message for each consequence when a server dies. The log has them; the user is asked once, by `ServerRestarts`. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** What the user types while a server is gone is not lost: the next one is sent whole texts when it starts. */
const middleware: Middleware = {
  async sendNotification(type, next, params) {
    try {
      await next(type, params);
    } catch (error) {
      if (!(error instanceof ConnectionError)) throw error;
    }
  },
};

/** The client of our language server, what decides whether a server that died is started again, and how commands wait for it. */
export interface ServerConnection {
  readonly client: LanguageClient;
  readonly restarts: ServerRestarts;
  readonly register: RegisterServed;
}

/**
 * The client of our language server, which runs as a process of its own and is started again when it dies. They speak over the
 * channel that Node opens to a process that it starts: there is no port and no file that another program could connect to.
 */
export function createLanguageClient(
  context: ExtensionContext,
  output: LogOutputChannel,
  need: FirstNeed,
): ServerConnection {
  const restarts = new ServerRestarts();
  const module = context.asAbsolutePath("dist/server.cjs");
  // Created at every start: the server may be started again after the user has trusted the workspace.
  const options = (): ClientOptions => ({
    showSyncOrderCommand: showSyncPlanCommand,
    followsPlans: true,
    staysCalm: true,
    chooseHookCommand,
    suggestCommand: "editor.action.triggerSuggest",
    trusted: workspace.isTrusted,
    fetchChartsCommand,
    chartFolder: Uri.joinPath(context.globalStorageUri, "charts").fsPath,
  });
  const client = new QuietClient(
    "argocdAnnotations",
    "Argo CD Annotations",
    {
      run: { module, transport: TransportKind.ipc },
      debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6009"] } },
    },
    {
      documentSelector: schemes.flatMap((scheme) => languages.map((language) => ({ scheme, language }))),
      initializationOptions: options,
      outputChannel: output,
      errorHandler: restarts,
      middleware: { ...middleware, ...timings(output), workspace: settingsOfPeople },
      // Without this, the library shows a message when a server dies while it starts.
      initializationFailedHandler: () => false,
    },
  );
  return { client, restarts, register: whenServed(client, restarts, need) };
}
