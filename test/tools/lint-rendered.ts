/**
 * Has real `helm` and `kubectl kustomize`, which npm fetches, render a chart and a kustomization in which every template and manifest
 * has the same mistake, and compares the sources that the built command line names with those: `node test/tools/lint-rendered.ts`.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { hasRealTools, realTools } from "./real-tools.ts";

const root = join(import.meta.dirname, "..", "..");

const job = (name: string): string =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\n  annotations:\n    argocd.argoproj.io/hook: PreSnyc\n`;
const chart = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;

/** Each Job is named for the file that it stands in. */
const files: Readonly<Record<string, string>> = {
  ".git/HEAD": "ref: refs/heads/main\n",
  "charts/shop/Chart.yaml": chart("web-shop"),
  "charts/shop/templates/load.yaml": `${job("load")}---\n{{- if true }}\n${job("second")}{{- end }}\n`,
  "charts/shop/templates/deep/er.yaml": job("deeper"),
  "charts/shop/crds/made.yaml": job("made"),
  "charts/shop/charts/cache/Chart.yaml": chart("cache"),
  "charts/shop/charts/cache/templates/load.yaml": job("{{ .Chart.Name }}"),
  "charts/other/Chart.yaml": chart("other"),
  "charts/other/templates/load.yaml": job("never"),
  "base/kustomization.yaml": "resources: [load.yaml]\n",
  "base/load.yaml": `${job("load")}---\n${job("second")}`,
  "parts/kustomization.yaml": "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\nresources: [made.yaml]\n",
  "parts/made.yaml": job("made"),
  "overlays/prod/kustomization.yaml":
    "buildMetadata: [originAnnotations]\nnamePrefix: p-\nresources: [../../base, deep/er.yaml]\ncomponents: [../../parts]\n",
  "overlays/prod/deep/er.yaml": job("deeper"),
};

const expected = {
  helm: {
    load: "charts/shop/templates/load.yaml",
    second: "charts/shop/templates/load.yaml",
    deeper: "charts/shop/templates/deep/er.yaml",
    made: "charts/shop/crds/made.yaml",
    cache: "charts/shop/charts/cache/templates/load.yaml",
  },
  kustomize: {
    "p-load": "base/load.yaml",
    "p-second": "base/load.yaml",
    "p-made": "parts/made.yaml",
    "p-deeper": "overlays/prod/deep/er.yaml",
  },
};

if (!hasRealTools) console.log("Helm and kubectl of npm are not for this machine: nothing was rendered.");
else for (const folder of realTools(root)) compare(folder);

function compare(tools: string): void {
  const folder = mkdtempSync(join(tmpdir(), "lint-rendered-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    const run = (program: string, ...words: readonly string[]): string =>
      execFileSync(join(tools, program), words, { cwd: folder, encoding: "utf8" });
    const helm = run("helm", "template", "rel", "charts/shop", "--include-crds");
    assert.deepEqual(sourcesIn(helm, folder), expected.helm);
    assert.deepEqual(sourcesIn(run("kubectl", "kustomize", "overlays/prod"), folder), expected.kustomize);
    console.log("Each finding in what helm and kubectl kustomize print names the file that it comes from.");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The files that findings come from, by the names of the Jobs that they are in. */
function sourcesIn(text: string, cwd: string): Readonly<Record<string, string | undefined>> {
  const words = [join(root, "dist", "cli.cjs"), "lint", "--format", "json", "-"];
  const { stdout } = spawnSync(process.execPath, words, { cwd, input: text, encoding: "utf8" });
  const { findings } = JSON.parse(stdout) as {
    readonly findings: readonly {
      readonly rule: string;
      readonly line: number;
      readonly source?: { readonly file?: string };
    }[];
  };
  const names = text.split("\n").map((line) => /^ {2}name: (\S+)/.exec(line)?.[1]);
  const found = findings.filter(({ rule }) => rule === "hook-never-applied");
  // kustomize puts the name behind the annotations, and Helm before them.
  return Object.fromEntries(
    found.map(({ line, source }) => [nearestName(names, line - 1), source?.file?.replaceAll("\\", "/")]),
  );
}

function nearestName(names: readonly (string | undefined)[], at: number): string {
  const after = names.slice(at).findIndex((name) => name !== undefined);
  const before = names
    .slice(0, at)
    .reverse()
    .findIndex((name) => name !== undefined);
  const isBefore = after < 0 || (before >= 0 && before < after);
  return (isBefore ? names[at - 1 - before] : names[at + after]) ?? "";
}
