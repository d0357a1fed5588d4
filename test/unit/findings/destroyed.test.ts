import assert from "node:assert/strict";
import { readFolderApplication } from "../../../server/core/application/deployed-application.ts";
import { textOf } from "../../../server/core/manifest/file.ts";
import { diagnoseApplication } from "../../support/diagnose.ts";
import { parseVersion } from "../../../server/core/index.ts";
import { manifest } from "../../support/manifests.ts";
import { folderOf } from "./folder.ts";
import { treeOf } from "../../support/source-tree.ts";

/** What is found in the folder `app`: its file, what it stands on, its words and the other places. */
function foundIn(files: Readonly<Record<string, string>>): readonly string[] {
  const { application } = readFolderApplication("app", { name: "app", namespace: "default" }, treeOf(files));
  return diagnoseApplication(application).map(({ fileName, file, span, message, related }) =>
    [`${fileName} ${textOf(file).slice(span.start, span.end)}: ${message}`, ...related.map((it) => it.message)].join(
      "\n",
    ),
  );
}

describe("what is destroyed in each sync", () => {
  it("stands where a kustomization makes hooks of everything", () => {
    const found = foundIn({
      "app/kustomization.yaml": "resources: [all.yaml]\ncommonAnnotations:\n  argocd.argoproj.io/hook: PreSync\n",
      "app/all.yaml": [manifest("Namespace", "web"), manifest("Service", "web"), manifest("ConfigMap", "web")].join(
        "---\n",
      ),
    });
    assert.deepEqual(found, [
      `app/kustomization.yaml argocd.argoproj.io/hook: Every sync deletes and recreates Namespace and Service "web", which are hooks: what they hold or serve is lost with them. Remove the hook, and order them with a sync wave.
Namespace "web": everything in the namespace goes with it.
Service "web": it answers nobody until it is there again, perhaps under another address.`,
    ]);
  });

  it("stands where a patch makes a hook of one", () => {
    const found = foundIn({
      "app/kustomization.yaml": `resources: [all.yaml]\npatches:\n  - target: { kind: Namespace }\n    patch: |-\n      - op: add\n        path: /metadata/annotations\n        value: { argocd.argoproj.io/hook: PreSync }\n`,
      "app/all.yaml": [manifest("Namespace", "data"), manifest("ConfigMap", "web")].join("---\n"),
    });
    assert.equal(found.length, 1);
    assert.match(found[0] ?? "", /^app\/kustomization\.yaml .*Namespace "data"/);
  });

  it("is what goes with an object of Argo CD, a database or something at a cloud provider", () => {
    const of = (apiVersion: string, kind: string, more = ""): readonly string[] =>
      foundIn({
        "app/a.yaml": `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: a\n  annotations: { argocd.argoproj.io/hook: PreSync }\n${more}`,
      });
    assert.match(of("argoproj.io/v1alpha1", "Application")[0] ?? "", /: its history goes with it/);
    const set = (policy: string): readonly string[] =>
      of("argoproj.io/v1alpha1", "ApplicationSet", `spec: { syncPolicy: { ${policy} } }\n`);
    assert.match(set("")[0] ?? "", /: the Applications that it makes go with it, and all their resources\./);
    assert.match(set("preserveResourcesOnDeletion: true")[0] ?? "", /: the Applications that it makes go with it\./);
    assert.deepEqual(set("applicationsSync: create-update"), []);
    assert.match(of("postgresql.cnpg.io/v1", "Cluster")[0] ?? "", /its data may go with it/);
    assert.match(of("s3.aws.upbound.io/v1", "Bucket")[0] ?? "", /in the cloud is deleted with it/);
    assert.deepEqual(of("s3.aws.upbound.io/v1", "Bucket", "spec: { deletionPolicy: Orphan }\n"), []);
    assert.deepEqual(of("aws.upbound.io/v1", "ProviderConfig"), []);
  });

  it("may be replaced by force, unless Argo CD only updates it or applies only what differs", () => {
    const of = (
      kind: string,
      options: string,
      syncOptions: readonly string[] = [],
      version = "3.5",
    ): readonly string[] => {
      const text = `${manifest(kind, "a")}  annotations: { argocd.argoproj.io/sync-options: "${options}" }\n`;
      const application = folderOf({ "a.yaml": text }, { declared: true, syncOptions, version: parseVersion(version) });
      return diagnoseApplication(application)
        .filter(({ rule }) => rule.id === "destroyed-in-each-sync")
        .map(({ message }) => message);
    };
    assert.match(of("PersistentVolumeClaim", "Force=true,Replace=true")[0] ?? "", /Remove "Replace=true"\.$/);
    assert.match(of("PersistentVolumeClaim", "Force=true", ["Replace=true"])[0] ?? "", /Remove "Force=true"\.$/);
    assert.deepEqual(of("PersistentVolumeClaim", "Force=true"), []);
    assert.deepEqual(of("PersistentVolumeClaim", "Force=true,Replace=true", ["ApplyOutOfSyncOnly=true"]), []);
    assert.deepEqual(of("PersistentVolumeClaim", "Force=true,Replace=true", [], "2.11"), []);
    assert.deepEqual(of("Namespace", "Force=true,Replace=true"), []);
    assert.deepEqual(of("ConfigMap", "Force=true,Replace=true"), []);
  });
});
