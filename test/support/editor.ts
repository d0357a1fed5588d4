import { PassThrough } from "node:stream";
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeLens,
  type CompletionItem,
  type CompletionList,
  createMessageConnection,
  type Diagnostic,
  type Hover,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type WorkspaceEdit,
  type WorkspaceFolder,
} from "vscode-languageserver/node";
import { planRequest, type PlanView } from "../../server/protocol/index.ts";
import type { Files } from "../../server/workspace/files.ts";
import { connect, streamSource } from "../../server/lsp/connect.ts";
import { serve } from "../../server/lsp/server.ts";
import { memoryFiles } from "./memory-files.ts";

/** What an editor can do and says when it starts a server. */
export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  readonly workspaceFolders?: readonly WorkspaceFolder[];
  readonly files?: Files;
  /** Answers `workspace/configuration` for one file, at once or with a promise. */
  readonly settings?: (uri: string) => unknown;
  /** Makes an edit that the server asks for, or does not. */
  readonly applies?: (edit: WorkspaceEdit) => boolean;
  /** The folders that it names in its first request, where `workspaceFolders` do not say it. */
  readonly roots?: object;
  /** The methods of requests that it cannot answer, though it says that it can; `late` are those that it never answers. */
  readonly refuses?: readonly string[];
  readonly late?: readonly string[];
}

/** What VS Code can do, as far as the server asks. */
export const vscodeCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceFolders: true,
    codeLens: { refreshSupport: true },
    diagnostics: { refreshSupport: true },
  },
  textDocument: {
    diagnostic: {},
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown", "plaintext"] } },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
};

/** An editor that speaks with a server of its own over streams in memory. */
export interface Editor {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** What the server logged. */
  readonly log: readonly string[];
  /** The methods of all requests and notifications that came from the server. */
  readonly received: readonly string[];
  /** The diagnostics that were sent last for each file; files without any are not in it. */
  readonly shown: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly open: (uri: string, text: string) => void;
  readonly change: (uri: string, version: number, ...changes: TextDocumentContentChangeEvent[]) => void;
  readonly close: (uri: string) => void;
  readonly notify: (method: string, params: unknown) => void;
  readonly pull: (uri: string) => Promise<readonly Diagnostic[]>;
  readonly lenses: (uri: string) => Promise<readonly CodeLens[]>;
  readonly hover: (uri: string, line: number, character: number) => Promise<Hover | null>;
  readonly complete: (uri: string, line: number, character: number) => Promise<readonly CompletionItem[]>;
  readonly actions: (uri: string, range: Range, only?: readonly string[]) => Promise<readonly CodeAction[]>;
  readonly plan: (uri: string) => Promise<PlanView | null>;
  /** Resolves when a message of that method has come that satisfies the condition, and takes it; earlier ones count. */
  readonly next: <Params>(method: string, condition?: (params: Params) => boolean) => Promise<Params>;
  readonly published: (condition: (params: PublishDiagnosticsParams) => boolean) => Promise<PublishDiagnosticsParams>;
  readonly quit: () => Promise<void>;
}

/** Starts a server and an editor for it. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const {
    capabilities = vscodeCapabilities,
    initializationOptions,
    settings = () => null,
    refuses = [],
    late = [],
  } = options;
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  serve(connect(streamSource(toServer), new StreamMessageWriter(toEditor)), options.files ?? memoryFiles({}));
  const connection = createMessageConnection(new StreamMessageReader(toEditor), new StreamMessageWriter(toServer));
  const inbox = new Inbox();
  connection.onNotification((method, params) => {
    inbox.take(method, params);
  });
  connection.onRequest((method, params) => {
    inbox.take(method, params);
    if (refuses.includes(method)) throw new Error(`The editor has no "${method}".`);
    if (late.includes(method)) return new Promise(() => undefined);
    if (method === "workspace/applyEdit")
      return { applied: options.applies?.((params as { readonly edit: WorkspaceEdit }).edit) === true };
    if (method !== "workspace/configuration") return null;
    const { items } = params as { items: { scopeUri?: string }[] };
    return Promise.all(items.map(({ scopeUri = "" }) => settings(scopeUri)));
  });
  connection.listen();
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions,
    workspaceFolders: options.workspaceFolders ?? null,
    ...options.roots,
  });
  await connection.sendNotification("initialized", {});
  return { connection, initialized, ...inbox.views(), ...requestsOf(connection) };
}

function requestsOf(connection: MessageConnection): Omit<Editor, keyof Views | "connection" | "initialized"> {
  const notify = (method: string, params: unknown): void => void connection.sendNotification(method, params);
  const request = <Result>(method: string, uri: string, more: object = {}): Promise<Result> =>
    connection.sendRequest<Result>(method, { textDocument: { uri }, ...more });
  return {
    notify,
    open: (uri, text) => {
      notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    },
    change: (uri, version, ...contentChanges) => {
      notify("textDocument/didChange", { textDocument: { uri, version }, contentChanges });
    },
    close: (uri) => {
      notify("textDocument/didClose", { textDocument: { uri } });
    },
    pull: async (uri) => (await request<{ items: Diagnostic[] }>("textDocument/diagnostic", uri)).items,
    lenses: (uri) => request("textDocument/codeLens", uri),
    hover: (uri, line, character) => request("textDocument/hover", uri, { position: { line, character } }),
    complete: async (uri, line, character) => {
      const list = await request<CompletionList>("textDocument/completion", uri, { position: { line, character } });
      return list.items;
    },
    actions: (uri, range, only) =>
      request("textDocument/codeAction", uri, { range, context: { diagnostics: [], ...(only && { only }) } }),
    plan: (uri) => connection.sendRequest(planRequest, { uri }),
    quit: async () => {
      await connection.sendRequest("shutdown");
      connection.dispose();
    },
  };
}

interface Message {
  readonly method: string;
  readonly params: unknown;
}

type Views = Pick<Editor, "log" | "received" | "shown" | "next" | "published">;

/** What came from the server, and who waits for what. */
class Inbox {
  readonly #log: string[] = [];
  readonly #received: string[] = [];
  readonly #shown = new Map<string, readonly Diagnostic[]>();
  #messages: Message[] = [];
  readonly #waiting = new Set<() => void>();

  take(method: string, params: unknown): void {
    this.#received.push(method);
    if (method === "window/logMessage") this.#log.push((params as { message: string }).message);
    if (method === "textDocument/publishDiagnostics") this.#show(params as PublishDiagnosticsParams);
    this.#messages.push({ method, params });
    for (const look of [...this.#waiting]) look();
  }

  #show({ uri, diagnostics }: PublishDiagnosticsParams): void {
    if (diagnostics.length > 0) this.#shown.set(uri, diagnostics);
    else this.#shown.delete(uri);
  }

  views(): Views {
    const next = <Params>(method: string, condition: (params: Params) => boolean = () => true): Promise<Params> =>
      this.#next(method, (params) => condition(params as Params)) as Promise<Params>;
    return {
      log: this.#log,
      received: this.#received,
      shown: this.#shown,
      next,
      published: (condition) => next<PublishDiagnosticsParams>("textDocument/publishDiagnostics", condition),
    };
  }

  #next(method: string, condition: (params: unknown) => boolean): Promise<unknown> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.#messages.find((message) => message.method === method && condition(message.params));
        if (found === undefined) return;
        this.#messages = this.#messages.filter((message) => message !== found);
        this.#waiting.delete(look);
        resolve(found.params);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
