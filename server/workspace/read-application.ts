import { basename } from "node:path";
import {
  type ApplicationAnswer,
  type DeclaredApplication,
  type DeployedApplication,
  readDeclared,
  readFolderApplication,
  type SourceTree,
} from "../core/index.ts";
import { type FileTree, pathBelow } from "./file-tree.ts";

/** What to read as an application: what an Application object says, or a folder that no Application names. */
export interface ApplicationSpec {
  /** The folder that paths are relative to: the root of the repository. */
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

/** An application, and everything that it depends on. */
export interface ReadApplication {
  readonly application: DeployedApplication;
  /** The absolute paths of all files and folders that were asked for. */
  readonly asked: ReadonlySet<string>;
}

/** How often reading an application is repeated as more of its files become known: each round gets at least one folder deeper. */
const maxRounds = 500;

/**
 * Reads an application with all its files, which have their paths as names. The answer is current when it is given, even if files
 * change meanwhile.
 */
export async function readApplication(spec: ApplicationSpec, files: FileTree): Promise<ReadApplication> {
  const { root } = spec;
  const isAnswer = ({ missing }: ApplicationAnswer): boolean => missing.files.length + missing.folders.length === 0;
  for (let round = 1; ; round++) {
    const asked = new Set<string>();
    const tree = files.at(root, asked);
    const answer = readSpec(spec, tree);
    if (isAnswer(answer) || round === maxRounds) {
      const isThere = (path: string): boolean =>
        [tree.list(path), tree.file(path)].some((it) => it !== undefined && it !== "absent");
      const nameOf = (path: string): string => (isThere(path) ? pathBelow(root, path) : path);
      return { application: withNames(answer.application, nameOf), asked };
    }
    await files.read(root, answer.missing);
  }
}

function readSpec({ of }: ApplicationSpec, tree: SourceTree): ApplicationAnswer {
  if (!("sources" in of)) return readFolderApplication(of.folder, of, tree);
  const name = of.name === "" ? basename(of.paths[0] ?? "") : of.name;
  return readDeclared({ ...of, name, namespace: of.namespace === "" ? "default" : of.namespace }, tree);
}

/** The application with other names for its files and folders. */
export function withNames(application: DeployedApplication, nameOf: (path: string) => string): DeployedApplication {
  const { source, members, unread, files, error } = application;
  const names = new Map(files.map((file) => [file.name, nameOf(file.name)]));
  return {
    ...application,
    source: { ...source, path: nameOf(source.path) },
    members: members.map((member) => ({ ...member, fileName: names.get(member.fileName) ?? member.fileName })),
    files: files.map((file) => ({ ...file, name: names.get(file.name) ?? file.name })),
    unread: unread.map((it) => ({ ...it, location: { ...it.location, path: nameOf(it.location.path) } })),
    // An error begins with the file that it is about.
    error: error?.replace(/^([^:]*): /, (_, path: string) => `${nameOf(path)}: `),
  };
}
