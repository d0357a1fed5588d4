import assert from "node:assert/strict";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseApplication, type MadeProblem } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

const object = (apiVersion: string, kind: string, name: string, more = ""): string =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: ${name}\n${more}`;
const job = (name: string, command: string, hook = "PreSync"): string =>
  `${object("batch/v1", "Job", name, `  annotations: { argocd.argoproj.io/hook: ${hook} }\n`)}spec: { activeDeadlineSeconds: 9, template: { spec: { containers: [{ name: main, command: [sh, -c, "${command}"] }] } } }\n`;
const child = (name: string, server = "https://kubernetes.default.svc"): string =>
  object("argoproj.io/v1alpha1", "Application", name, `spec: { destination: { server: "${server}" } }\n`);
const subscription = object("operators.coreos.com/v1alpha1", "Subscription", "shop-operator");
const shop = object("shops.example.com/v1", "Shop", "main");
const issuer = object("cert-manager.io/v1", "ClusterIssuer", "letsencrypt");

function found(files: readonly string[], syncOptions: readonly string[] = []): readonly MadeProblem[] {
  const named = Object.fromEntries(files.map((text, index) => [`${index.toString()}.yaml`, text]));
  return diagnoseApplication(folderOf(named, { declared: true, syncOptions })).filter(
    ({ rule }) => rule.id === "kind-installed-later",
  );
}

function isFound(...files: readonly string[]): boolean {
  return found(files).length > 0;
}

describe("a kind that something in the sync may install", () => {
  it("comes from a Job that says so in its name or command", () => {
    assert.ok(isFound(job("install-crds", "true"), shop));
    assert.ok(isFound(job("setup", "kubectl apply -f https://example.com/shop.yaml"), shop));
    assert.ok(isFound(job("setup", "helm upgrade --install shop oci://example.com/shop"), shop));
    assert.ok(!isFound(job("migrate", "psql -f schema.sql"), shop));
    assert.ok(!isFound(job("migrate", "curl https://example.com/token | kubectl create secret generic a"), shop));
    assert.ok(!isFound(job("install-crds", "true", "PostSync"), shop));
  });

  it("comes from an operator, a chart or a child application with its name", () => {
    assert.ok(isFound(subscription, shop));
    assert.ok(isFound(child("cert-manager"), issuer));
    assert.ok(isFound(object("helm.toolkit.fluxcd.io/v2", "HelmRelease", "shop"), shop));
    assert.ok(
      isFound(object("operator.tekton.dev/v1", "TektonConfig", "config"), object("tekton.dev/v1", "Task", "build")),
    );
    assert.ok(!isFound(child("billing"), issuer));
    assert.ok(!isFound(child("cert-manager-issuers"), issuer));
    assert.ok(!isFound(child("cert-manager", "https://elsewhere.example.com"), issuer));
  });

  it("is not one of the cluster, of its platform, or of what serves many applications", () => {
    for (const group of ["apps", "snapshot.storage.k8s.io", "config.openshift.io", "monitoring.coreos.com"])
      assert.ok(!isFound(subscription, object(`${group}/v1`, "Thing", "main")), group);
  });

  it("is no matter where the sync brings the definition, or begins without it", () => {
    const definition = `${object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "shops.shops.example.com")}spec: { group: shops.example.com, names: { kind: Shop } }\n`;
    assert.ok(!isFound(subscription, shop, definition));
    assert.equal(found([subscription, shop], ["SkipDryRunOnMissingResource=true"]).length, 0);
  });

  it("is reported once for an application, with a fix for all resources of such kinds", () => {
    const texts = [subscription, shop, shop.replace("main", "second")];
    const [problem, ...more] = found(texts);
    assert.equal(more.length, 0);
    assert.match(problem?.message ?? "", /to Shop "main" and 1 more, or to the "syncOptions" of the Application\.$/);
    const edits = problem?.fixes[0]?.edits ?? [];
    for (const [index, text] of texts.slice(1).entries()) {
      const own = edits.filter(({ fileName }) => fileName === `${(index + 1).toString()}.yaml`);
      assert.match(applyEdits(text, own), /sync-options: SkipDryRunOnMissingResource=true$/m);
    }
  });
});
