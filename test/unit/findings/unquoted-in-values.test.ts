import assert from "node:assert/strict";
import { unquotedInValues } from "../../../server/core/rules/unquoted-in-values.ts";
import type { Application } from "../../../server/core/application/application.ts";
import { findInApplication } from "../../../server/core/findings/find-in-application.ts";
import { findInDocument } from "../../../server/core/findings/find-in-document.ts";
import type { Problem } from "../../../server/core/findings/problem.ts";
import { problemsOf } from "../../../server/core/findings/problems.ts";
import { openFile } from "../../../server/core/index.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { diagnoseApplication, diagnoseFile, fixFile } from "../../support/diagnose.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { folderOf } from "./folder.ts";

const job = (annotations: string): string =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations:\n    argocd.argoproj.io/hook: PreSync\n${annotations}`;

const printed = job("    {{- toYaml .Values.job.annotations | nindent 4 }}\n");

type Files = Readonly<Record<string, string>>;

const chartFile = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;

/** The files that make charts of the folders of templates. */
function chartFor(files: Files): Files {
  const folders = Object.keys(files).map((name) => name.slice(0, Math.max(0, name.indexOf("templates/"))));
  return Object.fromEntries(
    folders.map((folder) => [`${folder}Chart.yaml`, chartFile(folder.split("/").at(-2) ?? "app")]),
  );
}

/** What is found in the files of a chart: the name, the marked text and the beginning of the message. */
function foundIn(files: Files): readonly string[] {
  return diagnoseApplication(folderOf({ ...chartFor(files), ...files }), { rules: [unquotedInValues] }).map(
    ({ fileName, span, message }) =>
      `${fileName} ${(files[fileName] ?? "").slice(span.start, span.end)}: ${message.split(", so by default")[0] ?? ""}`,
  );
}

const cases: readonly (readonly [what: string, files: Files, found: readonly string[]])[] = [
  [
    "every number that a template prints, whatever its key, in every file of values",
    {
      "chart/templates/job.yaml": printed,
      "chart/values.yaml": "job: {annotations: {argocd.argoproj.io/sync-wave: 1, example.com/on: true, team: shop}}\n",
      "chart/values-prod.yaml": "job:\n  annotations:\n    argocd.argoproj.io/sync-wave: 2\n",
    },
    [
      'chart/values.yaml 1: The number 1 is not a string in the annotations that "templates/job.yaml" prints with toYaml',
      'chart/values.yaml true: The boolean true is not a string in the annotations that "templates/job.yaml" prints with toYaml',
      'chart/values-prod.yaml 2: The number 2 is not a string in the annotations that "templates/job.yaml" prints with toYaml',
    ],
  ],
  [
    "the values of a chart inside the chart, below its name",
    {
      "charts/db/templates/job.yaml": printed,
      "charts/db/values.yaml": "job: {annotations: {a: '1'}}\n",
      "templates/other.yaml": job("    a: b\n"),
      "values.yaml": "db: {job: {annotations: {a: 3}}}\njob: {annotations: {a: 4}}\n",
    },
    [
      'values.yaml 3: The number 3 is not a string in the annotations that "charts/db/templates/job.yaml" prints with toYaml',
    ],
  ],
  [
    "annotations that are a text",
    {
      "templates/job.yaml": printed.replace(/.*PreSync\n/, ""),
      "templates/other.yaml": job("    a: b\n"),
      "values.yaml": "job: {annotations: 'a: b'}\n",
    },
    [
      "values.yaml 'a: b': This is a text, but annotations must be a mapping, and \"templates/job.yaml\" prints it as annotations",
    ],
  ],
  [
    "no text where the template knows what to do with one, and none that is empty",
    {
      "templates/job.yaml": job(
        '    {{- if kindIs "string" .Values.a }}\n    {{- tpl .Values.a . | nindent 4 }}\n    {{- else }}\n    {{- toYaml .Values.a | nindent 4 }}\n    {{- end }}\n',
      ),
      "templates/other.yaml": printed,
      "values.yaml": "a: 'a: b'\njob: {annotations: ''}\n",
    },
    [],
  ],
  [
    "what a template prints without quotes, even if the values have them",
    {
      "templates/job.yaml": job(
        "    a: {{ .Values.wave }}\n    b: {{ .Values.word }}\n    c: {{ .Values.wave | quote }}\n    d: '{{ .Values.wave }}'\n    e: {{ .Values.absent | default 5 }}\n    f: {{ .Values.absent }}\n    g: x{{ .Values.wave }}\n",
      ),
      "values.yaml": 'wave: "3"\nword: three\n',
    },
    [
      'templates/job.yaml {{ .Values.wave }}: "{{ .Values.wave }}" prints the number 3, not a string',
      'templates/job.yaml {{ .Values.absent | default 5 }}: "{{ .Values.absent | default 5 }}" prints the number 5, not a string',
    ],
  ],
  [
    "nothing that a template leaves out where it is zero",
    {
      "templates/job.yaml": job("    {{- if .Values.wave }}\n    a: {{ .Values.wave }}\n    {{- end }}\n    b: c\n"),
      "values.yaml": "wave: 0\n",
    },
    [],
  ],
];

describe("values that a chart prints as annotations", () => {
  for (const [what, files, found] of cases) {
    it(`are judged: ${what}`, () => {
      assert.deepEqual(foundIn(files), found);
    });
  }

  it("get quotes, in the values or in the template", () => {
    const files = {
      "templates/job.yaml": job("    a: {{ .Values.wave -}}\n    {{- toYaml .Values.job | nindent 4 }}\n"),
      "values.yaml": "wave: 1\njob:\n  b: -2 # early\n",
    };
    const fixed: Record<string, string> = { ...files };
    for (const { fixes } of diagnoseApplication(folderOf({ ...chartFor(files), ...files }), {
      rules: [unquotedInValues],
    })) {
      for (const { fileName, ...edit } of fixes.flatMap(({ edits }) => edits))
        fixed[fileName] = applyEdits(fixed[fileName] ?? "", [edit]);
    }
    assert.equal(fixed["values.yaml"], 'wave: 1\njob:\n  b: "-2" # early\n');
    assert.match(fixed["templates/job.yaml"] ?? "", /a: \{\{ \.Values\.wave \| quote -\}\}/);
  });

  it("are only information where the chart is not known, and are not said twice where it is", () => {
    const wave = "job:\n  annotations:\n    argocd.argoproj.io/sync-wave: 5\n";
    const indented = wave.replace(/^(?=.)/gm, "          ");
    const application = (key: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: a\nspec:\n  source:\n    chart: a\n    helm:\n        ${key}\n${indented}`;
    const kustomization = `helmCharts:\n  - name: a\n    valuesInline:\n${indented}`;
    for (const text of [wave, application("valuesObject:"), application("values: |"), kustomization]) {
      const [found, ...others] = diagnoseFile(openFile(text));
      assert.deepEqual([found?.rule.id, found?.severity, others], ["number-in-values", "information", []], text);
      assert.equal(fixFile(openFile(text)), text.replace("sync-wave: 5", 'sync-wave: "5"'));
    }
    const files = {
      "Chart.yaml": chartFile("app"),
      "templates/job.yaml": job("    {{- toYaml .Values.job.annotations | nindent 4 }}\n"),
      "values.yaml": wave,
    };
    assert.deepEqual(
      problemsIn(folderOf(files), "values.yaml").map(({ rule }) => rule.id),
      ["unquoted-in-values"],
    );
    const loop =
      "    {{- range $key, $value := .Values.job.annotations }}\n    {{ $key }}: {{ $value | quote }}\n    {{- end }}\n";
    const quoted = folderOf({ ...files, "templates/job.yaml": job(loop) });
    assert.deepEqual(problemsIn(quoted, "values.yaml"), []);
  });
});

/** All problems of a file of an application, from its documents and from the application. */
function problemsIn(application: Application, fileName: string): readonly Problem[] {
  const file = application.files.find(({ name }) => name === fileName)?.file ?? assert.fail();
  const inApplication = findInApplication(rosterOf(application)).get(fileName) ?? [];
  return problemsOf({
    fileName,
    file,
    inDocument: (document) => findInDocument(document),
    inApplication,
    inRepository: new Map(),
  });
}
