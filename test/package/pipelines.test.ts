// What people paste into pipelines and hooks of Git runs as it is written, on the package as npm installs it.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { type Pipeline, type Ran, startPipeline } from "./pipeline.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");

// The shells of these services; the commands of the others are the same, and the package is tested on Windows too.
if (process.platform !== "win32") {
  describe("a pipeline", () => {
    let pipeline: Pipeline;
    const run = (...words: Parameters<Pipeline["run"]>): Ran => pipeline.run(...words);

    before(async () => {
      pipeline = await startPipeline();
    });

    after(() => {
      pipeline.remove();
    });

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
          // There is no network to fetch the package from.
          return [
            name,
            { package: pipeline.archive, ...given }[input] ?? spec.spec.inputs[input]?.default ?? assert.fail(name),
          ];
        });
        return run("sh", script.join("\n"), Object.fromEntries(env) as Record<string, string>);
      };
      assert.ok(!script.join("").includes("[["));
      const all = lint({});
      assert.deepEqual([all.status, all.stderr], [1, ""]);
      const { codequality } = artifacts.reports;
      assert.match(pipeline.report(codequality), /"check_name": ?"hook-never-applied"/);
      assert.equal(lint({ "fail-on": "never", paths: "examples/mistakes\nexamples/live" }).status, 0);
      pipeline.report(codequality);
      const harm = lint({ paths: "examples/agent-platform; touch harm\n$(touch harm)\n--write-baseline=harm" });
      assert.equal(harm.status, 2);
      assert.ok(!existsSync(join(pipeline.project, "harm")));
      // What a merge request brings along must not become a program.
      writeFileSync(join(pipeline.project, "harm.sh"), "#!/bin/sh\ntouch harm\n", { mode: 0o755 });
      writeFileSync(join(pipeline.project, ".npmrc"), "script-shell=./harm.sh\n");
      assert.equal(lint({ paths: "examples/agent-platform" }).status, 0);
      assert.ok(!existsSync(join(pipeline.project, "harm")));
    }).timeout(60_000);
  });
}

interface GitLabJob {
  readonly variables: Readonly<Record<string, { readonly value: string; readonly expand: boolean }>>;
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: { readonly codequality: string } };
}
