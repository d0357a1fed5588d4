import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { cli, type CliOptions, configMap, job, runCli, withFolder } from "./run-cli.ts";

interface LintJson {
  readonly version: number;
  readonly findings: readonly {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly fixes: readonly string[];
  }[];
}

const misspelt = job("migrate", { hook: "PreSink" });

async function lintJson(paths: readonly string[], options: CliOptions): Promise<LintJson> {
  return JSON.parse((await runCli(["lint", "--format", "json", ...paths], options)).stdout) as LintJson;
}

describe("lint", () => {
  it("reports findings as JSON, with places that count from 1", async () => {
    await withFolder({ "job.yaml": misspelt }, async (cwd) => {
      const { version, findings } = await lintJson(["job.yaml"], { cwd });
      assert.equal(version, 1);
      const [finding, ...more] = findings;
      assert.deepEqual(more, []);
      assert.ok(finding !== undefined);
      const { message, fixes, ...rest } = finding;
      assert.deepEqual(rest, {
        file: "job.yaml",
        line: 6,
        column: 30,
        endLine: 6,
        endColumn: 37,
        rule: "hook-never-applied",
        severity: "error",
        related: [],
      });
      assert.match(message, /"PreSink"/);
      assert.match(fixes[0] ?? "", /PreSync/);
    });
  });

  it("counts columns as editors do, without the byte order mark", async () => {
    const text =
      "{kind: Job, apiVersion: batch/v1, metadata: {name: a, annotations: {argocd.argoproj.io/hook: PreSink}}}\n";
    await withFolder({ "job.yaml": `\uFEFF${text}` }, async (cwd) => {
      const { findings } = await lintJson(["job.yaml"], { cwd });
      assert.deepEqual(
        findings.map(({ line, column }) => [line, column]),
        [[1, text.indexOf("PreSink") + 1]],
      );
    });
  });

  it("reports findings with their lines and fixes, and a summary", async () => {
    await withFolder({ "a.yaml": misspelt, "b.yaml": misspelt, "c.yaml": configMap("fine") }, async (cwd) => {
      const { status, stdout, stderr } = await runCli(["lint", "."], { cwd });
      assert.equal(status, 1);
      assert.equal(stderr, "");
      const [first, second, summary, ...more] = stdout.split("\n\n");
      assert.deepEqual(more, []);
      assert.deepEqual(first?.split("\n").slice(1), [
        " 6 |     argocd.argoproj.io/hook: PreSink",
        "   |                              ^^^^^^^",
        '   fix: Change to "PreSync" (--fix does this)',
        "   fix: Remove the hook annotation",
      ]);
      assert.match(first, /^a\.yaml:6:30 error .+ \(hook-never-applied\)\n/);
      assert.match(second ?? "", /^b\.yaml:6:30 error /);
      assert.equal(summary, "2 errors in 2 of 3 files. --fix can fix 2 of them.\n");
    });
  });

  it("reports findings as single lines on request", async () => {
    await withFolder({ "a.yaml": misspelt, "b.yaml": misspelt, "c.yaml": configMap("fine") }, async (cwd) => {
      const { status, stdout, stderr } = await runCli(["lint", "--format", "concise", "."], { cwd });
      assert.equal(status, 1);
      assert.equal(stderr, "");
      assert.match(stdout, /^a\.yaml:6:30 error .+ \(hook-never-applied\)\n\nb\.yaml:6:30 error .+\n\n/);
      assert.match(stdout, /\n2 errors in 2 of 3 files\. --fix can fix 2 of them\.\n$/);
    });
  });

  it("colours nothing that goes into a pipe, and spells out what would steer a terminal", async () => {
    const input = job("x", { hook: '"Pre\\eSync\\u202E"' });
    const { stdout } = await runCli(["lint", "-"], { input });
    assert.ok(!stdout.includes("\u001b") && !stdout.includes("\u202e"), stdout);
    assert.match(stdout, /Pre\\u.+Sync/);
  });

  it("spells out what would steer a terminal, or the machine of a workflow, in the names of what it cannot read", async () => {
    if (process.platform === "win32") return;
    await withFolder({ "a.yaml": configMap("a") }, async (cwd) => {
      symlinkSync("/dev/null", join(cwd, "x\n::error::\u001b[2J.yaml"));
      const { stderr } = await runCli(["lint", "."], { cwd });
      assert.match(
        stderr,
        /^argocd-annotations: Cannot read "x\\u\{a\}::error::\\u\{1b\}\[2J\.yaml": not a regular file\.\n$/,
      );
    });
  });

  it("reads no devices and no pipes, which may never end", async () => {
    if (process.platform === "win32") return;
    await withFolder({ "b/kustomization.yaml": "resources: [../zero.yaml]\n" }, async (cwd) => {
      symlinkSync("/dev/zero", join(cwd, "zero.yaml"));
      const { status, stderr } = await runCli(["lint", ".", "zero.yaml"], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /Cannot read "zero\.yaml": not a regular file\./);
    });
  });

  it("reads the named templates and the values of a chart, and patches of their own", async () => {
    const files = {
      "templates/_helpers.tpl": '{{- define "a" }}\nargocd.argoproj.io/hook: presync\n{{- end }}\n{{ x }}: : [\n',
      "values.yaml": "jobAnnotations:\n  argocd.argoproj.io/hook: presync\n",
      "patch.json": '[{"op": "add", "path": "/metadata/annotations/argocd.argoproj.io~1hook", "value": "presync"}]\n',
    };
    await withFolder(files, async (cwd) => {
      const { findings } = await lintJson(["."], { cwd });
      assert.deepEqual(
        findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`),
        [
          "patch.json:1 hook-never-applied",
          `${join("templates", "_helpers.tpl")}:2 hook-never-applied`,
          "values.yaml:2 hook-never-applied",
        ],
      );
    });
  });

  it("knows from the kustomization above what its resources and patches need not say", async () => {
    const numbered = (kind: string): string =>
      `apiVersion: v1\nkind: ${kind}\nmetadata:\n  name: a\n  annotations:\n    argocd.argoproj.io/sync-wave: 5\n`;
    const files = {
      "base/kustomization.yaml": "resources: [./job.yaml]\npatches: [{path: patches/job.yaml}]\n",
      "base/job.yaml": numbered("ConfigMap"),
      "base/patches/job.yaml": `${numbered("ConfigMap")}    argocd.argoproj.io/hook-delete-policy: HookFailed\n`,
      "base/other.yaml": numbered("Secret"),
    };
    await withFolder(files, async (cwd) => {
      const { findings } = await lintJson(["."], { cwd });
      assert.deepEqual(
        findings.map(({ file, rule }) => `${file} ${rule}`),
        [`${join("base", "other.yaml")} value-not-a-string`],
      );
      assert.deepEqual((await lintJson([join("base", "patches", "job.yaml")], { cwd })).findings, []);
    });
  });

  it("says so when there is nothing to report", async () => {
    const { status, stdout } = await runCli(["lint", "-"], { input: configMap("fine") });
    assert.equal(status, 0);
    assert.equal(stdout, "No problems in 1 file.\n");
  });

  it("reads standard input, which it calls -", async () => {
    const { findings } = await lintJson(["-"], { input: misspelt });
    assert.deepEqual(
      findings.map(({ file, line }) => `${file}:${line}`),
      ["-:6"],
    );
  });

  it("looks through folders in a fixed order, without hidden ones, node_modules, links in circles and binary files", async () => {
    const files = {
      "z.yml": misspelt,
      "chart/templates/job.yaml": misspelt,
      "a/job.json":
        '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","annotations":{"argocd.argoproj.io/hook":"Foo"}}}',
      "a.yaml": misspelt,
      "notes.md": misspelt,
      ".hidden/job.yaml": misspelt,
      ".git/job.yaml": misspelt,
      "node_modules/x/job.yaml": misspelt,
      "binary.yaml": Buffer.from([0xff, 0xfe, 0x00, 0x80]),
    };
    await withFolder(files, async (cwd) => {
      symlinkSync(cwd, join(cwd, "chart", "circle"));
      symlinkSync("nowhere.yaml", join(cwd, "dangling.yaml"));
      const { findings } = await lintJson(["."], { cwd });
      assert.deepEqual(
        findings.map(({ file }) => file),
        ["a/job.json", "a.yaml", "chart/templates/job.yaml", "z.yml"].map((path) => join(path)),
      );
    });
  });

  it("reads a named file whatever its name, and each file once", async () => {
    await withFolder({ "notes.md": misspelt, "b.yaml": misspelt }, async (cwd) => {
      const { findings } = await lintJson(["notes.md", "./b.yaml", "."], { cwd });
      assert.deepEqual(
        findings.map(({ file }) => file),
        ["notes.md", "./b.yaml"],
      );
    });
  });

  it("does not take broken YAML for a failure", async () => {
    await withFolder({ "broken.yaml": "a: [1\nb: }\n\t- x: 'y\n" }, async (cwd) => {
      assert.equal((await runCli(["lint", "broken.yaml"], { cwd })).status, 0);
    });
  });

  const limits: readonly (readonly [limit: string, status: number])[] = [
    ["error", 1],
    ["warning", 1],
    ["hint", 1],
    ["never", 0],
  ];
  for (const [limit, status] of limits) {
    it(`ends with ${status} for an error when told to fail on ${limit}`, async () => {
      assert.equal((await runCli(["lint", "--fail-on", limit, "-"], { input: misspelt })).status, status);
    });
  }

  it("writes JSON of several megabytes into a slow pipe, whole", async () => {
    const input = Array.from({ length: 8000 }, (_, index) => job(`job-${index}`, { hook: "PreSink" })).join("---\n");
    const { status, stdout } = await runCli(["lint", "--format", "json", "-"], { input });
    assert.equal(status, 1);
    assert.ok(stdout.length > 2_000_000);
    assert.equal((JSON.parse(stdout) as LintJson).findings.length, 8000);
  });

  it("is quiet about a reader that goes away early", async () => {
    const child = spawn(process.execPath, [cli, "lint", "--format", "json", "-"], { stdio: ["pipe", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdout.once("data", () => child.stdout.destroy());
    child.stdin.end(Array.from({ length: 3000 }, () => misspelt).join("---\n"));
    const [status] = (await once(child, "close")) as [number | null];
    assert.deepEqual({ status, stderr }, { status: 1, stderr: "" });
  });

  it("names files for GitHub from the root of the repository, whichever folder a step runs in", async () => {
    await withFolder({ ".git/HEAD": "ref: refs/heads/main\n", "apps/web/a.yaml": misspelt }, async (cwd) => {
      for (const [folder, path] of [
        [".", "apps"],
        ["apps", "."],
        ["apps/web", "a.yaml"],
        ["apps/web", join(cwd, "apps")],
      ] as const) {
        const { stdout } = await runCli(["lint", "--format", "github", path], { cwd: join(cwd, folder) });
        assert.match(stdout, /^::error file=apps\/web\/a\.yaml,line=6/, folder);
      }
    });
  });

  it("writes workflow commands for GitHub", async () => {
    await withFolder({ "a,b.yaml": misspelt }, async (cwd) => {
      const { stdout } = await runCli(["lint", "--format", "github", "a,b.yaml"], { cwd });
      assert.match(
        stdout,
        /^::error file=a%2Cb\.yaml,line=6,endLine=6,col=30,endColumn=36,title=hook-never-applied::.*"PreSink".*\n$/,
      );
    });
  });
});
