import assert from "node:assert/strict";
import { type ManifestFile, openFile } from "../../../server/core/index.ts";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const job = "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n";

/** An Application that deploys the folder `/w/shop`. */
function application(name: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: ${name}\nspec:\n  source:\n    path: shop\n`;
}

describe("what the files of a workspace declare", () => {
  it("is still known after a file beside a kustomization has changed", async () => {
    const files = {
      "/w/overlay/kustomization.yaml": "resources: [../base]\n",
      "/w/overlay/settings.yaml": "a: 1\n",
      "/w/base/kustomization.yaml": "resources: [job.yaml]\n",
      "/w/base/job.yaml": job,
    };
    const workspace = new Workspace(memoryFiles(files));
    await workspace.applications.search("/w");
    assert.equal(await nameAt(workspace, "/w/base/job.yaml"), "overlay");
    await workspace.applications.changedOnDisk("/w/overlay/settings.yaml");
    assert.equal(await nameAt(workspace, "/w/base/job.yaml"), "overlay");
  });

  it("does not depend on which file was edited last", async () => {
    const files = {
      "/w/apps/a.yaml": application("one"),
      "/w/apps/b.yaml": application("two"),
      "/w/shop/job.yaml": job,
    };
    const workspace = new Workspace(memoryFiles(files));
    await workspace.applications.search("/w");
    assert.equal(await nameAt(workspace, "/w/shop/job.yaml"), "one");
    await workspace.applications.changedOnDisk("/w/apps/a.yaml");
    assert.equal(await nameAt(workspace, "/w/shop/job.yaml"), "one");
  });

  it("is what an open file says, even if that was opened before the search", async () => {
    const files = { "/w/apps/a.yaml": application("old"), "/w/shop/job.yaml": job };
    const open = new Map<string, ManifestFile>([["/w/apps/a.yaml", openFile(application("new"))]]);
    const workspace = new Workspace(memoryFiles(files), (path) => open.get(path));
    await workspace.applications.search("/w");
    assert.equal(await nameAt(workspace, "/w/shop/job.yaml"), "new");
  });
});

describe("what Git ignores", () => {
  it("declares nothing, from the moment at which the rules say so, unless it is open", async () => {
    const disk: Record<string, string> = {
      "/w/.git/HEAD": "",
      "/w/gen/a.yaml": application("made"),
      "/w/shop/job.yaml": job,
    };
    const open = new Map<string, ManifestFile>();
    const workspace = new Workspace(memoryFiles(disk), (path) => open.get(path));
    const named = async (path: string): Promise<string | undefined> => {
      await workspace.applications.changedOnDisk(path);
      return nameAt(workspace, "/w/shop/job.yaml");
    };
    await workspace.applications.search("/w");
    assert.equal(await nameAt(workspace, "/w/shop/job.yaml"), "made");
    disk["/w/.gitignore"] = "gen/\n";
    assert.equal(await named("/w/.gitignore"), "shop");
    disk["/w/gen/b.yaml"] = application("later");
    assert.equal(await named("/w/gen/b.yaml"), "shop");
    open.set("/w/gen/b.yaml", openFile(application("open")));
    assert.equal(await named("/w/gen/b.yaml"), "open");
    assert.equal(await named("/w/.gitignore"), "open");
    open.clear();
    assert.equal(await named("/w/gen/b.yaml"), "shop");
    disk["/w/.gitignore"] = "";
    assert.equal(await named("/w/.gitignore"), "made");
  });
});

describe("an Application of a configuration outside of repositories", () => {
  it("deploys from the folder of the configuration, and nothing of that name elsewhere", async () => {
    const files = {
      "/w/team/.argocd-annotations.yaml":
        "applications: [{ name: all, path: ., directory: { recurse: true } }, { name: one, path: shop }]\n",
      "/w/team/in/job.yaml": job,
      "/w/team/shop/job.yaml": job,
      "/w/team/other/shop/job.yaml": job,
      "/w/shop/job.yaml": job,
    };
    const { applications } = new Workspace(memoryFiles(files));
    await applications.search("/w");
    const names = await Promise.all(
      ["team", "team/shop", "team/other/shop", "shop"].map((folder) => applications.namesAt(`/w/${folder}`)),
    );
    assert.deepEqual(names, [["all"], ["one"], [], []]);
  });
});

describe("a folder that several Applications deploy", () => {
  it("is planned as the first of them that deploys anything", async () => {
    const nothing = application("empty").replace("path: shop", "path: shop\n    directory: { include: '*.json' }");
    const files = { "/w/a.yaml": nothing, "/w/b.yaml": application("full"), "/w/shop/job.yaml": job };
    const { applications } = new Workspace(memoryFiles(files));
    await applications.search("/w");
    assert.equal((await applications.ofFolder("/w/shop")).application.name, "full");
    assert.equal((await applications.ofFolder("/w/shop", "empty")).application.name, "empty");
    assert.equal((await applications.ofFolder("/w/shop", "other")).application.name, "shop");
  });
});

/** The name of the application that a file is part of. */
async function nameAt(workspace: Workspace, path: string): Promise<string | undefined> {
  return (await workspace.place(path))?.roster.application.name;
}
