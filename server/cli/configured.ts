import { dirname, join, resolve } from "node:path";
import { configurationName, positionAt, problemsOf } from "../core/index.ts";
import { Applications, type WorkspaceOptions } from "../workspace/applications.ts";
import { nodeFiles } from "../workspace/files.ts";
import type { ConfigurationChoice, PlacedConfiguration } from "../workspace/configurations.ts";
import { type ConfigurationOptions, givenBy } from "./configuration-options.ts";
import { pathTypeOf, readInput } from "./inputs.ts";
import { shownName } from "./output.ts";
import { outsideOfRepositories } from "./search-roots.ts";

/** How many mistakes of a configuration are told. */
const mostTold = 5;

/** What the options of a command mean for a workspace: they win over its configurations. */
export function workspaceOptions(options: ConfigurationOptions): WorkspaceOptions {
  const given = givenBy(options);
  const rootAround = (path: string): string => outsideOfRepositories(dirname(path));
  return { givenAt: () => Promise.resolve(given), configuration: options.configuration, rootAround };
}

/** Why the configuration that somebody chose cannot be read, for the user; `undefined` if it can. */
export async function unreadableChoice(choice: ConfigurationChoice): Promise<string | undefined> {
  if (typeof choice === "string") return undefined;
  const input = await readInput(choice.file);
  return "problem" in input ? `Cannot read "${shownName(choice.file)}": ${input.problem}.` : undefined;
}

/** What is wrong in the configurations of these files, for the user, but not in those that are `told` otherwise. */
export async function configurationComplaints(
  paths: readonly string[],
  { configurations }: Applications,
  told: ReadonlySet<string> = new Set(),
): Promise<readonly string[]> {
  const found = new Map<string, PlacedConfiguration>();
  for (const path of paths) {
    const placed = await configurations.around(path);
    if (placed !== undefined && !told.has(placed.path)) found.set(placed.path, placed);
  }
  return [...found.values()].flatMap(complaintsIn);
}

/** The same for the settings of files and folders, "-" being in the current folder. */
export async function complaintsAround(
  paths: readonly string[],
  options: ConfigurationOptions,
): Promise<readonly string[]> {
  const applications = new Applications(nodeFiles, () => undefined, undefined, workspaceOptions(options));
  const inside: string[] = [];
  for (const path of paths)
    inside.push((await pathTypeOf(path)) === "folder" ? join(resolve(path), "manifest.yaml") : resolve(path));
  return configurationComplaints(inside, applications);
}

function complaintsIn({ path, file, configuration }: PlacedConfiguration): readonly string[] {
  const nothing = { inDocument: () => [], inApplication: [], inRepository: new Map<string, never>() };
  // What somebody chose may have any name.
  const problems = problemsOf({ fileName: configurationName, file, ...nothing }, configuration.rules);
  const mistakes = problems.filter(({ rule }) => rule.id === "configuration-mistake");
  const lines = mistakes.map(
    ({ span, message }) => `"${shownName(path)}", line ${positionAt(file, span.start).line + 1}: ${message}`,
  );
  const more = lines.length - mostTold;
  return more <= 1
    ? lines
    : [...lines.slice(0, mostTold), `"${shownName(path)}" has ${more.toLocaleString("en")} more mistakes.`];
}
