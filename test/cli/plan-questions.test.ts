import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, configMap, job, runCli, withFolder } from "./run-cli.ts";

const migration = job("migrate", { hook: "PreSync", "sync-wave": '"-1"' });

describe("plan in other formats", () => {
  it("is Markdown, for several applications one after the other", async () => {
    await withFolder({ "a.yaml": migration, "b.yaml": configMap("b") }, async (cwd) => {
      const { status, stdout } = await runCli(["plan", "--format", "markdown", "a.yaml", "b.yaml"], { cwd });
      assert.equal(status, 0);
      assert.match(stdout, /^## Sync plan of a\n[\s\S]*\n\n## Sync plan of b\n/);
    });
  });

  it("is Mermaid", async () => {
    const { stdout } = await runCli(["plan", "--format", "mermaid", "-"], { input: migration });
    assert.match(stdout, /^flowchart TB\n {2}subgraph PreSync\n {4}step0\["wave -1<br\/>Job migrate \(hook\)"\]/);
  });
});

describe("plan --what-if", () => {
  const input = [migration, configMap("settings"), job("alert", { hook: "SyncFail" })].join("---\n");
  const ask = (question: string, ...more: readonly string[]): Promise<CliResult> =>
    runCli(["plan", "--what-if", question, ...more, "-"], { input });

  it("tells what happens when a resource fails", async () => {
    const { status, stdout } = await ask("fail:Job/migrate");
    assert.equal(status, 0);
    assert.equal(
      stdout,
      `What if Job migrate fails?
  Job migrate fails in PreSync, wave -1.
  The sync fails.
  1 resource is not applied: ConfigMap settings.
  The SyncFail hook runs: Job alert.

The sync, wave by wave
  PreSync · wave -1
    Applied: Job migrate
    Job migrate fails, so the sync stops here.
  SyncFail · wave 0 (only when the sync fails)
    Applied: Job alert
    The sync ends as failed once its SyncFail hooks have finished.
  Never reached
    Sync · wave 0: ConfigMap settings

What stays in the cluster
    Job migrate
      Not deleted: BeforeHookCreation deletes hooks only before their next run.
      Deleted and recreated by the next sync.
    Job alert
      Not deleted: BeforeHookCreation deletes hooks only before their next run.
      Left alone by the next sync, unless that fails too.
`,
    );
  });

  it("shows a sync in which nothing fails, wave by wave", async () => {
    const { status, stdout } = await ask("none");
    assert.equal(status, 0);
    assert.equal(
      stdout,
      `What if nothing fails?
  2 resources are applied, wave by wave, and the sync succeeds. SyncFail hooks do not run.

The sync, wave by wave
  PreSync · wave -1
    Applied: Job migrate
    Argo CD continues when Job migrate has succeeded.
  Sync · wave 0
    Applied: ConfigMap settings
  The sync has succeeded

Hooks that stay in the cluster
    Job migrate
      Not deleted: BeforeHookCreation deletes hooks only before their next run.
      Deleted and recreated by the next sync.
`,
    );
  });

  it("names what is deployed too, but not part of the answer", async () => {
    const files = {
      "kustomization.yaml": "resources: [a.yaml]\nhelmCharts:\n  - name: redis\n    repo: https://example.org\n",
      "a.yaml": configMap("a"),
    };
    await withFolder(files, async (cwd) => {
      const { stdout } = await runCli(["plan", "--what-if", "none", "."], { cwd });
      const [, end = ""] = stdout.split("The sync has succeeded\n");
      assert.match(
        end,
        /^\nAlso deployed, but not readable here\n .*kustomization\.yaml: The resources of the chart "redis" are not known: it is not in this workspace\.\n$/,
      );
    });
  });

  it("takes the phase in which a hook fails, and several failures", async () => {
    const both = job("check", { hook: "PreSync,PostSync" });
    const answer = async (...questions: readonly string[]): Promise<Readonly<Record<string, unknown>> | undefined> => {
      const args = questions.flatMap((question) => ["--what-if", question]);
      const { stdout } = await runCli(["plan", "--format", "json", ...args, "-"], { input: `${both}---\n${input}` });
      return (JSON.parse(stdout) as { whatIf: Readonly<Record<string, unknown>>[] }).whatIf[0];
    };
    assert.deepEqual((await answer("refuse:Job/check@PostSync"))?.["failed"], ["batch/Job:/check PostSync"]);
    const two = await answer("fail:Job/alert", "hang:Job/check@PostSync");
    assert.deepEqual([two?.["outcome"], two?.["running"]], ["waiting", ["batch/Job:/check PostSync"]]);
    assert.equal((await answer("none"))?.["outcome"], "succeeded");
  });

  it("gives the fate of every task as JSON", async () => {
    const { stdout } = await ask("hang:job/migrate", "--format", "json");
    const { version, whatIf } = JSON.parse(stdout) as { version: number; whatIf: Readonly<Record<string, unknown>>[] };
    assert.equal(version, 1);
    const { application, task, mode, outcome, running, never } = whatIf[0] ?? {};
    assert.deepEqual(
      { application, task, mode, outcome, running, never },
      {
        application: "stdin",
        task: "batch/Job:/migrate PreSync",
        mode: "hangs",
        outcome: "waiting",
        running: ["batch/Job:/migrate PreSync"],
        never: ["/ConfigMap:/settings Sync", "batch/Job:/alert SyncFail"],
      },
    );
  });

  it("asks about kinds that the cluster does not know, and about fields that cannot change", async () => {
    const widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: disc\n";
    const args = ["plan", "--what-if", "missing-kind:Widget/disc", "-"];
    const { stdout } = await runCli(args, { input: `${configMap("settings")}---\n${widget}` });
    assert.match(stdout, /Argo CD looks up every kind first: it applies nothing/);
    assert.match((await ask("immutable:Job/migrate")).stdout, /created again and nothing has to change/);
    assert.match((await ask("stuck:Job/migrate")).stderr, /"Job\/migrate" cannot be stuck/);
    assert.match((await ask("missing-kind:Job/migrate")).stderr, /The kind of "Job\/migrate" cannot be missing/);
    assert.match((await ask("immutable:ConfigMap/settings")).stderr, /has no field that is known to be immutable/);
  });

  it("takes the sync options of an application that no Application declares", async () => {
    const plan = async (...args: readonly string[]): Promise<Awaited<ReturnType<typeof runCli>>> =>
      runCli(["plan", "--namespace", "shop", ...args, "-"], { input });
    const created = await plan("--sync-option", "CreateNamespace=true", "--what-if", "refuse:Namespace/shop");
    assert.match(created.stdout, /^What if the cluster refuses Namespace shop\?/);
    assert.match((await plan("--what-if", "refuse:Namespace/shop")).stderr, /applies no "Namespace\/shop"/);
    const late = await plan("--sync-option", "ApplyOutOfSyncOnly=true", "--what-if", "refuse:ConfigMap/settings");
    assert.doesNotMatch(late.stdout, /ApplyOutOfSyncOnly/);
    const widget = "apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: disc\n";
    const skips = ["--sync-option", "SkipDryRunOnMissingResource=true", "--what-if", "missing-kind:Widget/disc"];
    const begins = async (version: string): Promise<boolean> => {
      const { stdout } = await runCli(["plan", ...skips, "--argocd-version", version, "-"], { input: widget });
      return stdout.includes("still lets the sync begin");
    };
    assert.deepEqual([await begins("3.0"), await begins("3.1")], [false, true]);
    assert.match((await plan("--sync-option", "CreateNamespace")).stderr, /needs an option with its value/);
    const folder = await runCli(["plan", "--sync-option", "CreateNamespace=true", "examples/agent-platform"], {});
    assert.deepEqual([folder.status, folder.stdout], [2, ""]);
    assert.match(folder.stderr, /the folder "examples\/agent-platform" takes the options of its Application/);
  });

  it("is told as Markdown", async () => {
    assert.match((await ask("refuse:ConfigMap/settings", "--format", "markdown")).stdout, /^## What if the cluster/);
  });

  it("says which resource is not there, cannot hang, or is not the only one", async () => {
    assert.deepEqual(await ask("fail:Job/other"), {
      status: 2,
      stdout: "",
      stderr: 'argocd-annotations: The sync of "stdin" applies no "Job/other".\n',
    });
    assert.match((await ask("hang:ConfigMap/settings")).stderr, /"ConfigMap\/settings" cannot hang/);
    const twice = ["a", "b"].map((namespace) => `${configMap("x")}  namespace: ${namespace}\n`).join("---\n");
    const both = await runCli(["plan", "--what-if", "fail:ConfigMap/x", "-"], { input: twice });
    assert.match(
      both.stderr,
      /is ambiguous \("\/ConfigMap:a\/x Sync", "\/ConfigMap:b\/x Sync"\): write KIND\/NAMESPACE\/NAME/,
    );
    const one = await runCli(["plan", "--what-if", "fail:ConfigMap/b/x", "-"], { input: twice });
    assert.match(one.stdout, /^What if the cluster refuses ConfigMap x\?\n/);
  });
});

describe("plan --against", () => {
  /** A repository with one commit, tagged `start`. */
  async function withRepository(
    files: Readonly<Record<string, string>>,
    use: (folder: string) => Promise<void>,
  ): Promise<void> {
    await withFolder(files, async (folder) => {
      const git = (...args: readonly string[]): void => {
        const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        execFileSync("git", [...identity, ...args], { cwd: folder, stdio: "pipe" });
      };
      git("init", "--quiet");
      git("add", ".");
      git("commit", "--quiet", "--message", "Start");
      git("tag", "start");
      await use(folder);
    });
  }

  it("reads no configuration of Git that was committed among the files", async () => {
    const bare = {
      "app/HEAD": "ref: refs/heads/main\n",
      "app/config": "[core]\n\trepositoryformatversion = 0\n\tbare = true\n",
      "app/objects/keep": "",
      "app/refs/keep": "",
      "app/web.yaml": configMap("web"),
    };
    await withRepository(bare, async (cwd) => {
      const { status, stderr } = await runCli(["plan", "app", "--against", "start"], { cwd });
      assert.equal(status, 2);
      assert.match(
        stderr,
        /^argocd-annotations: Cannot compare "app" with "start": it is not in a Git repository\.\n$/,
      );
    });
  });

  const files = {
    "app/db.yaml": migration,
    "app/web.yaml": configMap("web"),
    "app/old.yaml": configMap("old"),
    "other/x.yaml": configMap("x"),
  };

  function change(folder: string): void {
    writeFileSync(join(folder, "app/db.yaml"), job("migrate", { hook: "PostSync" }));
    writeFileSync(join(folder, "app/new.yaml"), configMap("new"));
    rmSync(join(folder, "app/old.yaml"));
  }

  it("shows what moved, appeared and vanished in a folder", async () => {
    await withRepository(files, async (cwd) => {
      change(cwd);
      const { status, stdout, stderr } = await runCli(["plan", "--against", "start", "app"], { cwd });
      assert.equal(stderr, "");
      assert.equal(status, 0);
      assert.equal(
        stdout,
        `app  compared with start

New
  ConfigMap new  Sync · wave 0

Moved
  Job migrate  PreSync hook · wave -1 -> PostSync hook · wave 0
    PreSync, wave -1 → PostSync, wave 0.

Gone
  ConfigMap old  Sync · wave 0
    Pruned in Sync, wave 0, if pruning is on.
`,
      );
    });
  });

  it("says once what is the same for several resources", async () => {
    await withRepository(
      { "a.yaml": configMap("a"), "b.yaml": configMap("b"), "c.yaml": configMap("c") },
      async (cwd) => {
        rmSync(join(cwd, "a.yaml"));
        rmSync(join(cwd, "b.yaml"));
        const { stdout } = await runCli(["plan", ".", "--against", "start"], { cwd });
        assert.match(
          stdout,
          /\n\nGone\n {2}Pruned in Sync, wave 0, if pruning is on:\n {4}ConfigMap a {2}Sync · wave 0\n {4}ConfigMap b {2}Sync · wave 0\n$/,
        );
      },
    );
  });

  it("is JSON and Markdown, from within the folder too", async () => {
    await withRepository(files, async (folder) => {
      change(folder);
      const cwd = join(folder, "app");
      const { stdout } = await runCli(["plan", "--against", "HEAD", "--format", "json", "."], { cwd });
      const { version, against, applications } = JSON.parse(stdout) as {
        version: number;
        against: string;
        applications: { name: string; changes: Readonly<Record<string, unknown>>[] }[];
      };
      assert.deepEqual([version, against, applications[0]?.name], [1, "HEAD", "app"]);
      assert.deepEqual(applications[0]?.changes[0], {
        id: "/ConfigMap:/new",
        kinds: ["appeared"],
        before: null,
        after: "Sync · wave 0",
        differences: [],
        danger: null,
      });
      const markdown = await runCli(["plan", "--against", "HEAD", "--format", "markdown", "."], { cwd });
      assert.match(
        markdown.stdout,
        /^<!-- argocd-annotations: plan -->\n## What changes in the sync of app\n\n### Check before you merge\n\n- \*\*Deleted\*\*: ConfigMap old\. /,
      );
    });
  });

  it("writes a comment for a pull request: one line without changes, new errors, and what could not be compared", async () => {
    await withRepository(files, async (cwd) => {
      const args = ["plan", "--against", "start", "--format", "markdown"];
      const same = await runCli([...args, "app", "other"], { cwd });
      assert.equal(same.stdout, "<!-- argocd-annotations: plan -->\nNothing changes in the sync of 2 applications.\n");
      rmSync(join(cwd, "app/old.yaml"));
      const gone = await runCli([...args, "app/old.yaml"], { cwd });
      assert.equal(gone.status, 0);
      assert.match(gone.stdout, /\n- \*\*Deleted\*\*: ConfigMap old\. Pruned in Sync, wave 0, if pruning is on\.\n/);
      writeFileSync(join(cwd, "app/db.yaml"), job("migrate", { hook: "PreSnyc", "sync-wave": '"-1"' }));
      const { status, stdout } = await runCli([...args, "app", "gone.yaml"], { cwd });
      assert.equal(status, 2);
      assert.match(stdout, /\n- \*\*Incomplete\.\*\* .*gone\.yaml/);
      assert.match(stdout, /\n- \*\*New error\*\* in `?app\/db\.yaml:6`?: .*PreSnyc/);
      writeFileSync(join(cwd, ".argocd-annotations.yaml"), "rules:\n  hook-never-applied: off\n");
      assert.doesNotMatch((await runCli([...args, "app"], { cwd })).stdout, /New error/);
    });
  });

  it("takes a single file, and a folder that is new", async () => {
    await withRepository(files, async (cwd) => {
      change(cwd);
      mkdirSync(join(cwd, "fresh"));
      writeFileSync(join(cwd, "fresh", "a.yaml"), configMap("a"));
      const paths = ["app/db.yaml", "app/web.yaml", "fresh"];
      const { stdout } = await runCli(["plan", "--against", "HEAD", "--format", "json", ...paths], { cwd });
      const { applications } = JSON.parse(stdout) as { applications: { changes: { kinds: string[] }[] }[] };
      assert.deepEqual(
        applications.map(({ changes }) => changes.map(({ kinds }) => kinds.join())),
        [["moved"], [], ["appeared"]],
      );
    });
  });

  it("says that nothing changes", async () => {
    await withRepository(files, async (cwd) => {
      const { stdout } = await runCli(["plan", "--against", "HEAD", "app"], { cwd });
      assert.equal(
        stdout,
        "app  compared with HEAD\n\n  Nothing changed: the same resources are applied in the same order.\n",
      );
    });
  });

  it("counts the applications in which nothing changes, so that what does change is seen", async () => {
    const others = { "first.yaml": configMap("first"), "second.yaml": configMap("second") };
    await withRepository({ ...files, ...others }, async (cwd) => {
      const unchanged = "compared with HEAD\n\n  Nothing changed: the same resources are applied in the same order.\n";
      const compare = async (): Promise<string> =>
        (await runCli(["plan", "--against", "HEAD", "first.yaml", "app", "second.yaml"], { cwd })).stdout;
      assert.equal(await compare(), `3 applications  ${unchanged}`);
      writeFileSync(join(cwd, "app", "more.yaml"), configMap("more"));
      assert.equal(
        await compare(),
        `app  compared with HEAD\n\nNew\n  ConfigMap more  Sync · wave 0\n\n2 other applications  ${unchanged}`,
      );
    });
  });

  it("does not call it unchanged where there is nothing to compare", async () => {
    await withRepository(files, async (cwd) => {
      const { status, stdout } = await runCli(["plan", "--against", "HEAD", "."], { cwd });
      assert.equal(status, 0);
      assert.match(
        stdout,
        / {2}compared with HEAD\n\n {2}No resources: Argo CD does not read the folders below this one\..*\n$/,
      );
    });
  });

  it("says what is wrong with the repository or the commit", async () => {
    await withRepository(files, async (cwd) => {
      for (const ref of ["nowhere", "--all", "HEAD:app"]) {
        const { status, stderr } = await runCli(["plan", `--against=${ref}`, "app"], { cwd });
        assert.equal(status, 2);
        assert.equal(
          stderr,
          `argocd-annotations: Cannot compare "app" with "${ref}": the repository has no commit, branch or tag "${ref}".\n`,
        );
      }
    });
    await withFolder({ "a.yaml": migration }, async (cwd) => {
      const { status, stderr } = await runCli(["plan", "--against", "HEAD", "a.yaml"], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /Cannot compare "a\.yaml" with "HEAD": it is not in a Git repository\.\n$/);
    });
  });

  it("says that Argo CD applied nothing then", async () => {
    const broken = { "app/a.yaml": `${configMap("a")}  annotations:\n    argocd.argoproj.io/sync-wave: 1\n` };
    await withRepository(broken, async (cwd) => {
      writeFileSync(join(cwd, "app/a.yaml"), configMap("a"));
      const { stdout } = await runCli(["plan", "--against", "HEAD", "app"], { cwd });
      assert.match(
        stdout,
        /\n {2}At "HEAD", Argo CD cannot sync this application: .*sync-wave" of ConfigMap "a" is not a string\.\n/,
      );
    });
  });
});
