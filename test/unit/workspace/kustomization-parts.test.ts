import assert from "node:assert/strict";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const settings = (name: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, annotations: { argocd.argoproj.io/sync-wave: "1" } }\n`;

/** The path of the source of the application that a file is part of. */
async function sourceOf(files: Record<string, string>, path: string): Promise<string | undefined> {
  const workspace = new Workspace(memoryFiles(files));
  await workspace.applications.search("/w");
  return (await workspace.place(path))?.roster.application.source.path;
}

describe("what is only a part of kustomizations", () => {
  const component = {
    "/w/part/kustomization.yaml": "kind: Component\npatches: [{ path: patch.yaml }]\n",
    "/w/part/patch.yaml": settings("shop"),
  };

  it("is a component, which is looked at in the kustomization that uses it", async () => {
    const files = {
      ...component,
      "/w/app/kustomization.yaml": "resources: [shop.yaml]\ncomponents: [../part]\n",
      "/w/app/shop.yaml": settings("shop"),
    };
    assert.equal(await sourceOf(files, "/w/part/patch.yaml"), "/w/app");
  });

  it("is no application of its own where nothing uses it", async () => {
    assert.equal(await sourceOf(component, "/w/part/patch.yaml"), "/w/part/patch.yaml");
  });

  it("is a folder with a file that a kustomization elsewhere names", async () => {
    const files = {
      "/w/app/kustomization.yaml": "resources: [../shared/one.yaml]\n",
      "/w/shared/one.yaml": settings("shop"),
      "/w/shared/old.yaml": settings("shop"),
      "/w/plain/one.yaml": settings("shop"),
      "/w/plain/two.yaml": settings("other"),
    };
    assert.equal(await sourceOf(files, "/w/shared/one.yaml"), "/w/app");
    assert.equal(await sourceOf(files, "/w/shared/old.yaml"), "/w/shared/old.yaml");
    assert.equal(await sourceOf(files, "/w/plain/two.yaml"), "/w/plain");
  });
});
