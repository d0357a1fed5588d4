// Whatever a file, a path, an argument or a tool says, nothing of it steers a terminal, a log, GitHub or what renders the output.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { PlanFormat } from "../../server/cli/plan/plan-command.ts";
import { type LintFormat, lintFormats } from "../../server/cli/lint/outputs.ts";
import { planFormats } from "../../server/cli/option-tables.ts";
import { wellFormed } from "../../server/core/index.ts";
import { git } from "../support/git-files.ts";
import {
  assertJson,
  assertLog,
  assertMarkdown,
  assertMermaid,
  assertShort,
  assertShown,
  assertXml,
  hostileApplication,
  hostileManifests,
  hostileWords,
  quoted,
} from "../support/hostile-words.ts";
import { standIn } from "../support/stand-in-tool.ts";
import { configMap, runCli, withFolder } from "./run-cli.ts";

/** What the system takes for an argument: no NUL, and no halves of characters. */
const words = Object.values(hostileWords).map((word) => wellFormed(word).replaceAll("\0", ""));

/** Some of them together, so that not every run has to be repeated for each: one begins a line with a command. */
const together = ["::add-mask::a", "a"].map((first) =>
  [first, ...words].filter(({ length }) => length < 1000).join(" "),
);

const fileNames = words.map((word) => word.replaceAll("/", "")).filter((name) => Buffer.byteLength(name) < 240);

/** Files with a word in every place. */
const texts: Readonly<Record<string, string>> = Object.fromEntries([
  ...words.map((word, index) => [`${index}.yaml`, hostileManifests(word)] as const),
  ...fileNames.map((name) => [`${name}.yaml`, hostileManifests(name)] as const),
]);

/** And some that cannot be read, or name what is not there. */
const files: Readonly<Record<string, string | Buffer>> = {
  ...texts,
  ...Object.fromEntries<string | Buffer>(
    fileNames.flatMap<readonly [string, string | Buffer]>((name) => [
      [`${name}/kustomization.yaml`, `resources: [${quoted(name)}]\n`] as const,
      [`${name}/${name}.bad.yaml`, Buffer.from([0xff, 0x80])] as const,
    ]),
  ),
};

const checks: Readonly<Record<LintFormat | PlanFormat, (text: string) => void>> = {
  text: (text) => {
    assertLog(text);
    assertShort(text);
  },
  json: (text) => void assertJson(text),
  sarif: (text) => void assertJson(text),
  gitlab: (text) => void assertJson(text),
  concise: assertLog,
  junit: (text) => {
    assertXml(text.replace(/^<\?xml [^>]*\?>\n/, ""));
  },
  markdown: assertMarkdown,
  mermaid: assertMermaid,
  github: (text) => {
    assertShown(text);
    for (const line of text.trimEnd().split("\n"))
      assert.match(
        line,
        /^::(?:error|warning|notice) file=[^:,]*,line=\d+,endLine=\d+(?:,col=\d+,endColumn=\d+)?,title=[\w-]+::/,
      );
  },
};

