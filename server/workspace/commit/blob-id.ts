import { createHash } from "node:crypto";

/** The name that Git gives to a text, of the kind that another name is. */
export function blobId(bytes: Buffer, like: string): string {
  const hash = createHash(like.length === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}
