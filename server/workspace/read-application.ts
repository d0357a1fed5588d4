import { basename, isAbsolute } from "node:path";
import {
  type AddedHealthCheck,
  type ApplicationAnswer,
  type DeclaredApplication,
  type DeployedApplication,
  type Failure,
  type Location,
  type PrintedDocument,
  readDeclared,
  readFolderApplication,
  type ReadOptions,
  type SourceTree,
  withFailures,
} from "../core/index.ts";
import { type FileTree, pathBelow } from "./file-tree.ts";
import { readAhead } from "./read-ahead.ts";

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
  /** The destination namespace; a guess unless the user gave it. */
  readonly namespace: string;
  readonly namespaceGiven?: true;
}

/** An application, and everything that it depends on. */
export interface ReadApplication {
  readonly application: DeployedApplication;
  /** The absolute paths of all files and folders that were asked for. */
  readonly asked: ReadonlySet<string>;
  readonly charts: ChartsTaken;
}

/** How much room there was for the charts of an application, what they took of it, and for how many there was none. */
export interface ChartsTaken {
  readonly room: number;
  readonly cost: number;
  readonly refused: number;
}

/** What is known besides the files of an application. */
export interface ReadContext extends ReadOptions {
  readonly addedChecks: readonly AddedHealthCheck[];
  /** How much its charts may take. */
  readonly chartRoom: number;
}

/** How often reading an application is repeated as more of its files become known: each round gets at least one folder deeper. */
const maxRounds = 500;

/**
 * Reads an application with all its files, which have their paths as names. The answer is current when it is given, even if files
 * change meanwhile.
 */
export async function readApplication(
  spec: ApplicationSpec,
  files: FileTree,
  { addedChecks, chartRoom, ...options }: ReadContext,
): Promise<ReadApplication> {
  const { root } = spec;
  for (let round = 1; ; round++) {
    const asked = new Set<string>();
    const room = { left: chartRoom, refused: 0 };
    const tree = { ...files.at(root, asked), chartRoom: room };
    const { application, missing } = readSpec(spec, tree, options);
    const [next] = [...missing.folders, ...missing.files];
    if (next === undefined || round === maxRounds) {
      // A file outside the tree, such as an Application, has its absolute path; a chart from elsewhere has none.
      const isElsewhere = (path: string): boolean => isAbsolute(path) || path === elsewhere(application, tree);
      const nameOf = (path: string): string => (isElsewhere(path) ? path : pathBelow(root, path));
      const tooDeep = next === undefined ? [] : [unreadFrom(next)];
      return {
        application: withNames(application, nameOf, { unread: tooDeep, addedChecks }),
        asked,
        charts: { room: chartRoom, cost: chartRoom - room.left, refused: room.refused },
      };
    }
    await files.read(root, missing);
    await readAhead(
      root,
      missing.folders.filter((path) => !isAbsolute(path)).map((path) => pathBelow(root, path)),
      files,
    );
  }
}

function unreadFrom(path: string): DeployedApplication["unread"][number] {
  const reason = "Too many folders lead here one after another: the rest is not read.";
  return { text: path, location: { path, offset: 0, end: 0 }, reason };
}

function readSpec({ of }: ApplicationSpec, tree: SourceTree, options?: ReadOptions): ApplicationAnswer {
  if (!("sources" in of)) return readFolderApplication(of.folder, of, tree, options);
  const name = of.name === "" ? basename(of.paths[0] ?? "") : of.name;
  return readDeclared({ ...of, name, namespace: of.namespace === "" ? "default" : of.namespace }, tree, options);
}

/** The source of an application if it is not here. */
function elsewhere({ source: { path } }: DeployedApplication, tree: SourceTree): string | undefined {
  return [tree.list(path), tree.file(path)].some((it) => it !== undefined && it !== "absent") ? undefined : path;
}

/** Gives what is known of a printed document other names, once for all resources in it. */
function renamer(nameOf: (path: string) => string): (printed: PrintedDocument) => PrintedDocument {
  const known = new Map<PrintedDocument, PrintedDocument>();
  const located = <T extends Pick<Location, "path">>(it: T): T => ({ ...it, path: nameOf(it.path) });
  return (printed) => {
    const renamed = known.get(printed) ?? {
      ...printed,
      sourceOf: (span) => {
        const { text, values, statement, action, keepsTypes } = printed.sourceOf(span);
        return {
          text: text && located(text),
          values: values.map(located),
          statement: statement && located(statement),
          action: action && located(action),
          keepsTypes,
        };
      },
    };
    known.set(printed, renamed);
    return renamed;
  };
}

/** What is added to an application. */
interface More {
  /** What else is not read. */
  readonly unread?: DeployedApplication["unread"];
  readonly addedChecks?: readonly AddedHealthCheck[];
}

/** The application with other names for its files and folders, and with more. */
export function withNames(
  application: DeployedApplication,
  nameOf: (path: string) => string,
  { unread = [], addedChecks = application.planOptions.addedChecks ?? [] }: More = {},
): DeployedApplication {
  // A copy with `...` would search for the failures, perhaps needlessly.
  const { name, source, namespace, namespaceGiven, declared, plan, rendered } = application;
  const located = <T extends Pick<Failure, "location">>(it: T): T => ({
    ...it,
    location: { ...it.location, path: nameOf(it.location.path) },
  });
  const planOptions = {
    ...application.planOptions,
    addedChecks: addedChecks.map(({ key, file }) => ({ key, file: nameOf(file) })),
  };
  const names = new Map(application.files.map((file) => [file.name, nameOf(file.name)]));
  const files = application.files.map((file) => ({ ...file, name: names.get(file.name) ?? file.name }));
  const renamed = renamer(nameOf);
  const rest = {
    ...{ name, namespace, namespaceGiven, declared, plan, planOptions, files },
    ...(rendered !== undefined && { rendered }),
    source: { ...source, path: nameOf(source.path) },
    members: application.members.map((it) => ({
      ...it,
      fileName: names.get(it.fileName) ?? it.fileName,
      ...(it.printed && { printed: renamed(it.printed) }),
      ...(it.changes.length > 0 && { changes: it.changes.map(located) }),
    })),
    unread: [...application.unread, ...unread].map(located),
    notices: (application.notices ?? []).map(located),
    charts: (application.charts ?? []).map((chart) => ({
      ...chart,
      folder: nameOf(chart.folder),
      valueFiles: chart.valueFiles.map(nameOf),
      nameOf: (path: string) => nameOf(chart.nameOf(path)),
    })),
  };
  return withFailures(rest, files, () => application.failures.map(located));
}
