import { parse } from "node:path";
import {
  type Application,
  type ArgoCdVersion,
  buildApplication,
  type DeployedApplication,
  limitedChecks,
  type ManifestFile,
  type Member,
  positionAt,
  readAddedChecks,
  refusedDocuments,
} from "../../core/index.ts";
import { openText } from "../../workspace/files.ts";
import type { ApplicationSpec } from "../../workspace/read-application.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { readInput } from "../inputs.ts";

/** One application with its plan, ready to be printed. */
export interface PlannedApplication {
  readonly application: Application;
  /** The files of its manifests by name, to find the lines of its members. */
  readonly files: ReadonlyMap<string, ManifestFile>;
  /** What else it deploys, that cannot be read. */
  readonly unread: DeployedApplication["unread"];
  /** What it was read from; absent where it is a file, as is the next one. */
  readonly spec?: ApplicationSpec;
  readonly deployed?: DeployedApplication;
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

/** What a path came to: its applications, none where it cannot be read, and what could not be read, for the user. */
export interface PlannedPath {
  readonly planned: readonly PlannedApplication[];
  readonly complaints: readonly string[];
  /** What else was not read, and may have to do with it. */
  readonly leftOut: readonly LeftOut[];
}

/** What a plan depends on beside the files. */
export interface PlanContext {
  /** The destination namespace; `undefined` for that of the Application, or else "default". */
  readonly namespace: string | undefined;
  readonly version: ArgoCdVersion | undefined;
  /** The sync options of a file, which no Application declares. */
  readonly syncOptions?: readonly string[] | undefined;
}

/** The one application of a file, or of standard input, as it stands. */
export async function planFile(path: string, context: PlanContext): Promise<PlannedPath> {
  const input = await readInput(path);
  if ("problem" in input) return { planned: [], complaints: [complaintAbout(input)], leftOut: [] };
  const { text } = input;
  return { planned: [planText(path, text, context)], complaints: [], leftOut: [] };
}

/** The application of a text that stands in a file. Nothing is said to render it: a placeholder is what Argo CD would apply. */
export function planText(
  path: string,
  text: string,
  { namespace, version, syncOptions }: PlanContext,
): PlannedApplication {
  const isInput = path === "-";
  const identity = {
    name: isInput ? "stdin" : parse(path).name,
    source: { type: isInput ? "stdin" : "file", path },
    namespace: namespace ?? "default",
    ...(namespace !== undefined && { namespaceGiven: true as const }),
    version,
    syncOptions,
  } as const;
  const file = openText(text);
  const addedChecks = limitedChecks(readAddedChecks(file, path));
  const named = [{ name: path, file }];
  const application = buildApplication(named, { ...identity, addedChecks }, "literal");
  return { application, files: new Map([[path, file]]), unread: refusedDocuments(named) };
}

/** That a path cannot be read, and why, for the user. */
export function complaintAbout({ path, problem }: { readonly path: string; readonly problem: string }): string {
  return `Cannot read "${path}": ${problem}.`;
}
