import { parse, resolve } from "node:path";
import {
  type AddedHealthCheck,
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
import { Applications } from "../../workspace/applications.ts";
import type { ConfigurationChoice } from "../../workspace/configurations.ts";
import { nodeFiles, openText } from "../../workspace/files.ts";
import type { ApplicationSpec } from "../../workspace/read-application.ts";
import type { LeftOut } from "../../workspace/walk/options.ts";
import { workspaceOptions } from "../configured.ts";
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
  /** The kustomizations and charts below a folder that has no resources itself, and that nothing deploys; absent where there are no folders with files. */
  readonly below?: readonly string[];
}

/** That a folder has nothing itself, and what below it may be meant: a sentence or two for the user. */
export function emptySentence(below: readonly string[]): string {
  const example = below.slice(0, 1).map((path) => `, such as ${JSON.stringify(path)}`);
  return `No resources: Argo CD does not read the folders below this one. Plan one that it deploys${example.join("")}.`;
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
  /** The others, which have no resources now. */
  readonly empty?: readonly PlannedApplication[];
  /** The workspace that they are in; absent where the path is a file. */
  readonly applications?: Applications;
}

/** What a plan depends on beside the files. */
export interface PlanContext {
  /** The destination namespace; `undefined` for that of the Application, or else "default". */
  readonly namespace: string | undefined;
  /** The version of Argo CD that syncs; `undefined` for that of the configuration, or else the newest release. */
  readonly version: ArgoCdVersion | undefined;
  /** Which configuration is read; the nearest one if absent. */
  readonly configuration?: ConfigurationChoice;
  /** The health checks that the configuration names; none if absent. */
  readonly healthChecks?: readonly AddedHealthCheck[];
  /** The sync options of a file, which no Application declares. */
  readonly syncOptions?: readonly string[] | undefined;
}

/** The one application of a file, or of standard input, as it stands. */
export async function planFile(path: string, context: PlanContext): Promise<PlannedPath> {
  const input = await readInput(path);
  if ("problem" in input) return { planned: [], complaints: [complaintAbout(input)], leftOut: [] };
  const { text } = input;
  const applications = new Applications(
    nodeFiles,
    () => undefined,
    undefined,
    workspaceOptions({ configuration: context.configuration ?? "nearest", argocdVersion: context.version }),
  );
  const { version } = await applications.settingsAt(resolve(path));
  const found = await applications.configurations.around(resolve(path));
  const healthChecks = (found?.configuration.healthChecks ?? []).map((key) => ({ key, file: found?.path ?? "" }));
  return { planned: [planText(path, text, { ...context, version, healthChecks })], complaints: [], leftOut: [] };
}

/** The application of a text that stands in a file. Nothing is said to render it: a placeholder is what Argo CD would apply. */
export function planText(path: string, text: string, context: PlanContext): PlannedApplication {
  return planTexts([{ path, text }], context);
}

/** The one application of some files, as they stand. Placeholders are what Argo CD would apply, unless something fills them in. */
export function planTexts(
  texts: readonly { readonly path: string; readonly text: string }[],
  { namespace, version, syncOptions, healthChecks = [] }: PlanContext,
  placeholders: "literal" | "unknown" = "literal",
): PlannedApplication {
  const named = texts.map(({ path, text }) => ({ name: path, file: openText(text) }));
  const identity = {
    ...sourceOf(texts.map(({ path }) => path)),
    namespace: namespace ?? "default",
    ...(namespace !== undefined && { namespaceGiven: true as const }),
    version,
    syncOptions,
    addedChecks: limitedChecks([...healthChecks, ...named.flatMap(({ name, file }) => readAddedChecks(file, name))]),
  };
  const application = buildApplication(named, identity, placeholders);
  const files = new Map(named.map(({ name, file }) => [name, file]));
  return { application, files, unread: refusedDocuments(named) };
}

function sourceOf(paths: readonly string[]): Pick<Application, "name" | "source"> {
  const [path] = paths;
  if (path === undefined || paths.length > 1) return { name: "files", source: { type: "directory", path: "." } };
  if (path === "-") return { name: "stdin", source: { type: "stdin", path } };
  return { name: parse(path).name, source: { type: "file", path } };
}

/** That a path cannot be read, and why, for the user. */
export function complaintAbout({ path, problem }: { readonly path: string; readonly problem: string }): string {
  return `Cannot read "${path}": ${problem}.`;
}
