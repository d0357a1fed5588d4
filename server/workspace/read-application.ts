import { basename } from "node:path";
import {
  type ApplicationAnswer,
  type DeclaredApplication,
  type DeployedApplication,
  type Failure,
  readDeclared,
  readFolderApplication,
  type SourceTree,
  withFailures,
} from "../core/index.ts";
import type { FileTree } from "./file-tree.ts";

/** What is to be read as an application: what an Application object says, or a folder that no one names. */
export interface ApplicationSpec {
  /** The folder from which paths count: the root of the repository. */
  readonly root: string;
  readonly of: DeclaredApplication | FolderSpec;
}

/** A folder, its path from the root with `/` between its parts. */
export interface FolderSpec {
  readonly folder: string;
  readonly name: string;
  /** The destination namespace. */
  readonly namespace: string;
}

/** An application, and all that it depends on. */
export interface ReadApplication {
  /** Its files have the names that they were given. */
  readonly application: DeployedApplication;
  /** The absolute paths of all files and folders that were looked at. */
  readonly asked: ReadonlySet<string>;
}

/** How often an application is read on, once more of its files are known: each time it gets at least one folder deeper. */
const maxRounds = 500;

/** Reads an application with all its files. The answer is of the moment in which it is given, also where files change meanwhile. */
export async function readApplication(
  spec: ApplicationSpec,
  files: FileTree,
  nameOf: (path: string) => string,
): Promise<ReadApplication> {
  const { root } = spec;
  const isAnswer = ({ missing }: ApplicationAnswer): boolean => missing.files.length + missing.folders.length === 0;
  for (let round = 1; ; round++) {
    const asked = new Set<string>();
    const tree = files.at(root, asked);
    const answer = readSpec(spec, tree);
    if (isAnswer(answer) || round === maxRounds) return { application: renamed(answer, tree, nameOf), asked };
    await files.read(root, answer.missing);
  }
}

function readSpec({ of }: ApplicationSpec, tree: SourceTree): ApplicationAnswer {
  if (!("sources" in of)) return readFolderApplication(of.folder, of, tree);
  const name = of.name === "" ? basename(of.paths[0] ?? "") : of.name;
  return readDeclared({ ...of, name, namespace: of.namespace === "" ? "default" : of.namespace }, tree);
}

/** The application with other names for its files than their paths from the root. */
function renamed(
  { application }: ApplicationAnswer,
  tree: SourceTree,
  nameOf: (path: string) => string,
): DeployedApplication {
  // A copy with `...` would search for the failures, which nobody may want to know.
  const { source, namespace, declared, plan, planOptions } = application;
  const isThere = (found: unknown): boolean => found !== undefined && found !== "absent";
  const name = (path: string): string => (isThere(tree.list(path)) || isThere(tree.file(path)) ? nameOf(path) : path);
  const located = <T extends Pick<Failure, "location">>(it: T): T => ({
    ...it,
    location: { ...it.location, path: name(it.location.path) },
  });
  const names = new Map(application.files.map((file) => [file.name, nameOf(file.name)]));
  const files = application.files.map((file) => ({ ...file, name: names.get(file.name) ?? file.name }));
  const rest = {
    ...{ name: application.name, namespace, declared, plan, planOptions, files },
    source: { ...source, path: name(source.path) },
    members: application.members.map((it) => ({ ...it, fileName: names.get(it.fileName) ?? it.fileName })),
    unread: application.unread.map(located),
  };
  return withFailures(rest, files, () => application.failures.map(located));
}
