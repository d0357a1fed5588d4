/** The most characters that a link may bring, so that none fills the memory of whoever opens it. */
const longestText = 1_000_000;

/** What a link brings. */
export interface Shared {
  readonly text: string;
  /** As it was chosen: `3.1`, or `latest`. */
  readonly version: string;
}

/** What stands behind the `#` of a link to a text, which no server sees: the text, compressed, in the letters of URLs. */
export async function toFragment({ text, version }: Shared): Promise<string> {
  const packed = await bytesOf(
    stream(new TextEncoder().encode(text)).pipeThrough(new CompressionStream("deflate-raw")),
  );
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const word = letters.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  return new URLSearchParams({ argocd: version, text: word }).toString();
}

/** What a link brings, by what stands behind its `#`; `undefined` where that is none of ours, or too long. */
export async function fromFragment(fragment: string): Promise<Shared | undefined> {
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
    return undefined;
  }
}

function stream(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([bytes]).stream();
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
