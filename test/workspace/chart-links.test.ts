import assert from "node:assert/strict";
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ManifestFile, openFile } from "../../server/core/index.ts";
import { commitFiles } from "../../server/workspace/commit/commit-files.ts";
import { type Files, nodeFiles } from "../../server/workspace/files.ts";
import { Workspace } from "../../server/workspace/workspace.ts";
import { configMap, withFolder } from "../cli/run-cli.ts";
import { git } from "../support/git-files.ts";

type Links = Readonly<Record<string, string>>;

const chart = (name: string): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n`;

const files = {
  "repo/.git/HEAD": "ref: refs/heads/main\n",
  "repo/app/Chart.yaml": chart("app"),
  "repo/app/templates/a.yaml": configMap("a"),
  "repo/lib/sub/Chart.yaml": chart("sub"),
  "repo/lib/sub/templates/s.yaml": configMap("s"),
  "repo/more/m.yaml": configMap("m"),
  "outside/o.yaml": configMap("secret"),
  "outside/values.yaml": "name: secret\n",
};

/** Where each link stands in the chart, and where it leads. */
async function withLinks(links: Links, body: (repository: string) => Promise<void>): Promise<void> {
  await withFolder(files, async (folder) => {
    const repository = join(folder, "repo");
    for (const [path, target] of Object.entries(links)) {
      const link = join(repository, "app", path);
      mkdirSync(join(link, ".."), { recursive: true });
      symlinkSync(target, link);
    }
    await body(repository);
  });
}

async function planOf(repository: string, from: Files = nodeFiles): Promise<readonly string[]> {
  return planIn(new Workspace(from), repository);
}

/** The names of what the chart deploys, what is not read of it, and why it is not deployed. */
async function planIn(workspace: Workspace, repository: string): Promise<readonly string[]> {
  const { application } = await workspace.applications.ofFolder(join(repository, "app"));
  return [
    ...application.members.map(({ deployed }) => deployed?.name ?? "").toSorted(),
    ...application.unread.map(({ text, reason }) => `${text}: ${reason}`),
    ...application.failures.map(({ message }) => message),
  ];
}

const notRead =
  "This cannot be read here. Argo CD may be able to read it, unless a link on its way leads out of the repository.";

describe("links in charts", function () {
  before(function () {
    if (process.platform === "win32") this.skip();
  });

  const cases: readonly (readonly [what: string, links: Links, plan: readonly string[]])[] = [
    ["to folders are followed", { "charts/sub": "../../lib/sub", "templates/more": "../../more" }, ["a", "m", "s"]],
    [
      "may lead to the same folder twice",
      { "templates/b": "../../more", "templates/c": "../../more" },
      ["a", "m", "m"],
    ],
    [
      "out of the repository are not followed",
      { "templates/o": "../../../outside", "templates/o.yaml": "../../../outside/o.yaml" },
      ["a", `app/templates/o: ${notRead}`, `app/templates/o.yaml: ${notRead}`],
    ],
    [
      "out of the repository by a detour are not followed",
      { "templates/o": "../../more/../../outside", "values.yaml": "../../outside/values.yaml" },
      ["a", `app/templates/o: ${notRead}`, `app/values.yaml: ${notRead}`],
    ],
    [
      "in a circle",
      { "charts/sub": "../../lib/sub", "templates/x": "..", "templates/y": ".." },
      ["a", "s", 'Helm cannot load this chart: the link "app/templates/x" leads to a folder around it.'],
    ],
    [
      "to nothing",
      { LICENSE: "../LICENSE" },
      ["a", 'Helm cannot load this chart: the link "app/LICENSE" leads nowhere.'],
    ],
  ];

  for (const [what, links, plan] of cases) {
    it(what, () =>
      withLinks(links, async (repository) => {
        const planned = await planOf(repository);
        assert.deepEqual(
          planned.map((line) => line.replaceAll(`${repository}/`, "")),
          plan,
        );
      }),
    );
  }

  it("show what changes behind them", () =>
    withLinks({ "charts/sub": "../../lib/sub" }, async (repository) => {
      const behind = join(repository, "lib/sub/templates/s.yaml");
      const open = new Map<string, ManifestFile>();
      const workspace = new Workspace(nodeFiles, (path) => open.get(path));
      assert.deepEqual(await planIn(workspace, repository), ["a", "s"]);
      open.set(behind, openFile(configMap("typed")));
      await workspace.applications.changedOnDisk(behind);
      assert.deepEqual(await planIn(workspace, repository), ["a", "typed"]);
      open.clear();
      writeFileSync(behind, configMap("saved"));
      await workspace.applications.changedOnDisk(behind);
      assert.deepEqual(await planIn(workspace, repository), ["a", "saved"]);
      rmSync(join(repository, "app/charts/sub"));
      await workspace.applications.changedOnDisk(join(repository, "app/charts/sub"));
      assert.deepEqual(await planIn(workspace, repository), ["a"]);
    }));

  it("were followed in a commit", () =>
    withLinks({ "charts/sub": "../../lib/sub" }, async (repository) => {
      rmSync(join(repository, ".git"), { recursive: true });
      git(repository, "init", "--quiet");
      git(repository, "add", ".");
      git(repository, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "--message", "a");
      assert.deepEqual(await planOf(repository, await commitFiles(repository, "HEAD")), ["a", "s"]);
    }));
});
