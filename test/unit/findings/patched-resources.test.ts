import assert from "node:assert/strict";
import {
  type DeployedApplication,
  readFolderApplication,
} from "../../../server/core/application/deployed-application.ts";
import { findInApplication } from "../../../server/core/findings/find-in-application.ts";
import { findInDocument } from "../../../server/core/findings/find-in-document.ts";
import { problemsOf } from "../../../server/core/findings/problems.ts";
import { openFile, textOf } from "../../../server/core/manifest/file.ts";
import { rosterOf } from "../../../server/core/roster/roster.ts";
import { resourceRules } from "../../../server/core/rules/index.ts";
import { stripMarkers } from "../../support/markers.ts";
import { treeOf } from "../../support/source-tree.ts";

function read(files: Readonly<Record<string, string>>): DeployedApplication {
  return readFolderApplication("", { name: "app", namespace: "default" }, treeOf(files)).application;
}

/** Whether kustomize builds it: of what it refuses nothing else is known. */
function isBuilt(files: Readonly<Record<string, string>>): boolean {
  return read(files).failures.length === 0;
}

/** Where a rule finds something in the resources and patches of a kustomization: `FILE:LINE`, lines from 1. */
function placesOf(id: string, files: Readonly<Record<string, string>>): readonly string[] {
  const application = read(files);
  assert.deepEqual(application.failures, []);
  const around = findInApplication(rosterOf(application));
  return application.files.flatMap(({ name, file }) => {
    const kustomized = name.startsWith("patch") ? "patch" : name.startsWith("all") ? "resource" : undefined;
    const inDocument = (document: (typeof file.documents)[number]): ReturnType<typeof findInDocument> =>
      findInDocument(document, { kustomized });
    const problems = problemsOf({
      fileName: name,
      file,
      inDocument,
      inApplication: around.get(name) ?? [],
      inRepository: undefined,
    });
    return problems.flatMap(({ rule, span }) =>
      rule.id === id ? [`${name}:${String(textOf(file).slice(0, span.start).split("\n").length)}`] : [],
    );
  });
}

const concerning = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: last, annotations: { argocd.argoproj.io/sync-wave: "9" } }
`;

interface Row {
  readonly rule: string;
  readonly written: string;
  /** What goes into `patches`. */
  readonly patch: string;
  /** Where the finding is without the patch, or with it. */
  readonly at: string;
}

const job = (fields: string, annotations = ""): string => `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: {${annotations}}
spec:
${fields}
  template: { spec: { restartPolicy: Never, containers: [] } }
`;
const application = (fields: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
${fields}
`;
const operation = (kind: string, text: string): string => `{ target: { kind: ${kind} }, patch: '[${text}]' }`;
const hook = 'argocd.argoproj.io/hook: "PreSync"';

const repaired: readonly Row[] = [
  {
    rule: "never-healthy",
    written: job("  suspend: true"),
    patch: operation("Job", '{"op": "replace", "path": "/spec/suspend", "value": false}'),
    at: "all.yaml:7",
  },
  {
    rule: "job-made-again",
    written: job("  ttlSecondsAfterFinished: 9", 'argocd.argoproj.io/sync-wave: "1"'),
    patch: operation("Job", '{"op": "remove", "path": "/spec/ttlSecondsAfterFinished"}'),
    at: "all.yaml:7",
  },
  {
    rule: "job-made-again",
    written: job("  ttlSecondsAfterFinished: 9", 'argocd.argoproj.io/sync-wave: "1"'),
    patch: operation("Job", '{"op": "add", "path": "/metadata/annotations/argocd.argoproj.io~1hook", "value": "Sync"}'),
    at: "all.yaml:7",
  },
  {
    rule: "hook-without-deadline",
    written: job("  backoffLimit: 1", hook),
    patch: operation("Job", '{"op": "add", "path": "/spec/activeDeadlineSeconds", "value": 60}'),
    at: "all.yaml:5",
  },
  {
    rule: "rollout-waits-for-person",
    written: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - pause: {}
`,
    patch: operation("Rollout", '{"op": "add", "path": "/spec/strategy/canary/steps/0/pause/duration", "value": 5}'),
    at: "all.yaml:8",
  },
  {
    rule: "namespace-metadata-without-effect",
    written: application("  syncPolicy:\n    managedNamespaceMetadata: { labels: { a: b } }"),
    patch: operation(
      "Application",
      '{"op": "add", "path": "/spec/syncPolicy/syncOptions", "value": ["CreateNamespace=true"]}',
    ),
    at: "all.yaml:7",
  },
  {
    rule: "field-without-effect",
    written: application("  syncOptions: [CreateNamespace=true]"),
    patch: operation("Application", '{"op": "remove", "path": "/spec/syncOptions"}'),
    at: "all.yaml:6",
  },
  {
    rule: "field-of-wrong-type",
    written: application("  source: { repoURL: a, targetRevision: 1.20 }"),
    patch: operation("Application", '{"op": "replace", "path": "/spec/source/targetRevision", "value": "1.20"}'),
    at: "all.yaml:6",
  },
  {
    rule: "options-together",
    written: job("  backoffLimit: 1", "argocd.argoproj.io/sync-options: Replace=true"),
    patch: operation(
      "Job",
      '{"op": "replace", "path": "/metadata/annotations/argocd.argoproj.io~1sync-options", "value": "Force=true,Replace=true"}',
    ),
    at: "all.yaml:5",
  },
  {
    rule: "destroyed-in-each-sync",
    written: `apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    argocd.argoproj.io/hook: PreSync
`,
    patch: operation(
      "Service",
      '{"op": "add", "path": "/metadata/annotations/argocd.argoproj.io~1hook-delete-policy", "value": "HookFailed"}',
    ),
    at: "all.yaml:6",
  },
  {
    rule: "needed-before-applied",
    written: `apiVersion: batch/v1
kind: Job
metadata:
  name: migrate
  annotations: { argocd.argoproj.io/sync-wave: "-1" }
spec:
  template:
    spec:
      containers: [{ name: a, envFrom: [{ configMapRef: { name: last } }] }]
`,
    patch: operation("Job", '{"op": "remove", "path": "/spec/template/spec/containers/0/envFrom"}'),
    at: "all.yaml:9",
  },
  {
    rule: "unknown-finalizer",
    written: application("  project: default").replace(
      "  name: shop",
      "  name: shop\n  finalizers: [resource-finalizer.argocd.argoproj.io]",
    ),
    patch: operation("Application", '{"op": "remove", "path": "/metadata/finalizers"}'),
    at: "all.yaml:5",
  },
];

const broken: readonly Row[] = [
  {
    rule: "never-healthy",
    written: job("  suspend: false"),
    patch: operation("Job", '{"op": "replace", "path": "/spec/suspend", "value": true}'),
    at: "all.yaml:7",
  },
  {
    rule: "never-healthy",
    written: job("  backoffLimit: 1"),
    patch: operation("Job", '{"op": "add", "path": "/spec/suspend", "value": true}'),
    at: "all.yaml:6",
  },
  {
    rule: "job-made-again",
    written: job("  backoffLimit: 1", 'argocd.argoproj.io/sync-wave: "1"'),
    patch: operation("Job", '{"op": "add", "path": "/spec/ttlSecondsAfterFinished", "value": 9}'),
    at: "all.yaml:6",
  },
  {
    rule: "hook-without-deadline",
    written: job("  backoffLimit: 1"),
    patch: operation("Job", '{"op": "add", "path": "/metadata/annotations/argocd.argoproj.io~1hook", "value": "Sync"}'),
    at: "all.yaml:5",
  },
  {
    rule: "rollout-waits-for-person",
    written: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web }
spec:
  strategy:
    canary:
      steps:
        - setWeight: 5
`,
    patch: operation("Rollout", '{"op": "add", "path": "/spec/strategy/canary/steps/-", "value": {"pause": {}}}'),
    at: "all.yaml:7",
  },
  {
    rule: "needed-before-applied",
    written: job("  backoffLimit: 1", 'argocd.argoproj.io/sync-wave: "-1"'),
    patch: operation(
      "Job",
      '{"op": "add", "path": "/spec/template/spec/containers/-", "value": {"name": "a", "envFrom": [{"configMapRef": {"name": "last"}}]}}',
    ),
    at: "all.yaml:8",
  },
];

