import assert from "node:assert/strict";
import { openFile, positionAt } from "../../../server/core/index.ts";
import { diagnoseFile } from "../../support/diagnose.ts";

/** A Job with these lines below `annotations:`, which begin on line 5. */
function job(...annotations: readonly string[]): string {
  const lines = annotations.map((line) => `    ${line}\n`).join("");
  return `apiVersion: batch/v1\nkind: Job\nmetadata: # name: migrate\n  annotations:\n${lines}  name: migrate\n`;
}

const deadline = "spec:\n  activeDeadlineSeconds: 60\n";

describe("findings", () => {
  const cases: readonly (readonly [title: string, text: string, ...findings: string[]])[] = [
    [
      "stand on the key where the value takes several lines",
      job("argocd.argoproj.io/hook: |", "  Presync", "argocd.argoproj.io/sync-wave: |", "  3"),
      "5 hook-never-applied argocd.argoproj.io/hook",
      "7 wave-not-an-integer argocd.argoproj.io/sync-wave",
    ],
    [
      "stand on the key where a plain value goes on below",
      job("argocd.argoproj.io/hook: PreSync,", "  postsync"),
      "5 unknown-hook-type argocd.argoproj.io/hook",
    ],
    [
      "stand on the key where there is no value",
      job("argocd.argoproj.io/hook:"),
      "5 value-not-a-string argocd.argoproj.io/hook",
    ],
    ["stand on empty quotes", job('argocd.argoproj.io/hook: ""'), '5 hook-never-applied ""'],
    ["see words of YAML 1.1", job("argocd.argoproj.io/hook: yes"), "5 value-not-a-string yes"],
    [
      "say one thing of a wave that is no string either",
      job("argocd.argoproj.io/sync-wave: 1.5"),
      "5 value-not-a-string 1.5",
    ],
    [
      "are not hidden by a value that is no string",
      job("argocd.argoproj.io/sync-wave: 5", "argocd.argoproj.io/hook: presync"),
      "5 value-not-a-string 5",
      "6 hook-never-applied presync",
    ],
    ["leave a weight alone that does not count", job('argocd.argoproj.io/sync-wave: "5"', 'helm.sh/hook-weight: "x"')],
    ["see a weight that counts", job('helm.sh/hook-weight: "x"'), '5 wave-not-an-integer "x"'],
    [
      "see a wave beyond 64 bits",
      job('argocd.argoproj.io/sync-wave: "9223372036854775808"'),
      '5 wave-not-an-integer "9223372036854775808"',
    ],
    ["leave the largest wave alone", job('argocd.argoproj.io/sync-wave: "9223372036854775807"')],
    [
      "see Helm's words below Argo CD's key",
      job("argocd.argoproj.io/hook: pre-install"),
      "5 hook-never-applied pre-install",
    ],
    [
      "leave a hook alone that Helm's annotation saves",
      job("argocd.argoproj.io/hook: PostDelete,PreDelete", "helm.sh/hook: pre-install"),
      "5 post-delete-hook-stays PostDelete",
    ],
    [
      "say that Helm's annotation saves a hook",
      job("argocd.argoproj.io/hook: Garbage", "helm.sh/hook: pre-install"),
      "5 unknown-hook-type Garbage",
    ],
    ["let crd-install be", job("helm.sh/hook: crd-install")],
    [
      "see the misspelt one of two Helm hooks that are not run",
      job("helm.sh/hook: test,foo"),
      "5 hook-never-applied foo",
    ],
    ["let Skip beside PreDelete be", job("argocd.argoproj.io/hook: Skip,PreDelete")],
    [
      "say only that the hook is misspelt",
      job("argocd.argoproj.io/hooks: PreSync", "argocd.argoproj.io/hook-delete-policy: HookSucceeded"),
      "5 misspelt-annotation argocd.argoproj.io/hooks",
    ],
    [
      "let a policy be whose hook comes from a template",
      job("argocd.argoproj.io/hook-delete-policy: HookSucceeded", '{{- include "hook" . | nindent 4 }}'),
    ],
    [
      "take bare names only with fitting values",
      job('sync-wave: "1"', "hook: on-commit"),
      "5 misspelt-annotation sync-wave",
    ],
    [
      "see every item of a list",
      job("argocd.argoproj.io/sync-options: Prune=no, Force=false, SelfHeal=true, CreateNamespace=true"),
      "5 resource-not-protected Prune=no",
      "5 option-without-effect Force=false",
      "5 unknown-option SelfHeal=true",
      "5 option-out-of-scope CreateNamespace=true",
    ],
    [
      "see sync options among compare options",
      job("argocd.argoproj.io/compare-options: Prune=false"),
      "5 option-out-of-scope Prune=false",
    ],
    ["let empty options be", job('argocd.argoproj.io/sync-options: ""', 'argocd.argoproj.io/compare-options: ""')],
    [
      "never judge what is filled in later",
      job(
        "argocd.argoproj.io/hook: {{ .Values.hook }}",
        "argocd.argoproj.io/sync-wave: ${WAVE}",
        "argocd.argoproj.io/sync-options: <path:secret#options>",
        "helm.sh/hook-weight:",
        "  {{ .Values.weight }}",
      ),
    ],
    [
      "judge the branches of a template, but do not compare them",
      job(
        "{{- if .Values.early }}",
        "argocd.argoproj.io/hook: Presync",
        "{{- else }}",
        "argocd.argoproj.io/hook: PostSync",
        "{{- end }}",
      ),
      "6 hook-never-applied Presync",
    ],
    [
      "see an annotation at every wrong place",
      `apiVersion: v1
kind: Service
argocd.argoproj.io/sync-wave: "1"
annotations:
  argocd.argoproj.io/hook: Sync
metadata:
  name: web
  argocd.argoproj.io/sync-options: Prune=false
  Annotations:
    helm.sh/hook: pre-install
spec:
  argocd.argoproj.io/compare-options: IgnoreExtraneous
`,
      "3 misplaced-annotation argocd.argoproj.io/sync-wave",
      "5 misplaced-annotation argocd.argoproj.io/hook",
      "8 misplaced-annotation argocd.argoproj.io/sync-options",
      "10 misplaced-annotation helm.sh/hook",
      "12 misplaced-annotation argocd.argoproj.io/compare-options",
    ],
    [
      "see the templates of a CronJob",
      `apiVersion: batch/v1
kind: CronJob
metadata: {name: report}
spec:
  jobTemplate:
    metadata:
      annotations: {argocd.argoproj.io/hook: PreSync}
    spec:
      template:
        metadata:
          annotations: {argocd.argoproj.io/sync-wave: "1"}
`,
      "7 misplaced-annotation argocd.argoproj.io/hook",
      "11 misplaced-annotation argocd.argoproj.io/sync-wave",
    ],
    [
      "let a pod template repeat what the resource says",
      `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, annotations: {argocd.argoproj.io/sync-wave: "1"}}
spec: {template: {metadata: {annotations: {argocd.argoproj.io/sync-wave: "1"}}}}
`,
    ],
    [
      "let the template of an ApplicationSet, and of a custom resource, be",
      `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: apps}
spec: {template: {metadata: {annotations: {argocd.argoproj.io/skip-reconcile: "true"}}}}
---
apiVersion: serving.knative.dev/v1
kind: Service
metadata: {name: web}
spec: {template: {metadata: {annotations: {argocd.argoproj.io/sync-wave: "1"}}}}
`,
    ],
    [
      "let a label be that repeats the annotation",
      `apiVersion: v1
kind: Secret
metadata: {name: a, labels: {argocd.argoproj.io/sync-wave: "1"}, annotations: {argocd.argoproj.io/sync-wave: "1"}}
`,
    ],
    [
      "judge a kustomization as Kustomize reads it, and the values of a chart by what they become",
      `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
commonAnnotations: {argocd.argoproj.io/sync-wave: 1}
metadata: {annotations: {argocd.argoproj.io/sync-wave: x}}
---
job: {annotations: {argocd.argoproj.io/hook: presync, argocd.argoproj.io/sync-wave: 1}}
`,
      "3 value-not-a-string 1",
      "4 kustomization-metadata argocd.argoproj.io/sync-wave",
      "6 hook-never-applied presync",
      "6 number-in-values 1",
    ],
    [
      "look into a list, in JSON",
      `{"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "v1", "kind": "Secret", "metadata": {"annotations": {"argocd.argoproj.io/hook": "presync"}}}
]}
`,
      "2 hook-never-applied presync",
    ],
    [
      "say once what an anchor repeats",
      `apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: Secret
  metadata: &metadata
    annotations: {argocd.argoproj.io/hook: presync}
- apiVersion: v1
  kind: Secret
  metadata: *metadata
`,
      "7 hook-never-applied presync",
    ],
    [
      "see that a wave orders no SyncFail hook",
      job("argocd.argoproj.io/hook: SyncFail", 'argocd.argoproj.io/sync-wave: "3"') + deadline,
      '6 wave-of-sync-fail-hook "3"',
    ],
    ["say nothing of comments", job("# argocd.argoproj.io/hook: presync", "team: shop")],
  ];
  for (const [title, text, ...findings] of cases) {
    for (const [ending, written] of [
      ["", text],
      [", with Windows line endings", text.replaceAll("\n", "\r\n")],
    ] as const) {
      it(title + ending, () => {
        assert.deepEqual(findingsIn(written), findings);
      });
    }
  }
});

/** The findings as `line rule text`, the line from 1. */
function findingsIn(text: string): string[] {
  const file = openFile(text);
  return diagnoseFile(file).map(({ span, rule }) => {
    const marked = text.slice(span.start, span.end);
    assert.ok(!marked.includes("\n"), "a finding takes two lines");
    return `${positionAt(file, span.start).line + 1} ${rule.id} ${marked}`;
  });
}
