import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type Event,
  type Memento,
  Range,
  Selection,
  type TextDocumentContentProvider,
  type TextEditor,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import {
  type ChartUser,
  label,
  type RenderedManifest,
  type RenderedManifestParams,
  renderedManifestRequest,
} from "../../server/protocol/index.ts";
import type { Plans } from "./plan/plans.ts";
import { nearestLine } from "./rendered-lines.ts";
import { renderedScheme } from "./schemes.ts";

/** Where the ids of the applications that people have chosen are kept. */
const chosenKey = "renderedFor";

/** How many of them are kept. */
const maxChosen = 100;

/** What templates print, as read-only documents that follow what is typed anywhere. */
export class RenderedManifests implements TextDocumentContentProvider, Disposable {
  readonly #plans: Plans;
  readonly #memory: Memento;
  readonly #changed = new EventEmitter<Uri>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  /** The last answer for each document. */
  readonly #shown = new Map<string, RenderedManifest>();

  constructor(plans: Plans, memory: Memento) {
    this.#plans = plans;
    this.#memory = memory;
    this.#subscriptions = [
      this.#changed,
      workspace.registerTextDocumentContentProvider(renderedScheme, this),
      workspace.onDidCloseTextDocument(({ uri }) => this.#shown.delete(uri.toString())),
      plans.onDidChange(() => {
        for (const { uri } of workspace.textDocuments) if (uri.scheme === renderedScheme) this.#changed.fire(uri);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        // What this moves itself is in another editor.
        if (textEditor === window.activeTextEditor) this.#follow(textEditor);
      }),
    ];
  }

  get onDidChange(): Event<Uri> {
    return this.#changed.event;
  }

  async provideTextDocumentContent(uri: Uri, token: CancellationToken): Promise<string> {
    const answer = await this.#ask(uri.query, token);
    if (answer === "not answered") return this.#shown.get(uri.toString())?.text ?? "";
    if (answer === null) return "# This file is in no chart any more.\n";
    this.#shown.set(uri.toString(), answer);
    return answer.text;
  }

  /** The applications that deploy the chart of a template, and that of them whose values count; `undefined` where it is in no chart. */
  async usersOf(template: Uri): Promise<(ChartUsers & { readonly isChosen: boolean }) | undefined> {
    const answer = await this.#ask(template.toString());
    if (answer === null || answer === "not answered") return undefined;
    const { applications, application } = answer;
    return { applications, application, isChosen: this.#chosenOf(applications) !== undefined };
  }

  /** Remembers whose values count for a chart that all of these deploy. */
  async choose({ id }: ChartUser, among: readonly ChartUser[]): Promise<void> {
    const others = this.#chosen().filter((one) => !among.some((user) => user.id === one));
    await this.#memory.update(chosenKey, [...others, id].slice(-maxChosen));
    for (const { uri } of workspace.textDocuments) if (uri.scheme === renderedScheme) this.#changed.fire(uri);
  }

  /** Opens what a template prints beside it, at the line of its cursor. */
  async show(template: Uri): Promise<void> {
    const uri = documentOf(template);
    const document = await workspace.openTextDocument(uri);
    const source = editorOf(template);
    const known = editorOf(uri);
    await window.showTextDocument(document, {
      viewColumn: known?.viewColumn ?? ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
    if (source !== undefined) this.#follow(source);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #ask(uri: string, token?: CancellationToken): Promise<RenderedManifest | null | "not answered"> {
    const request = (params: RenderedManifestParams): Promise<RenderedManifest | null | "not answered"> =>
      this.#plans.answer<RenderedManifest>(renderedManifestRequest, params, token);
    const answer = await request({ uri });
    if (answer === null || answer === "not answered") return answer;
    const chosen = this.#chosenOf(answer.applications);
    return chosen === undefined || chosen.id === answer.application.id
      ? answer
      : request({ uri, application: chosen.id });
  }

  #chosenOf(applications: readonly ChartUser[]): ChartUser | undefined {
    const chosen = this.#chosen();
    return applications.find(({ id }) => chosen.includes(id));
  }

  #chosen(): readonly string[] {
    return this.#memory.get<readonly string[]>(chosenKey, []);
  }

  /** Shows in the other editor what belongs to the cursor of this one. */
  #follow(editor: TextEditor): void {
    const { uri } = editor.document;
    const { line } = editor.selection.active;
    if (uri.scheme === renderedScheme) {
      const from = this.#shown.get(uri.toString())?.lines[line] ?? -1;
      if (from >= 0) reveal(editorOf(Uri.parse(uri.query)), from);
      return;
    }
    const rendered = documentOf(uri);
    const lines = this.#shown.get(rendered.toString())?.lines;
    const found = lines === undefined ? undefined : nearestLine(lines, line);
    if (found !== undefined) reveal(editorOf(rendered), found);
  }
}

/** Those that deploy a chart. */
export type ChartUsers = Pick<RenderedManifest, "applications" | "application">;

/** The template that a document shows the output of; the URI itself for any other document. */
export function templateOf(uri: Uri): Uri {
  return uri.scheme === renderedScheme ? Uri.parse(uri.query) : uri;
}

function documentOf(template: Uri): Uri {
  const name = label(template.path.slice(template.path.lastIndexOf("/") + 1)).replace(/[\\/]/g, " ");
  const path = `/Rendered ${name}${/\.(?:ya?ml|json)$/.test(name) ? "" : ".yaml"}`;
  return Uri.from({ scheme: renderedScheme, path, query: template.toString() });
}

function editorOf(uri: Uri): TextEditor | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
}

function reveal(editor: TextEditor | undefined, line: number): void {
  if (editor === undefined) return;
  editor.selection = new Selection(line, 0, line, 0);
  editor.revealRange(new Range(line, 0, line, 0), TextEditorRevealType.InCenterIfOutsideViewport);
}
