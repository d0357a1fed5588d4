import { once } from "node:events";
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { PassThrough, type Readable, type Writable } from "node:stream";
import { StreamMessageWriter } from "vscode-languageserver/node";
import { connect, streamSource } from "../../server/lsp/connect.ts";
import { serve } from "../../server/lsp/server.ts";
import type { Files } from "../../server/workspace/files.ts";
import { encode, type Message, readMessages } from "../bench/framing.ts";
import { memoryFiles } from "./memory-files.ts";

/** The first request of an editor that can do nothing, from no process. */
export const initialize = { processId: null, rootUri: null, capabilities: {} };

/** An editor that may say anything, also what no library would send. */
export interface RawEditor {
  /** All messages that came from the server. */
  readonly received: readonly Message[];
  readonly write: (bytes: string | Buffer) => void;
  readonly send: (message: object) => void;
  /** Sends a request, and resolves with its answer. */
  readonly ask: (method: unknown, params?: unknown) => Promise<Message>;
  /** Resolves with the first message that satisfies the condition; earlier ones count. */
  readonly next: (condition: (message: Message) => boolean) => Promise<Message>;
}

/** A raw editor that speaks with a server of its own in this process. */
export function startRawEditor(files: Files = memoryFiles({})): RawEditor {
  const [toServer, toEditor] = [new PassThrough(), new PassThrough()];
  serve(connect(streamSource(toServer), new StreamMessageWriter(toEditor)), files);
  return rawEditor(toServer, toEditor);
}

/** A server in a process of its own. */
export interface ServerProcess extends RawEditor {
  readonly child: ChildProcess;
  /** Resolves with the exit code and the signal that ended the server, once it has ended. */
  readonly ended: Promise<readonly [number | null, NodeJS.Signals | null]>;
  /** What it wrote to standard error. */
  readonly complaints: () => string;
}

const main = join(import.meta.dirname, "..", "..", "server", "lsp", "main.ts");

/** Starts a server in a process of its own, over standard input and output; the arguments are those of Node. */
export function startServerProcess(args: readonly string[] = [main]): ServerProcess {
  const child = spawn(process.execPath, [...args, "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
  const ended = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  const complaints: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => complaints.push(chunk.toString()));
  // A server that has ended reads no more.
  child.stdin.on("error", () => undefined);
  return { ...rawEditor(child.stdin, child.stdout), child, ended, complaints: () => complaints.join("") };
}

function rawEditor(toServer: Writable, toEditor: Readable): RawEditor {
  const received: Message[] = [];
  const waiting = new Set<() => void>();
  readMessages(toEditor, (message) => {
    received.push(message);
    for (const look of [...waiting]) look();
  });
  const write = (bytes: string | Buffer): void => void toServer.write(bytes);
  const send = (message: object): void => {
    write(encode(message));
  };
  const next = (condition: (message: Message) => boolean): Promise<Message> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = received.find(condition);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  let requests = 0;
  const ask = (method: unknown, params?: unknown): Promise<Message> => {
    const id = `request ${requests++}`;
    send({ id, method, params });
    return next((message) => message.id === id && message.method === undefined);
  };
  return { received, write, send, next, ask };
}
