import { closeSync, openSync, readSync } from "node:fs";

/** How often the file is looked at, in milliseconds. */
const interval = 50;

/**
 * Creates a file and passes all that others append to it on to standard output.
 * The function that it returns passes on the rest and ends it.
 */
export function followOutput(file: string): () => void {
  const descriptor = openSync(file, "w+");
  const passOn = (): void => {
    let chunk = nextChunk(descriptor);
    while (chunk.length > 0) {
      process.stdout.write(chunk);
      chunk = nextChunk(descriptor);
    }
  };
  const timer = setInterval(passOn, interval);
  return () => {
    clearInterval(timer);
    passOn();
    closeSync(descriptor);
  };
}

/** What follows the bytes that were read before; empty where there is nothing yet. */
function nextChunk(descriptor: number): Buffer {
  const buffer = Buffer.alloc(65_536);
  return buffer.subarray(0, readSync(descriptor, buffer));
}
