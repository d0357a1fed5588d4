import { basename, dirname, join } from "node:path";
import { kustomizationNames, type Origin, stringAt } from "../../core/index.ts";
import type { PrintedSource } from "../../results/index.ts";
import type { Applications } from "../../workspace/applications.ts";
import { shownName } from "../output.ts";

/** How many sources are looked for in one run: a text may name any number of them. */
const mostSources = 1000;

/** How many files are compared with them in one run: any number of charts may be in each other, with equal names. */
const mostCompared = 3_000_000;

/** As how many of them it counts to ask for the name of a chart, and to look for a path from a kustomization. */
const costOfName = 100;
const costOfPath = 10;

/** How many files may still be compared. */
interface Effort {
  left: number;
}

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
  const effort: Effort = { left: mostCompared };
  let files: Promise<KnownFiles | undefined> | undefined;
  const find = async (origin: Origin): Promise<PrintedSource> => {
    const name = origin.repository === undefined ? origin.path : `${origin.path} in ${origin.repository}`;
    const there = await (files ??= filesAround(process.cwd(), applications));
    if (there === undefined || origin.repository !== undefined) return { name };
    const found =
      origin.tool === "helm"
        ? await templates(origin.path, { files: there, applications, effort })
        : sources(origin, there, effort);
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
async function templates(
  path: string,
  known: { readonly files: KnownFiles; readonly applications: Applications; readonly effort: Effort },
): Promise<readonly string[]> {
  const { files, applications, effort } = known;
  const [chart = "", ...rest] = path.split("/");
  const end = join("/", ...rest);
  const found: string[] = [];
  for (const file of files.byName.get(basename(path)) ?? []) {
    if (--effort.left < 0) return [];
    const chartFile = file.endsWith(end) ? join(file.slice(0, -end.length), "Chart.yaml") : "";
    if (!files.paths.has(chartFile)) continue;
    effort.left -= costOfName;
    if ((await nameOfChart(chartFile, applications)) === chart) found.push(file);
  }
  const isPart = found.length === 0 && rest[0] === "charts" && rest.length > 2;
  return isPart ? templates(rest.slice(1).join("/"), known) : found;
}

async function nameOfChart(path: string, applications: Applications): Promise<string | undefined> {
  const [document] = (await applications.file(path))?.documents ?? [];
  return stringAt(document?.parsed.root, "name");
}

function sources({ path }: Origin, { paths, kustomized }: KnownFiles, effort: Effort): readonly string[] {
  // People build what is in their folder, or a kustomization further down.
  const here = join(process.cwd(), path);
  if (kustomized.includes(process.cwd()) && paths.has(here)) return [here];
  effort.left -= costOfPath * kustomized.length;
  if (effort.left < 0) return [];
  return [...new Set(kustomized.map((folder) => join(folder, path)))].filter((file) => paths.has(file));
}
