import { type CodeAction, commands, type Disposable, Uri, workspace } from "vscode";
import type { LanguageClient, Range as ProtocolRange } from "vscode-languageclient/node";
import { chooseHookCommand } from "../command-names.ts";
import { choose, warn } from "../tell.ts";
import type { RegisterServed } from "../when-served.ts";

/** Registers the command that asks which hook a resource should be, and makes it one. */
export function registerChooseHook(client: LanguageClient, register: RegisterServed): Disposable {
  return register(chooseHookCommand, async (...given) => {
    const [uri, range] = given as [string, ProtocolRange];
    const document = await workspace.openTextDocument(Uri.parse(uri));
    const { version } = document;
    const actions = await commands.executeCommand<readonly CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      client.protocol2CodeConverter.asRange(range),
      "refactor.rewrite.hook",
      // How many of them come with their edits.
      20,
    );
    const items = actions.flatMap((action) =>
      action.edit === undefined ? [] : [{ label: action.title, edit: action.edit }],
    );
    const chosen = await choose(items, { title: "Make This a Hook" });
    if (chosen === undefined) return;
    // What was offered was for the text of that time.
    if (document.isClosed || document.version !== version)
      warn(`Nothing was written: ${workspace.asRelativePath(document.uri)} has changed meanwhile. Try again.`);
    else await workspace.applyEdit(chosen.edit, { isRefactoring: true });
  });
}
