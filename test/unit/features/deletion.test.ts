import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import type { Application } from "../../../server/core/application/application.ts";
import { deletionParts } from "../../../server/core/features/plan/deletion.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { type PlanOptions, planSync } from "../../../server/core/sync/plan.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

const options = (value: string): Readonly<Record<string, string>> => ({ "argocd.argoproj.io/sync-options": value });
const policy = (value: string): Readonly<Record<string, string>> => ({
  "argocd.argoproj.io/hook-delete-policy": value,
});

/** A manifest with finalizers. */
function held(kind: string, name: string, ...finalizers: readonly string[]): string {
  return manifest(kind, name).replace("metadata:\n", `metadata:\n  finalizers: [${finalizers.join(", ")}]\n`);
}

/** The deletion, one line for each step and each sentence. */
function linesOf(documents: readonly string[], more: Partial<PlanOptions> = {}): string[] {
  const made = applicationOf(documents);
  const planOptions = { ...made.planOptions, ...more };
  const resources = made.members.map(({ resource }) => resource);
  const application: Application = { ...made, planOptions, plan: planSync(resources, planOptions) };
  return deletionParts(application).flatMap(({ title, members, notes }) => [
    `${title}: ${members.map((index) => application.members[index]?.resource.name).join(", ")}`,
    ...notes.map((note) => `- ${note}`),
  ]);
}

const waits =
  "- The deletion waits until they have succeeded, and forever if one hangs, fails each time, or can no longer be generated from Git.";

