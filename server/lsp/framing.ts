import { constants } from "node:buffer";

/** What is taken from the bytes of a stream. */
export interface FrameListener {
  /** Each message, in its order: any JSON. */
  readonly take: (message: unknown) => void;
  /** Something was passed over, up to the next message: a sentence that says why. */
  readonly complain: (reason: string) => void;
}

/** What stands before each message, with a few lines more at most. */
const header = /Content-Length: *(\d+)[ \t]*\r\n(?:[\w-]+:[^\r\n]*\r\n){0,9}\r\n/i;

/** A message may begin with the type of its content too. */
const headerAtStart = /^(?:[\w-]+:[^\r\n]*\r\n){0,9}?Content-Length: *(\d+)[ \t]*\r\n(?:[\w-]+:[^\r\n]*\r\n){0,9}\r\n/i;

/** No header is longer, in bytes. */
const longestHeader = 1024;

/** A longer message, in bytes, would not fit into a string. */
const longestMessage = constants.MAX_STRING_LENGTH;

/**
 * Reads messages with headers from the chunks of a stream, and finds the next message again after anything that is not one. That
 * is certain: JSON writes the line breaks in its strings in another way, so what looks like a header is one.
 */
export class Framing {
  readonly #listener: FrameListener;
  #chunks: Buffer[] = [];
  #size = 0;
  /** How many bytes have to be there before it is worth looking at them again. */
  #wanted = 1;
  /** The last bytes of a message that is not whole. */
  #tail: Buffer = Buffer.alloc(0);
  /** Whether what stands before the next header was complained about already. */
  #isLost = false;

  constructor(listener: FrameListener) {
    this.#listener = listener;
  }

  /** Takes the next bytes. */
  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted) {
      const inside = Buffer.concat([this.#tail, chunk]);
      this.#tail = inside.subarray(-longestHeader);
      // A header inside a message shows that the message is shorter than was said.
      if (headerIn(inside) === undefined) return;
    }
    const rest = this.#takeAll(Buffer.concat(this.#chunks));
    this.#chunks = [rest];
    this.#size = rest.length;
  }

  /** Takes all messages that are whole. Returns the bytes that are left. */
  #takeAll(bytes: Buffer): Buffer {
    let rest = bytes;
    for (;;) {
      this.#wanted = 1;
      const frame = headerIn(rest);
      if (frame === undefined) return this.#withoutJunk(rest);
      if (frame.index > 0) this.#complain("Something is not a message: it has no header with a Content-Length.");
      const { start, length } = frame;
      const body = rest.subarray(start);
      if (length > longestMessage) {
        this.#complain(`A message of ${length} bytes is too long.`);
        rest = body;
      } else if (body.length >= length) {
        rest = body.subarray(this.#takeOne(body.subarray(0, length)) ? length : 0);
      } else if (headerIn(body) !== undefined) {
        this.#complain("A message is shorter than its Content-Length.");
        rest = body;
      } else {
        this.#wanted = start + length;
        this.#tail = body.subarray(-longestHeader);
        return rest;
      }
    }
  }

  #takeOne(body: Buffer): boolean {
    let message: unknown;
    try {
      message = JSON.parse(body.toString("utf8"));
    } catch {
      this.#complain("A message is not valid JSON, or its Content-Length is wrong.");
      return false;
    }
    this.#isLost = false;
    this.#listener.take(message);
    return true;
  }

  /** What may be the beginning of a header. */
  #withoutJunk(bytes: Buffer): Buffer {
    if (bytes.length <= longestHeader) return bytes;
    this.#complain("Something is not a message: it has no header with a Content-Length.");
    return bytes.subarray(-longestHeader);
  }

  #complain(reason: string): void {
    if (!this.#isLost) this.#listener.complain(reason);
    this.#isLost = true;
  }
}

interface Frame {
  /** Where its header begins, and where its body begins. */
  readonly index: number;
  readonly start: number;
  /** How long its body is, in bytes. */
  readonly length: number;
}

/** The first header in the bytes; nearly always they begin with it. */
function headerIn(bytes: Buffer): Frame | undefined {
  const found = headerAtStart.exec(bytes.toString("latin1", 0, longestHeader)) ?? header.exec(bytes.toString("latin1"));
  return found === null
    ? undefined
    : { index: found.index, start: found.index + found[0].length, length: Number(found[1]) };
}
