import { type Disposable, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { trustedNotification } from "../../../server/protocol/index.ts";

/** Tells the server when the workspace comes to be trusted, so that it may run programs on its files. */
export function tellTrust(client: LanguageClient): Disposable {
  return workspace.onDidGrantWorkspaceTrust(() => {
    // A server that is not there yet is told when it starts.
    if (client.isRunning()) void client.sendNotification(trustedNotification);
  });
}
