import { basename, dirname, join } from "node:path";
import { kustomizationNames, type Origin, stringAt } from "../../core/index.ts";
import type { PrintedSource } from "../../results/index.ts";
import type { Applications } from "../../workspace/applications.ts";
import { shownName } from "../output.ts";

/** How many sources are looked for in one run: a text may name any number of them. */
const mostSources = 1000;

/** Finds what rendered resources were made from. */
export type RenderedFrom = (origin: Origin) => Promise<PrintedSource>;

/** The files of a repository, as what they can be found by. */
interface KnownFiles {
  readonly paths: ReadonlySet<string>;
  readonly byName: ReadonlyMap<string, readonly string[]>;
  readonly kustomized: readonly string[];
}

/**
 * Finds templates and manifests in the repository around the current folder, by what Helm and kustomize say of them. It names a
 * file only if there is one that fits, and no other: a chart is known by the name in its `Chart.yaml`, and which kustomization was
 * built is not known.
 */
export function renderedFrom(applications: Applications): RenderedFrom {
  const known = new Map<string, Promise<PrintedSource>>();
  let files: Promise<KnownFiles | undefined> | undefined;
  const find = async (origin: Origin): Promise<PrintedSource> => {
    const name = origin.repository === undefined ? origin.path : `${origin.path} in ${origin.repository}`;
    const there = await (files ??= filesAround(process.cwd(), applications));
    if (there === undefined || origin.repository !== undefined) return { name };
    const found = origin.tool === "helm" ? await templates(origin.path, there, applications) : sources(origin, there);
    const [file] = found;
    return { name, ...(file !== undefined && found.length === 1 && { file: shownName(file) }) };
  };
  return (origin) => {
    const key = JSON.stringify([origin.tool, origin.path, origin.repository]);
    const found = known.get(key) ?? (known.size < mostSources ? find(origin) : Promise.resolve({ name: origin.path }));
    if (known.size < mostSources) known.set(key, found);
    return found;
  };
}

async function filesAround(folder: string, applications: Applications): Promise<KnownFiles | undefined> {
  const root = await applications.repositoryOf(folder);
  if (root === undefined) return undefined;
  const byName = new Map<string, string[]>();
  const paths = new Set(await applications.filesBelow(root));
  for (const path of paths) {
    const others = byName.get(basename(path));
    if (others === undefined) byName.set(basename(path), [path]);
    else others.push(path);
  }
  return { paths, byName, kustomized: kustomizationNames.flatMap((name) => (byName.get(name) ?? []).map(dirname)) };
}

/** The templates that a chart of this name has at this path: in the chart itself, or in the chart that it depends on. */
async function templates(path: string, files: KnownFiles, applications: Applications): Promise<readonly string[]> {
  const [chart = "", ...rest] = path.split("/");
  const end = join(...rest);
  const found: string[] = [];
  for (const file of files.byName.get(basename(path)) ?? []) {
    const folder = file.endsWith(join("/", end)) ? file.slice(0, -end.length - 1) : undefined;
    const chartFile = folder === undefined ? "" : join(folder, "Chart.yaml");
    if (files.paths.has(chartFile) && (await nameOfChart(chartFile, applications)) === chart) found.push(file);
  }
  const isPart = found.length === 0 && rest[0] === "charts" && rest.length > 2;
  return isPart ? templates(rest.slice(1).join("/"), files, applications) : found;
}

async function nameOfChart(path: string, applications: Applications): Promise<string | undefined> {
  const [document] = (await applications.file(path))?.documents ?? [];
  return stringAt(document?.parsed.root, "name");
}

function sources({ path }: Origin, { paths, kustomized }: KnownFiles): readonly string[] {
  // People build what is in their folder, or a kustomization further down.
  const here = join(process.cwd(), path);
  if (kustomized.includes(process.cwd()) && paths.has(here)) return [here];
  return [...new Set(kustomized.map((folder) => join(folder, path)))].filter((file) => paths.has(file));
}
