import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import { encode, type Message, readMessages } from "./framing.ts";

/** A place in a file: line and UTF-16 character, both from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Diagnostics that a server published. */
export interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: readonly unknown[];
}

/** How an editor is set up. */
export interface EditorOptions {
  /** `pull`, as VS Code does: it asks for diagnostics after a change. `push`: it waits until the server sends them. */
  readonly diagnostics: "pull" | "push";
  /** The folder that is open. */
  readonly folder?: string;
}

interface Waiting {
  readonly settle: (message: Message, time: number) => void;
}

/** An editor that drives one server over its standard streams and takes the time of the answers. */
export class Editor {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting = new Map<number | string, Waiting>();
  readonly #versions = new Map<string, number>();
  #onPublished: (published: Published, time: number) => void = () => undefined;
  #nextId = 1;

  /** Starts a server: a script with its arguments. */
  constructor(command: readonly string[]) {
    this.#process = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit"] });
    readMessages(this.#process.stdout, (message, time) => {
      this.#take(message, time);
    });
  }

  get pid(): number {
    return this.#process.pid ?? 0;
  }

  async initialize({ diagnostics, folder }: EditorOptions): Promise<void> {
    const uri = folder === undefined ? null : pathToFileURL(folder).href;
    await this.request("initialize", {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: uri === null ? null : [{ uri, name: "bench" }],
      capabilities: {
        textDocument: {
          publishDiagnostics: { versionSupport: true },
          ...(diagnostics === "pull" && { diagnostic: {} }),
          completion: { completionItem: { snippetSupport: true } },
          hover: { contentFormat: ["markdown"] },
          codeLens: {},
        },
        workspace: {
          configuration: true,
          workspaceFolders: true,
          ...(diagnostics === "pull" && { diagnostics: { refreshSupport: true } }),
        },
      },
    });
    this.notify("initialized", {});
  }

  open(uri: string, text: string): void {
    this.#versions.set(uri, 1);
    this.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  }

  /** Replaces the text between two places; returns the new version. */
  replace(uri: string, start: Position, end: Position, text: string): number {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    this.notify("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start, end }, text }],
    });
    return version;
  }

  /** The answer, and the time at which it came. Rejects with the error of the server. */
  request(method: string, params: unknown): Promise<{ readonly result: unknown; readonly time: number }> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, {
        settle: ({ result, error }, time) => {
          if (error === undefined) resolve({ result, time });
          else reject(new Error(`${method}: ${error.message}`));
        },
      });
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** Calls `take` with whatever the server publishes from now on. */
  onPublished(take: (published: Published, time: number) => void): void {
    this.#onPublished = take;
  }

  async close(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
  }

  #send(message: Message): void {
    this.#process.stdin.write(encode(message));
  }

  #take(message: Message, time: number): void {
    const { id, method, params } = message;
    if (method === "textDocument/publishDiagnostics") this.#onPublished(params as Published, time);
    else if (method !== undefined && id !== undefined) this.#send({ id, result: answerTo(method, params) });
    else if (id !== undefined) {
      this.#waiting.get(id)?.settle(message, time);
      this.#waiting.delete(id);
    }
  }
}

/** What an editor with no settings of its own answers to the questions of servers. */
function answerTo(method: string, params: unknown): unknown {
  if (method !== "workspace/configuration") return null;
  return (params as { readonly items: readonly unknown[] }).items.map(() => null);
}
