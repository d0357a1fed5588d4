import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { applicationRules, resourceRules } from "../../server/core/index.ts";
import { splitDocuments } from "../../server/core/manifest/split.ts";
import { readCases } from "../conformance/conformance-case.ts";
import { readCorpus } from "../corpus/corpus.ts";
import { generatedDocument } from "../properties/ordinary-texts.ts";
import { sharedAnnotations } from "../support/shared-annotations.ts";
import { stripMarkers } from "../support/markers.ts";
import { nastyText } from "../support/texts.ts";
import { readRenders } from "../tools/kustomize-render.ts";
import { readFinds } from "./finds.ts";
import type { Random } from "./random.ts";
import { inputOf, type InputKind } from "./target.ts";
import { indicators, keys, lines, strange, values, wordParts } from "./tokens.ts";

/** A text to begin with. */
export interface Seed {
  readonly text: string;
  /** Where it comes from, in a few words. */
  readonly origin: string;
}

/** The texts to begin with, by what takes them. */
export type Seeds = Readonly<Record<InputKind, readonly Seed[]>>;

const root = join(import.meta.dirname, "..", "..");
const fixtures = join(root, "test", "fixtures");

/** Longer texts are cut into their documents, so that an execution stays cheap. */
const longest = 2500;

/** Reads all texts to begin with: those of the project, and every file of the folders given. */
export function readSeeds(folders: readonly string[] = []): Seeds {
  const manifests = [
    ...seedsOf(
      "public manifests",
      readCorpus().map(({ text }) => text),
    ),
    ...seedsOf(
      "conformance cases",
      (["named", "random", "files"] as const).flatMap(readCases).map(({ manifests }) => manifests),
    ),
    ...seedsOf("examples of rules", ruleTexts()),
    ...seedsOf(
      "kustomize cases",
      renders().flatMap(({ files, rendered = "" }) => [...Object.values(files), rendered]),
    ),
    ...seedsOf(
      "fixtures and examples",
      filesBelow(root, ["test/fixtures/*.yaml", "test/fixtures/grammar/*.yaml", "examples/**/*.{yaml,json}"]),
    ),
    ...seedsOf("YAML test suite", yamlTestSuite()),
    ...seedsOf("made by fast-check", generated()),
    ...seedsOf(
      "folders given",
      folders.flatMap((folder) => filesBelow(folder, ["**/*"])),
    ),
    ...seedsOf(
      "earlier finds",
      readFinds().map(({ input }) => input),
    ),
  ];
  const bundles = [
    ...renders().map(({ files }) => ({ text: inputOf(files), origin: "kustomize cases" })),
    ...exampleFolders().map((text) => ({ text, origin: "fixtures and examples" })),
    ...applicationRules.flatMap(({ examples }) =>
      examples.map(({ files }) => ({ text: inputOf(files), origin: "examples of rules" })),
    ),
    ...applications.map((text) => ({ text, origin: "Applications over folders" })),
  ];
  const words = [...indicators, ...keys, ...lines, ...strange, ...values, ...wordParts, ...wordSeeds];
  return {
    manifest: manifests,
    files: bundles.filter(({ text }) => text.length <= 4 * longest),
    words: words.map((text) => ({ text, origin: "words" })),
  };
}

/** A part of a long text, of whole lines: most of what can go wrong needs few of them, and a short text is tried sooner. */
export function partOf(text: string, random: Random): string {
  const wanted = 150 + random.below(450);
  if (text.length <= wanted) return text;
  const start = random.oneIn(2) ? 0 : text.lastIndexOf("\n", random.below(text.length)) + 1;
  return text.slice(start, text.indexOf("\n", start + wanted) + 1 || text.length);
}

function seedsOf(origin: string, texts: readonly string[]): readonly Seed[] {
  const short = texts.flatMap((text) => (text.length <= longest ? [text] : splitDocuments(text)));
  const distinct = new Set(short.map((text) => (text.length <= 2 * longest ? text : text.slice(0, longest))));
  return [...distinct].map((text) => ({ text, origin }));
}

function renders() {
  return [...readRenders("cases"), ...readRenders("public")];
}

function ruleTexts(): readonly string[] {
  const own = resourceRules.flatMap(({ examples }) =>
    examples.flatMap(({ yaml, fixed = "" }) => [stripMarkers(yaml), fixed]),
  );
  const ofApplications = applicationRules.flatMap(({ examples }) =>
    examples.map(({ files }) => Object.values(files).map(stripMarkers).join("---\n")),
  );
  return [...own, ...ofApplications];
}

function filesBelow(folder: string, patterns: readonly string[]): readonly string[] {
  const paths = patterns.flatMap((pattern) => globSync(pattern, { cwd: folder })).map((path) => join(folder, path));
  return paths.sort().flatMap((path) => {
    const isText =
      existsSync(path) && statSync(path).isFile() && statSync(path).size < 1_000_000 && !/\.(?:gz|png)$/.test(path);
    return isText ? readFileSync(path, "utf8").split(path.endsWith(".ndjson") ? "\n" : "\0") : [];
  });
}

function yamlTestSuite(): readonly string[] {
  const packed = gunzipSync(readFileSync(join(fixtures, "yaml-test-suite", "cases.ndjson.gz"))).toString("utf8");
  return packed
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as { readonly yaml: string }).yaml);
}

