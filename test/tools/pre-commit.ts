// Real pre-commit, where it is installed, runs the hook of this repository, and the one that docs/ci.md shows for an environment of its own.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { productVersion } from "../../scripts/build/bundles.ts";
import { packForNpm } from "../../scripts/package/npm.ts";
import { git } from "../support/git-files.ts";
import { installPackage } from "../package/installed.ts";

const root = join(import.meta.dirname, "..", "..");

if (spawnSync("pre-commit", ["--version"]).status !== 0)
  console.log("pre-commit is not on the PATH, so no hook is tried.");
else await tryHooks();

async function tryHooks(): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pre-commit-")));
  const installed = await installPackage();
  try {
    const archive = await packForNpm(folder);
    const hooks = join(folder, "hooks");
    mkdirSync(hooks);
    cpSync(join(root, ".pre-commit-hooks.yaml"), join(hooks, ".pre-commit-hooks.yaml"));
    commitAll(hooks);
    git(hooks, "tag", `v${productVersion()}`);
    const project = join(folder, "project");
    cpSync(join(root, "examples"), project, { recursive: true });
    // npx runs what is installed, and so fetches nothing.
    cpSync(join(installed.project, "node_modules"), join(project, "node_modules"), { recursive: true });
    writeFileSync(join(project, ".gitignore"), "node_modules\n");
    const shown = [...readFileSync(join(root, "docs", "ci.md"), "utf8").matchAll(/```yaml\n(repos:\n.*?)```/gs)];
    assert.equal(shown.length, 2);
    for (const [, config = ""] of shown) {
      const text = config
        .replace("https://github.com/argocd-annotations/argocd-annotations", hooks)
        .replace(/argocd-annotations@[\d.]+/, archive);
      assert.notEqual(text, config);
      writeFileSync(join(project, ".pre-commit-config.yaml"), text);
      commitAll(project);
      const run = (...args: readonly string[]): { readonly status: number | null; readonly stdout: string } =>
        spawnSync("pre-commit", ["run", "--color=never", ...args], {
          cwd: project,
          encoding: "utf8",
          env: { ...process.env, PRE_COMMIT_HOME: join(folder, "cache") },
        });
      const all = run("--all-files");
      assert.equal(all.status, 1, all.stdout);
      assert.match(all.stdout, /"Presync" is not a hook type/);
      assert.equal(run("--files", "agent-platform/agent-config.yaml").status, 0);
      assert.match(run("--files", ".gitignore").stdout, /no files to check/);
    }
    console.log("pre-commit runs both hooks.");
  } finally {
    installed.remove();
    rmSync(folder, { recursive: true });
  }
}

function commitAll(folder: string): void {
  git(folder, "init", "--quiet");
  git(folder, "add", ".");
  git(folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "All");
}
