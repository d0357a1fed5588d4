import type { Readable } from "node:stream";

/** One message of JSON-RPC. */
export interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** A message as it goes over a stream, with its header. */
export function encode(message: Message): Buffer {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  return Buffer.concat([Buffer.from(`Content-Length: ${body.length}\r\n\r\n`), body]);
}

/** Calls `take` with every message that comes from a stream, and with the time at which its last byte had come. */
export function readMessages(stream: Readable, take: (message: Message, time: number) => void): void {
  let chunks: Buffer[] = [];
  let size = 0;
  // How many bytes have to be there before it is worth looking at them again.
  let wanted = 1;
  stream.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size < wanted) return;
    const time = performance.now();
    let rest = Buffer.concat(chunks);
    for (let next = frameIn(rest); next !== undefined && rest.length >= next.end; next = frameIn(rest)) {
      take(JSON.parse(rest.toString("utf8", next.start, next.end)) as Message, time);
      rest = rest.subarray(next.end);
    }
    chunks = [rest];
    size = rest.length;
    wanted = frameIn(rest)?.end ?? size + 1;
  });
}

/** Where the first message of the bytes begins and ends; it may end behind them. `undefined` while its header is not whole. */
function frameIn(bytes: Buffer): { readonly start: number; readonly end: number } | undefined {
  const headerEnd = bytes.indexOf("\r\n\r\n");
  if (headerEnd < 0) return undefined;
  const length = Number(/content-length: *(\d+)/i.exec(bytes.toString("latin1", 0, headerEnd))?.[1]);
  const start = headerEnd + "\r\n\r\n".length;
  return { start, end: start + length };
}
