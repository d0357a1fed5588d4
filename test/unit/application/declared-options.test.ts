import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { declaredOptions } from "../../../server/core/application/declared-options.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import type { PlanOptions } from "../../../server/core/sync/plan.ts";
import { parseVersion } from "../../../server/core/versions.ts";

function optionsIn(version: string | undefined, syncPolicy: string): PlanOptions {
  const spec = `{ source: { path: app }, destination: { namespace: shop }, syncPolicy: ${syncPolicy} }`;
  const object = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec: ${spec}\n`;
  const [declared] = readDeclaredApplications(openFile(object), "app.yaml");
  assert.ok(declared);
  return declaredOptions(declared, version === undefined ? undefined : parseVersion(version));
}

describe("the options of an Application", () => {
  it("are those that the version reads, and what no version knows", () => {
    const policy = "{ syncOptions: [Prune=false, PruneLast=true, Delete=false, Mine=true] }";
    const { syncOptions, defaultDelete } = optionsIn(undefined, policy);
    assert.deepEqual(
      [syncOptions, defaultDelete],
      [["Prune=false", "PruneLast=true", "Delete=false", "Mine=true"], "false"],
    );
    const older = optionsIn("3.3", policy);
    assert.deepEqual([older.syncOptions, older.defaultDelete], [["PruneLast=true", "Mine=true"], undefined]);
    assert.deepEqual(optionsIn("1.8", policy).syncOptions, ["Mine=true"]);
  });

  it("create a Namespace since 1.7, with metadata of its own since 2.6", () => {
    const policy =
      "{ syncOptions: [CreateNamespace=true], managedNamespaceMetadata: { annotations: { argocd.argoproj.io/sync-wave: '-5' } } }";
    const annotations = new Map([["argocd.argoproj.io/sync-wave", "-5"]]);
    assert.deepEqual(optionsIn("2.6", policy).createNamespace, { annotations, managed: true });
    assert.deepEqual(optionsIn("2.5", policy).createNamespace, { annotations: new Map(), managed: false });
    assert.equal(optionsIn("1.6", policy).createNamespace, undefined);
  });

  it("turn automated syncs off with `enabled` since 3.1", () => {
    const policy = "{ automated: { enabled: false, prune: true } }";
    assert.equal(optionsIn("3.1", policy).automated, undefined);
    assert.equal(optionsIn("3.0", policy).automated?.prune, true);
    assert.equal(optionsIn(undefined, "{ automated: { enabled: true } }").automated?.retries, 5);
  });

  it("say how often a failed sync is tried again, and whether it may prune everything", () => {
    const retries = (retry: string): number | undefined =>
      optionsIn(undefined, `{ automated: {}, retry: ${retry} }`).automated?.retries;
    assert.deepEqual(["{ limit: 2 }", "{ limit: -1 }", "{}", "{ limit: many }"].map(retries), [2, undefined, 0, 0]);
    assert.equal(optionsIn(undefined, "{ automated: { allowEmpty: true } }").automated?.allowEmpty, true);
    assert.equal(optionsIn(undefined, "{ automated: { allowEmpty: false } }").automated?.allowEmpty, undefined);
  });
});
