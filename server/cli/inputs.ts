import { stat } from "node:fs/promises";
import { join } from "node:path";
import { isManifestName } from "../core/index.ts";
import { decodeText, type Files, nodeFiles } from "../workspace/files.ts";

/** A text to read, or why there is none, for the user. `path` is as given or found, `-` for standard input. */
export type Input =
  { readonly path: string; readonly text: string } | { readonly path: string; readonly problem: string };

/** What a path is. If it cannot be read, reading it as a file reports that. */
export async function pathTypeOf(path: string): Promise<"file" | "folder"> {
  try {
    return path !== "-" && (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return "file";
  }
}

/**
 * Every text that the paths lead to, in their order and each once; of a folder all manifests, kustomizations and named
 * templates in and below it, sorted by name.
 */
export async function* readInputs(paths: readonly string[]): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const path of paths) {
    const inputs =
      (await pathTypeOf(path)) === "folder" ? readFolder(path, mayHoldAnnotations) : [await readInput(path)];
    for await (const input of inputs) {
      // A file that happens to be named "-" is given as "./-".
      const key = input.path === "-" ? "" : join(input.path);
      if (!seen.has(key)) yield input;
      seen.add(key);
    }
  }
}

function mayHoldAnnotations(name: string): boolean {
  return isManifestName(name) || name === "Kustomization" || name.endsWith(".tpl");
}

/** One file whatever its name, or standard input. */
export async function readInput(path: string, files: Files = nodeFiles): Promise<Input> {
  try {
    const text = path === "-" ? await readStandardInput() : await files.read(path);
    return text === undefined ? { path, problem: "it is not valid UTF-8, or larger than 128 MB" } : { path, text };
  } catch (error) {
    return { path, problem: reasonOf(error) };
  }
}

/** The files in a folder and below it that pass the test; a file that is not text is skipped, since nobody asked for it by name. */
async function* readFolder(
  folder: string,
  isWanted: (name: string) => boolean,
  files: Files = nodeFiles,
): AsyncGenerator<Input> {
  try {
    for (const { name, type } of await files.list(folder)) {
      const path = join(folder, name);
      if (type === "folder" && !name.startsWith(".") && name !== "node_modules")
        yield* readFolder(path, isWanted, files);
      if (type === "file" && isWanted(name)) yield* readFound(path, files);
    }
  } catch (error) {
    yield { path: folder, problem: reasonOf(error) };
  }
}

/** A file that was found, not given: yields nothing if it is not text. */
async function* readFound(path: string, files: Files = nodeFiles): AsyncGenerator<Input> {
  try {
    const text = await files.read(path);
    if (text !== undefined) yield { path, text };
  } catch (error) {
    yield { path, problem: reasonOf(error) };
  }
}

async function readStandardInput(): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return decodeText(Buffer.concat(chunks));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "the file or folder does not exist",
  ENOTDIR: "the file or folder does not exist",
  EACCES: "permission denied",
  EPERM: "permission denied",
  ELOOP: "its symbolic links form a loop",
  ENAMETOOLONG: "its name is too long",
};

/** Why reading or writing failed, for the user, as a part of a sentence. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return reasons[(error as NodeJS.ErrnoException).code ?? ""] ?? error.message;
}
