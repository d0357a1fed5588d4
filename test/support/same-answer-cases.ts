import { hook, manifest, wave } from "./manifests.ts";

/** A repository, and what every way to ask about it must find. */
export interface SameAnswerCase {
  readonly title: string;
  /** The texts by path; a path that leads elsewhere is a symbolic link. */
  readonly files: Readonly<Record<string, string | { readonly linkTo: string }>>;
  /** Findings that must be among the answers in a Git repository, as `path rule`, so that the answers are not the same only because there are none. */
  readonly finds: readonly string[];
  /** Files that are checked only if they are asked for by name. */
  readonly onlyByName?: readonly string[];
  /** Of these, those that the editor does not check even then. */
  readonly notInEditor?: readonly string[];
}

const misspelt = manifest("Job", "migrate", hook("Presync"));
const number = manifest("ConfigMap", "settings", { "argocd.argoproj.io/sync-wave": "1" });
const same = manifest("ConfigMap", "same");
const waved = manifest("ConfigMap", "same", wave("1"));
const account = manifest("ServiceAccount", "migrate");
const migration = `${manifest("Job", "migrate", hook("PreSync"))}spec:
  activeDeadlineSeconds: 60
  template:
    spec:
      serviceAccountName: migrate
`;
const suspended = `${manifest("Job", "later", wave("0"))}spec: {suspend: true}\n`;

