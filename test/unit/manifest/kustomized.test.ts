import assert from "node:assert/strict";
import { diagnoseDocument } from "../../support/diagnose.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { type Kustomized, kustomizedFiles } from "../../../server/core/manifest/kustomized.ts";

function rulesIn(text: string, kustomized?: Kustomized): string[] {
  return openFile(text).documents.flatMap((document) =>
    diagnoseDocument(document, { kustomized }).map(({ rule }) => rule.id),
  );
}

function configMap(...annotations: readonly string[]): string {
  const lines = annotations.map((line) => `    ${line}\n`).join("");
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n${lines}`;
}

describe("the files of a kustomization", () => {
  it("are its resources and its patches, with the paths that it writes", () => {
    const text = `
resources: [./job.yaml, ../base, "https://example.com/base"]
patches:
  - path: patches/job.yaml
  - patch: "- op: add"
patchesJson6902: [{ path: one.yaml, target: { kind: Job } }]
patchesStrategicMerge:
  - two.yaml
  - |-
    kind: Job
  - 5
`;
    assert.deepEqual(
      [...kustomizedFiles(openFile(text))],
      [
        ["job.yaml", "resource"],
        ["../base", "resource"],
        ["https://example.com/base", "resource"],
        ["two.yaml", "patch"],
        ["patches/job.yaml", "patch"],
        ["one.yaml", "patch"],
      ],
    );
  });

  it("are none where there is nothing to be read", () => {
    for (const text of ["", "[]", "resources: a.yaml\npatches: {}\n", "patches: [a, []]\n"]) {
      assert.deepEqual([...kustomizedFiles(openFile(text))], []);
    }
  });
});

describe("a resource that Kustomize builds", () => {
  const number = configMap("argocd.argoproj.io/sync-wave: 5");
  it("may have numbers as annotations, which it turns into strings", () => {
    assert.deepEqual(rulesIn(number), ["value-not-a-string"]);
    assert.deepEqual(rulesIn(number, "resource"), []);
    assert.deepEqual(rulesIn(number, "patch"), []);
  });

  it("may have nothing as an annotation, which it turns into an empty string", () => {
    const nothing = configMap('argocd.argoproj.io/sync-wave: "5"', "owner:");
    assert.deepEqual(rulesIn(nothing), ["value-not-a-string"]);
    assert.deepEqual(rulesIn(nothing, "resource"), []);
    assert.deepEqual(rulesIn(configMap("argocd.argoproj.io/hook:"), "resource"), ["hook-never-applied"]);
  });

  it("may not have other values than Argo CD understands", () => {
    for (const as of ["resource", "patch"] as const) {
      assert.deepEqual(rulesIn(configMap("argocd.argoproj.io/sync-wave: 1.5"), as), ["wave-not-an-integer"]);
      assert.deepEqual(rulesIn(configMap("argocd.argoproj.io/sync-wav: 1"), as), ["misspelt-annotation"]);
    }
  });

  it("may have what a patch leaves to the resource", () => {
    const policy = configMap("argocd.argoproj.io/hook-delete-policy: HookSucceeded");
    assert.deepEqual(rulesIn(policy, "resource"), ["delete-policy-without-hook"]);
    assert.deepEqual(rulesIn(policy, "patch"), []);
  });
});