describe("the deletion of an application", () => {
  it("deletes with a Namespace what options keep, unless it is in another one or in none", () => {
    const kept = (kind: string, name: string, namespace = ""): string =>
      manifest(kind, name, { "helm.sh/resource-policy": "keep" }).replace(
        "metadata:\n",
        `metadata:\n${namespace === "" ? "" : `  namespace: ${namespace}\n`}`,
      );
    assert.deepEqual(
      linesOf([
        manifest("Namespace", "prod"),
        kept("Secret", "key"),
        kept("Secret", "other", "elsewhere"),
        kept("PersistentVolume", "disk"),
        kept("Widget", "one").replace("v1", "example.com/v1"),
      ]),
      [
        "Batch 1 of 1: prod",
        "- Secret key is deleted with the Namespace, which no option of its own prevents.",
        "Kept in the cluster: other, disk, one",
        "- Secret other, PersistentVolume disk and Widget one: helm.sh/resource-policy: keep.",
      ],
    );
  });

  it("runs its hooks before and after everything else, and says which of them stays", () => {
    assert.deepEqual(
      linesOf([
        manifest("Secret", "key"),
        manifest("Service", "web", wave("1")),
        manifest("Job", "drain", { ...hook("PreDelete"), ...wave("5") }),
        manifest("Job", "clean", hook("PostDelete")),
        manifest("Job", "report", { ...hook("PostDelete"), ...policy("HookSucceeded") }),
      ]),
      [
        "PreDelete hooks: drain",
        "- They are created all at once, before anything is deleted.",
        waits,
        "Batch 1 of 2: web",
        "- Hooks that are still there are deleted too, each with the resources of its wave.",
        "- Each batch is deleted when the one before is gone.",
        "Batch 2 of 2: key",
        "PostDelete hooks: clean, report",
        "- They are created all at once, when the resources are gone.",
        waits,
        "- Job clean stays in the cluster, as only HookSucceeded deletes a PostDelete hook afterwards.",
      ],
    );
  });

  it("never ends where a PostDelete hook has no Namespace any more", () => {
    const clean = manifest("Job", "clean", { ...hook("PostDelete"), ...policy("HookSucceeded") });
    const said = "- Job clean cannot be created, because its Namespace has been deleted: the deletion does not end.";
    assert.ok(linesOf([manifest("Namespace", "prod"), clean]).includes(said));
    const elsewhere = clean.replace("name: clean", "name: clean\n  namespace: tools");
    for (const documents of [
      [manifest("Namespace", "prod", options("Delete=false")), clean],
      [manifest("Namespace", "prod"), elsewhere],
      [manifest("Namespace", "other"), clean],
    ])
      assert.ok(!linesOf(documents).some((line) => line.includes("cannot be created")));
  });

  it("asks for an approval before everything else, because of Prune=confirm too", () => {
    const documents = [manifest("Secret", "key"), manifest("Service", "web", wave("1"))];
    for (const value of ["Delete=confirm", "Prune=confirm"]) {
      assert.deepEqual(linesOf([...documents, manifest("ConfigMap", "dear", options(value))]).slice(0, 2), [
        "Batch 1 of 2: web",
        "- Nothing is deleted before someone approves it, because of Delete=confirm or Prune=confirm (ConfigMap dear).",
      ]);
    }
    assert.match(linesOf(documents, { syncOptions: ["Prune=confirm"] })[1] ?? "", /Secret key and Service web/);
    assert.match(linesOf(documents, { defaultDelete: "confirm" })[1] ?? "", /Secret key and Service web/);
  });

  it("takes the option of the resource before that of the application", () => {
    const own = manifest("Secret", "key", options("Prune=false"));
    assert.deepEqual(linesOf([own], { syncOptions: ["Prune=confirm"] }), ["Batch 1 of 1: key"]);
  });

  it("waits for finalizers that neither Argo CD nor Kubernetes removes", () => {
    const foreign = held("Secret", "key", "example.com/protect", "foregroundDeletion");
    assert.deepEqual(linesOf([foreign, held("Secret", "plain", "foregroundDeletion")]), [
      "Batch 1 of 1: key, plain",
      "- Secret key is gone only when its finalizer example.com/protect has been removed.",
    ]);
    const many = ["a", "b", "c", "d", "e", "f"].map((name) => held("Secret", name, "example.com/protect"));
    assert.deepEqual(linesOf([...many, held("Secret", "g", "example.com/other")]).slice(1), [
      "- Secret a, Secret b, Secret c, Secret d and 2 more are gone only when their finalizer example.com/protect has been removed.",
      "- Secret g is gone only when its finalizer example.com/other has been removed.",
    ]);
    assert.match(
      linesOf([held("Secret", "key", "a.io/x", "b.io/y")])[1] ?? "",
      /its finalizers a\.io\/x and b\.io\/y have/,
    );
  });

  it("names what stays, and why", () => {
    const definition = manifest("CustomResourceDefinition", "widgets.example.com").replace(
      "v1",
      "apiextensions.k8s.io/v1",
    );
    const dear = manifest("Secret", "dear", options("Delete=false"));
    const chart = manifest("Secret", "chart", { "helm.sh/resource-policy": "keep" });
    assert.deepEqual(linesOf([definition, dear, chart, manifest("Secret", "key")]), [
      "Batch 1 of 1: key",
      "Kept in the cluster: widgets.example.com, dear, chart",
      "- CustomResourceDefinition widgets.example.com: a CustomResourceDefinition is never deleted.",
      "- Secret dear: Delete=false.",
      "- Secret chart: helm.sh/resource-policy: keep.",
    ]);
    assert.deepEqual(linesOf([manifest("Secret", "key")], { defaultDelete: "false" }), [
      "Kept in the cluster: key",
      "- Secret key: Delete=false of the application.",
    ]);
  });
});

describe("the finalizers of an Application", () => {
  const cascadeOf = (finalizers: string): string | undefined => {
    const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: shop\n${finalizers}spec: {}\n`;
    return readDeclaredApplications(openFile(text), "/app.yaml")[0]?.cascade;
  };

  it("say whether its deletion deletes its resources, and how", () => {
    assert.equal(cascadeOf(""), "none");
    assert.equal(cascadeOf("  finalizers: [example.com/protect]\n"), "none");
    assert.equal(cascadeOf("  finalizers: [resources-finalizer.argocd.argoproj.io]\n"), "foreground");
    assert.equal(cascadeOf("  finalizers: [resources-finalizer.argocd.argoproj.io/foreground]\n"), "foreground");
    assert.equal(
      cascadeOf("  finalizers: [a.io/x, resources-finalizer.argocd.argoproj.io/background]\n"),
      "background",
    );
  });

  it("are said where they leave resources behind, or do not wait for all", () => {
    const documents = [manifest("Secret", "key")];
    assert.match(linesOf(documents, { cascade: "none" })[1] ?? "", /kubectl delete leaves them all in the cluster\.$/);
    assert.match(linesOf(documents, { cascade: "background" })[1] ?? "", /Pods and others that a resource owns/);
    assert.deepEqual(linesOf(documents, { cascade: "foreground" }), ["Batch 1 of 1: key"]);
  });
});
