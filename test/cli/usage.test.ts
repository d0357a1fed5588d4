import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { lintFormats } from "../../server/cli/lint/outputs.ts";
import { explainFormats, planFormats } from "../../server/cli/option-tables.ts";
import { optionsOf } from "../../server/cli/option-types.ts";
import { rules } from "../../server/core/index.ts";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

describe("usage", () => {
  it("prints help and version to standard output", async () => {
    const help = await runCli(["--help"]);
    assert.equal(help.status, 0);
    assert.match(help.stdout, /^Usage: argocd-annotations/);
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "..", "package.json"), "utf8")) as {
      readonly version: string;
    };
    for (const option of ["--version", "-v", "-V"])
      assert.deepEqual(await runCli([option]), { status: 0, stdout: `${version}\n`, stderr: "" }, option);
    assert.deepEqual(await runCli(["help"]), help);
    assert.deepEqual(await runCli(["help", "lint"]), await runCli(["lint", "--help"]));
  });

  it("explains each rule, and lists all of them", async () => {
    const { stdout: list } = await runCli(["explain"]);
    for (const { id, summary } of rules) assert.ok(list.includes(id) && list.includes(summary), id);
    const [rule] = rules;
    assert.ok(rule !== undefined);
    const { status, stdout } = await runCli(["explain", rule.id]);
    assert.equal(status, 0);
    assert.ok(
      stdout.startsWith(`${rule.id} (${rule.severity})\n${rule.summary}\n\n${rule.docs.trim()}\n\nhttps://`),
      stdout,
    );
    const json = JSON.parse((await runCli(["explain", rule.id, "--format", "json"])).stdout) as {
      rule: { id: string };
    };
    assert.equal(json.rule.id, rule.id);
    assert.match((await runCli(["explain", rule.id, "--format", "markdown"])).stdout, /^# [a-z-]+\n\n[A-Z]/);
    assert.equal(
      (JSON.parse((await runCli(["explain", "--format", "json"])).stdout) as { rules: [] }).rules.length,
      rules.length,
    );
    assert.equal((await runCli(["explain", "--format", "markdown"])).stdout.trimEnd().split("\n").length, rules.length);
  });

  it("takes a file for a file even if it has the name of a rule", async () => {
    await withFolder({ "hook-never-applied": configMap("a") }, async (cwd) => {
      const { status, stderr } = await runCli(["explain", "hook-never-applied"], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /Cannot explain "hook-never-applied"/);
    });
  });

  it("reads the current folder without a PATH", async () => {
    await withFolder({ "a.yaml": job("a", { hook: "PreSink" }) }, async (cwd) => {
      for (const command of ["lint", "plan"])
        assert.deepEqual(await runCli([command], { cwd }), await runCli([command, "."], { cwd }), command);
    });
  });

  it("prints the help of one command alone", async () => {
    const all = await runCli(["--help"]);
    const plan = await runCli(["plan", "--help"]);
    assert.match(plan.stdout, /^Usage: argocd-annotations plan \[OPTION\.\.\.\] \[PATH\.\.\.\]\n/);
    assert.match(plan.stdout, /--what-if none/);
    assert.doesNotMatch(plan.stdout, /--fail-on error|--manifests/);
    assert.match(plan.stdout, /\nExit codes:\n/);
    for (const command of ["lint", "plan", "explain", "lsp"]) {
      const one = await runCli([command, "-h"]);
      assert.equal(one.status, 0);
      const options = [...one.stdout.matchAll(/^ {2}(--[a-z-]+(?: .*)?)$/gm)].map(([line]) => line);
      assert.ok(options.length > 0);
      if (command !== "lsp") for (const line of options) assert.ok(all.stdout.includes(line), line);
    }
  });

  it("names every option of a command and every format in its help", async () => {
    const formats = new Map<string, readonly string[]>([
      ["lint", lintFormats],
      ["plan", planFormats],
      ["explain", explainFormats],
    ]);
    for (const [command, options] of Object.entries(optionsOf)) {
      const { stdout } = await runCli([command, "--help"]);
      const named = [...stdout.matchAll(/^ +(?:-h, )?--([a-z-]+)/gm)].map(([, name]) => name);
      const unnamed = ["help", ...options].filter((name) => name !== "clientProcessId" && !named.includes(name));
      assert.deepEqual(unnamed, [], command);
      const [, described = ""] = /^ {2}--format(.*?)^ {2}--/ms.exec(stdout) ?? [];
      for (const name of formats.get(command) ?? []) assert.match(described, new RegExp(`[ |]${name}\\b`), command);
    }
  });

  const wrong: readonly (readonly [args: readonly string[], complaint: RegExp])[] = [
    [[], /No command was given/],
    [["check", "."], /There is no command "check": write lint, plan, explain, lsp or completion/],
    [["lnit", "."], /There is no command "lnit": write "lint"/],
    [["help", "plans"], /There is no command "plans": write "plan"/],
    [["explain", "a", "b"], /"explain" takes one FILE/],
    [["lint", "--color", "green"], /"--color" cannot be "green": write auto, always, never/],
    [["lint", "--exclud", "a"], /'--exclud'\. Did you mean "--exclude"\?/],
    [["explain", "hook-never-aplied"], /Did you mean the rule "hook-never-applied"\?/],
    [["lint", "", "a.yaml"], /A PATH is empty/],
    [["lint", "-", "-"], /"-" can be given only once/],
    [["lint", "--bogus", "."], /'--bogus'/],
    [["lint", "--namespace", "x", "."], /"lint" has no option "--namespace"/],
    [["plan", "--fix", "."], /"plan" has no option "--fix"/],
    [
      ["lint", "--format", "xml", "."],
      /"--format" cannot be "xml": write text, concise, json, sarif, github, junit, gitlab/,
    ],
    [["lint", "--format", "json=", "."], /"--format json=" needs the name of a file after "="/],
    [["lint", "--format", "json", "--format", "text", "."], /Only one "--format" can go to standard output/],
    [["lint", "--format", "json=a", "--format", "text=./a", "."], /"--format" writes ".\/a" twice/],
    [["plan", "--format", "sarif", "."], /"--format" cannot be "sarif": write text, json, markdown, mermaid/],
    [["plan", "--what-if", "migrate", "."], /"--what-if" cannot be "migrate": write fail:KIND\/NAME/],
    [["plan", "--what-if", "fail:Job", "."], /"--what-if" cannot be "fail:Job"/],
    [["plan", "--what-if", "none", "--what-if", "fail:Job/x", "."], /"--what-if none" means that nothing fails/],
    [["plan", "--what-if", "fail:Job/", "."], /"--what-if" cannot be "fail:Job\/"/],
    [["plan", "--what-if", "explode:Job/x", "."], /"--what-if" cannot be "explode:Job\/x"/],
    [["plan", "--what-if", "fail:a/b/c/d", "."], /"--what-if" cannot be "fail:a\/b\/c\/d"/],
    [["plan", "--what-if", "fail:Job/x", "--against", "HEAD", "."], /cannot be used together/],
    [["plan", "--what-if", "fail:Job/x", "--format", "mermaid", "."], /"mermaid" is only for plans/],
    [["plan", "--against", "", "."], /"--against" needs a commit/],
    [["plan", "--against", "HEAD", "-"], /"-" is not in one/],
    [["lint", "--diff", "--fix", "."], /"--diff" and "--fix" cannot be used together/],
    [["lint", "--stdin-filename", "a.yaml", "."], /"-" must be a PATH/],
    [["lint", "--baseline", "a", "--write-baseline", "a"], /cannot be used together/],
    [["lint", "--format", "json", "--write-baseline", "a"], /"--write-baseline" reports nothing/],
    [["lint", "--changed=--upload-pack=x"], /"--changed" needs a commit/],
    [["lint", "--fail-on", "fatal", "."], /"--fail-on" cannot be "fatal"/],
    [["lint", "--format"], /'--format/],
    [["lint", "--fix", "-", "a.yaml"], /"-" must be the only PATH/],
    [["lint", "--exclude", "{a,b}".repeat(8), "."], /"--exclude" has too many alternatives in braces: repeat it/],
    [["lsp", "--stdio", "a.yaml"], /"lsp" takes no PATH/],
  ];
  for (const [args, complaint] of wrong) {
    it(`explains in one line what is wrong with "${args.join(" ")}"`, async () => {
      const { status, stdout, stderr } = await runCli(args);
      assert.equal(status, 2);
      assert.equal(stdout, "");
      assert.match(stderr, complaint);
      assert.match(stderr, /^argocd-annotations: [^\n]+\n$/);
    });
  }

  it("promises nothing of what was not checked", async () => {
    await withFolder({ "notes.txt": "" }, async (cwd) => {
      for (const [path, expected] of [
        ["missing", 2],
        [".", 0],
      ] as const) {
        const { status, stdout } = await runCli(["lint", path], { cwd });
        assert.deepEqual([status, stdout], [expected, "No files were checked.\n"], path);
      }
    });
  });

  for (const command of ["lint", "plan"]) {
    it(`"${command}" names a path that cannot be read, and still reports the others`, async () => {
      await withFolder({ "good.yaml": configMap("good") }, async (cwd) => {
        const { status, stdout, stderr } = await runCli([command, "--format", "json", "missing.yaml", "good.yaml"], {
          cwd,
        });
        assert.equal(status, 2);
        assert.equal(stderr, 'argocd-annotations: Cannot read "missing.yaml": the file or folder does not exist.\n');
        assert.equal((JSON.parse(stdout) as { readonly version: number }).version, 1);
        if (command === "plan") assert.match(stdout, /"\/ConfigMap:\/good"/);
      });
    });
  }

  it("calls a file that is no text unreadable when it is named", async () => {
    await withFolder({ "binary.yaml": Buffer.from([0x61, 0xff, 0x00, 0x80]) }, async (cwd) => {
      const { status, stderr } = await runCli(["lint", "binary.yaml"], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /Cannot read "binary\.yaml": not text/);
    });
  });
});
