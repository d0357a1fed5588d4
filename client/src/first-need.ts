import {
  type Disposable,
  type Extension,
  TabInputWebview,
  type TextDocument,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from "vscode";
import { looksLikeManifest, mayCompleteManifest } from "./looks-like-manifest.ts";
import { panelType } from "./panel-host/create-panel.ts";
import { renderedScheme } from "./schemes.ts";

/** How `activationEvents` in package.json begin that name the files of applications. */
const contains = "workspaceContains:";

/**
 * Notices when there is something for the language server to do. VS Code starts the extension for any JSON file, and a server in
 * every folder of JavaScript would cost its users 100 MB for nothing.
 */
export class FirstNeed implements Disposable {
  readonly #subscriptions: readonly Disposable[];
  #resolve: () => void = () => undefined;
  #isMet = false;
  /** Resolves when the server is needed. */
  readonly met: Promise<void>;
  /** Resolves when the folders that are open at the start were searched for files of applications. */
  readonly searched: Promise<void>;

  constructor(extension: Extension<unknown>) {
    this.met = new Promise<void>((resolve) => {
      this.#resolve = resolve;
    });
    this.#subscriptions = [
      workspace.onDidChangeWorkspaceFolders(() => void this.#search(extension)),
      workspace.onDidOpenTextDocument((document) => {
        if (isForServer(document)) this.meet();
      }),
      workspace.onDidChangeTextDocument((event) => {
        if (becomesManifest(event)) this.meet();
      }),
    ];
    if (workspace.textDocuments.some(isForServer) || showsPlan()) this.meet();
    this.searched = this.#isMet ? Promise.resolve() : this.#search(extension);
  }

  /** Whether the server is needed. */
  get isMet(): boolean {
    return this.#isMet;
  }

  /** Somebody asks for the server. */
  meet(): void {
    if (this.#isMet) return;
    this.#isMet = true;
    this.dispose();
    this.#resolve();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** VS Code does not say whether it was such a file for which it started the extension. */
  async #search(extension: Extension<unknown>): Promise<void> {
    const { activationEvents } = extension.packageJSON as { readonly activationEvents: readonly string[] };
    const patterns = activationEvents.filter((event) => event.startsWith(contains));
    const found = await Promise.all(
      patterns.map((event) => workspace.findFiles(event.slice(contains.length), undefined, 1)),
    );
    if (found.some(({ length }) => length > 0)) this.meet();
  }
}

function isForServer(document: TextDocument): boolean {
  return document.uri.scheme === renderedScheme || looksLikeManifest(document.languageId, () => document.getText());
}

function becomesManifest({ document, contentChanges }: TextDocumentChangeEvent): boolean {
  const isKeyWritten = contentChanges.some(
    ({ range, text }) =>
      mayCompleteManifest(text) ||
      (range.start.line < document.lineCount && mayCompleteManifest(document.lineAt(range.start.line).text)),
  );
  return isKeyWritten && isForServer(document);
}

/** Whether a plan was open when the window was closed. */
function showsPlan(): boolean {
  return window.tabGroups.all.some(({ tabs }) =>
    tabs.some(({ input }) => input instanceof TabInputWebview && input.viewType.includes(panelType)),
  );
}
