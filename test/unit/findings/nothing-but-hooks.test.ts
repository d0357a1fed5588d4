import assert from "node:assert/strict";
import type { Application } from "../../../server/core/index.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { automatedOf, folderOf } from "./folder.ts";

const job = `apiVersion: batch/v1
kind: Job
metadata:
  name: a
  annotations:
    argocd.argoproj.io/hook: PostSync
spec:
  activeDeadlineSeconds: 300
`;

function isFound(application: Application): boolean {
  return diagnoseApplication(application).some(({ rule }) => rule.id === "nothing-but-hooks");
}

describe("an application that has nothing but hooks", () => {
  it("is found whichever key makes the hooks, and whatever is skipped beside them", () => {
    assert.ok(isFound(automatedOf({ "a.yaml": job })));
    assert.ok(
      isFound(automatedOf({ "a.yaml": job.replace("argocd.argoproj.io/hook: PostSync", "helm.sh/hook: pre-install") })),
    );
    const skipped = job.replace("PostSync", "Skip").replace("name: a", "name: b");
    assert.ok(isFound(automatedOf({ "a.yaml": job, "b.yaml": skipped })));
    const deletion = job.replace("PostSync", "PostDelete").replace("name: a", "name: b");
    assert.ok(isFound(automatedOf({ "a.yaml": job, "b.yaml": deletion })));
  });

  it("is not found where somebody else may start a sync, or makes it OutOfSync", () => {
    assert.ok(!isFound(folderOf({ "a.yaml": job }, { declared: true })));
    const createNamespace = { annotations: new Map<string, string>(), managed: true };
    assert.ok(!isFound(automatedOf({ "a.yaml": job }, { createNamespace })));
    assert.ok(isFound(automatedOf({ "a.yaml": job }, { createNamespace: { ...createNamespace, managed: false } })));
  });

  it("is not found where something of it is not known", () => {
    const application = automatedOf({ "a.yaml": job });
    const location = { path: "b", offset: 0, end: 0 };
    assert.ok(!isFound({ ...application, unread: [{ text: "b", location, reason: "Nobody knows." }] }));
    assert.ok(!isFound(automatedOf({ "a.yaml": job, "b.yaml": '{{ include "rest" . }}\n' })));
    assert.ok(!isFound(automatedOf({ "a.yaml": job.replace("PostSync", '"{{ .Values.hook }}"') })));
  });
});
