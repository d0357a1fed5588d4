// A repository in which pipelines run, with the package as npm installs it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { git } from "../support/git-files.ts";
import { installPackage } from "./installed.ts";

const root = join(import.meta.dirname, "..", "..");

/** What a script printed, and its exit code. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A repository with the examples, which are also what `origin/main` has. */
export interface Pipeline {
  readonly project: string;
  /** The package as an archive. */
  readonly archive: string;
  /** Runs a script in it; npx and the commands of npm packages are there, and the network is not. */
  readonly run: (shell: string, script: string, env?: Readonly<Record<string, string>>) => Ran;
  /** Takes a report away, and says what was in it. Fails if it is not there. */
  readonly report: (name: string) => string;
  readonly remove: () => void;
}

/** Makes such a repository. Rejects when npm fails. */
export async function startPipeline(): Promise<Pipeline> {
  const installed = await installPackage();
  const project = mkdtempSync(join(realpathSync(tmpdir()), "pipeline-"));
  cpSync(join(root, "examples"), join(project, "examples"), { recursive: true });
  // npx runs what is installed, if it has the version, and fetches nothing then.
  cpSync(join(installed.project, "node_modules"), join(project, "node_modules"), { recursive: true });
  writeFileSync(join(project, ".gitignore"), "node_modules\n");
  git(project, "init", "--quiet", "--initial-branch=main");
  git(project, "add", ".");
  git(project, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Examples");
  git(project, "update-ref", "refs/remotes/origin/main", "HEAD");
  const path = [join(project, "node_modules", ".bin"), process.env["PATH"]].join(delimiter);
  return {
    project,
    archive: installed.archive,
    run: (shell, script, env = {}) => {
      const { status, stdout, stderr } = spawnSync(shell, ["-e", "-c", script], {
        cwd: project,
        env: { ...process.env, PATH: path, npm_config_offline: "true", ...env },
        encoding: "utf8",
      });
      return { status, stdout, stderr };
    },
    report: (name) => {
      const file = join(project, name);
      assert.ok(existsSync(file), name);
      const text = readFileSync(file, "utf8");
      rmSync(file);
      return text;
    },
    remove: () => {
      installed.remove();
      rmSync(project, { recursive: true });
    },
  };
}
