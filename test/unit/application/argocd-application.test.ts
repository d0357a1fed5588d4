import assert from "node:assert/strict";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { openFile } from "../../../server/core/manifest/file.ts";

/** The Applications in a file whose `spec` is that text in flow style. */
function applicationOf(spec: string) {
  return readDeclaredApplications(
    openFile(`apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec: {${spec}}\n`),
    "shop.yaml",
  ).map(({ name, namespace, paths, createNamespace }) => ({ name, namespace, paths, createNamespace }));
}

describe("an Application object", () => {
  it("says where its manifests are and where they go", () => {
    const spec =
      "source: {path: apps/shop}, destination: {namespace: prod}, syncPolicy: {syncOptions: [CreateNamespace=true]}";
    assert.deepEqual(applicationOf(spec), [
      { name: "shop", namespace: "prod", paths: ["apps/shop"], createNamespace: true },
    ]);
  });

  const paths: readonly (readonly [spec: string, paths: readonly string[]])[] = [
    ["source: {path: ./apps/shop/}", ["apps/shop"]],
    ["source: {path: /apps}", ["apps"]],
    ["source: {path: .}", [""]],
    ["source: {path: .hidden}", [".hidden"]],
    ["sources: [{path: a}, {chart: x}, {path: b/}]", ["a", "b"]],
    ["source: {chart: x}", []],
    ["source: {path: '{{ .path }}'}", []],
    ["source: {path: a}, sources: []", ["a"]],
    ["source: {path: a}, sources: [{path: b}]", ["b"]],
    ["source: {path: ''}", []],
    ["source: 5", []],
    ["sources: {path: a}", []],
  ];
  for (const [spec, expected] of paths) {
    it(`with ${spec} deploys ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(applicationOf(spec)[0]?.paths, expected);
    });
  }

  it("is one of that kind and group only", () => {
    const others = [
      "apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n",
      "apiVersion: app.k8s.io/v1beta1\nkind: Application\n",
      "apiVersion: v1\nkind: ConfigMap\ndata: {a: argoproj.io Application}\n",
    ];
    assert.deepEqual(readDeclaredApplications(openFile(others.join("---\n")), "others.yaml"), []);
  });

  it("without a destination or options says so", () => {
    assert.deepEqual(applicationOf("project: default"), [
      { name: "shop", namespace: "", paths: [], createNamespace: false },
    ]);
  });
});
