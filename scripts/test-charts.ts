// Renders the charts in checkouts of public repositories with the real Helm, which npm fetches, and with ours, and compares them resource
// by resource: `npm run test:charts -- DIR...`. Write `-v` before the folders to see each difference.
// It fails where a chart is wrong that test/charts/repositories.tsv does not have, and where fewer are exact than it says.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { readChartFolder } from "../test/charts/chart-folder.ts";
import { compareRenderings, type Outcome } from "../test/charts/compare-charts.ts";
import { copyChart, findCharts } from "../test/charts/find-charts.ts";
import { type Rendering, renderFiles, resourcesIn } from "../test/charts/rendered.ts";
import { hasRealTools, realHelm } from "../test/tools/real-tools.ts";
import { checkoutAt } from "./test/checkout.ts";

/** What became of one chart, and how long each of us took, in milliseconds. */
interface Result extends Outcome {
  readonly chart: string;
  readonly helmTime: number;
  readonly ourTime: number;
}

const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2);
const isVerbose = words.includes("-v");
const folders = words.filter((word) => word !== "-v").map((word) => resolve(process.env["INIT_CWD"] ?? "", word));

if (folders.length === 0) {
  console.error('No checkout was given. Write "npm run test:charts -- DIR...", each DIR a checkout of a repository.');
  process.exitCode = 2;
} else if (!hasRealTools) {
  console.error("The real Helm runs on Linux for x64 only.");
  process.exitCode = 2;
} else {
  process.exitCode = testCharts(realHelm(root));
}

function testCharts(helm: string): number {
  const expected = readExpected();
  const total: Result[] = [];
  const complaints: string[] = [];
  console.log(columns(["repository", "charts", "rendered", "exact", "deep", "unknown", "wrong", "ours ms", "helm ms"]));
  for (const folder of folders) {
    const { name } = checkoutAt(folder);
    const results = findCharts(folder).map((chart) => renderBoth(helm, folder, chart));
    console.log(rowOf(name, results));
    for (const { chart, verdict, isDeep, detail } of results) {
      const isOff = verdict === "wrong" || verdict === "accepted" || (verdict === "exact" && !isDeep);
      if (isOff && isVerbose) console.log(`  ${chart}: ${verdict === "exact" ? "not deep" : verdict}\n  ${detail}`);
    }
    for (const result of results) total.push(result);
    const exact = countOf(results, "exact");
    const least = expected.get(name);
    if (least !== undefined && exact < least) complaints.push(`${name}: ${exact} charts are exact, ${least} were.`);
    if (least === undefined && countOf(results, "wrong") > 0) complaints.push(`${name}: charts are wrong.`);
  }
  console.log(rowOf("all", total));
  for (const complaint of complaints) console.error(complaint);
  return complaints.length > 0 ? 1 : 0;
}

function renderBoth(helm: string, folder: string, chart: string): Result {
  const temporary = mkdtempSync(join(tmpdir(), "chart-"));
  const copy = join(temporary, basename(chart));
  try {
    copyChart(chart, copy);
    const [start, byHelm] = [performance.now(), renderWithHelm(helm, copy)];
    const [between, ours] = [performance.now(), renderFiles(readChartFolder(copy), copy)];
    const end = performance.now();
    const outcome = compareRenderings(byHelm, ours);
    return { ...outcome, chart: relative(folder, chart), helmTime: between - start, ourTime: end - between };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function renderWithHelm(helm: string, chart: string): Rendering {
  const options = ["--namespace", "default", "--include-crds", "--skip-schema-validation"];
  const { status, stdout, stderr } = spawnSync(helm, ["template", basename(chart), chart, ...options], {
    encoding: "utf8",
    maxBuffer: Infinity,
  });
  if (status === 0) return { resources: resourcesIn(stdout) };
  return { failure: stderr.trim().split("\n").at(-1) ?? "", reason: "template" };
}

function countOf(results: readonly Result[], verdict: Outcome["verdict"]): number {
  return results.filter((result) => result.verdict === verdict).length;
}

function rowOf(name: string, results: readonly Result[]): string {
  const rendered = results.filter(({ verdict }) => verdict !== "refused" && verdict !== "accepted");
  const sum = (time: (result: Result) => number): string =>
    rendered.reduce((total, result) => total + time(result), 0).toFixed(0);
  const counts = [results.length, rendered.length, countOf(results, "exact")];
  const rest = [rendered.filter(({ isDeep }) => isDeep).length, countOf(results, "unknown"), countOf(results, "wrong")];
  const times = [sum(({ ourTime }) => ourTime), sum(({ helmTime }) => helmTime)];
  return columns([name, ...counts.map(String), ...rest.map(String), ...times]);
}

function columns([name = "", ...others]: readonly string[]): string {
  return name.padEnd(48) + others.map((other) => other.padStart(9)).join("");
}

/** How many charts of a repository were exact at the commit that the table has. */
function readExpected(): ReadonlyMap<string, number> {
  const lines = readFileSync(join(root, "test", "charts", "repositories.tsv"), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1);
  return new Map(
    lines.map((line) => {
      const [name = "", , exact = ""] = line.split("\t");
      return [name, Number(exact)] as const;
    }),
  );
}
