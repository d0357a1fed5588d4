import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { diagnoseFile } from "../../support/diagnose.ts";

/** A mistake for each rule that looks at keys and values wherever they are. */
const mistakes = [
  "argocd.argoproj.io/hook: presync",
  "argocd.argoproj.io/hook-delete-policy: never",
  "argocd.argoproj.io/sync-wave: one",
  "argocd.argoproj.io/sync-options: 'Nothing=true,Prune=False,CreateNamespace=true,Replace=false,Prune=confirm'",
  "argocd.argoproj.io/compare-options: [IgnoreExtraneous]",
  "argocd.argoproj.io/ignore-healthcheck: 'yes'",
  "argocd.argoproj.io/ignore-restart-policy: 'true'",
  "argocd.argoproj.io/sync-wav: '1'",
  "argocd.argoproj.io/nothing-of-it: a",
  "argocd.argoproj.io/depends-on: a",
  "argocd.argoproj.io/refresh: hard",
  "argocd.argoproj.io/manifest-generate-paths: ''",
];
/** Those in a hook that is applied. */
const inHook = ["argocd.argoproj.io/hook: 'PreSync,Skip,nothing'"];

/** The rules that find something in annotations, for the newest version and for an older one. */
function idsIn(place: (annotations: string) => string): string[] {
  const all = [mistakes, inHook].flatMap((lines) => {
    const file = openFile(place(`{${lines.join(", ")}}`));
    return [...diagnoseFile(file), ...diagnoseFile(file, { version: { major: 2, minor: 9 } })].map(
      ({ rule }) => rule.id,
    );
  });
  return [...new Set(all)].sort();
}

const metadata = (annotations: string): string => `metadata: {name: a, annotations: ${annotations}}`;

/** What is judged wherever annotations end up on resources. */
const onResources = [
  "hook-never-applied",
  "invented-annotation",
  "misspelt-annotation",
  "needs-newer-argo-cd",
  "not-yet-released",
  "option-out-of-scope",
  "option-without-effect",
  "resource-not-protected",
  "skip-beside-hook-types",
  "unknown-annotation",
  "unknown-delete-policy",
  "unknown-hook-type",
  "unknown-option",
  "value-not-understood",
  "wave-not-an-integer",
];

const cases: readonly (readonly [place: string, text: (annotations: string) => string, ids: readonly string[]])[] = [
  [
    "a resource",
    (it) => `apiVersion: v1\nkind: Secret\n${metadata(it)}\n`,
    [...onResources, "annotation-not-read-here", "request-kept-in-git", "value-not-a-string"],
  ],
  [
    "a kustomization",
    (it) => `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n${metadata(it)}\n`,
    ["kustomization-metadata"],
  ],
  [
    "an object in the values of a chart",
    (it) => `extraObjects: [{apiVersion: v1, kind: Secret, ${metadata(it)}}]\n`,
    [...onResources, "value-not-a-string"],
  ],
  [
    "an object that another one creates",
    (it) => `apiVersion: x.io/v1\nkind: Thing\nspec: {object: {apiVersion: v1, kind: Secret, ${metadata(it)}}}\n`,
    [
      "invented-annotation",
      "misspelt-annotation",
      "option-out-of-scope",
      "unknown-option",
      "value-not-a-string",
      "value-not-understood",
    ],
  ],
  ...["backstage.io/v1alpha1", "scaffolder.backstage.io/v1beta3", "skaffold/v4beta6", "kubelet.config.k8s.io/v1"].map(
    (version): (typeof cases)[number] => [
      `a file of another tool, ${version}`,
      (it) => `apiVersion: ${version}\nkind: Thing\n${metadata(it)}\nspec: {object: {${metadata(it)}}}\n`,
      [],
    ],
  ),
  [
    "the template of an ApplicationSet",
    (it) => `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: {template: {${metadata(it)}}}\n`,
    [
      "annotation-not-read-here",
      "invented-annotation",
      "misspelt-annotation",
      "needs-newer-argo-cd",
      "not-yet-released",
      "option-out-of-scope",
      "request-kept-in-git",
      "unknown-annotation",
      "unknown-option",
      "value-not-a-string",
      "value-not-understood",
      "wave-in-application-set-template",
    ],
  ],
  [
    "any other template",
    (it) => `apiVersion: x.io/v1\nkind: ExternalSecret\nspec: {template: {${metadata(it)}}}\n`,
    [
      "invented-annotation",
      "misspelt-annotation",
      "option-out-of-scope",
      "unknown-delete-policy",
      "unknown-option",
      "value-not-a-string",
      "value-not-understood",
      "wave-not-an-integer",
    ],
  ],
  ...[
    "openapi: 3.0.0\ninfo: {}\n",
    "on: push\njobs: {}\n",
    "stages: [deploy]\ndeploy: {script: make}\n",
    "deploy: {stage: deploy, script: make}\n",
    "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
  ].map((top): (typeof cases)[number] => [
    `a file of another tool without a kind, ${top.split("\n", 1)[0] ?? ""}`,
    (it) => `${top}annotations: ${it}\nmore: {annotations: ${it}}\n`,
    [],
  ]),
  ["a patch", (it) => `kind: Kustomization\npatches: [{patch: {kind: Secret, ${metadata(it)}}}]\n`, onResources],
  ["an operation of a patch", (it) => `- {op: add, path: /metadata/annotations, value: ${it}}\n`, onResources],
  [
    "common annotations",
    (it) => `kind: Kustomization\ncommonAnnotations: ${it}\n`,
    [...onResources, "value-not-a-string"],
  ],
  ["common labels", (it) => `kind: Kustomization\ncommonLabels: ${it}\n`, ["misplaced-annotation"]],
  [
    "the options of a generator",
    (it) => `kind: Kustomization\nsecretGenerator: [{options: {annotations: ${it}}}]\n`,
    [...onResources, "value-not-a-string"],
  ],
  ["the values of a chart", (it) => `service: {annotations: ${it}}\n`, onResources],
  ["a named template", (it) => `{{ define "a" }}\n${it}\n{{ end }}\n`, [...onResources, "value-not-a-string"]],
];

describe("the rules that judge annotations", () => {
  for (const [place, text, ids] of cases) {
    it(`in ${place}`, () => {
      assert.deepEqual(idsIn(text), ids.toSorted());
    });
  }
});
