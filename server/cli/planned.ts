import { join, parse, resolve, basename } from "node:path";
import {
  type Application,
  buildApplication,
  type FolderType,
  folderTypeOf,
  isManifestPath,
  type ManifestFile,
  manifestFoldersOf,
  type Member,
  openFile,
  positionAt,
  skipsRendering,
} from "../core/index.ts";
import { type Files, nodeFiles } from "../src/files.ts";
import { type Input, pathTypeOf, readFolder, readFound, readInput, reasonOf } from "./inputs.ts";

/** One application with its plan, ready to be printed. */
export interface PlannedApplication {
  readonly application: Application;
  /** The files of its manifests by name, to find the lines of its members. */
  readonly files: ReadonlyMap<string, ManifestFile>;
}

/** The line, from 1, on which the content of a resource begins. */
export function lineOf(
  { fileName, documentIndex, manifest }: Member,
  files: ReadonlyMap<string, ManifestFile>,
): number {
  const file = files.get(fileName);
  if (file === undefined) return 1;
  return positionAt(file, (file.offsets[documentIndex] ?? 0) + manifest.node.span.start).line + 1;
}

/** What a path came to: its application, `undefined` where it cannot be read, and what could not be read, for the user. */
export interface PlannedPath {
  readonly planned: PlannedApplication | undefined;
  readonly complaints: readonly string[];
}

/** Makes the one application that a path stands for: a folder as Argo CD reads it, or a file or standard input as it stands. */
export async function planPath(path: string, namespace: string): Promise<PlannedPath> {
  return (await pathTypeOf(path)) === "folder"
    ? planFolder(path, namespace, nodeFiles)
    : planFile(path, namespace, nodeFiles);
}

/** The same for other files than those on the disk, such as those of a commit; a path that is not among them makes an empty application. */
export async function planPathIn(path: string, namespace: string, files: Files): Promise<PlannedPath> {
  const isFolder = await succeeds(files.list(path));
  if (isFolder) return planFolder(path, namespace, files);
  if (await succeeds(files.read(path))) return planFile(path, namespace, files);
  const identity = { name: nameOfFile(path), source: { type: "file", path }, namespace } as const;
  return { planned: build([], identity, "literal"), complaints: [] };
}

async function succeeds(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch {
    return false;
  }
}

async function planFile(path: string, namespace: string, files: Files): Promise<PlannedPath> {
  const input = await readInput(path, files);
  if ("problem" in input) return { planned: undefined, complaints: [complaintAbout(input)] };
  const name = nameOfFile(path);
  const source = { type: path === "-" ? "stdin" : "file", path } as const;
  // Nothing is said to render these: a placeholder is what Argo CD would apply.
  return { planned: build([input], { name, source, namespace }, "literal"), complaints: [] };
}

function nameOfFile(path: string): string {
  return path === "-" ? "stdin" : parse(path).name;
}

async function planFolder(path: string, namespace: string, files: Files): Promise<PlannedPath> {
  let type: FolderType;
  const inputs: Input[] = [];
  try {
    const entries = await files.list(path);
    const names = entries.flatMap((entry) => (entry.type === "file" ? [entry.name] : []));
    type = folderTypeOf(names);
    for (const name of names.filter((it) => isManifestPath(type, it))) {
      for await (const input of readFound(join(path, name), files)) inputs.push(input);
    }
    const folders = entries.filter((entry) => entry.type === "folder" && manifestFoldersOf(type).includes(entry.name));
    for (const { name } of folders) {
      const isWanted = (file: string): boolean => isManifestPath(type, `${name}/${file}`);
      for await (const input of readFolder(join(path, name), isWanted, files)) inputs.push(input);
    }
  } catch (error) {
    return { planned: undefined, complaints: [complaintAbout({ path, problem: reasonOf(error) })] };
  }
  const texts = inputs
    .filter((input) => "text" in input)
    .filter(({ text }) => type === "helm" || !skipsRendering(text));
  const identity = { name: basename(resolve(path)), source: { type, path }, namespace };
  return {
    planned: build(texts, identity, "unknown"),
    complaints: inputs.flatMap((input) => ("problem" in input ? [complaintAbout(input)] : [])),
  };
}

function build(
  inputs: readonly { readonly path: string; readonly text: string }[],
  identity: Pick<Application, "name" | "source" | "namespace">,
  placeholders: "literal" | "unknown",
): PlannedApplication {
  const named = inputs.map(({ path, text }) => ({ name: path, file: openFile(text) }));
  return {
    application: buildApplication(named, identity, placeholders),
    files: new Map(named.map(({ name, file }) => [name, file])),
  };
}

function complaintAbout({ path, problem }: { readonly path: string; readonly problem: string }): string {
  return `Cannot read "${path}": ${problem}.`;
}
