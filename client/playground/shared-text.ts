/** The most bytes that a link may bring, so that none fills the memory of whoever opens it. */
const longestText = 1_000_000;

/** How many bytes are unpacked at once: a byte may become a thousand. */
const step = 1024;

/** What a link brings. */
export interface Shared {
  readonly text: string;
  /** As it was chosen: `3.1`, or `latest`. */
  readonly version: string;
}

/** What stands behind the `#` of a link to a text, which no server sees: the text, compressed, in the letters of URLs; `undefined` where it is too long. */
export async function toFragment({ text, version }: Shared): Promise<string | undefined> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > longestText) return undefined;
  const packed = await bytesOf(stream(bytes).pipeThrough(new CompressionStream("deflate-raw")));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const word = letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return new URLSearchParams({ argocd: version, text: word }).toString();
}

/** What a link brings, by what stands behind its `#`; `broken` where that cannot be read or is too long, `undefined` where it is no text. */
export async function fromFragment(fragment: string): Promise<Shared | "broken" | undefined> {
  const params = new URLSearchParams(fragment);
  const [word, version] = [params.get("text"), params.get("argocd") ?? "latest"];
  if (word === null) return undefined;
  try {
    const letters = atob(word.replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const bytes = await bytesOf(stream(packed).pipeThrough(new DecompressionStream("deflate-raw")));
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), version };
  } catch {
    // A link that was cut off, or was never one of ours.
    return "broken";
  }
}

/** Bytes, a few at a time. */
function stream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start(controller) {
      for (let from = 0; from < bytes.length; from += step) controller.enqueue(bytes.subarray(from, from + step));
      controller.close();
    },
  });
}

/** All bytes of a stream. Rejects as soon as there are too many. */
async function bytesOf(stream: ReadableStream<Uint8Array<ArrayBuffer>>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    size += part.value.length;
    if (size > longestText) {
      await reader.cancel();
      throw new Error("The text is too long.");
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
