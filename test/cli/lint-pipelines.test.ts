// What lint does in hooks of Git and editors, with one text and with what is staged, and where findings are accepted.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { git, hasGit } from "../support/git-files.ts";
import { cli, configMap, runCli, withFolder } from "./run-cli.ts";
import { commitAll, found, misspelt } from "./lint-runs.ts";

describe("lint --stdin-filename", () => {
  const base = {
    "base/kustomization.yaml": "resources: [job.yaml]\n",
    "base/job.yaml": configMap("a"),
    ".gitignore": "ignored.yaml\n",
  };
  const numbered = `${configMap("a")}  annotations:\n    argocd.argoproj.io/sync-wave: 5\n`;

  it("judges a text as the file that it will be, and calls it by that name", async () => {
    await withFolder(base, async (cwd) => {
      const lint = (name: string): Promise<readonly string[]> =>
        runCli(["lint", "--format", "json", "--stdin-filename", name, "-"], { cwd, input: numbered }).then((it) =>
          found(it.stdout),
        );
      // A kustomization makes a string of the number; without one, Argo CD refuses it.
      assert.deepEqual(await lint(join("base", "job.yaml")), []);
      assert.deepEqual(await lint("other.yaml"), ["other.yaml:6 value-not-a-string"]);
      assert.deepEqual(await lint("ignored.yaml"), ["ignored.yaml:6 value-not-a-string"]);
    });
  });

  it("prints the fixed text, and leaves the file alone", async () => {
    await withFolder({ "a.yaml": "# on the disk\n" }, async (cwd) => {
      const args = ["lint", "--fix", "--exclude", "*.yaml", "--stdin-filename", "a.yaml", "-"];
      const { stdout } = await runCli(args, { cwd, input: misspelt("a") });
      assert.equal(stdout, misspelt("a").replace("presync", "PreSync"));
      assert.equal(readFileSync(join(cwd, "a.yaml"), "utf8"), "# on the disk\n");
    });
  });
});

