import assert from "node:assert/strict";

import { hook, manifest, wave } from "../../support/manifests.ts";
import { folderOf } from "./folder.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";

type Annotations = Readonly<Record<string, string>>;

/** A resource that runs Pods as a ServiceAccount. */
function workload(kind: string, annotations: Annotations, more = ""): string {
  const group = kind.endsWith("Job") ? "batch/v1" : "apps/v1";
  const text = manifest(kind, "app", annotations).replace(/^apiVersion: .*/, `apiVersion: ${group}`);
  return `${text}spec:\n${more}  template:\n    spec:\n      serviceAccountName: app\n`;
}

function idsIn(...documents: readonly string[]): string[] {
  const application = folderOf({ "all.yaml": documents.join("---\n") });
  return diagnoseApplication(application).map(({ rule }) => rule.id);
}

const later = manifest("ServiceAccount", "app", wave("1"));
const policy = { "argocd.argoproj.io/hook-delete-policy": "HookSucceeded" };

describe("needs in the wrong order", () => {
  it("are found where what is needed comes in a later wave or phase", () => {
    assert.deepEqual(idsIn(workload("Deployment", {}), later), ["needed-before-applied"]);
    assert.deepEqual(idsIn(workload("Job", hook("PreSync")), later), ["needed-before-applied"]);
    assert.deepEqual(idsIn(workload("Job", hook("Sync")), manifest("ServiceAccount", "app", hook("PostSync"))), [
      "needed-before-applied",
    ]);
  });

  const silent: readonly (readonly [title: string, ...documents: string[]])[] = [
    ["where both come in one step", workload("Deployment", wave("1")), later],
    ["where what is needed comes first", workload("Deployment", wave("2")), later],
    ["where it runs only later", workload("CronJob", {}), later],
    ["where it runs nothing at all", workload("Deployment", {}, "  replicas: 0\n"), later],
    ["where another namespace has what is needed", workload("Job", hook("PreSync")), manifest("ServiceAccount", "b")],
    [
      "where one of two turns is early enough",
      workload("Job", hook("PreSync")),
      manifest("ServiceAccount", "app", hook("PreSync,PostSync")),
    ],
    ["where the wave is not known", workload("Deployment", wave("${WAVE}")), later],
    [
      "where the namespace is not known",
      workload("Job", hook("PreSync")).replace("  name: app", "  name: app\n  namespace: {{ .Values.namespace }}"),
      later,
    ],
    ["where the phase is not known", workload("Job", hook("{{ .Values.hook }}")), later],
    [
      "where a template may leave it out",
      workload("Job", hook("PreSync")),
      `{{- if .Values.a }}\n${later}{{- end }}\n`,
    ],
    ["where it is said of failures only", workload("Job", hook("SyncFail")), later],
    [
      "where what is needed is left out",
      workload("Job", hook("PreSync")),
      manifest("ServiceAccount", "app", hook("Skip")),
    ],
    [
      "where a hook is deleted only when all hooks are done",
      manifest("ServiceAccount", "app", { ...hook("PreSync"), ...policy }),
      workload("Job", hook("PostSync")),
    ],
    ["where a suspended Job is held back for a queue", suspendedJob("    kueue.x-k8s.io/queue-name: a\n")],
    ["where nothing follows what is suspended", suspendedJob("    app: a\n").replace(/.*hook: .*\n/, "")],
    ["where nothing says that Argo CD deploys the manifests", manifest("ConfigMap", "a"), manifest("ConfigMap", "a")],
    [
      "where a comment says so",
      workload("Job", hook("PreSync")).replace(
        "      serviceAccountName",
        "      # argocd-annotations-ignore-next-line needed-before-applied\n      serviceAccountName",
      ),
      later,
    ],
  ];
  for (const [title, ...documents] of silent) {
    it(`are silent ${title}`, () => {
      assert.deepEqual(idsIn(...documents), []);
    });
  }

  it("wait for a suspended Job that is a hook", () => {
    assert.deepEqual(idsIn(suspendedJob("    app: a\n")), ["never-healthy"]);
  });

  it("have the severity that is set, or are off", () => {
    const application = folderOf({ "all.yaml": `${workload("Deployment", {})}---\n${later}` });
    const severities = (level: "error" | "off"): string[] =>
      diagnoseApplication(application, { severities: new Map([["needed-before-applied", level]]) }).map(
        ({ severity }) => severity,
      );
    assert.deepEqual(severities("error"), ["error"]);
    assert.deepEqual(severities("off"), []);
  });

  it("say nothing of objects twice in a kustomization, where they are patches", () => {
    const files = { "a.yaml": manifest("Job", "a", hook("PreSync")), "b.yaml": manifest("Job", "a") };
    const ids = (type: "directory" | "kustomize"): string[] =>
      diagnoseApplication(folderOf(files, { source: { type, path: "a" } })).map(({ rule }) => rule.id);
    assert.deepEqual(ids("directory"), ["duplicate-resource"]);
    assert.deepEqual(ids("kustomize"), []);
  });

  it("do not offer to make a hook of what would lose its content, or of an account that others run as", () => {
    const titles = (...documents: readonly string[]): string[] =>
      diagnoseApplication(folderOf({ "all.yaml": documents.join("---\n") })).flatMap(({ fixes }) =>
        fixes.map(({ title }) => title),
      );
    const account = manifest("ServiceAccount", "app");
    assert.deepEqual(titles(workload("Job", hook("PreSync")), workload("Deployment", {}), account), [
      'Make this Job a Sync hook in wave -1, after ServiceAccount "app" in wave -2',
    ]);
    const claim = manifest("PersistentVolumeClaim", "data");
    const mounting = workload("Job", hook("PreSync")).replace(
      "serviceAccountName: app",
      "volumes: [{ name: a, persistentVolumeClaim: { claimName: data } }]",
    );
    assert.deepEqual(titles(mounting, claim), [
      'Make this Job a Sync hook in wave -1, after PersistentVolumeClaim "data" in wave -2',
    ]);
  });
});

function suspendedJob(labels: string): string {
  return `apiVersion: batch/v1
kind: Job
metadata:
  name: job
  labels:
${labels}  annotations:
    argocd.argoproj.io/hook: Sync
spec:
  suspend: true
`;
}
