import { nodeFiles } from "../files.ts";
import { blobId } from "./blob-id.ts";

/**
 * What Git calls `id`, if the file at a path on this disk is just that: most files are as they were, and reading them here starts no
 * program.
 */
export async function sameOnDisk(path: string, id: string): Promise<Buffer | undefined> {
  try {
    const bytes = Buffer.from((await nodeFiles.read(path)) ?? "");
    return blobId(bytes, id) === id ? bytes : undefined;
  } catch {
    return undefined;
  }
}
