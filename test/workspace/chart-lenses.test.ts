import assert from "node:assert/strict";
import { codeLenses, hover } from "../../server/core/index.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { memoryFiles } from "../support/memory-files.ts";

type Files = Readonly<Record<string, string>>;

/** An Application that deploys the chart with other options of Helm. */
function application(name: string, helm = "{}"): string {
  const source = `{ repoURL: https://git.example.com/shop.git, path: chart, targetRevision: main, helm: ${helm} }`;
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name} }\nspec:\n  source: ${source}\n  destination: { namespace: ${name} }\n`;
}

function configMap(name: string, annotations = ""): string {
  const more = annotations === "" ? "" : `  annotations:\n${annotations}`;
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;
}

const wave = (value: string): string => `    argocd.argoproj.io/sync-wave: ${value}\n`;

const chart = { "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n" };

async function workspaceOf(files: Files): Promise<Workspace> {
  const all = { ...chart, ...files };
  const paths = Object.entries(all).map(([path, text]) => [`/repo/${path}`, text] as const);
  const workspace = new Workspace(memoryFiles(Object.fromEntries(paths)));
  await workspace.applications.search("/repo");
  return workspace;
}

const template = "/repo/chart/templates/a.yaml";

/** The lenses of the template, each with its line from 1, without the words that all begin with; then what they say of each resource. */
async function lensesOf(files: Files): Promise<readonly string[]> {
  const workspace = await workspaceOf(files);
  const placed = (await workspace.place(template)) ?? assert.fail();
  const others = await workspace.applications.othersOfFile(template);
  return codeLenses(placed.roster, template, "always", others).flatMap(({ span, documentIndex, title, each = [] }) => {
    const start = (placed.file.offsets[documentIndex] ?? 0) + span.start;
    const line = (files["chart/templates/a.yaml"] ?? "").slice(0, start).split("\n").length;
    return [`${line}: ${title.replace(/^Argo CD: /, "")}`, ...each];
  });
}

/** What is said on the kind of the first resource of the template. */
async function hoverOf(files: Files): Promise<readonly string[]> {
  const placed = (await (await workspaceOf(files)).place(template)) ?? assert.fail();
  const at = (files["chart/templates/a.yaml"] ?? "").indexOf("kind:");
  return hover(placed.file, at, placed.roster, template)?.markdown.split("\n") ?? [];
}

const prod = { "apps/prod.yaml": application("prod") };

describe("lenses above templates", () => {
  const cases: readonly (readonly [what: string, files: Files, lenses: readonly string[]])[] = [
    [
      "are one for all that a loop prints",
      {
        ...prod,
        "chart/templates/a.yaml": `{{- range $i, $it := list "a" "b" "c" }}\n---\n${configMap("{{ $it }}", wave('"{{ add $i 2 }}"'))}{{- end }}\n`,
      },
      [
        "3: 3 resources · Sync · waves 2 to 4",
        "ConfigMap a: Sync · wave 2 · 1st of 3",
        "ConfigMap b: Sync · wave 3 · 2nd of 3",
        "ConfigMap c: Sync · wave 4 · 3rd of 3",
      ],
    ],
    [
      "are short where all are alike",
      { ...prod, "chart/templates/a.yaml": `{{- range list "a" "b" }}\n---\n${configMap("{{ . }}")}{{- end }}\n` },
      ["3: 2 resources · Sync · wave 0", "ConfigMap a: Sync · wave 0", "ConfigMap b: Sync · wave 0"],
    ],
    [
      "tell phases and what is never applied apart",
      {
        ...prod,
        "chart/templates/a.yaml": `{{- range list "PreSync" "Skip" "Sync" }}\n---\n${configMap("{{ lower . }}", "    argocd.argoproj.io/hook: {{ . }}\n")}{{- end }}\n`,
      },
      [
        "3: 3 resources · PreSync hook · Sync hook · wave 0 · 1 not applied in a sync",
        "ConfigMap presync: PreSync hook · wave 0 · 1st of 2 · deleted before its next run",
        "ConfigMap skip: never applied (hook: Skip)",
        "ConfigMap sync: Sync hook · wave 0 · 2nd of 2 · deleted before its next run",
      ],
    ],
    [
      "name the values with which something is not deployed",
      {
        ...prod,
        "chart/values.yaml": "monitoring: { enabled: false }\n",
        "chart/templates/a.yaml": `{{- if and .Values.monitoring.enabled $.Values.extra }}\n${configMap("a")}{{- end }}\n`,
      },
      ["2: not deployed with these values (monitoring.enabled and extra)"],
    ],
    [
      "say so of the values of a chart that nobody deploys",
      {
        "chart/values.yaml": "enabled: false\n",
        "chart/templates/a.yaml": `{{- if .Values.enabled }}\n${configMap("a", wave('"1"'))}{{- end }}\n`,
      },
      ["2: not deployed with the values of the chart (enabled)"],
    ],
    [
      "show the branch that is taken, and say that the other one is not deployed",
      {
        ...prod,
        "chart/templates/a.yaml": `{{- if .Values.a }}\n${configMap("a", wave('"1"'))}---\n${configMap("c")}{{- else }}\n---\n${configMap("b", wave('"2"'))}{{- end }}\n`,
      },
      [
        "15: Sync · wave 2 · 1st of 1",
        "2: not deployed with these values (a)",
        "9: not deployed with these values (a)",
      ],
    ],
    [
      "promise nothing where values cannot be read",
      {
        "apps/prod.yaml": application("prod", "{ valueFiles: ['https://example.com/values.yaml'] }"),
        "chart/templates/a.yaml": `{{- if .Values.a }}\n${configMap("a")}{{- end }}\n---\n${configMap("b")}`,
      },
      ["8: Sync · wave 0 · depends on what is in the values that cannot be read here"],
    ],
    [
      "take no names that somebody has to give for the same, where nobody says with which values a chart is deployed",
      {
        "chart/templates/a.yaml": `${configMap("{{ .Values.a }}", wave('"1"'))}---\n${configMap("{{ .Values.b | quote }}", wave('"2"'))}`,
      },
      ["1: Sync · wave 1 · 1st of 2", "8: Sync · wave 2 · 2nd of 2"],
    ],
    [
      "take no namespaces that somebody has to give for the same",
      {
        "chart/templates/a.yaml": `${configMap("a\n  namespace: {{ .Values.a }}", wave('"1"'))}---\n${configMap("a\n  namespace: {{ .Values.b }}", wave('"2"'))}`,
      },
      ["1: Sync · wave 1 · 1st of 2", "9: Sync · wave 2 · 2nd of 2"],
    ],
    [
      "take no names for the same that nobody knows",
      {
        "apps/prod.yaml": application("prod", "{ parameters: [{ name: a, value: $ARGOCD_APP_REVISION }] }"),
        "chart/templates/a.yaml": `${configMap("x-{{ .Values.a }}", wave('"1"'))}---\n${configMap("x-{{ randAlpha 5 }}", wave('"2"'))}`,
      },
      ["1: Sync · wave 1 · 1st of 2", "8: Sync · wave 2 · 2nd of 2"],
    ],
    [
      "say what decides whether something is there",
      {
        ...prod,
        "chart/templates/a.yaml": `{{- if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}\n${configMap("a")}{{- end }}\n`,
      },
      ["2: Sync · wave 0 · depends on whether the cluster has monitoring.coreos.com/v1"],
    ],
    [
      "say how the applications of the chart differ",
      {
        "apps/prod.yaml": application("prod", "{ valueFiles: [values-prod.yaml] }"),
        "apps/dev.yaml": application("dev", "{ parameters: [{ name: wave, value: '1' }] }"),
        "apps/stage.yaml": application("stage", "{ values: 'wave: 1' }"),
        "chart/values-prod.yaml": "wave: 3\n",
        "chart/templates/a.yaml": configMap("a", wave('"{{ .Values.wave }}"')),
      },
      [
        "1: Sync · wave 1 in dev and stage, 3 in prod",
        "dev: Sync · wave 1 · 1st of 1",
        "prod: Sync · wave 3 · 1st of 1",
        "stage: Sync · wave 1 · 1st of 1",
      ],
    ],
    [
      "say in which applications something is not deployed",
      {
        "apps/prod.yaml": application("prod", "{ parameters: [{ name: job, value: 'true' }] }"),
        "apps/dev.yaml": application("dev"),
        "chart/templates/a.yaml": `{{- if .Values.job }}\n${configMap("a", wave('"2"'))}{{- end }}\n`,
      },
      [
        "2: not deployed in dev, Sync · wave 2 in prod",
        "dev: not deployed with these values (job)",
        "prod: Sync · wave 2 · 1st of 1",
      ],
    ],
  ];
  for (const [what, files, lenses] of cases) {
    it(what, async () => {
      assert.deepEqual(await lensesOf(files), lenses);
    });
  }
});

describe("the hover in a template", () => {
  const values = { "chart/values-prod.yaml": "wave: 3\n" };
  const plain = { "chart/templates/a.yaml": configMap("a") };
  const lastLines: readonly (readonly [what: string, files: Files, line: string])[] = [
    [
      "for whom it is rendered, and with which files of values",
      { "apps/prod.yaml": application("prod", "{ valueFiles: [values-prod.yaml] }"), ...values },
      "- Rendered for the Application prod with the values of values-prod.yaml.",
    ],
    [
      "that the Application gives values itself",
      { "apps/prod.yaml": application("prod", "{ valueFiles: [values-prod.yaml], values: 'a: b' }"), ...values },
      "- Rendered for the Application prod with the values of values-prod.yaml and the Application itself.",
    ],
    [
      "that there are only those of the chart",
      prod,
      "- Rendered for the Application prod with the values of the chart alone.",
    ],
    ["that nobody deploys it", {}, "- Rendered with the values of the chart alone: no Application here deploys it."],
    [
      "that some values are not known",
      { "apps/prod.yaml": application("prod", "{ valueFiles: ['https://example.com/a.yaml'] }") },
      "- Rendered for the Application prod with the values of the chart alone. Others that it is given cannot be read here.",
    ],
  ];
  for (const [what, files, line] of lastLines) {
    it(`says ${what}`, async () => {
      assert.equal((await hoverOf({ ...plain, ...files })).at(-1), line);
    });
  }

  it("names each resource that a loop prints", async () => {
    const loop = `{{- range list "a" "b" }}\n---\n${configMap("{{ . }}", wave('"1"'))}{{- end }}\n`;
    assert.deepEqual((await hoverOf({ ...prod, "chart/templates/a.yaml": loop })).slice(0, 3), [
      "**2 resources**",
      "- ConfigMap a: Sync · wave 1 · 1st of 2",
      "- ConfigMap b: Sync · wave 1 · 2nd of 2",
    ]);
  });

  it("says that something is not deployed", async () => {
    const text = `{{- if .Values.a }}\n${configMap("a")}{{- end }}\n`;
    assert.deepEqual((await hoverOf({ ...prod, "chart/templates/a.yaml": text })).slice(0, 2), [
      "**ConfigMap a**",
      "- Not deployed with these values (a).",
    ]);
  });
});
