import { stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { decodeText } from "../workspace/decode.ts";
import { type Files, nodeFiles } from "../workspace/files.ts";
import { maxSize, notText, reasonOf, tooLarge } from "../workspace/reasons.ts";
import { missed } from "../workspace/walk/left-out.ts";
import { annotatedFiles, type WalkOptions } from "../workspace/walk/options.ts";

/** A text to read, or why there is none, for the user. `path` is as given or found, `-` for standard input. */
export type Input =
  { readonly path: string; readonly text: string } | { readonly path: string; readonly problem: string };

/** What becomes of files in a folder that Git ignores. */
export type Ignored = NonNullable<WalkOptions["ignored"]>;

/** A file in a folder that is not text: nobody asked for it by name, so it is no reason to fail. */
export interface Skipped {
  readonly path: string;
  readonly skipped: string;
}

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
 * in and below it, sorted by name, with or without those that Git ignores.
 */
export async function* readInputs(paths: readonly string[], ignored: Ignored): AsyncGenerator<Input | Skipped> {
  const seen = new Set<string>();
  for (const path of paths) {
    const inputs = (await pathTypeOf(path)) === "folder" ? readFolder(path, ignored) : [await readInput(path)];
    for await (const input of inputs) {
      // A file that happens to be named "-" is given as "./-".
      const key = input.path === "-" ? "" : resolve(input.path);
      if (!seen.has(key)) yield input;
      seen.add(key);
    }
  }
}

/** One file whatever its name, or standard input. */
export async function readInput(path: string, files: Files = nodeFiles): Promise<Input> {
  try {
    const text = path === "-" ? await readStandardInput() : await files.read(path);
    return text === undefined ? { path, problem: tooLarge } : { path, text };
  } catch (error) {
    return { path, problem: reasonOf(error) };
  }
}

/** The files in a folder and below it, named as the folder is given. */
async function* readFolder(folder: string, ignored: Ignored): AsyncGenerator<Input | Skipped> {
  const root = resolve(folder);
  const shown = (path: string): string => join(folder, relative(root, path));
  const task = { root, options: { wanted: annotatedFiles, contents: "texts", ignored } } as const;
  for await (const { files, leftOut } of nodeFiles.walk(task)) {
    for (const { path, text = "" } of files) yield { path: shown(path), text };
    for (const { path, reason } of missed(leftOut))
      yield reason === notText ? { path: shown(path), skipped: reason } : { path: shown(path), problem: reason };
  }
}

/** The text of standard input; `undefined` if it is too large: what is connected to it may never end. */
async function readStandardInput(): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxSize) return undefined;
  }
  return decodeText(Buffer.concat(chunks));
}
