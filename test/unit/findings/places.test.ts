import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { addMarkers, stripMarkers } from "../../support/markers.ts";
import { diagnoseDocument, diagnoseFile, fixFile } from "../../support/diagnose.ts";

/** What the rules say that look at values and keys, with messages cut down to the id of the rule. */
function marked(text: string): string {
  const plain = stripMarkers(text);
  const problems = diagnoseFile(openFile(plain)).map((problem) => ({ ...problem, message: problem.rule.id }));
  return addMarkers(plain, problems);
}

describe("annotations are judged where they live:", () => {
  const cases: readonly (readonly [place: string, text: string])[] = [
    [
      "the items of a List",
      `
apiVersion: v1
kind: List
items:
  - apiVersion: batch/v1
    kind: Job
    metadata:
      name: migrate
      annotations:
        argocd.argoproj.io/sync-wave: first
        #                             ^^^^^ wave-not-an-integer
`,
    ],
    [
      "the template of an ApplicationSet",
      `
apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shops
spec:
  template:
    metadata:
      name: "{{name}}"
      annotations:
        argocd.argoproj.io/sync-option: Prune=false
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
        notifications.argoproj.io/subscribe.on-deployed.slack: shop
  templatePatch: |
    metadata:
      annotations:
      {{- if .auto }}
        argocd.argoproj.io/compare-option: ServerSideDiff=true
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
      {{- end }}
`,
    ],
    [
      "the kustomization inside an Application",
      `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    kustomize:
      commonAnnotations:
        argocd.argoproj.io/sync-wave: "1.5"
        #                             ^^^^^ wave-not-an-integer
      patches:
        - target: { kind: Job }
          patch: |
            - op: add
              path: /metadata/annotations/argocd.argoproj.io~1hook
              #                           ^^^^^^^^^^^^^^^^^^^^^^^^ hook-never-applied
              value: Presync
`,
    ],
    [
      "the values inside an Application, as mapping and as text",
      `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    helm:
      valuesObject:
        web:
          podAnnotations:
            argocd.argoproj.io/sync-wave: first
            #                             ^^^^^ wave-not-an-integer
      values: |
        job:
          annotations:
            argocd.argoproj.io/hook: postsync
            #                        ^^^^^^^^ hook-never-applied
        extraObjects:
          - apiVersion: v1
            kind: ConfigMap
            metadata:
              name: settings
              labels:
                argocd.argoproj.io/sync-wave: "1"
              # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misplaced-annotation
`,
    ],
    [
      "the annotations for a whole kustomization",
      `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [web.yaml]
commonAnnotations:
  argocd.argoproj.io/sync-wave: 5
  #                             ^ value-not-a-string
generatorOptions:
  annotations:
    argocd.argoproj.io/hook: presync
    #                        ^^^^^^^ hook-never-applied
configMapGenerator:
  - name: settings
    options:
      annotations:
        argocd.argoproj.io/sync-wav: "1"
      # ^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
labels:
  - pairs:
      argocd.argoproj.io/sync-wave: "1"
    # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misplaced-annotation
`,
    ],
    [
      "a kustomization that names no kind",
      `
resources:
  - web.yaml
commonAnnotations:
  argocd.argoproj.io/sync-wave: yes
  #                             ^^^ value-not-a-string
`,
    ],
    [
      "patches in a kustomization, of both sorts",
      `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patchesStrategicMerge:
  - |-
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: one
      annotations:
        argocd.argoproj.io/hook: presync
        #                        ^^^^^^^ hook-never-applied
    ---
    apiVersion: batch/v1
    kind: Job
    metadata:
      name: two
      annotations:
        argocd.argoproj.io/hook-delete-policy: HookSucceded
        #                                      ^^^^^^^^^^^^ unknown-delete-policy
patches:
  - target:
      kind: Deployment
    patch: |-
      - op: replace
        path: /metadata/annotations
        value:
          argocd.argoproj.io/sync-wave: first
          #                             ^^^^^ wave-not-an-integer
`,
    ],
    [
      "a file of patch operations",
      `
- op: add
  path: /metadata/annotations/argocd.argoproj.io~1sync-wav
  #                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
  value: "-5"
`,
    ],
    [
      "the values of a chart",
      `
replicas: 2
commonAnnotations:
  argocd.argoproj.io/sync-options: Prune=flase
  #                                ^^^^^^^^^^^ resource-not-protected
migration:
  jobAnnotations:
    "helm.sh/hook": pre-instal
    #               ^^^^^^^^^^ hook-never-applied
`,
    ],
    [
      "the values of a chart, but for quotes that a template may print as they are",
      `
commonAnnotations:
  helm.sh/hook: "\\"pre-install, pre-upgrade\\""
  argocd.argoproj.io/sync-wave: '"1"'
  argocd.argoproj.io/hook: "'Presync'"
`,
    ],
    [
      "the named templates of a chart, whatever stands around them",
      `
{{- define "shop.jobAnnotations" -}}
argocd.argoproj.io/hook: presync
#                        ^^^^^^^ hook-never-applied
{{- if .Values.wave }}
argocd.argoproj.io/sync-wave: first
#                             ^^^^^ wave-not-an-integer
{{- end }}
{{- end -}}
{{- define "shop.name" -}}
{{ .Release.Name }}: : [
{{- end -}}
`,
    ],
    [
      "the Secret that an ExternalSecret makes",
      `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: database
spec:
  target:
    template:
      metadata:
        annotations:
          argocd.argoproj.io/compare-option: IgnoreExtraneous
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
`,
    ],
    [
      "the volumes of a StatefulSet",
      `
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: database
spec:
  volumeClaimTemplates:
    - metadata:
        name: data
        annotations:
          argocd.argoproj.io/sync-option: Prune=false
        # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
`,
    ],
    [
      "whole objects inside another one, whose creator reads no hooks",
      `
apiVersion: kro.run/v1alpha1
kind: ResourceGraphDefinition
metadata:
  name: shop
spec:
  resources:
    - id: job
      template:
        apiVersion: batch/v1
        kind: Job
        metadata:
          name: \${schema.spec.name}
          annotations:
            argocd.argoproj.io/hook: presync
            argocd.argoproj.io/sync-wave: 1
            #                             ^ value-not-a-string
            argocd.argoproj.io/compare-option: IgnoreExtraneous
          # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
`,
    ],
    [
      "the resources that a policy generates or mutates",
      `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: protect
spec:
  rules:
    - name: mutate
      mutate:
        patchStrategicMerge:
          metadata:
            annotations:
              argocd.argoproj.io/sync-option: Prune=false
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ misspelt-annotation
`,
    ],
  ];
  for (const [place, text] of cases) {
    it(place, () => {
      assert.equal(marked(text), text);
    });
    it(`${place}, with Windows line endings`, () => {
      const plain = stripMarkers(text);
      const rulesOf = (written: string): string[] => diagnoseFile(openFile(written)).map(({ rule }) => rule.id);
      assert.deepEqual(rulesOf(plain.replaceAll("\n", "\r\n")), rulesOf(plain));
    });
  }
});