describe("lint --staged", () => {
  const start = { "apps/a.yaml": configMap("a"), "apps/b.yaml": misspelt("b"), "other/c.yaml": configMap("c") };

  async function staged(cwd: string, ...paths: readonly string[]): Promise<readonly string[]> {
    return found((await runCli(["lint", "--staged", "--format", "json", ...paths], { cwd })).stdout);
  }

  it("checks what is staged, whatever is on the disk, and only files that differ from the last commit", async function () {
    if (!hasGit()) return;
    await withFolder(start, async (cwd) => {
      git(cwd, "init", "--quiet");
      assert.deepEqual(await staged(cwd), []);
      git(cwd, "add", "apps/b.yaml");
      assert.deepEqual(await staged(cwd), ["apps/b.yaml:6 hook-never-applied"]);
      commitAll(cwd);
      assert.deepEqual(await staged(cwd), []);
      writeFileSync(join(cwd, "apps", "a.yaml"), misspelt("a"));
      assert.deepEqual(await staged(cwd), []);
      git(cwd, "add", ".");
      rmSync(join(cwd, "apps"), { recursive: true });
      writeFileSync(join(cwd, "other", "c.yaml"), misspelt("c"));
      for (const paths of [[], ["apps"], [join("apps", "a.yaml")], ["apps/*.yaml"], [cwd]]) {
        const name = join(paths[0] === cwd ? cwd : "", "apps", "a.yaml");
        assert.deepEqual(await staged(cwd, ...paths), [`${name}:6 hook-never-applied`], paths.join());
      }
      assert.deepEqual(await staged(join(cwd, "other"), ".."), [
        `${join("..", "apps", "a.yaml")}:6 hook-never-applied`,
      ]);
      assert.deepEqual(await staged(cwd, "other", "--exclude", "x"), []);
      assert.deepEqual(await staged(cwd, "--exclude", "**/a.yaml"), []);
    });
  });

  it("judges with the application and the configuration that are staged", async function () {
    if (!hasGit()) return;
    await withFolder(start, async (cwd) => {
      git(cwd, "init", "--quiet");
      commitAll(cwd);
      writeFileSync(join(cwd, "apps", "a.yaml"), misspelt("a"));
      writeFileSync(join(cwd, ".argocd-annotations.yaml"), "rules:\n  hook-never-applied: off\n");
      git(cwd, "add", "apps");
      assert.equal((await staged(cwd)).length, 1);
      git(cwd, "add", ".");
      rmSync(join(cwd, ".argocd-annotations.yaml"));
      assert.deepEqual(await staged(cwd), []);
      writeFileSync(join(cwd, "..", `${basename(cwd)}.conf`), "rules: {}\n");
      const chosen = join(cwd, "..", `${basename(cwd)}.conf`);
      assert.equal((await staged(cwd, "--config", chosen)).length, 1);
      rmSync(chosen);
    });
  });

  it("works in a hook of a commit of some files, for which Git uses another index", async function () {
    if (!hasGit()) return;
    await withFolder(start, (cwd) => {
      git(cwd, "init", "--quiet");
      commitAll(cwd);
      const hook = `#!/bin/sh\n'${process.execPath}' '${cli}' lint --staged --format concise > out.txt\n`;
      mkdirSync(join(cwd, ".git", "hooks"), { recursive: true });
      writeFileSync(join(cwd, ".git", "hooks", "pre-commit"), hook, { mode: 0o755 });
      writeFileSync(join(cwd, "apps", "a.yaml"), misspelt("a"));
      writeFileSync(join(cwd, "other", "c.yaml"), misspelt("c"));
      git(cwd, "add", "other");
      const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
      assert.throws(() => git(cwd, ...identity, "commit", "--quiet", "-m", "Some", "apps/a.yaml"));
      const said = readFileSync(join(cwd, "out.txt"), "utf8");
      assert.match(said, /^apps.a\.yaml:6:\d+ error /);
      assert.doesNotMatch(said, /other/);
      return Promise.resolve();
    });
  });

  it("runs no filter, and reads what was committed with other line ends", async function () {
    if (!hasGit()) return;
    await withFolder({ ...start, ".gitattributes": "*.yaml filter=evil text eol=crlf\n" }, async (cwd) => {
      git(cwd, "init", "--quiet");
      writeFileSync(join(cwd, "apps", "a.yaml"), misspelt("a").replaceAll("\n", "\r\n"));
      git(cwd, "add", ".");
      for (const name of ["clean", "smudge"]) git(cwd, "config", `filter.evil.${name}`, "touch ran; cat");
      git(cwd, "config", "core.fsmonitor", "touch ran");
      assert.deepEqual(await staged(cwd, "apps"), [
        "apps/a.yaml:6 hook-never-applied",
        "apps/b.yaml:6 hook-never-applied",
      ]);
      assert.equal(existsSync(join(cwd, "ran")), false);
    });
  });

  it("says what is wrong with the repository or the arguments", async function () {
    await withFolder(start, async (cwd) => {
      const { status, stderr } = await runCli(["lint", "--staged"], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /^argocd-annotations: Cannot read what is staged: .*\.\n$/);
      for (const [option, words] of [
        ["--fix", /cannot be used together/],
        ["--changed", /cannot be used together/],
        ["-", /"-" is not/],
      ] as const) {
        const wrong = await runCli(["lint", "--staged", option], { cwd });
        assert.equal(wrong.status, 2);
        assert.match(wrong.stderr, words);
      }
      if (!hasGit()) return;
      git(cwd, "init", "--quiet");
      const outside = await runCli(["lint", "--staged", join(cwd, "..", "elsewhere")], { cwd });
      assert.equal(outside.status, 2);
      assert.match(outside.stderr, /is not in the repository of the current folder/);
    });
  });
});

describe("lint --add-suppressions", () => {
  it("writes comments above all findings, once, and says what takes none", async () => {
    const json =
      '{"apiVersion":"v1","kind":"Job","metadata":{"name":"j","annotations":{"argocd.argoproj.io/hook":"presync"}}}';
    const files = { "a.yaml": misspelt("a").replaceAll("\n", "\r\n"), "b.yaml": configMap("b"), "j.json": json };
    await withFolder(files, async (cwd) => {
      const { status, stdout, stderr } = await runCli(["lint", "--add-suppressions", "--format", "concise"], { cwd });
      assert.deepEqual([status, stderr], [1, "Wrote comments into 1 file.\n"]);
      assert.match(stdout, /^j\.json:1:\d+ error [^\n]*\n\n1 error in 1 of 3 files\./);
      const lines = readFileSync(join(cwd, "a.yaml"), "utf8").split("\r\n");
      assert.equal(lines[5], "    # argocd-annotations-ignore-next-line hook-never-applied");
      assert.equal(lines.toSpliced(5, 1).join("\n"), misspelt("a"));
      assert.equal(readFileSync(join(cwd, "j.json"), "utf8"), json);
      const again = await runCli(["lint", "--add-suppressions", "a.yaml", "b.yaml"], { cwd });
      assert.deepEqual(again, {
        status: 0,
        stdout: "No problems in 2 files.\n",
        stderr: "Wrote comments into 0 files.\n",
      });
      assert.equal(readFileSync(join(cwd, "a.yaml"), "utf8"), lines.join("\r\n"));
    });
  });

  it("refuses what would write something else", async () => {
    for (const option of ["--fix", "--diff", "--staged", "--baseline=x", "--write-baseline=x", "-"]) {
      const { status, stderr } = await runCli(["lint", "--add-suppressions", option]);
      assert.equal(status, 2, option);
      assert.match(stderr, /"--add-suppressions" (?:and "--|writes comments into files)/);
    }
  });
});