function generated(): readonly string[] {
  return [nastyText, generatedDocument, sharedAnnotations].flatMap((texts, index) =>
    fc.sample(texts, { numRuns: 150, seed: index }),
  );
}

/** Each folder of the examples as one bundle. */
function exampleFolders(): readonly string[] {
  const folders = globSync("examples/*", { cwd: root }).filter((it) => statSync(join(root, it)).isDirectory());
  return folders.sort().map((folder) =>
    inputOf(
      Object.fromEntries(
        globSync("*.yaml", { cwd: join(root, folder) })
          .sort()
          .slice(0, 6)
          .map((path) => [`app/${basename(path)}`, readFileSync(join(root, folder, path), "utf8")]),
      ),
    ),
  );
}

const job =
  "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations:\n    argocd.argoproj.io/hook: PreSync\n";

/** Applications, ApplicationSets and charts with the folders that they deploy. */
const applications: readonly string[] = [
  {
    "apps/app.yaml":
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  destination: {namespace: prod}\n  source:\n    repoURL: https://a.b/c.git\n    path: shop\n    kustomize:\n      commonAnnotations: {argocd.argoproj.io/sync-wave: "3"}\n  syncPolicy:\n    syncOptions: [CreateNamespace=true]\n',
    "shop/job.yaml": job,
    "shop/kustomization.yaml": "resources: [job.yaml]\nnamePrefix: a-\n",
  },
  {
    "apps/set.yaml":
      "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata: {name: all}\nspec:\n  goTemplate: true\n  generators:\n  - list: {elements: [{name: shop, wave: 1}, {name: \"{{ x }}\"}]}\n  - git: {directories: [{path: '*'}, {path: apps, exclude: true}]}\n  - matrix: {generators: [{list: {elements: [{a: 1}]}}, {git: {files: [{path: '**/*.json'}]}}]}\n  template:\n    metadata: {name: '{{ .name }}', annotations: {argocd.argoproj.io/sync-wave: '{{ .wave }}'}}\n    spec:\n      destination: {namespace: '{{.name}}'}\n      sources: [{path: '{{ .path.path }}'}, {path: shop, directory: {recurse: true, include: '*.{yaml,json}'}}]\n",
    "shop/job.yaml": job,
    "shop/config.json": '{"name": "a"}\n',
  },
  {
    "ops/argocd-cm.yaml":
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: argocd-cm\ndata:\n  resource.customizations.health.batch_Job: return {}\n  resource.customizations: |\n    '*.b/*':\n      health.lua: return {}\n",
    "ops/values.yaml": "configs:\n  cm:\n    resource.customizations.health.a.b_C: return {}\n",
    "ops/argocd.yaml":
      "apiVersion: argoproj.io/v1beta1\nkind: ArgoCD\nmetadata: {name: argocd}\nspec:\n  resourceHealthChecks:\n  - {group: a.b, kind: C, check: x}\n  resourceCustomizations: 'a.b/D: {health.lua: x}'\n",
    "ops/kustomization.yaml":
      "configMapGenerator:\n- name: argocd-cm\n  literals: [resource.customizations.health.Pod=x]\npatches:\n- patch: |\n    - {op: add, path: /data/resource.customizations.health.Service, value: x}\n",
    "shop/job.yaml": job,
    "shop/own.yaml":
      'apiVersion: a.b/v1\nkind: C\nmetadata:\n  name: own\n  annotations: {argocd.argoproj.io/sync-wave: "-1"}\n',
  },
  {
    "chart/Chart.yaml":
      "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies: [{name: sub, condition: sub.enabled}]\n",
    "chart/values.yaml": "annotations:\n  helm.sh/hook: pre-install\nsub: {enabled: false}\n",
    "chart/templates/job.yaml": `{{- if .Values.jobs }}\n${job}{{- end }}\n`,
    "chart/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
    "chart/charts/sub/templates/job.yaml": job,
    "chart/.argocd-source.yaml": "helm: {releaseName: a}\n",
    "app.yaml":
      "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\nspec:\n  source: {repoURL: a, path: chart, helm: {valueFiles: [values.yaml], parameters: [{name: a, value: b}]}}\n",
  },
].map(inputOf);

/** Words in the forms that their readers expect. */
const wordSeeds: readonly string[] = [
  ...[
    "*.yaml\na.yaml\nb/c.yaml",
    "**/templates/**\nchart/templates/a.yaml",
    "{a,b}*/[!c]?\nab/d",
    "/build/\n!keep\n*.log\nbuild/keep",
  ],
  ...[
    "lint\n--fix\na.yaml",
    "plan\n--what-if\nfail:Job/migrate\nfolder",
    "lint\n--argocd-version\n2.14\n--exclude\n**/x\n-",
    "plan\n--against\nmain\n.",
  ],
  ...[
    '{"severity": {"unknown-hook-type": "off"}, "exclude": ["**/a"], "argocdVersion": "2.10"}',
    '{"codeLens": "always", "render": 1, "validate": null}',
  ],
  ...[
    "severity: off\nunknown-option error\nargocdVersion 3.1",
    "5\n-7\n9223372036854775807\n-9223372036854775808",
    "2.4\nv3.5.1\nlatest",
  ],
];
