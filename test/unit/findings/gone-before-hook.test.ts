import assert from "node:assert/strict";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseApplication, type MadeProblem } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

const postDelete = "argocd.argoproj.io/hook: PostDelete, argocd.argoproj.io/hook-delete-policy: HookSucceeded";

function object(apiVersion: string, kind: string, annotations: string, more = ""): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: cleanup\n  annotations: { ${annotations} }\n${more}`;
}

function job(pod: string, annotations = postDelete): string {
  return object("batch/v1", "Job", annotations, `spec: { activeDeadlineSeconds: 9, template: { spec: { ${pod} } } }\n`);
}

function found(files: readonly string[], syncOptions: readonly string[] = []): readonly MadeProblem[] {
  const named = Object.fromEntries(files.map((text, index) => [`${index.toString()}.yaml`, text]));
  return diagnoseApplication(folderOf(named, { declared: true, syncOptions })).filter(
    ({ rule }) => rule.id === "gone-before-hook",
  );
}

const account = (annotations: string): string => object("v1", "ServiceAccount", annotations);
const withAccount = job("serviceAccountName: cleanup");
const withSecret = job("volumes: [{ name: a, secret: { secretName: database } }]");
const role = object("rbac.authorization.k8s.io/v1", "Role", "");
const binding = (annotations: string): string =>
  object(
    "rbac.authorization.k8s.io/v1",
    "RoleBinding",
    annotations,
    "roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: cleanup }\nsubjects: [{ kind: ServiceAccount, name: cleanup }]\n",
  );

describe("what a PostDelete hook needs and the deletion takes away", () => {
  it("is a resource, a hook of the syncs or a PreDelete hook", () => {
    const hooks = ["argocd.argoproj.io/hook: PreSync", "helm.sh/hook: pre-install", "helm.sh/hook: pre-delete"];
    for (const annotations of ["", ...hooks])
      assert.equal(found([account(annotations), withAccount]).length, 1, annotations);
    const helms = withAccount.replace(postDelete, "helm.sh/hook: post-delete");
    assert.equal(found([account(""), helms]).length, 1);
  });

  it("is nothing that is kept, or made again", () => {
    const kept = ["argocd.argoproj.io/sync-options: Delete=false", "helm.sh/resource-policy: keep", postDelete];
    for (const annotations of kept) assert.deepEqual(found([account(annotations), withAccount]), [], annotations);
    assert.deepEqual(found([account(""), withAccount], ["Delete=false"]), []);
    assert.equal(found([account("argocd.argoproj.io/sync-options: Prune=false"), withAccount]).length, 1);
  });

  it("is what its permissions come from", () => {
    const [problem] = found([account(postDelete), role, binding(""), withAccount]);
    assert.match(
      problem?.message ?? "",
      /Make (?:Role and RoleBinding|RoleBinding and Role) "cleanup" PostDelete hooks too\.$/,
    );
    assert.equal(found([account(postDelete), role, binding(postDelete), withAccount]).length, 1);
    const kept = role.replace("annotations: {  }", `annotations: { ${postDelete} }`);
    assert.equal(found([account(postDelete), kept, binding(postDelete), withAccount]).length, 0);
    assert.match(
      found([account(""), role, binding(""), withAccount])[0]?.message ?? "",
      /^This PostDelete hook needs ServiceAccount "cleanup", and the permissions of RoleBinding "cleanup", which are deleted/,
    );
  });

  it("is a Secret that goes with its owner, and none that its controller leaves", () => {
    const external = (more: string): string =>
      object("external-secrets.io/v1", "ExternalSecret", "", `spec: { target: { name: database${more} } }\n`);
    const certificate = object("cert-manager.io/v1", "Certificate", "", "spec: { secretName: database }\n");
    assert.equal(found([external(""), withSecret]).length, 1);
    assert.equal(found([external(", creationPolicy: Orphan"), withSecret]).length, 0);
    assert.equal(found([certificate, withSecret]).length, 0);
  });

  it("is the store of an ExternalSecret that is a PostDelete hook", () => {
    const external = object(
      "external-secrets.io/v1",
      "ExternalSecret",
      postDelete,
      "spec: { secretStoreRef: { name: cleanup } }\n",
    );
    const store = object("external-secrets.io/v1", "SecretStore", "");
    assert.match(found([external, store])[0]?.message ?? "", /The hook never becomes healthy/);
  });

  it("is kept where others need it, where it holds data, and where a sync applies it as a hook", () => {
    const claim = object("v1", "PersistentVolumeClaim", "");
    const withClaim = job("volumes: [{ name: a, persistentVolumeClaim: { claimName: cleanup } }]");
    const migration = job("serviceAccountName: cleanup", "argocd.argoproj.io/hook: Sync").replace("cleanup", "migrate");
    const files = [
      [claim, withClaim],
      [account(""), withAccount, migration],
      [account("helm.sh/hook: pre-install"), withAccount],
    ];
    for (const texts of files) {
      const [problem] = found(texts);
      assert.match(problem?.message ?? "", /Keep \w+ "cleanup" with "Delete=false"\.$/);
      const fixed = applyEdits(texts[0] ?? "", problem?.fixes[0]?.edits ?? []);
      assert.deepEqual(found([fixed, ...texts.slice(1)]), []);
    }
  });
});
