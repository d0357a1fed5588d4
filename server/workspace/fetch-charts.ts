import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { folderOfRepository, isAddress, isChartName, type WantedChart } from "../core/index.ts";
import { findProgram } from "./find-program.ts";
import { textsPacked } from "./packed-chart.ts";
import { reasonOf } from "./reasons.ts";
import { readRegularFile } from "./regular-file.ts";
import { maxTime, missingTool, type RenderOptions } from "./render.ts";
import { toolEnvironment } from "./tool-environment.ts";
import { type Render, runTool } from "./tool-run.ts";

/** Where charts are fetched to. Paths are absolute. */
export interface FetchPlace {
  /** A folder of our own, which need not exist: no repository and no workspace is written to. */
  readonly store: string;
  /** Folders of the workspace, from which no program is run. */
  readonly workspace: readonly string[];
}

/**
 * Has Helm fetch a chart from its repository into a store. Helm knows none of the repositories and none of the caches of the user then,
 * only what it was logged in to with `helm registry login`. The text is the name of the file. Never rejects.
 */
export async function fetchChart(
  wanted: WantedChart,
  { store, workspace }: FetchPlace,
  { signal, say, time = maxTime }: Omit<RenderOptions, "network">,
): Promise<Render> {
  const words = pullWords(wanted);
  if (words === undefined)
    return {
      problem: `Helm cannot fetch a chart "${wanted.name}" from "${wanted.repository}".`,
      reason: "refused",
    };
  try {
    const helm = await findProgram("helm", workspace);
    if (helm.path === undefined)
      return { problem: missingTool(["helm"], helm.inside, "to fetch charts"), reason: "absent" };
    const folder = join(store, folderOfRepository(wanted.repository));
    await mkdir(folder, { recursive: true });
    const own = await mkdtemp(join(store, "unfinished-"));
    const { variables, remove } = await toolEnvironment(helm.folders, "only charts");
    try {
      // An address may have a password in it, and logs are passed on.
      const address = wanted.repository.replace(/\/\/[^/@]*@/, "//");
      say(`Running "${helm.path}" to fetch "${wanted.name}" from "${address}".`);
      const run = { path: helm.path, program: "helm", words, folder: own, variables, input: "", time };
      const result = await runTool(run, signal);
      return "text" in result ? await kept(wanted, own, folder) : result;
    } finally {
      await Promise.all([remove(), rm(own, { recursive: true, force: true })]);
    }
  } catch (error) {
    return { problem: `"${wanted.name}" cannot be fetched: ${reasonOf(error)}.`, reason: "refused" };
  }
}

/** Where Helm is that would fetch charts, or a sentence that says why there is none. */
export async function fetchingHelm(workspace: readonly string[]): Promise<{ readonly path: string } | string> {
  const helm = await findProgram("helm", workspace);
  return helm.path === undefined ? missingTool(["helm"], helm.inside, "to fetch charts") : { path: helm.path };
}

/** Drops all charts that were fetched. */
export async function forgetCharts(store: string): Promise<void> {
  await rm(store, { recursive: true, force: true });
}

/** Each word begins with one of ours, or with a letter: none can be taken for an option. */
function pullWords({ name, version, repository }: WantedChart): readonly string[] | undefined {
  if (!isChartName(name) || !isAddress(repository) || !/^[\w.+^~<>=!*|, -]*$/.test(version)) return undefined;
  const versions = version === "" ? [] : [`--version=${version}`];
  return repository.toLowerCase().startsWith("oci://")
    ? ["pull", `${repository.replace(/\/$/, "")}/${name}`, ...versions]
    : ["pull", name, `--repo=${repository}`, ...versions];
}

/** Puts what Helm has fetched into the store, if it is a packed chart of that name: whole or not at all. */
async function kept({ name }: WantedChart, own: string, folder: string): Promise<Render> {
  const fileName = (await readdir(own)).find((it) => it.startsWith(`${name}-`) && it.endsWith(".tgz"));
  const texts = fileName === undefined ? undefined : textsPacked(await readRegularFile(join(own, fileName)));
  if (fileName === undefined || texts?.has("Chart.yaml") !== true)
    return { problem: `Helm has fetched something that cannot be read as the chart "${name}".`, reason: "refused" };
  await rename(join(own, fileName), join(folder, fileName));
  return { text: fileName };
}