describe("nothing is said about", () => {
  const silent: readonly (readonly [what: string, text: string])[] = [
    [
      "annotations that a policy only compares",
      `
apiVersion: kyverno.io/v1
kind: ClusterPolicy
metadata:
  name: waves
spec:
  rules:
    - name: needs-a-wave
      match:
        any:
          - resources:
              annotations:
                argocd.argoproj.io/hook: "?*"
      validate:
        pattern:
          metadata:
            annotations:
              argocd.argoproj.io/sync-wave: "?*"
`,
    ],
    [
      "what Kustomize turns into strings in a patch, and operations that take away or compare",
      `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
  - target: { kind: Job }
    patch: |-
      - op: add
        path: /metadata/annotations/argocd.argoproj.io~1sync-wave
        value: -5
      - op: remove
        path: /metadata/annotations/argocd.argoproj.io~1hook-type
      - op: test
        path: /metadata/annotations/argocd.argoproj.io~1hook
        value: presync
  - patch: |-
      apiVersion: batch/v1
      kind: Job
      metadata:
        name: migrate
        annotations:
          argocd.argoproj.io/sync-wave: 5
          argocd.argoproj.io/hook-delete-policy: HookSucceeded
`,
    ],
    [
      "labels of a kustomization that Argo CD does know as labels",
      `
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
commonLabels:
  argocd.argoproj.io/instance: shop
  argocd.argoproj.io/secret-type: repository
`,
    ],
    [
      "a delete policy whose hook the chart may have",
      `
jobAnnotations:
  argocd.argoproj.io/hook-delete-policy: HookSucceeded
  # argocd.argoproj.io/hook: presync
`,
    ],
    [
      "the pods of a kind that is not built in",
      `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata:
  name: web
spec:
  template:
    metadata:
      annotations:
        argocd.argoproj.io/sync-wave: "1"
`,
    ],
    [
      "differences that are ignored",
      `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  ignoreDifferences:
    - kind: Job
      jsonPointers:
        - /metadata/annotations/argocd.argoproj.io~1sync-wav
`,
    ],
    [
      "what kubectl wrote down, scripts, and manifests that a ConfigMap holds",
      `
apiVersion: v1
kind: ConfigMap
metadata:
  name: script
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: |
      {"apiVersion":"v1","kind":"ConfigMap","metadata":{"annotations":{"argocd.argoproj.io/hook":"presync"}}}
data:
  run.sh: |
    kubectl annotate app shop argocd.argoproj.io/refresh=hard argocd.argoproj.io/hook: presync
  job.yaml: |
    apiVersion: batch/v1
    kind: Job
    metadata:
      annotations:
        argocd.argoproj.io/hook: presync
`,
    ],
    [
      "text that is not yet YAML",
      `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    helm:
      values: |
        {{- if .x }}: [
        annotations:
          argocd.argoproj.io/hook: presync
`,
    ],
    [
      "a text that only Argo CD's own words are in",
      `
apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  source:
    kustomize:
      patches:
        - patch: argocd.argoproj.io/hook
        - patch: ""
        - {}
`,
    ],
    [
      "the values of a chart that have a kind",
      `
kind: DaemonSet
annotations:
  argocd.argoproj.io/sync-wave: "1"
labels:
  argocd.argoproj.io/sync-wave: "1"
`,
    ],
    [
      "a template that may bring its own annotations",
      `
apiVersion: external-secrets.io/v1
kind: ExternalSecret
metadata:
  name: database
spec:
  target:
    template:
      metadata:
        annotations:
          argocd.argoproj.io/hook-delete-policy: HookSucceeded
          argocd.argoproj.io/sync-wave: "\${WAVE}"
`,
    ],
  ];
  for (const [what, text] of silent) {
    it(what, () => {
      assert.equal(marked(text), text);
    });
  }
});

