import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, hasGit } from "../support/git-files.ts";
import { configMap, runCli, withFolder } from "./run-cli.ts";
import { commitAll, found, misspelt } from "./lint-runs.ts";

describe("lint --changed", () => {
  it("reports on files that changed since the branch was made, and reads the others to judge them", async () => {
    if (!hasGit()) return;
    const files = { "old.yaml": misspelt("old"), "edited.yaml": configMap("edited"), "crlf.yaml": misspelt("crlf") };
    await withFolder(files, async (cwd) => {
      git(cwd, "init", "--quiet", "--initial-branch=main");
      // Filters are programs, and none may run.
      writeFileSync(join(cwd, ".gitattributes"), "*.yaml filter=harm\n");
      git(cwd, "config", "core.fsmonitor", "touch harm");
      git(cwd, "config", "filter.harm.clean", "cat");
      commitAll(cwd);
      git(cwd, "config", "filter.harm.clean", "touch harm; cat");
      git(cwd, "checkout", "--quiet", "-b", "topic");
      mkdirSync(join(cwd, "apps"));
      writeFileSync(join(cwd, "apps", "new.yaml"), misspelt("new"));
      rmSync(join(cwd, "harm"), { force: true });
      writeFileSync(join(cwd, "crlf.yaml"), misspelt("crlf").replaceAll("\n", "\r\n"));
      const lint = (...args: readonly string[]): ReturnType<typeof runCli> =>
        runCli(["lint", "--format", "json", ...args], { cwd });
      assert.deepEqual(found((await lint("--changed")).stdout), [`${join("apps", "new.yaml")}:6 hook-never-applied`]);
      assert.ok(!existsSync(join(cwd, "harm")));
      writeFileSync(join(cwd, "edited.yaml"), configMap("edited").replace("v1", "v2"));
      commitAll(cwd);
      assert.deepEqual(found((await lint("--changed", ".")).stdout), []);
      const since = await lint("--changed=main", "apps", "old.yaml");
      assert.deepEqual(found(since.stdout), [`${join("apps", "new.yaml")}:6 hook-never-applied`]);
      const { status, stderr } = await lint("--changed=nope");
      assert.equal(status, 2);
      assert.match(stderr, /Cannot tell which files changed: the repository has no commit, branch or tag "nope"\.\n$/);
      assert.match(
        (await lint("--changed", "main")).stderr,
        /does not exist; for a commit or a branch, write "--changed=main"\.\n$/,
      );
      assert.match((await lint("--changed", "nope")).stderr, /"nope": the file or folder does not exist\.\n$/);
    });
  });

  it("never takes the newest commit for where the branch began in a clone of a pipeline", async () => {
    if (!hasGit()) return;
    await withFolder({ "server/old.yaml": misspelt("old"), "job/.keep": "" }, async (folder) => {
      const [server, cwd] = [join(folder, "server"), join(folder, "job")];
      git(server, "init", "--quiet", "--initial-branch=main");
      commitAll(server);
      git(server, "checkout", "--quiet", "-b", "topic");
      writeFileSync(join(server, "new.yaml"), misspelt("new"));
      commitAll(server);
      git(cwd, "init", "--quiet");
      git(cwd, "remote", "add", "origin", server);
      git(cwd, "fetch", "--quiet", "origin", "topic:refs/remotes/pull/1/merge");
      git(cwd, "checkout", "--quiet", "--detach", "refs/remotes/pull/1/merge");
      const lint = (...args: readonly string[]): ReturnType<typeof runCli> =>
        runCli(["lint", "--format", "json", "--changed", ...args], { cwd });
      const { status, stderr } = await lint();
      assert.equal(status, 2);
      assert.match(
        stderr,
        /nothing here says which branch is the default one: name it, as in "--changed=origin\/main"\.\n$/,
      );
      git(cwd, "fetch", "--quiet", "origin", "main:refs/remotes/origin/main");
      assert.deepEqual(found((await lint()).stdout), ["new.yaml:6 hook-never-applied"]);
    });
  });

  it("knows which files of a submodule have changed", async () => {
    if (!hasGit()) return;
    await withFolder({ "part/old.yaml": misspelt("old"), "whole/a.yaml": misspelt("a") }, async (folder) => {
      const [part, cwd] = [join(folder, "part"), join(folder, "whole")];
      for (const repository of [part, cwd]) git(repository, "init", "--quiet");
      commitAll(part);
      git(cwd, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", part, "deep/part");
      commitAll(cwd);
      const changed = async (): Promise<readonly string[]> =>
        found((await runCli(["lint", "--format", "json", "--changed"], { cwd })).stdout);
      assert.deepEqual(await changed(), []);
      writeFileSync(join(cwd, "deep", "part", "new.yaml"), misspelt("new"));
      const expected = [`${join("deep", "part", "new.yaml")}:6 hook-never-applied`];
      assert.deepEqual(await changed(), expected);
      commitAll(join(cwd, "deep", "part"));
      assert.deepEqual(await changed(), expected);
    });
  });

  it("takes everything for changed before the first commit, and says where there is no repository", async () => {
    if (!hasGit()) return;
    await withFolder({ "a.yaml": misspelt("a") }, async (cwd) => {
      const outside = await runCli(["lint", "--changed"], { cwd });
      assert.equal(outside.status, 2);
      assert.match(outside.stderr, /Cannot tell which files changed: it is not in a Git repository\.\n$/);
      git(cwd, "init", "--quiet");
      const { stdout } = await runCli(["lint", "--changed", "--format", "json"], { cwd });
      assert.deepEqual(found(stdout), ["a.yaml:6 hook-never-applied"]);
    });
  });
});
