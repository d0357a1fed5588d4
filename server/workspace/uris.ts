/** Where files are: editors use URIs, the disk uses paths. */
import { basename, isAbsolute } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The path of a file on this machine's disk; `undefined` for anything that is elsewhere or not saved yet. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // A URI of another machine, or a malformed one: it is not on this disk.
    return undefined;
  }
}

/** The URI of a path on this machine's disk. */
export function uriOfPath(path: string): string {
  // Blanks at the end of a URL are lost, so for a moment they stand before a letter.
  return pathToFileURL(`${path}x`).toString().slice(0, -1);
}

/** What people call a file, by its absolute path or, where it is not on this disk, its URI: `Untitled-1` of `untitled:Untitled-1`. */
export function titleOfFile(name: string): string {
  const [, behindScheme] = /^[a-z][\w+.-]*:([^?#]*)/i.exec(name) ?? [];
  if (isAbsolute(name) || behindScheme === undefined) return basename(name);
  const last = behindScheme.slice(behindScheme.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last) || name;
  } catch {
    // It is not encoded as URIs are.
    return last;
  }
}
