import assert from "node:assert/strict";
import {
  folderTypeOf,
  isManifestPath,
  manifestFoldersOf,
  skipsRendering,
} from "../../../server/core/application/folder.ts";

describe("the folder of an application", () => {
  it("is a kustomization, a chart or a plain directory, by the names in it", () => {
    assert.equal(folderTypeOf([]), "directory");
    assert.equal(folderTypeOf(["a.yaml", "values.yaml", "kustomization.yaml.bak"]), "directory");
    assert.equal(folderTypeOf(["Chart.yaml"]), "helm");
    for (const name of ["kustomization.yaml", "kustomization.yml", "Kustomization"]) {
      assert.equal(folderTypeOf([name]), "kustomize");
      assert.equal(folderTypeOf(["Chart.yaml", name]), "kustomize");
    }
  });

  it("holds the manifests right in it, but not the kustomization", () => {
    const paths = ["a.yaml", "b.yml", "c.json", "D.YAML", "e.txt", "below/f.yaml", "kustomization.yaml"];
    const inKustomization = paths.filter((path) => isManifestPath("kustomize", path));
    assert.deepEqual(inKustomization, ["a.yaml", "b.yml", "c.json"]);
    assert.deepEqual(manifestFoldersOf("kustomize"), []);
    assert.deepEqual(manifestFoldersOf("directory"), []);
  });

  it("holds, as a chart, its templates and definitions at any depth", () => {
    const paths = ["Chart.yaml", "values.yaml", "templates/a.yaml", "templates/x/y/b.yml", "crds/c.json"];
    const pieces = ["templates/_helpers.yaml", "templates/NOTES.txt", "charts/x/templates/d.yaml"];
    assert.deepEqual(
      [...paths, ...pieces].filter((path) => isManifestPath("helm", path)),
      ["templates/a.yaml", "templates/x/y/b.yml", "crds/c.json"],
    );
    assert.deepEqual(manifestFoldersOf("helm"), ["crds", "templates"]);
  });

  it("passes over a file that asks for it", () => {
    assert.ok(skipsRendering("kind: Job\n# +argocd:skip-file-rendering\n"));
    assert.ok(!skipsRendering("kind: Job\n"));
    assert.ok(!skipsRendering("# +argocd:skip-file-rendering\n", { major: 3, minor: 0 }));
  });
});
