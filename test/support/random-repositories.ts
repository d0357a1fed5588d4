import fc from "fast-check";
import { hook, manifest, wave } from "./manifests.ts";

/** A file with its text. */
export interface RandomFile {
  readonly path: string;
  readonly text: string;
}

/** A file that is written, or the number of one that goes, of all that there are. */
export type RandomChange = (RandomFile & { readonly isTyped: boolean }) | { readonly gone: number };

const folders = ["", "app/", "app/deep/", "gen/", "base/", "overlay/", "chart/templates/", "inner/app/"] as const;

const misspelt = manifest("Job", "migrate", hook("Presync"));
const number = manifest("ConfigMap", "settings", { "argocd.argoproj.io/sync-wave": "1" });
const embedded = `${manifest("ConfigMap", "holder")}data:\n  job.yaml: |\n${misspelt.replace(/^/gm, "    ")}\n`;
const widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: one\n";

function application(name: string, path: string, more = ""): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: ${name}, annotations: {argocd.argoproj.io/sync-wave: "1"}}
spec:
  source: {repoURL: https://example.com/shop.git, path: ${path}${more}}
  destination: {namespace: prod}
`;
}

const documents = [
  misspelt,
  number,
  embedded,
  manifest("ConfigMap", "same"),
  manifest("ConfigMap", "same", wave("1")),
  manifest("Job", "later", hook("PreDelete")),
  manifest("ConfigMap", "a", { "argocd.argoproj.io/sync-options": "Prun=false" }),
  `# argocd-annotations-ignore-file hook-never-applied\n${misspelt}`,
  `# argocd-annotations-ignore-file duplicate-resource\n${manifest("ConfigMap", "same")}`,
  `${widget}  annotations: {argocd.argoproj.io/sync-wave: "-1"}\n`,
  application("shop", "app", ", directory: {recurse: true}"),
  application("over", "overlay"),
  application("chart", "chart"),
  "a: [b\n",
] as const;

const manifests = fc
  .uniqueArray(fc.constantFrom(...documents), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join("---\n"));

const pattern = fc.constantFrom(
  ...["app/", "/app", "deep", "*.gen.yaml", "**/b.yaml", "app/*", "app/**", "!app/a.yaml", "!b.yaml", "gen", "a.yaml"],
  ...["chart/", "{a,b}.yaml", "[ab].yaml", "/*", "overlay/kustomization.yaml", "*.yaml", ".argocd-annotations.yaml"],
);
const patterns = fc
  .array(pattern, { maxLength: 3 })
  .map((all) => `[${all.map((it) => JSON.stringify(it)).join(", ")}]`);

const severity = fc.constantFrom("off", "hint", "information", "warning", "error", "warn", "info");
const ruleName = fc.constantFrom(
  ...["hook-never-applied", "value-not-a-string", "duplicate-resource", "unknown-option", "hook-without-deadline"],
  ...["wave-of-child-application", "needs-newer-argo-cd", "application-fails", "unused-suppression", "not-a-rule"],
);
const someRules = fc
  .uniqueArray(fc.tuple(ruleName, severity), { maxLength: 4, selector: ([name]) => name })
  .map((all) => `{ ${all.map(([name, level]) => `${name}: ${level}`).join(", ")} }`);
const version = fc.constantFrom("2.4", "2.14", "3.1", "latest", "v3.0.1", "new");

const setting = fc.oneof(
  version.map((it) => `argocdVersion: ${it}`),
  someRules.map((it) => `rules: ${it}`),
  patterns.map((it) => `exclude: ${it}`),
  fc.boolean().map((it) => `embeddedInConfigMaps: ${it}`),
  fc.constantFrom("healthChecks: [example.com/Widget]", "healthChecks: [argoproj.io/Application]", "ruls: {}"),
  fc
    .constantFrom("app", "base", "chart", ".", "../app")
    .map((path) => `applications: [{ name: configured, path: ${path}, directory: { recurse: true } }]`),
  fc
    .array(fc.tuple(patterns, version, someRules), { minLength: 1, maxLength: 2 })
    .map((all) =>
      ["overrides:", ...all.map((it) => `  - { paths: ${it[0]}, argocdVersion: ${it[1]}, rules: ${it[2]} }`)].join(
        "\n",
      ),
    ),
);
const configuration = fc.array(setting, { maxLength: 4 }).map((lines) => `${lines.join("\n")}\n`);

const kustomization = fc
  .tuple(
    fc.subarray(["a.yaml", "b.yaml", "../base", "../gen/a.yaml"]),
    fc.constantFrom("", "commonAnnotations: {argocd.argoproj.io/sync-wave: '1'}\n", "patches: [{path: a.gen.yaml}]\n"),
  )
  .map(([resources, more]) => `resources: [${resources.join(", ")}]\n${more}`);

const folder = fc.constantFrom(...folders);

/** A file with a text that suits its name. */
const file: fc.Arbitrary<RandomFile> = fc.oneof(
  { weight: 6, arbitrary: named(["a.yaml", "b.yaml", "a.gen.yaml"], manifests) },
  { weight: 3, arbitrary: named([".argocd-annotations.yaml"], configuration) },
  { weight: 1, arbitrary: named(["kustomization.yaml"], kustomization) },
  {
    weight: 1,
    arbitrary: named(
      [".gitignore"],
      fc.array(pattern, { maxLength: 3 }).map((all) => all.join("\n")),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { path: "chart/Chart.yaml", text: "apiVersion: v2\nname: shop\nversion: 1.0.0\n" },
      { path: "chart/values.yaml", text: "hook: Presync\n" },
      {
        path: "chart/templates/a.yaml",
        text: manifest("Job", "{{ .Release.Name }}", hook("{{ .Values.hook | default `PreSync` }}")),
      },
      { path: "inner/.git/HEAD", text: "ref: refs/heads/main\n" },
      { path: "inner/.git", text: "gitdir: ../.git/modules/inner\n" },
    ),
  },
);

function named(names: readonly string[], text: fc.Arbitrary<string>): fc.Arbitrary<RandomFile> {
  return fc.tuple(folder, fc.constantFrom(...names), text).map(([at, name, it]) => ({ path: at + name, text: it }));
}

/** The files of a small repository. No two of them have the same path. */
export const randomFiles: fc.Arbitrary<readonly RandomFile[]> = fc
  .uniqueArray(file, { minLength: 1, maxLength: 10, selector: ({ path }) => path })
  .map((all) => all.filter(({ path }) => path !== "inner/.git" || all.every((it) => it.path !== "inner/.git/HEAD")));

/** What happens to a repository later: a file is written, or typed before it is saved, or goes. */
export const randomChanges: fc.Arbitrary<readonly RandomChange[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          file.filter(({ path }) => !path.startsWith("inner/.git")),
          fc.boolean(),
        )
        .map(([it, isTyped]) => ({ ...it, isTyped })),
    },
    { weight: 1, arbitrary: fc.nat(20).map((gone) => ({ gone })) },
  ),
  { maxLength: 5 },
);
