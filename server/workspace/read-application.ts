import { basename } from "node:path";
import {
  type ApplicationAnswer,
  type DeclaredApplication,
  type DeployedApplication,
  readDeclared,
  readFolderApplication,
  type SourceTree,
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
  const { source, members, unread, files, error } = application;
  const isThere = (found: unknown): boolean => found !== undefined && found !== "absent";
  const name = (path: string): string => (isThere(tree.list(path)) || isThere(tree.file(path)) ? nameOf(path) : path);
  const names = new Map(files.map((file) => [file.name, nameOf(file.name)]));
  return {
    ...application,
    source: { ...source, path: name(source.path) },
    members: members.map((member) => ({ ...member, fileName: names.get(member.fileName) ?? member.fileName })),
    files: files.map((file) => ({ ...file, name: names.get(file.name) ?? file.name })),
    unread: unread.map((it) => ({ ...it, location: { ...it.location, path: name(it.location.path) } })),
    // An error begins with what it is about.
    error: error?.replace(/^([^:]*): /, (_, path: string) => `${name(path)}: `),
  };
}
