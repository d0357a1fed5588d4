import assert from "node:assert/strict";
import fc from "fast-check";
import { type Application, buildApplication } from "../../../server/core/application/application.ts";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import {
  type DeployedApplication,
  readDeclared,
  readFolderApplication,
} from "../../../server/core/application/deployed-application.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { manifest, wave } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

const source = { type: "file", path: "a.yaml" } as const;
const text = `${manifest("Secret", "a", wave("1"))}---\n${manifest("Job", "b")}`;

function build(of: string, previous?: Application, namespace = "prod"): Application {
  return buildApplication(
    [{ name: "a.yaml", file: openFile(of) }],
    { name: "a", source, namespace },
    "unknown",
    previous,
  );
}

describe("the plan of an application that is built again", () => {
  const before = build(text);

  it("is the one from before where nothing changed that order depends on", () => {
    assert.equal(build(text, before).plan, before.plan);
    assert.equal(build(`# note\n${text}spec: {}\n`, before).plan, before.plan);
    assert.equal(build(text.replace('"1"', '"1"\n    a: b'), before).plan, before.plan);
    assert.equal(
      build(text.replace('"1"', '"1"\n    argocd.argoproj.io/sync-options: Prune=false'), before).plan,
      before.plan,
    );
  });

  it("is what it would be without the one from before, whatever the annotations", () => {
    const values: Readonly<Record<string, readonly string[]>> = {
      "argocd.argoproj.io/hook": ["PreSync", "Skip", "x", "${HOOK}"],
      "argocd.argoproj.io/hook-delete-policy": ["HookFailed", "HookSucceeded,x"],
      "argocd.argoproj.io/sync-wave": ['"1"', '"-1"', "x"],
      "argocd.argoproj.io/sync-options": ["Delete=false", "Prune=false", "Prune=false,Delete=true"],
      "helm.sh/hook": ["pre-install", "crd-install"],
      "helm.sh/hook-weight": ['"2"', "x"],
      "helm.sh/resource-policy": ["keep", "x"],
      other: ["a", "b"],
    };
    const annotations = fc
      .subarray(Object.entries(values))
      .chain((chosen) => fc.record(Object.fromEntries(chosen.map(([key, some]) => [key, fc.constantFrom(...some)]))));
    const resources = fc
      .array(fc.tuple(fc.constantFrom("Job", "Secret"), annotations), { minLength: 2, maxLength: 2 })
      .map((all) =>
        all
          .map(([kind, some], index) => manifest(kind, `r${index}`, some as Readonly<Record<string, string>>))
          .join("---\n"),
      );
    fc.assert(
      fc.property(resources, resources, (one, other) => {
        assert.deepEqual(build(other, build(one)).plan, build(other).plan);
      }),
      { numRuns: 300 },
    );
  });

  const changes: Readonly<Record<string, string>> = {
    "a wave": text.replace('"1"', '"2"'),
    "a wave that is not known any more": text.replace('"1"', '"${WAVE}"'),
    "an option that protects it from deletion": text.replace(
      '"1"',
      '"1"\n    argocd.argoproj.io/sync-options: Prune=false,Delete=false',
    ),
    "a delete policy": text.replace('"1"', '"1"\n    argocd.argoproj.io/hook-delete-policy: HookFailed'),
    "another annotation": text.replace("sync-wave", "hook"),
    "a name": text.replace("name: b", "name: c"),
    "a namespace": text.replace("name: b", "name: b\n  namespace: c"),
    "a kind": text.replace("Secret", "ConfigMap"),
    "a resource more": `${text}---\n${manifest("Secret", "c")}`,
    "a resource less": manifest("Secret", "a", wave("1")),
  };
  for (const [what, changed] of Object.entries(changes)) {
    it(`is made again after a change of ${what}`, () => {
      const after = build(changed, before);
      assert.notEqual(after.plan, before.plan);
      assert.deepEqual(after.plan, build(changed).plan);
    });
  }

  it("is made again for another destination", () => {
    assert.notEqual(build(text, before, "test").plan, before.plan);
  });

  it("is kept for a folder and its kustomization, too", () => {
    const read = (all: string, previous?: DeployedApplication): DeployedApplication => {
      const tree = treeOf({ "app/kustomization.yaml": "namePrefix: a-\nresources: [all.yaml]\n", "app/all.yaml": all });
      return readFolderApplication("app", { name: "app", namespace: "prod" }, tree, { previous }).application;
    };
    const first = read(text);
    assert.equal(read(`${text}spec: {}\n`, first).plan, first.plan);
    assert.notEqual(read(text.replace('"1"', '"2"'), first).plan, first.plan);
  });

  it("is made again when the Application says something else about its sync", () => {
    const read = (options: string, previous?: DeployedApplication): DeployedApplication => {
      const policy = `syncPolicy: { syncOptions: [${options}], managedNamespaceMetadata: { annotations: { a: b } } }`;
      const spec = `{ source: { path: app }, destination: { namespace: prod }, ${policy} }`;
      const object = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: a }\nspec: ${spec}\n`;
      const [declared] = readDeclaredApplications(openFile(object), "app.yaml");
      assert.ok(declared);
      return readDeclared(declared, treeOf({ "app/a.yaml": text }), { previous }).application;
    };
    const first = read("CreateNamespace=true");
    assert.equal(read("CreateNamespace=true", first).plan, first.plan);
    assert.notEqual(read("", first).plan, first.plan);
    assert.notEqual(read("CreateNamespace=true, Delete=false", first).plan, first.plan);
  });
});
