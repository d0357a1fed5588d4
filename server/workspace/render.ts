import { realpath } from "node:fs/promises";
import { parse } from "node:path";
import type { RenderCommand } from "../core/index.ts";
import { whyNotLoaded } from "./chart-reach.ts";
import { fenceAround, findProgram, type FoundProgram } from "./find-program.ts";
import { whyNotBuilt } from "./kustomize-reach.ts";
import { reasonOf } from "./reasons.ts";
import { withFiles } from "./render-files.ts";
import { type Network, toolEnvironment } from "./tool-environment.ts";
import { type Render, runTool } from "./tool-run.ts";

/** How long a tool may take, in milliseconds. */
export const maxTime = 60_000;

/** What is rendered. Paths are absolute. */
export interface RenderPlace {
  /** The folder of the application. */
  readonly folder: string;
  /** The folder that its paths are relative to, out of which none of them may lead. */
  readonly root: string;
  /** Folders that are read besides, from which no program is run either. */
  readonly workspace: readonly string[];
}

/** How a tool is run. */
export interface RenderOptions {
  readonly network: Network;
  readonly signal: AbortSignal;
  /** Is told what runs, in a sentence, right before it does. */
  readonly say: (sentence: string) => void;
  /** In milliseconds. */
  readonly time?: number;
}

/**
 * Renders the manifests of a folder with the first tool that is installed. The folder may have been made to do harm: nothing in it
 * is run, and nothing that it names elsewhere is read or fetched. Never rejects.
 */
export async function render(
  { folder, root, workspace }: RenderPlace,
  { tools, input }: RenderCommand,
  { network, signal, say, time = maxTime }: RenderOptions,
): Promise<Render> {
  try {
    const fences = [await fenceAround(folder), ...(isDisk(root) ? [] : [root]), ...workspace];
    const { tool, inside } = await firstTool(tools, fences);
    const programs = tools.map(([program]) => program);
    if (tool === undefined)
      return { problem: missingTool(programs, inside, "to render this application"), reason: "absent" };
    const [program, ...words] = tool.command;
    const [realFolder, realRoot] = await Promise.all([realpath(folder), realpath(root)]);
    const isChart = program === "helm";
    const problem = isChart
      ? // Outside of a repository, a chart has only its own folder.
        await whyNotLoaded(realFolder, isDisk(realRoot) ? realFolder : realRoot, network)
      : await whyNotBuilt(realFolder, realRoot, network);
    if (problem !== undefined) return { problem, reason: "refused" };
    const found = await withFiles(words, realFolder, realRoot, network);
    if ("problem" in found) return found;
    const { variables, remove } = await toolEnvironment(tool.folders, network);
    try {
      say(`Running "${tool.path}" in "${realFolder}".`);
      const run = { path: tool.path, program, words: found, folder: realFolder, variables, input, time };
      return excused(await runTool(run, signal));
    } finally {
      await remove();
    }
  } catch (error) {
    return { problem: `"${folder}" cannot be rendered: ${reasonOf(error)}.`, reason: "refused" };
  }
}

interface Tool extends Extract<FoundProgram, { readonly path: string }> {
  readonly command: RenderCommand["tools"][number];
}

async function firstTool(
  tools: RenderCommand["tools"],
  fences: readonly string[],
): Promise<{ readonly tool?: Tool; readonly inside: string | undefined }> {
  let inside: string | undefined;
  for (const command of tools) {
    const found = await findProgram(command[0], fences);
    if (found.path !== undefined) return { tool: { ...found, command }, inside };
    inside ??= found.inside;
  }
  return { inside };
}

/** That none of some programs is there, but perhaps `inside` a folder that none is run from. `purpose` is what it would be for. */
export function missingTool(programs: readonly string[], inside: string | undefined, purpose: string): string {
  const names = programs.map((program) => `"${program}"`).join(" nor ");
  const missing = `${programs.length > 1 ? `Neither ${names}` : `No ${names}`} is on the PATH`;
  return inside === undefined
    ? `${missing}: install it ${purpose}.`
    : `${missing} but "${inside}", and nothing that is in a repository is run on it: install it elsewhere.`;
}

function isDisk(path: string): boolean {
  return parse(path).root === path;
}

/** What a tool says where Argo CD would not fail: it fetches what is missing. */
function excused(render: Render): Render {
  if (!("problem" in render) || render.reason !== "failed") return render;
  const { problem } = render;
  if (/found in (?:Chart|requirements)\.yaml, but missing in charts/.test(problem)) {
    return { problem: `${problem}\nRun "helm dependency build" first, as Argo CD does.`, reason: "refused" };
  }
  return /proxyconnect|127\.0\.0\.1:9\b|transport '[^'\n]*' not allowed/.test(problem)
    ? { problem, reason: "refused" }
    : render;
}
