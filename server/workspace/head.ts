import { join } from "node:path";
import type { Files } from "./files.ts";
import { gitFoldersOf } from "./ignore/repository.ts";

/**
 * The commit that is checked out in the repository with this root, in hexadecimal digits; `undefined` where the files of Git do not tell,
 * or there are none. It reads them itself, as nobody has asked for a program to start.
 */
export async function headOf(repository: string, files: Pick<Files, "read">): Promise<string | undefined> {
  const { own, common } = await gitFoldersOf({ bytesOf: (path) => textOf(path, files) }, repository);
  const head = (await textOf(join(own, "HEAD"), files))?.trim() ?? "";
  const name = /^ref: (refs\/\S+)$/.exec(head)?.[1];
  if (name === undefined) return commitIn(head);
  if (name.split("/").includes("..")) return undefined;
  const loose = commitIn((await textOf(join(common, name), files))?.trim() ?? "");
  return loose ?? packed((await textOf(join(common, "packed-refs"), files)) ?? "", name);
}

/** Of SHA-1 or SHA-256. */
function commitIn(text: string): string | undefined {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text) ? text : undefined;
}

function packed(text: string, name: string): string | undefined {
  for (const line of text.split("\n")) {
    const [commit = "", other] = line.trimEnd().split(" ");
    if (other === name) return commitIn(commit);
  }
  return undefined;
}

async function textOf(path: string, files: Pick<Files, "read">): Promise<string | undefined> {
  try {
    return await files.read(path);
  } catch {
    // Without that file, the commit is not known.
    return undefined;
  }
}
