import assert from "node:assert/strict";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

function isFound(apiVersion: string, kind: string, spec: string, more = ""): boolean {
  const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: import\n${more}spec: { ${spec} }\n`;
  return diagnoseApplication(folderOf({ "import.yaml": text }, { declared: true })).some(
    ({ rule }) => rule.id === "job-made-again",
  );
}

describe("what is deleted once it has finished", () => {
  it("is a Job or a Workflow with a time to live", () => {
    assert.ok(isFound("batch/v1", "Job", "ttlSecondsAfterFinished: 60"));
    assert.ok(isFound("argoproj.io/v1alpha1", "Workflow", "ttlStrategy: { secondsAfterSuccess: 60 }"));
    assert.ok(!isFound("argoproj.io/v1alpha1", "Workflow", "ttlStrategy: { secondsAfterFailure: 60 }"));
    assert.ok(!isFound("example.com/v1", "Job", "ttlSecondsAfterFinished: 60"));
  });

  it("is not known where it may not finish, or where something else fills in the time", () => {
    assert.ok(!isFound("batch/v1", "Job", "ttlSecondsAfterFinished: 60, suspend: true"));
    assert.ok(!isFound("batch/v1", "Job", 'ttlSecondsAfterFinished: "${TTL}"'));
  });

  it("does not matter for a hook, or for what is never applied", () => {
    const hook = (type: string): string => `  annotations: { argocd.argoproj.io/hook: ${type} }\n`;
    assert.ok(!isFound("batch/v1", "Job", "ttlSecondsAfterFinished: 60", hook("PostSync")));
    assert.ok(!isFound("batch/v1", "Job", "ttlSecondsAfterFinished: 60", hook("Skip")));
  });
});
