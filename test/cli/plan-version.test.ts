import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { hangingHook, hookResult, liveText } from "../support/live-applications.ts";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

/** What a plan of this version prints. */
async function planned(version: string, args: readonly string[], cwd: string): Promise<string> {
  const { status, stdout, stderr } = await runCli(["plan", "--argocd-version", version, ...args], { cwd });
  assert.deepEqual([status, stderr], [0, ""]);
  return stdout;
}

const backup = job("backup", { hook: "PreDelete" });
const both = job("report", { hook: "PostSync,PostDelete" });
const nightly = job("nightly", { "sync-wave": '"-1"' }).replace("kind: Job", "kind: CronJob");

describe("plan --argocd-version", () => {
  it("tells whom that version waits for, which hooks it knows and when", async () => {
    await withFolder({ "a.yaml": [backup, both, nightly, configMap("a")].join("---\n") }, async (cwd) => {
      assert.match(await planned("latest", ["a.yaml"], cwd), /^ {2}wave -1, until CronJob nightly is healthy$/m);
      const old = await planned("3.1", ["a.yaml"], cwd);
      assert.match(old, /^ {2}wave -1$/m);
      assert.match(old, /^Never applied\n {4}Job {8}backup {3}a\.yaml:1, PreDelete hooks need Argo CD 3\.3$/m);
      assert.ok(!old.includes("PostDelete hooks:"), old);
      assert.match(await planned("v3.4.2", ["a.yaml"], cwd), /^ {2}\d\. PostDelete hooks: Job report$/m);
    });
  });

  it("counts in every format", async () => {
    await withFolder({ "a.yaml": [backup, configMap("a")].join("---\n") }, async (cwd) => {
      const roles = async (version: string): Promise<readonly string[]> => {
        const text = await planned(version, ["--format", "json", "a.yaml"], cwd);
        const { applications } = JSON.parse(text) as {
          readonly applications: readonly { readonly resources: readonly { readonly role: string }[] }[];
        };
        return applications[0]?.resources.map(({ role }) => role) ?? [];
      };
      assert.deepEqual(
        [await roles("3.3"), await roles("3.2")],
        [
          ["deletion-hook", "resource"],
          ["dropped", "resource"],
        ],
      );
      const markdown = await planned("3.2", ["--format", "markdown", "a.yaml"], cwd);
      assert.match(markdown, /\| backup \| {2}\| never applied: PreDelete hooks need Argo CD 3\.3 \|/);
    });
  });

  it("counts for what fails: since 3.4 a sync waits for what was applied beside a refused resource", async () => {
    const hook = job("check", { hook: "Sync", "hook-delete-policy": "HookFailed" });
    await withFolder({ "a.yaml": [hook, configMap("a")].join("---\n") }, async (cwd) => {
      const ask = (version: string, ...more: readonly string[]): Promise<string> =>
        planned(version, [...more, "--what-if", "refuse:ConfigMap/a", "a.yaml"], cwd);
      assert.match(await ask("3.4"), / {4}Deleted \(HookFailed\): Job check\n/);
      assert.match(
        await ask("3.3"),
        /Job check\n {6}Not deleted: the sync fails at once, while this hook still runs\./,
      );
      assert.match(await ask("3.4", "--what-if", "hang:Job/check"), /The sync waits/);
      assert.match(await ask("3.3", "--what-if", "hang:Job/check"), /The sync fails/);
    });
  });

  it("counts for the options of an Application", async () => {
    const policy = "syncPolicy: { automated: { enabled: false, prune: true }, syncOptions: [Delete=false] }";
    const spec = `{ source: { repoURL: ., path: app }, destination: { namespace: shop }, ${policy} }`;
    const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop }\nspec: ${spec}\n`;
    const files = {
      ".git/HEAD": "ref: refs/heads/main\n",
      "shop.yaml": application,
      "app/a.yaml": [backup.replace("PreDelete", "PreSync"), configMap("a")].join("---\n"),
    };
    await withFolder(files, async (cwd) => {
      const deletion = async (version: string): Promise<unknown> => {
        const { applications } = JSON.parse(await planned(version, ["--format", "json", "app"], cwd)) as {
          readonly applications: readonly { readonly deletion: unknown }[];
        };
        return applications[0]?.deletion;
      };
      assert.deepEqual([await deletion("3.4"), await deletion("3.3")], [[], [["/ConfigMap:/a"]]]);
      const retries = /The application is synced automatically/;
      const ask = (version: string): Promise<string> => planned(version, ["--what-if", "fail:Job/backup", "app"], cwd);
      assert.doesNotMatch(await ask("3.1"), retries);
      assert.match(await ask("3.0"), retries);
    });
  });

  it("counts for what a change prunes", async () => {
    const twice = `${configMap("old")}  annotations: { argocd.argoproj.io/sync-options: "Prune=true,Prune=false" }\n`;
    await withFolder({ "app/a.yaml": configMap("a"), "app/old.yaml": twice }, async (cwd) => {
      const git = (...args: readonly string[]): Buffer => {
        const identity = ["-c", "user.name=test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        return execFileSync("git", [...identity, ...args], { cwd, stdio: "pipe" });
      };
      for (const args of [
        ["init", "--quiet"],
        ["add", "."],
        ["commit", "--quiet", "--message", "Start"],
      ])
        git(...args);
      rmSync(join(cwd, "app/old.yaml"));
      const change = (version: string): Promise<string> => planned(version, ["--against", "HEAD", "app"], cwd);
      assert.match(await change("3.4"), /Pruned in Sync, wave 0, if pruning is on\./);
      assert.match(await change("3.3"), /Stays in the cluster \(Prune=false\)\./);
    });
  });

  it("is refused if it is no version, and none for lsp", async () => {
    const wrong = await runCli(["plan", "--argocd-version", "3", "."]);
    assert.deepEqual([wrong.status, wrong.stdout], [2, ""]);
    assert.match(wrong.stderr, /"--argocd-version" cannot be "3": write "latest", or a version such as "2\.14"/);
    const foreign = await runCli(["lsp", "--argocd-version", "3.2"]);
    assert.match(foreign.stderr, /The command "lsp" has no option "--argocd-version"/);
  });
});

describe("explain --argocd-version", () => {
  it("takes the order of the manifests for that version", async () => {
    const input = liveText({ ...hangingHook, results: [hookResult("Job", "migrate", "PreSync")], resources: [] });
    const [secret, account] = ["Secret", "ServiceAccount"].map((kind) => configMap("a").replace("ConfigMap", kind));
    const text = [job("migrate", { hook: "PreSync" }), secret, account].join("---\n");
    await withFolder({ "a.yaml": text }, async (cwd) => {
      const waiting = async (version: string): Promise<readonly string[]> => {
        const args = ["explain", "-", "--manifests", "a.yaml", "--argocd-version", version];
        const { stdout } = await runCli(args, { cwd, input });
        return [...stdout.matchAll(/^ {4}(\w+) a: not yet$/gm)].map(([, kind = ""]) => kind);
      };
      assert.deepEqual(await waiting("2.1"), ["ServiceAccount", "Secret"]);
      assert.deepEqual(await waiting("2.0"), ["Secret", "ServiceAccount"]);
    });
  });
});
