import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { job, runCli, withFolder } from "./run-cli.ts";

/** A manifest with a comment in Latin-1. */
const latin = Buffer.from(`${job("a", { hook: "presync" })}# caf\xe9\n`, "latin1");
const found = "7:6 warning The byte 0xE9 is not valid UTF-8.";

interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly rule: string;
  readonly severity: string;
}

describe("lint of a file that is not UTF-8", () => {
  it("says where and what Argo CD reads, in a file, a folder and standard input", async () => {
    await withFolder({ "app/a.yaml": latin }, async (cwd) => {
      const path = join("app", "a.yaml");
      for (const given of [path, "app", "."]) {
        const { status, stdout, stderr } = await runCli(["lint", given], { cwd });
        assert.equal(status, 1);
        assert.equal(stderr, "");
        assert.ok(stdout.includes(`${path}:${found} Argo CD reads "\uFFFD" (U+FFFD) there. Save the file as UTF-8.`));
        assert.match(stdout, /a\.yaml:6:30 error "presync" is not a hook type/);
      }
      const { stdout } = await runCli(["lint", "-"], { input: latin });
      assert.ok(stdout.includes(`-:${found} Argo CD reads "\uFFFD" (U+FFFD) there in a plain folder`));
    });
  });

  it("says so in every format", async () => {
    await withFolder({ "a.yaml": latin }, async (cwd) => {
      const json = await runCli(["lint", "--format", "json", "."], { cwd });
      const { findings } = JSON.parse(json.stdout) as { readonly findings: readonly JsonFinding[] };
      const [finding] = findings.filter(({ rule }) => rule === "not-utf-8");
      assert.deepEqual([finding?.file, finding?.line, finding?.column, finding?.severity], ["a.yaml", 7, 6, "warning"]);
      const github = await runCli(["lint", "--format", "github", "."], { cwd });
      assert.match(
        github.stdout,
        /::warning file=a\.yaml,line=7,endLine=7,col=6,endColumn=6,title=not-utf-8::The byte/,
      );
      const sarif = await runCli(["lint", "--format", "sarif", "."], { cwd });
      assert.match(sarif.stdout, /"ruleId": "not-utf-8"/);
    });
  });

  it("is an error where kustomize or Helm refuses the file, with the same in the plan", async () => {
    const files = { "app/a.yaml": latin, "app/kustomization.yaml": "resources: [a.yaml]\n" };
    await withFolder(files, async (cwd) => {
      const { status, stdout } = await runCli(["lint", "app"], { cwd });
      assert.equal(status, 1);
      assert.match(
        stdout,
        /a\.yaml:7:6 error The byte 0xE9 is not valid UTF-8: save the file as UTF-8\. Argo CD cannot generate/,
      );
      assert.doesNotMatch(stdout, /not-utf-8/);
      const plan = await runCli(["plan", "app"], { cwd });
      assert.equal(plan.status, 1);
      assert.match(plan.stdout, /a\.yaml, line 7: The byte 0xE9 is not valid UTF-8/);
    });
  });

  it("is never fixed, as writing it would lose what it is", async () => {
    await withFolder({ "a.yaml": latin }, async (cwd) => {
      const { status, stdout, stderr } = await runCli(["lint", "--fix", "."], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /Cannot fix "a\.yaml": not valid UTF-8, so characters would be lost\.\n$/);
      assert.match(stdout, /in 1 of 1 file\./);
      assert.deepEqual(readFileSync(join(cwd, "a.yaml")), latin);
      const filter = await runCli(["lint", "--fix", "-"], { input: latin });
      assert.equal(filter.status, 2);
      assert.equal(filter.stdout, "");
      assert.match(filter.stderr, /Cannot fix "-": not valid UTF-8/);
    });
  });

  it("leaves out what is no manifest: Argo CD passes over it", async () => {
    const files = { "a.yaml": job("a", { hook: "PreSync" }), "values.yaml": Buffer.from("place: caf\xe9\n", "latin1") };
    await withFolder(files, async (cwd) => {
      const { status, stdout, stderr } = await runCli(["lint", "."], { cwd });
      assert.deepEqual([status, stdout, stderr], [0, "No problems in 2 files.\n", ""]);
    });
  });
});
