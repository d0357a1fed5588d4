import { commands, type Disposable, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type RenderAnswer,
  type RenderParams,
  renderRequest,
  trustedNotification,
} from "../../../server/protocol/index.ts";
import type { Plans } from "../plan/plans.ts";
import { inform, warn } from "../tell.ts";

/** Lets the user have an application rendered by its tool, and tells the server when the workspace comes to be trusted. */
export function registerRenderCommands(client: LanguageClient, plans: Plans): readonly Disposable[] {
  return [
    workspace.onDidGrantWorkspaceTrust(() => void client.sendNotification(trustedNotification)),
    commands.registerCommand("argocdAnnotations.renderApplication", () => renderActive(plans)),
  ];
}

async function renderActive(plans: Plans): Promise<void> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) {
    inform("Open a file of a kustomization or a chart to render its application.");
    return;
  }
  // The tools read what is on disk.
  if (document.isDirty) await document.save();
  const params: RenderParams = { uri: document.uri.toString() };
  const answer = await plans.request<RenderAnswer>(renderRequest, params);
  if (answer?.message !== undefined) warn(answer.message);
}