/** An Application that deploys a folder. */
function application(path: string, more = ""): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: {name: shop}
spec:
  source: {repoURL: https://example.com/shop.git, path: ${path}${more}}
  destination: {namespace: prod}
`;
}

const recursive = application("deploy", ", directory: {recurse: true}");
const child = recursive.replace("{name: shop}", '{name: child, annotations: {argocd.argoproj.io/sync-wave: "2"}}');
const embedded = `apiVersion: v1
kind: ConfigMap
metadata: {name: holder}
data:
  job.yaml: |
${misspelt.replaceAll(/^/gm, "    ")}
`;

/** What has been, or may be, a reason for answers to differ. */
export const sameAnswerCases: readonly SameAnswerCase[] = [
  {
    title: "a ConfigMap in another folder adds a health check to Argo CD",
    files: {
      "ops/argocd-cm.yaml": `${manifest("ConfigMap", "argocd-cm")}data:\n  resource.customizations.health.argoproj.io_Application: return {}\n  resource.customizations.health.batch_Job: return {}\n`,
      "apps/child.yaml": `${application("deploy")}---\n${application("other").replace("{name: shop}", '{name: other, annotations: {argocd.argoproj.io/sync-wave: "2"}}')}`,
      "deploy/a.yaml": `${suspended}---\n${waved}---\n${number}`,
    },
    finds: ["deploy/a.yaml value-not-a-string"],
  },
  {
    title: "many Applications have waves, which is said once",
    files: {
      "apps/b.yaml": child,
      "apps/c.yaml": `# argocd-annotations-ignore-file wave-of-child-application\n${child}---\n${child}`,
      "apps/a/z.yaml": `${application("deploy")}---\n${child}`,
      "apps/a/kustomization.yaml": "resources: [z.yaml]\npatches: [{path: a.yaml}]\n",
      "apps/a/a.yaml": child,
      "apps/templates/all.yaml.tpl": child,
      ".hidden/a.yaml": `${child}---\n${child}`,
      "ignored.yaml": child,
      ".gitignore": "ignored.yaml\n",
      "deploy/a.yaml": same,
      "inner/.git/HEAD": "ref: refs/heads/main\n",
      "inner/a.yaml": child,
      "inner/b.yaml": `# argocd-annotations-ignore-file wave-of-child-application\n${child}`,
    },
    finds: [
      "apps/a/z.yaml wave-of-child-application",
      "inner/a.yaml wave-of-child-application",
      ".hidden/a.yaml wave-of-child-application",
      "ignored.yaml wave-of-child-application",
    ],
    onlyByName: [".hidden/a.yaml", "ignored.yaml"],
  },
  {
    title: "an Application in another folder deploys the file",
    files: { "argocd/shop.yaml": recursive, "deploy/a/one.yaml": waved, "deploy/b/two.yaml": same },
    finds: ["deploy/a/one.yaml duplicate-resource"],
  },
  {
    title: "an ApplicationSet deploys the folders that it finds",
    files: {
      "sets/all.yaml": `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: all}
spec:
  generators: [{git: {repoURL: https://example.com/shop.git, directories: [{path: apps/*}]}}]
  template:
    metadata: {name: "{{path.basename}}"}
    spec:
      source: {repoURL: https://example.com/shop.git, path: "{{path}}", directory: {recurse: true}}
      destination: {namespace: prod}
`,
      "apps/x/a/one.yaml": waved,
      "apps/x/b/two.yaml": same,
      "apps/y/three.yaml": same,
    },
    finds: ["apps/x/a/one.yaml duplicate-resource"],
  },
  {
    title: "an Application deploys its own repository and leaves files out",
    files: {
      "app.yaml": application(".", ", directory: {recurse: true, exclude: 'out/*'}"),
      "in/one.yaml": waved,
      "in/deep/two.yaml": same,
      "out/three.yaml": misspelt,
      "out/four.yaml": same,
    },
    finds: ["in/deep/two.yaml duplicate-resource", "out/three.yaml hook-never-applied"],
  },
  {
    title: "an Application itself does not work",
    files: {
      "argocd/shop.yaml": application("deploy", ", directory: {recurse: true}, helm: {releaseName: x}"),
      "deploy/job.yaml": misspelt,
    },
    finds: ["argocd/shop.yaml application-fails", "deploy/job.yaml hook-never-applied"],
  },
  {
    title: "an overlay in another folder uses the file through its base",
    files: {
      "base/kustomization.yaml": "resources: [later.yaml, account.yaml, job.yaml]\n",
      "base/later.yaml": suspended,
      "base/account.yaml": account,
      "base/job.yaml": migration,
      "overlays/prod/kustomization.yaml": "resources: [../../base]\npatches:\n- path: later.yaml\n",
      "overlays/prod/later.yaml": `${manifest("Job", "later", { "argocd.argoproj.io/sync-wave": "2" })}spec: {suspend: false}\n`,
    },
    finds: ["base/job.yaml needed-before-applied"],
  },
  {
    title: "an Application deploys an overlay of the file's base",
    files: {
      "argocd/shop.yaml": application("overlays/prod"),
      "base/kustomization.yaml": "resources: [account.yaml, job.yaml]\n",
      "base/account.yaml": account,
      "base/job.yaml": migration,
      "overlays/prod/kustomization.yaml":
        "resources: [../../base]\ncommonAnnotations: {argocd.argoproj.io/sync-wave: '1'}\n",
    },
    finds: ["base/job.yaml needed-before-applied"],
  },
  {
    title: "a kustomization further up lists and patches files of folders without one",
    files: {
      "app/kustomization.yaml": "resources: [parts/listed.yaml]\npatches:\n- path: parts/patch.yaml\n",
      "app/parts/listed.yaml": number,
      "app/parts/patch.yaml": number,
      "app/parts/alone.yaml": number,
    },
    finds: ["app/parts/alone.yaml value-not-a-string"],
  },
  {
    title: "a component elsewhere patches the file",
    files: {
      "app/kustomization.yaml": "resources: [later.yaml]\ncomponents: [../component]\n",
      "app/later.yaml": suspended,
      "component/kustomization.yaml":
        "apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches:\n- path: patch.yaml\n",
      "component/patch.yaml": `${manifest("Job", "later", { "argocd.argoproj.io/hook": "Presync" })}spec: {suspend: false}\n`,
    },
    finds: ["component/patch.yaml hook-never-applied"],
  },
  {
    title: "two files of a folder clash",
    files: { "app/one.yaml": waved, "app/two.yml": same, "other/three.yaml": same },
    finds: ["app/one.yaml duplicate-resource"],
  },
  {
    title: "kustomize refuses a kustomization",
    files: {
      "absent/kustomization.yaml": "resources: [absent.yaml, job.yaml]\n",
      "absent/job.yaml": misspelt,
      "outside/kustomization.yaml": "resources: [../plain/one.yaml]\n",
      "plain/one.yaml": waved,
      "plain/two.yaml": same,
      "unknown/kustomization.yaml": "resource: [job.yaml]\n",
      "unknown/job.yaml": misspelt,
    },
    finds: ["absent/kustomization.yaml application-fails"],
  },
  {
    title: "a patch of a kustomization has no target",
    files: {
      "kustomization.yaml": "resources: [one.yaml]\npatchesStrategicMerge: [patch.yaml]\n",
      "one.yaml": waved,
      "patch.yaml": manifest("ConfigMap", "another", wave("2")),
    },
    finds: ["patch.yaml application-fails"],
  },
  {
    title: "annotations are not strings",
    files: {
      "app/kustomization.yaml": "resources: [one.yaml, two.yaml]\n",
      "app/one.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: one\n  annotations: PreSync\n",
      "app/two.yaml": number,
      "plain/three.yaml": number,
      "plain/four.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: four\n  annotations: [PreSync]\n",
    },
    finds: ["app/one.yaml annotations-not-a-mapping", "plain/three.yaml value-not-a-string"],
  },
  {
    title: "ConfigMaps contain manifests as text",
    files: { "holder.yaml": `${embedded}---\n${misspelt}` },
    finds: ["holder.yaml hook-never-applied"],
  },
  {
    title: "comments suppress findings, of which some are not there",
    files: {
      "app/one.yaml": `# argocd-annotations-ignore-file duplicate-resource\n${waved}`,
      "app/two.yaml": same,
      "app/job.yaml": `# argocd-annotations-ignore-file hook-without-deadline\n${misspelt}`,
      "app/unused.yaml": `# argocd-annotations-ignore-file duplicate-resource\n${manifest("ConfigMap", "unused")}`,
    },
    finds: ["app/job.yaml unused-suppression", "app/job.yaml hook-never-applied"],
  },
  {
    title: "a custom resource has no CustomResourceDefinition",
    files: {
      "app/resource.yaml":
        "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: one\n  annotations: {argocd.argoproj.io/sync-wave: '-1'}\n",
      "app/definition.yaml": `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.example.com}
spec: {group: example.com, names: {kind: Gadget, plural: gadgets}, scope: Namespaced}
`,
      "app/gadget.yaml": "apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: two}\n",
      "app/job.yaml": misspelt,
    },
    finds: ["app/job.yaml hook-never-applied"],
  },
  {
    title: "Git ignores files, among them an Application",
    files: {
      ".gitignore": "ignored*\n",
      "app/ignored.yaml": same,
      "app/one.yaml": waved,
      "app/ignored-job.yaml": misspelt,
      "ignored-app.yaml": recursive,
      "deploy/a/one.yaml": waved,
      "deploy/b/two.yaml": same,
    },
    finds: ["app/ignored-job.yaml hook-never-applied"],
    onlyByName: ["app/ignored.yaml", "app/ignored-job.yaml", "ignored-app.yaml"],
  },
  {
    title: "hidden folders contain manifests, among them an Application",
    files: {
      ".argocd/app.yaml": recursive,
      ".argocd/refused.yaml": application("deploy", ", directory: {recurse: true}, helm: {releaseName: x}"),
      ".argocd/job.yaml": misspelt,
      "deploy/a/one.yaml": waved,
      "deploy/b/two.yaml": same,
      "deploy/.hidden.yaml": manifest("Job", "hidden", hook("Presync")),
    },
    finds: ["deploy/.hidden.yaml hook-never-applied", ".argocd/refused.yaml application-fails"],
    onlyByName: [".argocd/app.yaml", ".argocd/refused.yaml", ".argocd/job.yaml"],
  },
  {
    title: "a repository is inside another one",
    files: {
      "argocd/shop.yaml": recursive,
      "deploy/a/one.yaml": waved,
      "deploy/b/two.yaml": same,
      "inner/.git/HEAD": "ref: refs/heads/main\n",
      "inner/argocd/shop.yaml": recursive,
      "inner/deploy/a/one.yaml": waved,
      "inner/deploy/b/two.yaml": same,
      "module/.git": "gitdir: ../.git/modules/module\n",
      "module/deploy/a/one.yaml": waved,
      "module/deploy/b/two.yaml": same,
    },
    finds: ["deploy/a/one.yaml duplicate-resource", "inner/deploy/a/one.yaml duplicate-resource"],
  },
  {
    title: "links lead to folders and files",
    files: {
      "argocd/shop.yaml": recursive,
      "deploy/a/one.yaml": waved,
      "deploy/b": { linkTo: "../elsewhere" },
      "elsewhere/two.yaml": same,
      "elsewhere/job.yaml": misspelt,
      "files/one.yaml": waved,
      "files/two.yaml": { linkTo: "one.yaml" },
    },
    finds: ["elsewhere/job.yaml hook-never-applied", "files/one.yaml duplicate-resource"],
    onlyByName: ["deploy/b/two.yaml", "deploy/b/job.yaml"],
  },
  {
    title: "lines end in CRLF, and files begin with a byte order mark",
    files: {
      "crlf/job.yaml": misspelt.replaceAll("\n", "\r\n"),
      "crlf/two.yaml": `${waved}---\n${same}`.replaceAll("\n", "\r\n"),
      "mark/one.yaml": `\uFEFF${misspelt}`,
      "mark/flow.yaml": `\uFEFF{apiVersion: v1, kind: ConfigMap, metadata: {name: a, annotations: {argocd.argoproj.io/sync-wave: 1}}}\n`,
      "mark/both.yaml": `\uFEFF${number}---\n${misspelt}`.replaceAll("\n", "\r\n"),
    },
    finds: [
      "crlf/job.yaml hook-never-applied",
      "mark/one.yaml hook-never-applied",
      "mark/flow.yaml value-not-a-string",
    ],
  },
  {
    title: "files are not valid YAML",
    files: {
      "app/broken.yaml": `${misspelt}---\na: b: c\n  - [\n---\n${waved}`,
      "app/tab.yaml": "a:\n\tb: c\n",
      "app/empty.yaml": "",
      "app/two.yaml": same,
      "app/kustomization/kustomization.yaml": "resources: [\n",
      "app/kustomization/job.yaml": misspelt,
    },
    finds: ["app/broken.yaml hook-never-applied", "app/broken.yaml application-fails"],
  },
  {
    title: "a chart has templates, values and a subchart",
    files: {
      "argocd/shop.yaml": application("chart"),
      "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "chart/values.yaml": "annotations:\n  argocd.argoproj.io/hook: Presync\njobs: 1\n",
      "chart/templates/_names.tpl": '{{ define "shop.annotations" }}\nargocd.argoproj.io/hook: Presync\n{{ end }}\n',
      "chart/templates/job.yaml": `${misspelt.replace("migrate", "{{ .Release.Name }}-migrate")}{{ if .Values.jobs }}\n---\n${waved}{{ end }}\n`,
      "chart/templates/two.yaml": same,
      "chart/charts/sub/Chart.yaml": "apiVersion: v2\nname: sub\nversion: 1.0.0\n",
      "chart/charts/sub/templates/job.yaml": misspelt,
    },
    finds: ["chart/templates/job.yaml hook-never-applied", "chart/charts/sub/templates/job.yaml hook-never-applied"],
  },
  {
    title: "a template of another tool has a resource twice",
    files: { "terraform/settings.yaml.tpl": `${waved}---\n${same}`, "terraform/job.tpl": misspelt },
    finds: ["terraform/job.tpl hook-never-applied"],
  },
  {
    title: "files are not manifests by their names",
    files: {
      "app/one.yaml": waved,
      "app/two.json": JSON.stringify({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "same" } }),
      "app/list.yaml": `apiVersion: v1\nkind: List\nitems:\n- ${misspelt.trimEnd().replaceAll("\n", "\n  ")}\n`,
      "app/main.jsonnet": "{apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'same'}}\n",
      "app/notes.txt": misspelt,
      "app/manifest": misspelt,
    },
    finds: ["app/one.yaml duplicate-resource", "app/notes.txt hook-never-applied"],
    onlyByName: ["app/main.jsonnet", "app/notes.txt", "app/manifest"],
  },
  {
    title: "names need an escape in addresses",
    files: {
      "an app #1/jöb 100%25 (a).yaml": misspelt,
      "an app #1/[one].yaml": waved,
      "an app #1/two&?.yaml": same,
    },
    finds: ["an app #1/jöb 100%25 (a).yaml hook-never-applied"],
  },
  {
    title: "an installed package contains manifests",
    files: { "node_modules/tool/job.yaml": misspelt, "app/job.yaml": misspelt },
    finds: ["app/job.yaml hook-never-applied"],
    onlyByName: ["node_modules/tool/job.yaml"],
    notInEditor: ["node_modules/tool/job.yaml"],
  },
  {
    title: "an application is too large to be checked with every keystroke",
    files: {
      "app/many.yaml": Array.from({ length: 250 }, (_, index) => manifest("ConfigMap", `settings-${index}`)).join(
        "---\n",
      ),
      "app/job.yaml": `${migration}---\n${account}`,
      "app/one.yaml": waved,
      "app/two.yaml": same,
    },
    finds: ["app/job.yaml needed-before-applied", "app/one.yaml duplicate-resource"],
  },
  {
    title: "a configuration names Applications that fail",
    files: {
      "team/.argocd-annotations.yaml":
        "# Ours\n---\napplications:\n- { name: gone, path: nowhere }\n- { name: file, path: app/one.yaml }\n- { name: chart, path: chart, helm: { valueFiles: [none.yaml] } }\n",
      "nowhere/one.yaml": waved,
      "team/app/one.yaml": waved,
      "team/chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "team/chart/templates/job.yaml": misspelt,
    },
    finds: ["team/.argocd-annotations.yaml application-fails", "team/chart/templates/job.yaml hook-never-applied"],
  },
  {
    title: "a configuration sets severities and leaves files out",
    files: {
      "app/.argocd-annotations.yaml":
        "ruls: {}\nrules: { hook-never-applied: hint }\nexclude: [gen/]\noverrides: [{ paths: [off.yaml], rules: { hook-never-applied: off } }]\n",
      "app/job.yaml": misspelt,
      "app/off.yaml": misspelt.replace("migrate", "off"),
      "app/gen/job.yaml": misspelt,
    },
    finds: ["app/job.yaml hook-never-applied", "app/.argocd-annotations.yaml configuration-mistake"],
  },
];
