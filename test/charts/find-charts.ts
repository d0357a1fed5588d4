import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parse, stringify } from "yaml";

/** The folders of all charts below a folder, in their order; charts inside of others belong to them. */
export function findCharts(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const isChart = entries.some((entry) => entry.isFile() && entry.name === "Chart.yaml");
  const inner = entries.filter(
    (entry) => entry.isDirectory() && entry.name !== ".git" && entry.name !== "node_modules",
  );
  const searched = isChart ? inner.filter(({ name }) => name !== "charts" && name !== "templates") : inner;
  const below = searched.map(({ name }) => join(folder, name)).sort();
  return [...(isChart ? [folder] : []), ...below.flatMap(findCharts)];
}

interface Dependencies {
  readonly dependencies?: readonly { readonly name?: string }[];
}

/**
 * Copies a chart to a folder where Helm can render it without fetching anything: a dependency that is not there is copied from the
 * folder beside the chart, or else left out. Helm refuses any chart that lacks one.
 */
export function copyChart(chart: string, to: string, depth = 0): void {
  const folders = [dirname(chart), dirname(dirname(chart))];
  rmSync(to, { recursive: true, force: true });
  cpSync(chart, to, { recursive: true, dereference: true });
  for (const name of ["Chart.yaml", "requirements.yaml"]) {
    const file = join(to, name);
    const wanted = existsSync(file) ? dependenciesIn(file) : undefined;
    if (wanted?.dependencies === undefined) continue;
    const kept = wanted.dependencies.filter((dependency) => {
      const own = dependency.name ?? "";
      const inside = join(to, "charts", own);
      if (existsSync(inside) || packed(to, own)) return true;
      const beside = folders.map((folder) => join(folder, own)).find((path) => existsSync(join(path, "Chart.yaml")));
      if (beside === undefined || own === basename(chart) || depth > 3) return false;
      copyChart(beside, inside, depth + 1);
      return true;
    });
    if (kept.length === wanted.dependencies.length) continue;
    writeFileSync(file, stringify({ ...wanted, dependencies: kept }));
    for (const lock of ["Chart.lock", "requirements.lock"]) rmSync(join(to, lock), { force: true });
  }
}

/** `undefined` where the file cannot be read: then Helm says why. */
function dependenciesIn(file: string): Dependencies | undefined {
  try {
    const content: unknown = parse(readFileSync(file, "utf8"));
    return typeof content === "object" && content !== null ? content : undefined;
  } catch {
    // Only what is YAML names dependencies.
    return undefined;
  }
}

function packed(chart: string, name: string): boolean {
  const folder = join(chart, "charts");
  return existsSync(folder) && readdirSync(folder).some((it) => it.startsWith(`${name}-`) && it.endsWith(".tgz"));
}
