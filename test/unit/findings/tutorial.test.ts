import assert from "node:assert/strict";
import type { ProblemFix } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { folderOf } from "./folder.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";

/** A migration as tutorials write it: its access as plain resources, and the Job as a PreSync hook in wave -1. */
const migration = {
  "access.yaml": `apiVersion: v1
kind: ServiceAccount
metadata:
  name: db-migrate
  namespace: agents
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: db-migrate
  namespace: agents
rules:
  - apiGroups: [""]
    resources: ["secrets"]
    verbs: ["get"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: db-migrate
  namespace: agents
subjects:
  - kind: ServiceAccount
    name: db-migrate
    namespace: agents
roleRef:
  kind: Role
  name: db-migrate
  apiGroup: rbac.authorization.k8s.io
`,
  "job.yaml": `apiVersion: batch/v1
kind: Job
metadata:
  name: db-migration
  namespace: agents
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-deletion-policy: HookSucceeded
    argocd.argoproj.io/sync-wave: "-1"
spec:
  backoffLimit: 1
  template:
    spec:
      serviceAccountName: db-migrate
      restartPolicy: Never
      containers: []
`,
};

describe("the migration of tutorials", () => {
  const problems = diagnoseApplication(folderOf(migration));

  it("needs an account and rights that come only after it", () => {
    const [problem, ...more] = problems;
    assert.deepEqual(more, []);
    assert.equal(problem?.rule.id, "needed-before-applied");
    assert.equal(problem.fileName, "job.yaml");
    assert.equal(
      problem.message,
      'This PreSync hook needs ServiceAccount "db-migrate", which is applied only in the Sync phase, and the permissions of RoleBinding "db-migrate". On a first install it cannot start, and the sync gets stuck. Apply them first.',
    );
    assert.deepEqual(
      problem.related.map(({ fileName, message }) => `${fileName}: ${message}`),
      ["ServiceAccount", "Role", "RoleBinding"].map(
        (kind) => `access.yaml: ${kind} "db-migrate" is applied in the Sync phase.`,
      ),
    );
  });

  it("is made right by hooks one wave ahead of the Job", () => {
    const fix = problems[0]?.fixes[0];
    assert.ok(fix !== undefined);
    assert.equal(fix.title, 'Make ServiceAccount, Role and RoleBinding "db-migrate" PreSync hooks in wave -2');
    const { application, access } = mended(fix);
    assert.deepEqual(diagnoseApplication(application), []);
    assert.deepEqual(
      application.plan.steps.map(({ phase, wave, tasks }) => {
        const kinds = tasks.map(({ resource }) => application.members[resource ?? -1]?.manifest.kind);
        return `${phase} ${String(wave)}: ${kinds.join(", ")}`;
      }),
      ["PreSync -2: ServiceAccount, Role, RoleBinding", "PreSync -1: Job"],
    );
    const block = `  name: db-migrate
  annotations:
    argocd.argoproj.io/hook: PreSync
    argocd.argoproj.io/hook-delete-policy: BeforeHookCreation
    argocd.argoproj.io/sync-wave: "-2"
  namespace: agents
`;
    assert.equal(access.split(block).length, 4, access);
  });

  it("is made right by a hook of the Sync phase before everything else", () => {
    const fix = problems[0]?.fixes[1];
    assert.ok(fix !== undefined);
    const { application } = mended(fix);
    assert.deepEqual(diagnoseApplication(application), []);
    assert.deepEqual(
      application.plan.steps.map(({ phase, wave }) => `${phase} ${String(wave)}`),
      ["Sync -2", "Sync -1"],
    );
  });
});

function mended({ edits }: ProblemFix): { application: ReturnType<typeof folderOf>; access: string } {
  const files = Object.entries(migration).map(([name, text]) => {
    return [
      name,
      applyEdits(
        text,
        edits.filter(({ fileName }) => fileName === name),
      ),
    ] as const;
  });
  const texts = Object.fromEntries(files);
  return { application: folderOf(texts), access: texts["access.yaml"] ?? "" };
}
