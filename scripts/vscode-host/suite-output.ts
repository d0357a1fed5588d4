import { closeSync, openSync, readSync } from "node:fs";

/** How often the file is checked, in milliseconds. */
const interval = 50;

/**
 * Creates a file and copies everything that others append to it to standard output.
 * The function that it returns copies the rest and stops.
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

/** The text after the bytes that were already read; empty if there is nothing new. */
function nextChunk(descriptor: number): Buffer {
  const buffer = Buffer.alloc(65_536);
  return buffer.subarray(0, readSync(descriptor, buffer));
}
