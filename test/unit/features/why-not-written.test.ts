import assert from "node:assert/strict";
import { type Application, buildApplication } from "../../../server/core/application/application.ts";
import { readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { planIds } from "../../../server/core/features/plan/plan-ids.ts";
import { moveToPhase } from "../../../server/core/features/refactor/move-to-phase.ts";
import { moveToWave } from "../../../server/core/features/refactor/move-to-wave.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { treeOf } from "../../support/source-tree.ts";

const job = (metadata: string): string => `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n${metadata}`;
const annotated = (value: string): string => job(`  annotations:\n    argocd.argoproj.io/sync-wave: ${value}\n`);
const bare = "apiVersion: batch/v1\nkind: Job\n";
const kustomized = (fields: string, file = "all.yaml"): Readonly<Record<string, string>> => ({
  "kustomization.yaml": `resources: [${file}]\n${fields}`,
  [file]: job(""),
});
const shared = `apiVersion: v1
kind: List
items:
  - { apiVersion: batch/v1, kind: Job, metadata: { name: a, annotations: &x { b: c } } }
  - { apiVersion: v1, kind: Secret, metadata: { name: s, annotations: *x } }
`;

/** What is in the way, the files of a folder, and what is said of their first resource that is to move to another wave. */
const cases: readonly (readonly [what: string, files: string | Readonly<Record<string, string>>, why: string])[] = [
  [
    "a template that writes the value",
    annotated("{{ .Values.wave }}"),
    'Job a stays as it is: a template writes "argocd.argoproj.io/sync-wave". Change the value that it takes.',
  ],
  [
    "a placeholder",
    annotated("${WAVE}"),
    'Job a stays as it is: "${WAVE}" is filled in later. Change the value that is filled in.',
  ],
  [
    "a condition around the annotation",
    job('  annotations:\n    {{- if .x }}\n    argocd.argoproj.io/sync-wave: "1"\n    {{- end }}\n'),
    'Job a stays as it is: a template decides whether it has "argocd.argoproj.io/sync-wave". Change it by hand.',
  ],
  [
    "a condition around all annotations",
    job("  {{- with .x }}\n  annotations:\n    a: b\n  {{- end }}\n"),
    "Job a stays as it is: a template decides whether it has annotations at all. Write them by hand.",
  ],
  [
    "a template that adds annotations",
    job("  annotations:\n    {{- toYaml .x | nindent 4 }}\n"),
    'Job a stays as it is: a template adds annotations that only rendering tells, and may add "argocd.argoproj.io/sync-wave". Change what it adds.',
  ],
  [
    "a mapping for a value",
    annotated("{ a: b }"),
    'Job a stays as it is: the value of "argocd.argoproj.io/sync-wave" is not a string. Write one there.',
  ],
  [
    "a later block of annotations",
    `${annotated('"1"')}  annotations:\n    a: b\n`,
    'Job a stays as it is: "argocd.argoproj.io/sync-wave" stands in a block of annotations that a later one replaces. Keep one block.',
  ],
  [
    "annotations that are not a mapping",
    job("  annotations: null\n"),
    'Job a stays as it is: what it has as "annotations" is not a mapping. Write each one as a line "key: value" below that key.',
  ],
  [
    "no metadata",
    `${bare}spec: {}\n`,
    "Job stays as it is: it has no metadata to write an annotation into. Give it a name first.",
  ],
  [
    "metadata without anything in them",
    `${bare}metadata: {}\n`,
    "Job stays as it is: it has no metadata to write an annotation into. Give it a name first.",
  ],
  [
    "an anchor",
    shared,
    "Job a stays as it is: it shares text with others through a YAML anchor, and they would change too. Write its annotations out first.",
  ],
  [
    "a kustomization that sets the annotation",
    kustomized('commonAnnotations: { argocd.argoproj.io/sync-wave: "3" }\n'),
    'Job a stays as it is: "commonAnnotations" of a kustomization sets "argocd.argoproj.io/sync-wave". Change it there.',
  ],
  [
    "a generator",
    { "kustomization.yaml": "configMapGenerator:\n  - name: settings\n    literals: [a=b]\n" },
    "ConfigMap settings-4h2mbtbbt6 stays as it is: a generator of a kustomization makes it. Write the annotation into the options of that generator.",
  ],
];

/** The application of a folder with these files. */
function folderWith(files: string | Readonly<Record<string, string>>): Application {
  const named = typeof files === "string" ? { "all.yaml": files } : files;
  const texts = Object.fromEntries(Object.entries(named).map(([name, text]) => [`app/${name}`, text]));
  return readFolderApplication("app", { name: "app", namespace: "default" }, treeOf(texts)).application;
}

describe("why an annotation cannot be written", () => {
  for (const [what, files, why] of cases) {
    it(`is ${what}`, () => {
      const application = folderWith(files);
      const [id = ""] = planIds(application).members;
      assert.equal(moveToWave(application, `${id} Sync`, 7n), why);
    });
  }

  it("is said of a hook with the annotation that makes it one", () => {
    const application = folderWith(kustomized("commonAnnotations: { argocd.argoproj.io/hook: PreSync }\n"));
    assert.equal(
      moveToPhase(application, "batch/Job:/a PreSync", { phase: "PostSync", wave: 0n }),
      'Job a stays as it is: "commonAnnotations" of a kustomization sets "argocd.argoproj.io/hook". Change it there.',
    );
  });

  it("is that nobody has written the resource", () => {
    const application = folderWith(job(""));
    assert.equal(
      moveToWave(application, "batch/Job:/b Sync", 7n),
      "This resource is no longer in the application. Choose it again in its plan.",
    );
    const identity = { name: "app", source: { type: "directory", path: "app" }, namespace: "shop" } as const;
    const file = openFile(job(""));
    const adding = buildApplication([{ name: "app/all.yaml", file }], { ...identity, createNamespace: true });
    assert.equal(
      moveToWave(adding, "/Namespace:/shop PreSync", 7n),
      'Namespace shop has no manifest: the sync option "CreateNamespace=true" adds it. Write a manifest for it first.',
    );
  });
});
