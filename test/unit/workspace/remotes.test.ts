import assert from "node:assert/strict";
import { openFile } from "../../../server/core/index.ts";
import { readDeclaredApplications } from "../../../server/core/application/argocd-application.ts";
import { isFromElsewhere, namesOf, pathsIn } from "../../../server/workspace/remotes.ts";
import { memoryFiles } from "../../support/memory-files.ts";

describe("which repository an Application deploys from", () => {
  const cases: readonly (readonly [repoURL: string, remote: string, answer: "here" | "elsewhere"])[] = [
    ["https://github.com/example/shop.git", "https://github.com/example/shop.git", "here"],
    ["https://github.com/example/shop/", "git@github.com:fork/Shop.git", "here"],
    ["git@example.com:shop.git", "ssh://git@example.com:7999/team/shop.git", "here"],
    ["https://dev.azure.com/example/project/_git/shop", "git@ssh.dev.azure.com:v3/example/project/shop", "here"],
    ["https://github.com/example/tools.git", "https://github.com/example/shop.git", "elsewhere"],
    ["git@github.com:example/tools.git", "git@github.com:example/shop.git", "elsewhere"],
    ["oci://ghcr.io/example/tools", "https://token:secret@gitlab.com/example/shop.git", "elsewhere"],
    // What is not known counts as here.
    ["https://github.com/example/${NAME}.git", "https://github.com/example/shop.git", "here"],
    ["https://github.com/example/tools.git", "/srv/git/shop.git", "here"],
    ["https://github.com/example/tools.git", "file:///srv/git/shop.git", "here"],
    ["https://github.com/example/tools.git", String.raw`C:\git\shop`, "here"],
  ];

  for (const [repoURL, remote, answer] of cases) {
    it(`is ${answer} for ${repoURL} where the remote is ${remote}`, async () => {
      const config = `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${remote}\n\tfetch = +refs/heads/*\n`;
      assert.equal(await ask(repoURL, { "/repo/.git/config": config }), answer);
    });
  }

  it("is one of several remotes", async () => {
    const remotes = ["shop", "tools"].map((name) => `[remote "${name}"]\n  url=https://example.com/${name}\n`);
    assert.equal(await ask("https://example.com/tools", { "/repo/.git/config": remotes.join("") }), "here");
  });

  it("is not told by a submodule", async () => {
    const config = `[remote "origin"]\nurl = https://example.com/shop\n[submodule "a"]\nurl = https://example.com/tools\n`;
    assert.equal(await ask("https://example.com/tools", { "/repo/.git/config": config }), "elsewhere");
  });

  it("is told by the common settings in a work tree of its own", async () => {
    const files = {
      "/repo/.git": "gitdir: /main/.git/worktrees/repo\n",
      "/main/.git/worktrees/repo/commondir": "../..\n",
      "/main/.git/config": '[remote "origin"]\n\turl = https://example.com/shop\n',
    };
    assert.equal(await ask("https://example.com/tools", files), "elsewhere");
  });

  it("is not known without a repository", async () => {
    assert.equal(await ask("https://example.com/tools", {}), "here");
  });
});

it("the path of a source that is in another repository is none of this one, while that of the other source is", () => {
  const sources = ["shop", "tools"].map((name) => `{repoURL: 'https://example.com/${name}', path: ${name}}`);
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  sources: [${sources.join(", ")}]\n`;
  const [application] = readDeclaredApplications(openFile(text), "/repo/a.yaml");
  assert.ok(application);
  assert.deepEqual(pathsIn(application, new Set(["shop"])), ["shop"]);
  assert.deepEqual(pathsIn(application, new Set()), ["shop", "tools"]);
});

async function ask(repoURL: string, files: Record<string, string>): Promise<"here" | "elsewhere"> {
  const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source: {repoURL: '${repoURL}', path: deploy}\n`;
  const [application] = readDeclaredApplications(openFile(text), "/repo/a.yaml");
  assert.ok(application);
  const isElsewhere = await isFromElsewhere(application, "/repo", memoryFiles(files));
  const paths = pathsIn(application, await namesOf("/repo", memoryFiles(files)));
  assert.deepEqual(paths, isElsewhere ? [] : ["deploy"]);
  return isElsewhere ? "elsewhere" : "here";
}
