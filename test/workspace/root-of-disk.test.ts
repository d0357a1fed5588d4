import assert from "node:assert/strict";
import { Workspace } from "../../server/workspace/workspace.ts";
import { memoryFiles } from "../support/memory-files.ts";

/** What is said about an Application outside of any repository whose source is a chart at a path. */
async function saidOf(path: string, others: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const source = `source: { repoURL: https://git.example.com/shop.git, path: ${path}, helm: { releaseName: shop } }`;
  const app = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec:\n  ${source}\n`;
  const workspace = new Workspace(memoryFiles({ "/srv/apps/app.yaml": app, ...others }));
  await workspace.applications.search("/srv/apps");
  const problems = await workspace.problemsOf("/srv/apps/app.yaml");
  return problems.map(({ message }) => message);
}

describe("the folder of an Application that is in no repository", () => {
  it("is looked for in the folders around it", async () => {
    const [said] = await saidOf("dev", { "/srv/dev/readme.txt": "" });
    assert.match(said ?? "", /there is no "dev\/Chart.yaml"/);
  });

  it("is no folder of the disk that has its name by chance", async () => {
    assert.deepEqual(await saidOf("dev", { "/dev/null": "" }), []);
  });
});