describe("fixing everything", () => {
  const fixes: readonly (readonly [where: string, before: string, after: string])[] = [
    [
      "in the path of a patch writes the slash as the path has it",
      "- op: add\n  path: '/metadata/annotations/argocd.argoproj.io~1hook-deletion-policy'\n  value: HookSucceeded\n",
      "- op: add\n  path: '/metadata/annotations/argocd.argoproj.io~1hook-delete-policy'\n  value: HookSucceeded\n",
    ],
    [
      "in the JSON of a patch keeps its quotes",
      '[{"op": "add", "path": "/metadata/annotations/argocd.argoproj.io~1hook", "value": "presync"}]\n',
      '[{"op": "add", "path": "/metadata/annotations/argocd.argoproj.io~1hook", "value": "PreSync"}]\n',
    ],
    [
      "in YAML inside a text keeps the indentation",
      "kind: Application\napiVersion: argoproj.io/v1alpha1\nspec:\n  source:\n    helm:\n      values: |\n        a:\n          annotations:\n            argocd.argoproj.io/sync-wav: '1'\n",
      "kind: Application\napiVersion: argoproj.io/v1alpha1\nspec:\n  source:\n    helm:\n      values: |\n        a:\n          annotations:\n            argocd.argoproj.io/sync-wave: '1'\n",
    ],
    [
      "in a kustomization puts numbers in quotes",
      "resources: [a.yaml]\ncommonAnnotations: {argocd.argoproj.io/sync-wave: 5}\n",
      'resources: [a.yaml]\ncommonAnnotations: {argocd.argoproj.io/sync-wave: "5"}\n',
    ],
  ];
  for (const [where, before, after] of fixes) {
    it(where, () => {
      assert.equal(fixFile(openFile(before)), after);
      assert.equal(fixFile(openFile(before.replaceAll("\n", "\r\n"))), after.replaceAll("\n", "\r\n"));
    });
  }
});

describe("manifests that a ConfigMap holds", () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: manifests
data:
  note: argocd.argoproj.io/hook
  values.yaml: |
    annotations:
      argocd.argoproj.io/hook: presync
  job.yaml: |
    apiVersion: batch/v1
    kind: Job
    metadata:
      annotations:
        argocd.argoproj.io/hook: presync
`;

  it("are judged where that is asked for", () => {
    const [document] = openFile(text).documents;
    assert.ok(document !== undefined);
    const problems = diagnoseDocument(document, { configMaps: "read" });
    assert.deepEqual(
      problems.map(({ rule, span }) => `${rule.id} ${span.start}`),
      [`hook-never-applied ${text.lastIndexOf("presync")}`],
    );
    assert.deepEqual(diagnoseDocument(document), []);
  });
});
