import { stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { decodeText, type Files, nodeFiles } from "../workspace/files.ts";
import { annotatedFiles } from "../workspace/walk/options.ts";
import { linkToFolder, linkToNothing, notText } from "../workspace/walk/reasons.ts";

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
 * Every file that the paths lead to, in their order and each once; of a folder all manifests, kustomizations and named templates
 * in and below it that Git does not ignore, sorted by name.
 */
export async function* readInputs(paths: readonly string[]): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const path of paths) {
    const inputs = (await pathTypeOf(path)) === "folder" ? readFolder(path) : [await readInput(path)];
    for await (const input of inputs) {
      // A file that happens to be named "-" is given as "./-".
      const key = input.path === "-" ? "" : join(input.path);
      if (!seen.has(key)) yield input;
      seen.add(key);
    }
  }
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

/** The files in a folder and below it, named as the folder is given; a file that is not text is skipped, since nobody asked for it by name. */
async function* readFolder(folder: string): AsyncGenerator<Input> {
  const root = resolve(folder);
  const shown = (path: string): string => join(folder, relative(root, path));
  const task = { root, options: { wanted: annotatedFiles, contents: "texts" } } as const;
  for await (const { files, leftOut } of nodeFiles.walk(task)) {
    for (const { path, text = "" } of files) yield { path: shown(path), text };
    for (const { path, reason } of leftOut)
      if (!passedOver.includes(reason)) yield { path: shown(path), problem: reason };
  }
}

/** Why a file that was not given by name is skipped silently: nobody expects it to be checked. */
const passedOver: readonly string[] = [notText, linkToFolder, linkToNothing];

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
