import { realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  isRemote,
  kustomizationNames,
  type KustomizeHolds,
  type KustomizeInput,
  kustomizeInputs,
} from "../core/index.ts";
import { markOf, nodeFiles } from "./files.ts";
import { isWithin } from "./paths.ts";
import { isAbsent, reasonOf } from "./reasons.ts";
import { type Network, nothingIsFetched } from "./tool-environment.ts";

/** How many files are looked at: folders can name each other endlessly. */
const maxFiles = 5000;

/**
 * Why kustomize must not build a folder: something in it is elsewhere, or is a program. A sentence for the user; `undefined` where
 * it may build. All that kustomize would read is looked at as it is on the disk. `folder` and `root` are real paths.
 */
export async function whyNotBuilt(folder: string, root: string, network: Network): Promise<string | undefined> {
  const seen = new Set<string>();
  const waiting: Place[] = [{ path: folder, holds: "a kustomization" }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const key = `${next.holds} ${next.path}`;
    if (seen.has(key)) continue;
    seen.add(key);
    if (seen.size > maxFiles) return `More than ${maxFiles.toLocaleString("en")} files lead here: they are not built.`;
    const found = await lookInto(next, root, network);
    if (typeof found === "string") return found;
    for (const place of found) waiting.push(place);
  }
  return undefined;
}

/** A folder, or a file with settings of plugins; its real path. */
interface Place {
  readonly path: string;
  /** What a folder holds besides its kustomization, or what the file is. */
  readonly holds: "a kustomization" | "settings";
}

async function lookInto({ path, holds }: Place, root: string, network: Network): Promise<readonly Place[] | string> {
  try {
    if (!isWithin(path, root)) return `"${path}" is outside of the repository, so it is not built.`;
    const isFolder = (await stat(path)).isDirectory();
    const file = isFolder ? await kustomizationIn(path) : path;
    const text = file === undefined ? undefined : await nodeFiles.read(file);
    // Kustomize itself says what it cannot read.
    if (file === undefined || text === undefined) return [];
    const places: Place[] = [];
    for (const input of kustomizeInputs(text.slice(markOf(text).length), heldIn(isFolder ? "folder" : "file", holds))) {
      const problem = whyNotTaken(input, file, network);
      if (problem !== undefined) return problem;
      const place = await placeOf(input, dirname(file), isFolder ? holds : "settings");
      if (place !== undefined) places.push(place);
    }
    return places;
  } catch (error) {
    return `"${path}" cannot be read (${reasonOf(error)}), so what it would load is not known.`;
  }
}

function heldIn(type: "file" | "folder", holds: Place["holds"]): KustomizeHolds {
  if (type === "file") return "settings";
  return holds === "settings" ? "a kustomization of settings" : holds;
}

async function kustomizationIn(folder: string): Promise<string | undefined> {
  const entries = await nodeFiles.list(folder);
  const found = kustomizationNames.find((name) => entries.some((entry) => entry.name === name));
  return found && join(folder, found);
}

function whyNotTaken({ text, use }: KustomizeInput, file: string, network: Network): string | undefined {
  if (use === "unknown") return `"${file}" is not plain YAML, so what it would load is not known.`;
  if (use === "change")
    return `"${file}" may change settings of plugins with "${text}", so what they load is not known.`;
  if (use === "run") {
    return `"${file}" needs "${text}", a chart or a plugin that kustomize runs only with options which are never given here.`;
  }
  if (network === "allowed" || !isRemote(text)) return undefined;
  return `"${file}" names "${text}", which is on another machine: ${nothingIsFetched}.`;
}

/** Where a path leads that is more than a file to read. */
async function placeOf(
  { text, use }: KustomizeInput,
  folder: string,
  holds: Place["holds"],
): Promise<Place | undefined> {
  if (use === "read" || isRemote(text)) return undefined;
  const inner = use === "configure" ? "settings" : holds;
  const path = await existing(join(folder, text));
  if (path === undefined) return undefined;
  return inner === "settings" || (await stat(path)).isDirectory() ? { path, holds: inner } : undefined;
}

async function existing(path: string): Promise<string | undefined> {
  try {
    return await realpath(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
