import assert from "node:assert/strict";
import { chmodSync, chownSync, mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git } from "../support/git-files.ts";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

const fine = configMap("fine");
const notText = Buffer.from([0x61, 0xff, 0x00, 0x80]);

/** Makes a file larger than what is read; it takes no room on disk. */
function inflate(path: string): void {
  truncateSync(path, 128 * 1024 * 1024 + 1);
}

describe("what is not read", () => {
  it("is named once, each reason on a line, without a failure", async () => {
    const files = {
      ".git/HEAD": "",
      "app/a.yaml": fine,
      "app/b.yaml": notText,
      "c.yaml": notText,
      "big.yaml": "",
    };
    await withFolder(files, async (cwd) => {
      inflate(join(cwd, "big.yaml"));
      const { status, stdout, stderr } = await runCli(["lint", "app"], { cwd });
      assert.equal(status, 0);
      assert.equal(stdout, "No problems in 1 file.\n");
      assert.deepEqual(stderr.trimEnd().split("\n").sort(), [
        `argocd-annotations: Skipped: "${join("app", "b.yaml")}", "c.yaml" (not text).`,
        'argocd-annotations: Skipped: "big.yaml" (larger than 128 MB).',
      ]);
      const plan = await runCli(["plan", "app", "app/a.yaml"], { cwd });
      assert.equal(plan.status, 0);
      assert.deepEqual(plan.stderr.split("\n").sort(), stderr.split("\n").sort());
    });
  });

  it("is named where its name is not UTF-8", async () => {
    // Elsewhere, no file can have such a name.
    if (process.platform !== "linux") return;
    await withFolder({ ".git/HEAD": "", "app/a.yaml": fine }, async (cwd) => {
      const [file, folder] = ["b\xff.yaml", "c\xff"].map((it) => Buffer.from(join(cwd, "app", it), "latin1"));
      writeFileSync(file ?? "", fine);
      mkdirSync(folder ?? "");
      for (const command of ["lint", "plan"]) {
        const { status, stderr } = await runCli([command, "app"], { cwd });
        assert.equal(status, 2, command);
        assert.match(stderr, /"app\/b\uFFFD\.yaml".*its name is not UTF-8/, command);
        assert.match(stderr, /"app\/c\uFFFD".*its name is not UTF-8/, command);
      }
    });
  });

  it("is not taken for gone since a commit", async () => {
    if (process.platform !== "linux") return;
    await withFolder({ "app/a.yaml": fine }, async (cwd) => {
      writeFileSync(Buffer.from(join(cwd, "app", "b\xff.yaml"), "latin1"), configMap("b"));
      git(cwd, "init", "--quiet");
      git(cwd, "add", ".");
      git(cwd, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "a");
      const { status, stdout, stderr } = await runCli(["plan", "--against", "HEAD", "app"], { cwd });
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, /Cannot compare "app" with "HEAD": not all of it can be read now\.\n/);
    });
  });

  it("stops no application if it does not look like a manifest", async () => {
    await withFolder({ "app/a.yaml": fine, "app/b.yaml": notText }, async (cwd) => {
      const { status, stdout } = await runCli(["plan", "app"], { cwd });
      assert.equal(status, 0);
      assert.match(stdout, /ConfigMap +fine/);
    });
  });

  it("is not named if it is excluded", async () => {
    const files = { ".git/HEAD": "", "app/a.yaml": fine, "app/b.yaml": notText, "vendor/c.yaml": notText };
    await withFolder(files, async (cwd) => {
      const { stderr } = await runCli(["lint", "--exclude", "**/b.yaml", "--exclude", "vendor", "."], { cwd });
      assert.equal(stderr, "");
    });
  });

  it("is a failure in a folder that was asked for, and is then named only once", async () => {
    await withFolder({ ".git/HEAD": "", "app/a.yaml": fine, "app/big.yaml": "" }, async (cwd) => {
      inflate(join(cwd, "app", "big.yaml"));
      const { status, stderr } = await runCli(["lint", "app"], { cwd });
      assert.equal(status, 2);
      assert.equal(stderr, `argocd-annotations: Cannot read "${join("app", "big.yaml")}": larger than 128 MB.\n`);
    });
  });

  it("may be a folder", async function () {
    if (process.platform === "win32") return;
    const files = { ".git/HEAD": "", "app/a.yaml": job("a", { hook: "PreSync" }), "closed/b.yaml": fine };
    await withFolder(files, async (cwd) => {
      // The administrator may read everything.
      const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      if (user.uid !== undefined) chownSync(cwd, user.uid, user.gid);
      chmodSync(join(cwd, "closed"), 0);
      try {
        const { status, stderr } = await runCli(["lint", "app"], { cwd, ...user });
        assert.equal(stderr, 'argocd-annotations: Skipped: "closed" (permission denied).\n');
        assert.equal(status, 0);
        const whole = await runCli(["lint", "."], { cwd, ...user });
        assert.equal(whole.stderr, 'argocd-annotations: Cannot read "closed": permission denied.\n');
        assert.equal(whole.status, 2);
      } finally {
        chmodSync(join(cwd, "closed"), 0o700);
      }
    });
  });

  it("is not taken for missing where an application names it", async function () {
    if (process.platform === "win32") return;
    const files = {
      ".git/HEAD": "",
      "app/kustomization.yaml": "resources: [a.yaml, ../closed, ../base]\n",
      "app/a.yaml": fine,
      "base/kustomization.yaml": "resources: [b.yaml]\npatches: [{path: closed.yaml}]\n",
      "base/b.yaml": configMap("b"),
      "base/closed.yaml": configMap("b"),
      "closed/kustomization.yaml": "resources: [b.yaml]\n",
    };
    await withFolder(files, async (cwd) => {
      const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      if (user.uid !== undefined) chownSync(cwd, user.uid, user.gid);
      const closed = [join(cwd, "closed"), join(cwd, "base", "closed.yaml")];
      closed.forEach((path) => {
        chmodSync(path, 0);
      });
      try {
        const plan = await runCli(["plan", "app"], { cwd, ...user });
        assert.equal(plan.status, 2);
        assert.match(plan.stderr, /Cannot read "closed": permission denied/);
        assert.match(plan.stderr, /Cannot read "base\/closed.yaml": permission denied/);
        assert.match(plan.stdout, /closed: This cannot be read here\. Argo CD may be able to/);
        assert.doesNotMatch(plan.stdout, /does not exist|cannot sync|There is no/);
        const lint = await runCli(["lint", "app"], { cwd, ...user });
        assert.equal(lint.status, 0);
        assert.match(lint.stdout, /^No problems/);
        assert.match(lint.stderr, /Skipped: .*"closed".* \(permission denied\)/);
      } finally {
        closed.forEach((path) => {
          chmodSync(path, 0o700);
        });
      }
    });
  });
});