describe("hostile words on the command line", () => {
  for (const format of lintFormats) {
    it(`do nothing in the findings as ${format}`, async () => {
      await withFolder(files, async (cwd) => {
        const { stdout, stderr } = await runCli(["lint", "--format", format, "."], { cwd });
        assert.ok(stdout.length > 10_000);
        checks[format](stdout);
        assertLog(stderr);
      });
    });
  }

  it("do nothing in what --fix says, and stay as they are in the file", async () => {
    await withFolder({}, async (cwd) => {
      const word = hostileWords["colours a terminal"] ?? "";
      const input = `# \u001b[31m\u202e ::error::\n${hostileManifests(word)}`;
      const { stdout, stderr } = await runCli(["lint", "--fix", "-"], { cwd, input });
      assert.ok(stdout.startsWith("# \u001b[31m\u202e ::error::\n"));
      assertLog(stderr);
    });
    await withFolder(files, async (cwd) => {
      const { stdout, stderr } = await runCli(["lint", "--fix", "."], { cwd });
      assertLog(stdout);
      assertLog(stderr);
    });
  });

  for (const format of planFormats) {
    it(`do nothing in a plan as ${format}`, async () => {
      await withFolder(files, async (cwd) => {
        for (const path of [Object.keys(files), ["."]]) {
          const { stdout, stderr } = await runCli(["plan", "--format", format, "--", ...path], { cwd });
          assert.ok(stdout.length > 200);
          checks[format](stdout);
          assertLog(stderr);
        }
      });
    }).timeout(20_000);
  }

  for (const format of ["text", "json", "markdown"] as const) {
    it(`do nothing in what happens if a resource fails, as ${format}`, async () => {
      for (const word of together) {
        const input = hostileManifests(word);
        const { stdout, stderr } = await runCli(["plan", "--what-if", "fail:Job/migrate", "--format", format, "-"], {
          input,
        });
        assert.ok(stdout.length > 100, stderr);
        checks[format](stdout);
        assertLog(stderr);
      }
    }).timeout(30_000);

    it(`do nothing in what changed, as ${format}`, async () => {
      await withFolder({ ...texts, "b.yaml": configMap("b") }, async (cwd) => {
        const commit = (): string =>
          git(cwd, "-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "--quiet", "-m", "a");
        git(cwd, "init", "--quiet", "--initial-branch=main");
        git(cwd, "add", "b.yaml");
        commit();
        const compare = async (): Promise<void> => {
          const { stdout, stderr } = await runCli(["plan", "--against", "main", "--format", format, "."], { cwd });
          assert.ok(stdout.length > 10_000);
          checks[format](stdout);
          assertLog(stderr);
        };
        await compare();
        git(cwd, "add", ".");
        commit();
        for (const name of Object.keys(texts)) rmSync(join(cwd, name));
        await compare();
      });
    }).timeout(30_000);
  }

  it("do nothing in complaints about arguments", async () => {
    for (const word of together) {
      for (const given of [
        [word],
        ["lint", word],
        ["lint", `./${word}`],
        ["lint", "--format", word, "."],
        ["lint", `--${word}`, "."],
        ["lint", "--argocd-version", word, "."],
        ["plan", word],
        ["plan", "--what-if", word, "."],
        ["plan", "--what-if", `fail:Job/${word}`, "-"],
        ["plan", "--against", word, import.meta.dirname],
      ]) {
        const { stdout, stderr } = await runCli(given, { input: configMap("a") });
        assertLog(stdout);
        assertLog(stderr);
        assert.match(stderr, /^(?:argocd-annotations: [^\n]+\n)*$/);
      }
    }
  }).timeout(60_000);

  it("leave what a tool complains of in several lines easy to read", async () => {
    const files = { "Chart.yaml": "apiVersion: v2\nname: a\nversion: 1.0.0\n", "templates/a.yaml": configMap("a") };
    const complaint = "Error: execution error at (a/templates/a.yaml:1:3): no host\\n\\nUse --debug to see more\\n";
    const failing = standIn(files, { helm: `printf '${complaint}' >&2; exit 1` });
    try {
      const { stdout } = await runCli(["plan", "--render", failing.folder]);
      assert.match(stdout, /: no host Use --debug to see more\n$/);
    } finally {
      failing.remove();
    }
  });

  it("do nothing in an error that nobody expects", async () => {
    const options = process.env["NODE_OPTIONS"];
    await withFolder(
      { "fault.cjs": `setImmediate(() => { throw new Error(${quoted(together[0] ?? "")}); });` },
      async (cwd) => {
        process.env["NODE_OPTIONS"] = `--require=${join(cwd, "fault.cjs")}`;
        try {
          const { status, stderr } = await runCli(["lint", "-"], { cwd });
          assert.equal(status, 2);
          assert.match(stderr, /^argocd-annotations: Stopped: [^\n]+\n$/);
          assertLog(stderr);
        } finally {
          if (options === undefined) delete process.env["NODE_OPTIONS"];
          else process.env["NODE_OPTIONS"] = options;
        }
      },
    );
  });

  it("do nothing in the name of an application, its namespace and the words of its tool", async () => {
    for (const word of together) {
      const failing = standIn(
        {
          "application.yaml": hostileApplication(word, "chart"),
          "chart/Chart.yaml": `apiVersion: v2\nname: ${quoted(word)}\nversion: 1.0.0\n`,
          "chart/templates/a.yaml": configMap("a"),
          complaint: word,
        },
        { helm: 'cat "$(dirname "$0")/../files/complaint" >&2; exit 1' },
      );
      try {
        for (const format of planFormats) {
          const { stdout, stderr } = await runCli([
            "plan",
            "--render",
            "--format",
            format,
            "--",
            join(failing.folder, "chart"),
          ]);
          checks[format](stdout);
          assertLog(stderr);
        }
      } finally {
        failing.remove();
      }
    }
  }).timeout(60_000);
});
