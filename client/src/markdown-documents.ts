import {
  commands,
  type Disposable,
  EventEmitter,
  type Event,
  type TextDocumentContentProvider,
  Uri,
  workspace,
} from "vscode";

import { label } from "../../server/protocol/index.ts";

/** The scheme of generated documents, which are read-only and not saved. */
const scheme = "argocd-annotations";

/** Generated Markdown documents, shown in the preview of VS Code. */
export class MarkdownDocuments implements TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration: Disposable;

  constructor() {
    this.#registration = workspace.registerTextDocumentContentProvider(scheme, this);
  }

  get onDidChange(): Event<Uri> {
    return this.#changed.event;
  }

  provideTextDocumentContent(uri: Uri): string {
    return this.#texts.get(uri.toString()) ?? "";
  }

  /** Shows a text under a title; the same title replaces what was shown under it. Resolves with the address of the document. */
  async show(title: string, markdown: string): Promise<Uri> {
    const uri = Uri.from({ scheme, path: `/${label(title).replace(/[\\/]/g, " ")}.md` });
    this.#texts.set(uri.toString(), markdown);
    this.#changed.fire(uri);
    await workspace.openTextDocument(uri);
    await commands.executeCommand("markdown.showPreview", uri);
    return uri;
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
