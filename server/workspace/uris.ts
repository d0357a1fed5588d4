/** Where files are: an editor speaks of URIs, the disk of paths. */
import { fileURLToPath, pathToFileURL } from "node:url";

/** The path of a file on this machine's disk; `undefined` for anything that is elsewhere or not saved yet. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A URI of another machine, or one that is malformed: there is nothing on this disk.
    return undefined;
  }
}

/** The URI of a path on this machine's disk. */
export function uriOfPath(path: string): string {
  return pathToFileURL(path).toString();
}
