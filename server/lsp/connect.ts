import type { Readable } from "node:stream";
import {
  AbstractMessageReader,
  type Connection,
  createConnection,
  type DataCallback,
  Disposable,
  ErrorCodes,
  type Message,
  type MessageReader,
  MessageType,
  type MessageWriter,
  ProposedFeatures,
} from "vscode-languageserver/node";
import { visible } from "../core/index.ts";
import { type FrameListener, Framing } from "./framing.ts";
import { LifeCycle, refusal } from "./life-cycle.ts";

/** Calls the listener with everything that an editor sends, from now on. */
export type MessageSource = (listener: FrameListener) => void;

/** The messages that come from a stream. */
export function streamSource(stream: Readable): MessageSource {
  return (listener) => {
    const framing = new Framing(listener);
    stream.addListener("data", (chunk: Buffer) => {
      framing.push(chunk);
    });
  };
}

/** Connects the server with an editor. Messages that are malformed, or not allowed at that time, are answered and never handled. */
export function connect(source: MessageSource, writer: MessageWriter): Connection {
  return createConnection(ProposedFeatures.all, new AdmittedMessages(source, writer), writer);
}

/** The messages of an editor that are handled. The others are answered here. */
class AdmittedMessages extends AbstractMessageReader implements MessageReader {
  readonly #source: MessageSource;
  readonly #writer: MessageWriter;
  readonly #lifeCycle = new LifeCycle();

  constructor(source: MessageSource, writer: MessageWriter) {
    super();
    this.#source = source;
    this.#writer = writer;
  }

  listen(callback: DataCallback): Disposable {
    let isListening = true;
    this.#source({
      take: (message) => {
        const { admitted, answer, note } = this.#lifeCycle.judge(message);
        if (!isListening) return;
        if (admitted !== undefined) callback(admitted);
        if (answer !== undefined) this.#write(answer);
        if (note !== undefined) this.#log(note);
      },
      complain: (reason) => {
        this.#write(refusal(null, ErrorCodes.ParseError, reason));
      },
    });
    return Disposable.create(() => {
      isListening = false;
    });
  }

  #log(message: string): void {
    const params = { type: MessageType.Warning, message: visible(message) };
    this.#write({ jsonrpc: "2.0", method: "window/logMessage", params } as Message);
  }

  #write(message: Message): void {
    // Whoever owns the writer hears of its errors.
    this.#writer.write(message).catch(() => undefined);
  }
}
