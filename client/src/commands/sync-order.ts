import { type QuickPickItem, QuickPickItemKind, Range, Uri, window, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
  type SourceLocation,
  type SyncOrder,
  type SyncOrderParams,
  syncOrderRequest,
  type SyncOrderTask,
} from "../../../server/protocol/index.ts";

interface TaskItem extends QuickPickItem {
  readonly location?: SourceLocation;
}

/** Shows the order of the application that a file belongs to; choosing a resource goes to its manifest. */
export async function showSyncOrder(client: LanguageClient, uri: string | undefined): Promise<void> {
  const params: SyncOrderParams | undefined = uri === undefined ? undefined : { uri };
  const order = params && (await client.sendRequest<SyncOrder | null>(syncOrderRequest, params));
  if (!order) {
    void window.showInformationMessage("Open a Kubernetes manifest to see the sync order of its application.");
    return;
  }
  const chosen = await window.showQuickPick(itemsOf(order), {
    title: `Sync Order of ${order.application}`,
    placeHolder: "Select a resource to go to its manifest",
    matchOnDescription: true,
  });
  if (chosen?.location !== undefined) await goTo(chosen.location);
}

function itemsOf({ steps, others }: SyncOrder): TaskItem[] {
  return [
    ...steps.flatMap(({ title, tasks }) => [separator(title), ...tasks.map(toItem)]),
    ...(others.length > 0 ? [separator("Not applied in a sync"), ...others.map(toItem)] : []),
  ];
}

function separator(label: string): TaskItem {
  return { label, kind: QuickPickItemKind.Separator };
}

function toItem({ title, note, location }: SyncOrderTask): TaskItem {
  return { label: title, description: note, ...(location && { location }) };
}

async function goTo({ uri, line, character }: SourceLocation): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  await window.showTextDocument(document, { selection: new Range(line, character, line, character) });
}