/** Rules about what is written, whatever becomes of it. */
const aboutTexts: ReadonlySet<string> = new Set([
  "duplicate-annotation",
  "duplicate-annotations-block",
  "number-in-values",
  "quoted-twice",
  "unused-suppression",
]);

describe("resources that a kustomization patches", () => {
  const filesOf = ({ written, patch }: Row): Readonly<Record<string, string>> => ({
    "kustomization.yaml": `resources: [all.yaml]\npatches: [${patch}]\n`,
    "all.yaml": written + concerning,
  });
  const unpatched = (row: Row): Readonly<Record<string, string>> => ({
    ...filesOf(row),
    "kustomization.yaml": "resources: [all.yaml]\n",
  });

  for (const row of repaired) {
    it(`are judged as they are repaired: ${row.rule}`, () => {
      assert.deepEqual(placesOf(row.rule, unpatched(row)), [row.at]);
      assert.deepEqual(placesOf(row.rule, filesOf(row)), []);
    });
  }

  for (const row of broken) {
    it(`are judged as they are broken: ${row.rule}`, () => {
      assert.deepEqual(placesOf(row.rule, unpatched(row)), []);
      assert.deepEqual(placesOf(row.rule, filesOf(row)), [row.at]);
    });
  }

  for (const rule of resourceRules) {
    const examples = rule.examples
      .map(({ yaml }) => stripMarkers(yaml))
      // What is inside of another object is judged as it is written.
      .filter((text) => isOneResource(text) && !text.includes("kind: ApplicationSet"));
    const bad = examples.filter((text) => isBuilt(without(text)) && placesOf(rule.id, without(text)).length > 0);
    if (bad.length === 0 || aboutTexts.has(rule.id)) continue;
    it(`are not judged by what a patch takes away: ${rule.id}`, () => {
      for (const text of bad) {
        const patch = `{ target: { name: .* }, patch: '{"apiVersion": "v1", "kind": "Any", "metadata": {"name": "any", "annotations": null, "labels": null, "finalizers": null, "metadata": null, "annotation": null}, "spec": null}' }`;
        const files = {
          "kustomization.yaml": `resources: [all.yaml]\npatches: [${patch}]\n`,
          "all.yaml": text + concerning,
        };
        assert.deepEqual(placesOf(rule.id, files), [], text);
      }
    });
  }

  it("are not judged by fields where a plugin may change them", () => {
    const row = repaired[0] ?? assert.fail();
    const files = { ...filesOf(row), "kustomization.yaml": "resources: [all.yaml]\ntransformers: [plugin.yaml]\n" };
    assert.deepEqual(placesOf(row.rule, files), []);
  });
});

function without(text: string): Readonly<Record<string, string>> {
  return { "kustomization.yaml": "resources: [all.yaml]\n", "all.yaml": text + concerning };
}

function isOneResource(text: string): boolean {
  const [document, second] = openFile(text).documents;
  const [manifest] = document?.manifests ?? [];
  return (
    second === undefined &&
    manifest !== undefined &&
    manifest.name !== "" &&
    manifest.place === "resource" &&
    /^[\w-]+$/.test(manifest.name)
  );
}
