import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gitIn } from "../../server/workspace/commit/git.ts";
import { withEnvironment } from "../support/environment.ts";
import { git } from "../support/git-files.ts";
import { type CliResult, configMap, job, runCli, withFolder } from "./run-cli.ts";

const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];

function commit(folder: string, message: string): void {
  git(folder, "add", ".");
  git(folder, ...identity, "commit", "--quiet", "--message", message);
}

/** A repository in a folder, with one commit of these files, and one more in which `app/a.yaml` is another. */
function repository(folder: string, files: Readonly<Record<string, string>> = {}): void {
  mkdirSync(join(folder, "app"), { recursive: true });
  git(folder, "init", "--quiet", "--initial-branch", "main");
  const all = { "app/a.yaml": job("a", { "sync-wave": "'1'" }), "app/b.yaml": configMap("b"), ...files };
  for (const [path, text] of Object.entries(all)) writeFileSync(join(folder, path), text);
  commit(folder, "First");
  writeFileSync(join(folder, "app", "a.yaml"), job("a", { "sync-wave": "'2'" }));
  commit(folder, "Second");
}

/** Takes the content that `app/a.yaml` had in the first commit out of a repository. */
function loseContent(folder: string): void {
  const id = git(folder, "rev-parse", "HEAD~1:app/a.yaml").trim();
  rmSync(join(folder, ".git", "objects", id.slice(0, 2), id.slice(2)), { force: true });
}

function compare(folder: string, ref = "HEAD~1", path = "app"): Promise<CliResult> {
  return runCli(["plan", `--against=${ref}`, path], { cwd: folder });
}

/** A folder with a Git that does as versions did that could not be told to fetch nothing. */
function oldGit(folder: string): Readonly<Record<string, string>> {
  const bin = join(folder, "bin");
  const real = (process.env["PATH"] ?? "")
    .split(delimiter)
    .map((it) => join(it, "git"))
    .find((it) => existsSync(it));
  mkdirSync(bin);
  writeFileSync(join(bin, "git"), `#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec "${real ?? ""}" "$@"\n`);
  chmodSync(join(bin, "git"), 0o755);
  return { PATH: [bin, process.env["PATH"]].join(delimiter) };
}

