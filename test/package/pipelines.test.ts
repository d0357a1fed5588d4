// What people paste into pipelines and hooks of Git runs as it is written, on the package as npm installs it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { productVersion } from "../../scripts/build/bundles.ts";
import { git } from "../support/git-files.ts";
import { type Installed, installPackage } from "./installed.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

// The shells of these services; the commands of the others are the same, and the package is tested on Windows too.
if (process.platform !== "win32") {
  describe("a pipeline", () => {
    let installed: Installed;
    let project: string;

    before(async () => {
      installed = await installPackage();
      project = mkdtempSync(join(realpathSync(tmpdir()), "pipeline-"));
      cpSync(join(root, "examples"), join(project, "examples"), { recursive: true });
      // npx runs what is installed, if it has the version, and fetches nothing then.
      cpSync(join(installed.project, "node_modules"), join(project, "node_modules"), { recursive: true });
      writeFileSync(join(project, ".gitignore"), "node_modules\n");
      git(project, "init", "--quiet", "--initial-branch=main");
      git(project, "add", ".");
      git(project, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Examples");
      git(project, "update-ref", "refs/remotes/origin/main", "HEAD");
    });

    after(() => {
      installed.remove();
      rmSync(project, { recursive: true });
    });

    function run(shell: string, script: string, env: Readonly<Record<string, string>> = {}): Ran {
      const { status, stdout, stderr } = spawnSync(shell, ["-e", "-c", script], {
        cwd: project,
        env: { ...process.env, npm_config_offline: "true", ...env },
        encoding: "utf8",
      });
      return { status, stdout, stderr };
    }

    /** What a report says, and that it is there. */
    function report(name: string): string {
      const path = join(project, name);
      assert.ok(existsSync(path), name);
      const text = readFileSync(path, "utf8");
      rmSync(path);
      return text;
    }

    it("runs each command of docs/ci.md", () => {
      const commands = [...read("docs/ci.md").matchAll(/(?<=^(?: +(?:- (?:script: )?|sh ')?)?)npx .*?(?='?$)/gm)].map(
        ([it]) => it,
      );
      assert.equal(commands.length, 6);
      for (const command of commands) {
        assert.ok(command.includes(`argocd-annotations@${productVersion()} `), command);
        const { status, stdout, stderr } = run("bash", command);
        assert.deepEqual([status, stderr], [command.includes(" plan ") ? 0 : 1, ""], command);
        if (command.includes(" plan ")) assert.match(stdout, /^Nothing changes in the sync of agent-platform\.$/m);
        else if (command.endsWith("github"))
          assert.match(stdout, /^::error file=examples\/mistakes\/misspelt-hook\.yaml,/m);
        else assert.match(stdout, /"Presync" is not a hook type/);
        const [, format, file = ""] = /(\w+)=(\S+)$/.exec(command) ?? [];
        if (format === "sarif") assert.match(report(file), /"ruleId": ?"hook-never-applied"/);
        if (format === "junit") assert.match(report(file), /<testsuites[^]*hook-never-applied/);
        if (format === "gitlab") assert.match(report(file), /"check_name": ?"hook-never-applied"/);
      }
    }).timeout(60_000);

    it("runs the hook of pre-commit on files", () => {
      const [{ entry, id }] = parse(read(".pre-commit-hooks.yaml")) as [
        { readonly entry: string; readonly id: string },
      ];
      assert.equal(id, "argocd-annotations");
      const wrong = run("bash", `${entry} examples/mistakes/misspelt-hook.yaml`);
      assert.deepEqual([wrong.status, wrong.stderr], [1, ""]);
      assert.match(wrong.stdout, /"Presync" is not a hook type/);
      assert.equal(run("bash", `${entry} examples/agent-platform/agent-config.yaml`).status, 0);
    }).timeout(60_000);

    it("runs the job of GitLab, and takes no input for a command", () => {
      const [spec, job] = parseAllDocuments(read("templates/lint.yml")).map((it) => it.toJS() as unknown) as [
        { readonly spec: { readonly inputs: Readonly<Record<string, { readonly default: string }>> } },
        Readonly<Record<string, GitLabJob>>,
      ];
      const { variables, script, artifacts } = job["argocd-annotations"] ?? assert.fail();
      const lint = (given: Readonly<Record<string, string>>): Ran => {
        const env = Object.entries(variables).map(([name, { value, expand }]) => {
          const [, input = ""] = /^\$\[\[ inputs\.([\w-]+) \]\]$/.exec(value) ?? [];
          assert.equal(expand, false);
          return [name, given[input] ?? spec.spec.inputs[input]?.default ?? assert.fail(name)];
        });
        return run("sh", script.join("\n"), Object.fromEntries(env) as Record<string, string>);
      };
      assert.ok(!script.join("").includes("[["));
      const all = lint({});
      assert.deepEqual([all.status, all.stderr], [1, ""]);
      const { codequality } = artifacts.reports;
      assert.match(report(codequality), /"check_name": ?"hook-never-applied"/);
      assert.equal(lint({ "fail-on": "never", paths: "examples/mistakes\nexamples/live" }).status, 0);
      report(codequality);
      const harm = lint({ paths: "examples/agent-platform; touch harm\n$(touch harm)\n--write-baseline=harm" });
      assert.equal(harm.status, 2);
      assert.ok(!existsSync(join(project, "harm")));
    }).timeout(60_000);
  });
}

interface GitLabJob {
  readonly variables: Readonly<Record<string, { readonly value: string; readonly expand: boolean }>>;
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly codequality: string } };
}
