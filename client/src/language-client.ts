import { type ExtensionContext, type LogOutputChannel, workspace } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import type { ClientOptions } from "../../server/protocol/index.ts";

/** The command that shows the sync plan, and that a code lens runs. */
export const showSyncPlanCommand = "argocdAnnotations.showSyncPlan";

/** The languages in which manifests are written: as they are named by VS Code and by the extensions for Helm. */
const languages = ["yaml", "helm", "json", "jsonc"] as const;

/** The schemes of files that people edit; not, for example, files of the Git history. */
const schemes = ["file", "untitled", "vscode-vfs"] as const;

/** The client of our language server, which runs as a process of its own and is started again when it dies. */
export function createLanguageClient(context: ExtensionContext, output: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath("dist/server.cjs");
  // Created at every start: the server may be started again after the user has trusted the workspace.
  const options = (): ClientOptions => ({
    showSyncOrderCommand: showSyncPlanCommand,
    followsPlans: true,
    offersSnippets: true,
    trusted: workspace.isTrusted,
  });
  return new LanguageClient(
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
    },
  );
}
