import { type ChildProcess, spawn } from "node:child_process";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

const uri = "file:///bench/manifests.yaml";

/** An editor that types into one file and waits for the diagnostics of each change. */
export class Editor {
  readonly #process: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #published = new Map<number, () => void>();
  #version = 1;

  /** Starts a server that speaks LSP over its standard streams. */
  constructor(script: string, ...scriptArguments: readonly string[]) {
    const server = spawn(process.execPath, [script, ...scriptArguments], { stdio: ["pipe", "pipe", "inherit"] });
    this.#process = server;
    this.#connection = createMessageConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.#connection.onNotification("textDocument/publishDiagnostics", ({ version }: { readonly version: number }) => {
      this.#published.get(version)?.();
    });
    this.#connection.listen();
  }

  /** Milliseconds from opening a file to its diagnostics, the handshake not counted. */
  async open(text: string): Promise<number> {
    await this.#connection.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
    await this.#connection.sendNotification("initialized", {});
    return this.#timed(1, () =>
      this.#connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId: "yaml", version: 1, text },
      }),
    );
  }

  /** Milliseconds from typing a letter at a place (line and character from 0) to the diagnostics. */
  async type(line: number, character: number, text: string): Promise<number> {
    const version = ++this.#version;
    const position = { line, character };
    return this.#timed(version, () =>
      this.#connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [{ range: { start: position, end: position }, text }],
      }),
    );
  }

  close(): void {
    this.#connection.dispose();
    this.#process.kill();
  }

  async #timed(version: number, send: () => Promise<void>): Promise<number> {
    const answered = new Promise<void>((resolve) => this.#published.set(version, resolve));
    const start = performance.now();
    await send();
    await answered;
    return performance.now() - start;
  }
}
