import assert from "node:assert/strict";
import { join } from "node:path";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

async function findingsIn(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await runCli(["lint", "--format", "json", ...args], { cwd });
  assert.equal(stderr, "");
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { file: string; rule: string }[] };
  return findings.map(({ file, rule }) => `${file} ${rule}`);
}

const misspelt = job("migrate", { hook: "Presync" });

describe("the options of lint", () => {
  it("name the Argo CD that reads the manifests", async () => {
    const text = `${job("backup", { hook: "PreDelete", "hook-delete-policy": "BeforeHookCreation" })}spec:\n  activeDeadlineSeconds: 9\n`;
    await withFolder({ "a.yaml": text }, async (cwd) => {
      assert.deepEqual(await findingsIn(cwd, "--argocd-version", "3.2", "."), ["a.yaml needs-newer-argo-cd"]);
      for (const version of ["3.3", "v3.5.1", "latest"])
        assert.deepEqual(await findingsIn(cwd, "--argocd-version", version, "."), [], version);
      assert.deepEqual(await findingsIn(cwd, "."), []);
    });
  });

  for (const version of ["three", "3", ""]) {
    it(`refuse the version "${version}" with one clear line`, async () => {
      const { status, stdout, stderr } = await runCli(["lint", "--argocd-version", version, "."]);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.ok(
        stderr.includes(`"--argocd-version" cannot be "${version}": write "latest", or a version such as "2.14"`),
        stderr,
      );
    });
  }

  it("leave out files and folders, as seen from the current folder or from a PATH", async () => {
    const files = {
      "app/job.yaml": misspelt,
      "app/made/a.gen.yaml": misspelt.replace("migrate", "made"),
      "vendor/job.yaml": misspelt,
    };
    await withFolder(files, async (cwd) => {
      const all = ["app/job.yaml", "app/made/a.gen.yaml", "vendor/job.yaml"].map(
        (file) => `${file} hook-never-applied`,
      );
      const [first, made, vendor] = all;
      assert.deepEqual(await findingsIn(cwd, "."), all);
      assert.deepEqual(await findingsIn(cwd, "--exclude", "vendor/**", "."), [first, made]);
      assert.deepEqual(await findingsIn(cwd, "--exclude", "vendor", "--exclude", "**/*.gen.yaml", "."), [first]);
      assert.deepEqual(await findingsIn(cwd, "--exclude", "made", "app", "vendor"), [first, vendor]);
      assert.deepEqual(await findingsIn(cwd, "!vendor/**", "!**/*.gen.yaml"), [first]);
      assert.deepEqual(await findingsIn(cwd, "app", "!app/made"), [first]);
      assert.deepEqual(await findingsIn(cwd, "--exclude", "app/*.yaml", "app/job.yaml", "vendor/job.yaml"), [vendor]);
      const { stdout, stderr } = await runCli(["lint", "--exclude", "*.yaml", "--exclude", "vendor", "."], { cwd });
      assert.equal(stderr, 'argocd-annotations: The pattern "*.yaml" of "--exclude" matches none of these files.\n');
      assert.match(stdout, /2 errors in 2 of 2 files/);
      // A hook of Git names files one by one, and the pattern may be about others.
      assert.deepEqual(await findingsIn(cwd, "--exclude", "vendor", "app/job.yaml"), [first]);
    });
  });

  it("take a pattern that no shell has expanded for the files that match it", async () => {
    const files = { "apps/a/job.yaml": misspelt, "apps/b/x.yaml": misspelt, "apps/b/[x].yaml": misspelt };
    await withFolder(files, async (cwd) => {
      const all = ["apps/a/job.yaml", "apps/b/[x].yaml", "apps/b/x.yaml"].map((file) => `${file} hook-never-applied`);
      const [job, named, x] = all;
      assert.deepEqual(await findingsIn(cwd, "**/*.yaml"), all);
      assert.deepEqual(await findingsIn(cwd, "apps/{a,c}/*.yaml"), [job]);
      assert.deepEqual(await findingsIn(cwd, join(cwd, "apps", "?", "job.yaml")), [join(cwd, job ?? "")]);
      assert.deepEqual(await findingsIn(cwd, "apps/*"), all);
      assert.deepEqual(await findingsIn(cwd, "apps/b/*.yaml", "apps"), [named, x, job]);
      // What exists under this name is meant.
      assert.deepEqual(await findingsIn(cwd, "apps/b/[x].yaml"), [named]);
      const { status, stderr } = await runCli(["lint", "apps/*.yml"], { cwd });
      assert.deepEqual([status, stderr], [2, 'argocd-annotations: "apps/*.yml" matches no file.\n']);
      await runCli(["lint", "--fix", "apps/a/**"], { cwd });
      assert.deepEqual(await findingsIn(cwd, "."), [named, x]);
    });
  });

  it("fix nothing in files that are left out", async () => {
    await withFolder({ "a.yaml": misspelt, "b.yaml": misspelt.replace("migrate", "other") }, async (cwd) => {
      const { stdout } = await runCli(["lint", "--fix", "--exclude", "b.yaml", "."], { cwd });
      assert.match(stdout, /Fixed a\.yaml/);
      assert.ok(!stdout.includes("b.yaml"), stdout);
    });
  });

  it("refuse a pattern without text, and belong to lint alone", async () => {
    const empty = await runCli(["lint", "--exclude", " ", "."]);
    assert.deepEqual([empty.status, empty.stdout], [2, ""]);
    assert.match(empty.stderr, /"--exclude" needs a glob pattern/);
    const foreign = await runCli(["plan", "--exclude", "b.yaml", "."]);
    assert.equal(foreign.status, 2);
    assert.match(foreign.stderr, /The command "plan" has no option "--exclude"/);
  });

  it("are not needed for a comment over nothing but a finding about the order", async () => {
    const comment = "      # argocd-annotations-ignore-next-line\n";
    const spec = `spec:\n  activeDeadlineSeconds: 9\n  template:\n    spec:\n${comment}      serviceAccountName: load\n`;
    const account = configMap("load").replace("ConfigMap", "ServiceAccount");
    const text = `${job("load", { hook: "PreSync", "sync-wave": '"-1"' })}${spec}`;
    await withFolder({ "account.yaml": account, "job.yaml": text }, async (cwd) => {
      assert.deepEqual(await findingsIn(cwd, "."), []);
      assert.deepEqual(await findingsIn(cwd, "job.yaml"), []);
    });
  });
});