describe("plan --against in a repository that was made to do harm", () => {
  /** A program that leaves a mark, in the folder around the repository. */
  const program = (folder: string): string => join(folder, "run-me");

  const writeProgram = (folder: string): void => {
    writeFileSync(program(folder), `#!/bin/sh\ntouch ${join(folder, "pwned")}\n`, { mode: 0o755 });
  };

  /** A configuration with a remote from which Git would fetch what is missing. */
  const promisor = (remote: readonly string[], ...others: readonly string[]): string =>
    [
      "[core]",
      "repositoryformatversion = 1",
      ...["[extensions]", "partialClone = origin", '[remote "origin"]', "promisor = true", ...remote, ...others, ""],
    ].join("\n");

  const allow = (protocol: string): readonly string[] => [`[protocol "${protocol}"]`, "allow = always"];

  /** `port` is that of a server that asks for a password. */
  const configurations: Readonly<Record<string, (folder: string, port: number) => string>> = {
    "a command as an address": (it) => promisor([`url = "ext::${program(it)} x"`], ...allow("ext")),
    "a command for SSH": (it) =>
      promisor(["url = ssh://example.invalid/x"], "[core]", `sshCommand = ${program(it)}`, ...allow("ssh")),
    "a program of a remote on this machine": (it) =>
      promisor([`url = ${it}/repo`, `uploadpack = ${program(it)}`], ...allow("file")),
    "a helper of a remote": (it) => promisor([`url = "${program(it)} x"`, "vcs = ext"], ...allow("ext")),
    "a proxy": (it) =>
      promisor(["url = git://example.invalid/x"], "[core]", `gitProxy = ${program(it)}`, ...allow("git")),
    "a helper for passwords": (it, port) =>
      promisor([`url = http://127.0.0.1:${port}/x`], "[credential]", `helper = ${program(it)}`, ...allow("http")),
    "what runs beside commands": (it) =>
      promisor(
        ["url = x"],
        ...["[core]", `fsmonitor = ${program(it)}`, `hooksPath = ${it}/hooks`, `pager = ${program(it)}`],
        ...["[pager]", "cat-file = true", "ls-tree = true", "[diff]", `external = ${program(it)}`],
        ...['[filter "x"]', `smudge = ${program(it)}`, '[diff "x"]', `textconv = ${program(it)}`],
        ...["[alias]", `ls-tree = "!${program(it)}"`, `rev-parse = "!${program(it)}"`, `cat-file = "!${program(it)}"`],
      ),
  };

  let server: Server;
  let port = 0;

  before(async () => {
    server = createServer((_, response) => {
      response.writeHead(401, { "www-authenticate": "Basic realm=x" }).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  });
  after(() => {
    server.close();
  });

  for (const [name, configuration] of Object.entries(configurations)) {
    it(`runs nothing that its configuration names: ${name}`, async () => {
      await withFolder({}, async (folder) => {
        const repo = join(folder, "repo");
        mkdirSync(repo);
        repository(repo, { ".gitattributes": "*.yaml filter=x diff=x\n" });
        writeProgram(folder);
        mkdirSync(join(folder, "hooks"));
        for (const hook of ["reference-transaction", "post-index-change", "pre-auto-gc"]) {
          symlinkSync(program(folder), join(folder, "hooks", hook));
        }
        loseContent(repo);
        writeFileSync(join(repo, ".git", "config"), configuration(folder, port));
        for (const environment of [{}, oldGit(folder)]) {
          const { status, stdout, stderr } = await withEnvironment(environment, () => compare(repo));
          assert.deepEqual([status, stdout], [2, ""]);
          assert.match(
            stderr,
            /^argocd-annotations: Cannot compare "app" with "HEAD~1": "app\/a.yaml" cannot be read there/,
          );
          assert.equal(existsSync(join(folder, "pwned")), false);
        }
      });
    });
  }

  it("runs nothing of a configuration that a `.git` file or an include leads to", async () => {
    await withFolder({}, async (folder) => {
      repository(folder);
      loseContent(folder);
      writeProgram(folder);
      writeFileSync(join(folder, "committed"), configurations["a command as an address"]?.(folder, port) ?? "");
      const include =
        "[core]\nrepositoryformatversion = 1\n[extensions]\npartialClone = origin\n[include]\npath = ../committed\n";
      writeFileSync(join(folder, ".git", "config"), include);
      renameSync(join(folder, ".git"), join(folder, "evil"));
      writeFileSync(join(folder, ".git"), "gitdir: ./evil\n");
      assert.equal((await compare(folder)).status, 2);
      assert.equal(existsSync(join(folder, "pwned")), false);
    });
  });

  it("reads no configuration of a bare repository among the files", async () => {
    await withFolder({}, async (folder) => {
      repository(folder);
      git(folder, "clone", "--quiet", "--bare", folder, join(folder, "app", "inner"));
      const inner = join(folder, "app", "inner");
      writeFileSync(join(inner, "web.yaml"), configMap("web"));
      writeProgram(folder);
      const configuration = configurations["a command as an address"]?.(folder, port) ?? "";
      writeFileSync(join(inner, "config"), `${configuration}[core]\nworktree = .\n`);
      const { status, stderr } = await compare(folder, "main", "app/inner");
      assert.equal(status, 2);
      assert.match(stderr, /it is not in a Git repository\.\n$/);
      assert.equal(existsSync(join(folder, "pwned")), false);
    });
  });

  it("lets neither the environment nor the repository choose what is read", async () => {
    await withFolder({}, async (folder) => {
      const [repo, other] = [join(folder, "repo"), join(folder, "other")];
      [repo, other].forEach((it) => {
        mkdirSync(it);
        repository(it);
      });
      git(repo, "replace", git(repo, "rev-parse", "HEAD~1").trim(), git(repo, "rev-parse", "HEAD").trim());
      writeFileSync(join(other, "app", "a.yaml"), configMap("other"));
      commit(other, "Third");
      const environment = {
        GIT_DIR: join(other, ".git"),
        GIT_WORK_TREE: other,
        GIT_INDEX_FILE: join(other, ".git", "index"),
        GIT_OBJECT_DIRECTORY: join(other, ".git", "objects"),
        GIT_CONFIG_COUNT: "1",
        GIT_CONFIG_KEY_0: "core.worktree",
        GIT_CONFIG_VALUE_0: other,
        GIT_CONFIG_PARAMETERS: `'core.worktree=${other}'`,
        GIT_SSH_COMMAND: program(folder),
        GIT_EXTERNAL_DIFF: program(folder),
        GIT_TRACE: join(folder, "pwned"),
      };
      const { status, stdout, stderr } = await withEnvironment(environment, () => compare(repo));
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(stdout, /Moved\n {2}Job a {2}Sync · wave 1 -> Sync · wave 2/);
      assert.doesNotMatch(stdout, /New|Gone/);
      assert.equal(existsSync(join(folder, "pwned")), false);
    });
  });

  it("does not read a commit that a few objects make larger than any repository", async () => {
    await withFolder({}, async (folder) => {
      repository(folder);
      const tree = (mode: string, id: string, count: number): string => {
        const entries = Array.from({ length: count }, (_, at) => Buffer.from(`${mode} ${at}\0${id}`, "latin1"));
        writeFileSync(join(folder, "tree"), Buffer.concat(entries));
        return Buffer.from(git(folder, "hash-object", "-t", "tree", "-w", "tree").trim(), "hex").toString("latin1");
      };
      const blob = Buffer.from(git(folder, "rev-parse", "HEAD:app/a.yaml").trim(), "hex").toString("latin1");
      let top = tree("100644", blob, 10);
      for (let level = 0; level < 4; level++) top = tree("40000", top, 10);
      const all = Buffer.from(tree("40000", top, 11), "latin1").toString("hex");
      const id = git(folder, ...identity, "commit-tree", "-m", "Bomb", all).trim();
      const { status, stdout, stderr } = await compare(folder, id);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /the commit has more than 1,000,000 files/);
    });
  });

  it("does not wait for a pipe that its configuration includes", async () => {
    if (process.platform === "win32") return;
    await withFolder({}, async (folder) => {
      repository(folder);
      execFileSync("mkfifo", [join(folder, "pipe")]);
      writeFileSync(join(folder, ".git", "config"), "[include]\npath = ../pipe\n");
      const ask = await gitIn(folder, { timeout: 300 });
      await assert.rejects(ask("rev-parse", "HEAD"), /git took longer than 0\.3 seconds and was stopped/);
    });
  });

  it("takes no commit for an option", async () => {
    await withFolder({}, async (folder) => {
      repository(folder);
      for (const ref of [
        "-x",
        "--output=pwned",
        "--exec-path=.",
        "--end-of-options",
        "--all",
        ":app/a.yaml",
        "HEAD:app",
      ]) {
        const { status, stderr } = await compare(folder, ref);
        assert.equal(status, 2, ref);
        assert.match(stderr, /the repository has no commit, branch or tag|git says/, ref);
      }
      assert.equal(existsSync(join(folder, "pwned")), false);
    });
  });

  it("runs no `git` of the repository, though it is first on the PATH", async () => {
    await withFolder({}, async (folder) => {
      const repo = join(folder, "repo");
      mkdirSync(repo);
      repository(repo);
      const bin = join(repo, "node_modules", ".bin");
      mkdirSync(bin, { recursive: true });
      writeProgram(folder);
      symlinkSync(program(folder), join(bin, "git"));
      const path = [bin, process.env["PATH"]].join(delimiter);
      assert.equal((await withEnvironment({ PATH: path }, () => compare(repo))).status, 0);
      const { status, stderr } = await withEnvironment({ PATH: bin }, () => compare(repo));
      assert.equal(status, 2);
      assert.match(stderr, /the only "git" on the PATH is ".*\.bin\/git", and nothing that is in a repository is run/);
      assert.equal(existsSync(join(folder, "pwned")), false);
    });
  });
});

describe("plan --against where Git cannot read everything", () => {
  for (const filter of ["blob:none", "tree:0"]) {
    it(`says so in a clone that lacks what was not needed yet (${filter})`, async () => {
      await withFolder({}, async (folder) => {
        const [origin, clone] = [join(folder, "origin"), join(folder, "clone")];
        mkdirSync(origin);
        repository(origin);
        git(origin, "config", "uploadpack.allowFilter", "true");
        git(folder, "clone", "--quiet", `--filter=${filter}`, pathToFileURL(origin).href, clone);
        for (const path of ["app", "app/a.yaml"]) {
          const { status, stdout, stderr } = await compare(clone, "HEAD~1", path);
          assert.deepEqual([status, stdout], [2, ""]);
          assert.match(stderr, /missing in this partial clone; run "git diff --stat HEAD~1"/);
        }
        git(clone, "diff", "--stat", "HEAD~1");
        const { status, stdout } = await compare(clone);
        assert.equal(status, 0);
        assert.match(stdout, /Moved\n {2}Job a/);
      });
    });
  }

  it("says so where the content of a file is lost", async () => {
    await withFolder({}, async (folder) => {
      repository(folder);
      loseContent(folder);
      for (const path of ["app", "app/a.yaml"]) {
        const { status, stdout, stderr } = await compare(folder, "HEAD~1", path);
        assert.deepEqual([status, stdout], [2, ""]);
        assert.match(stderr, /"app\/a.yaml" cannot be read there: git says "/);
      }
    });
  });

  it("follows the links of the commit, and says which files are in a submodule", async () => {
    await withFolder({}, async (folder) => {
      const repo = join(folder, "repo");
      mkdirSync(repo);
      repository(repo);
      mkdirSync(join(repo, "top"));
      symlinkSync("../app/a.yaml", join(repo, "top", "a.yaml"));
      symlinkSync("../app", join(repo, "top", "linked"));
      symlinkSync("/etc/hostname", join(repo, "top", "out.yaml"));
      symlinkSync("loop.yaml", join(repo, "top", "loop.yaml"));
      writeFileSync(join(repo, "top", "kustomization.yaml"), "resources: [a.yaml, linked/b.yaml]\n");
      commit(repo, "Third");
      assert.match((await compare(repo, "HEAD", "top")).stdout, /Nothing changed/);
      const id = git(repo, "rev-parse", "HEAD").trim();
      writeFileSync(join(repo, "top", "kustomization.yaml"), "resources: [../sub/x.yaml]\n");
      git(repo, "update-index", "--add", "--cacheinfo", `160000,${id},sub`);
      git(repo, "add", "top");
      git(repo, ...identity, "commit", "--quiet", "--message", "Fourth");
      const { status, stderr } = await compare(repo, "HEAD", "top");
      assert.equal(status, 2);
      assert.match(stderr, /"sub\S*" cannot be read there: it is in a submodule, which is another repository/);
    });
  });
});
