import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { assertXml } from "../support/hostile-words.ts";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

const misspelt = job("migrate", { hook: "presync", "sync-wave": '"1"' });
const twice = `${job("same", { "sync-wave": '"1"' })}---\n${configMap("same").replace("ConfigMap", "Job").replace("v1", "batch/v1")}`;
const repository = { ".git/HEAD": "ref: refs/heads/main\n", "apps/a b/job.yaml": misspelt, "apps/c.yaml": twice };

interface Place {
  readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
  readonly region: Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;
}

interface SarifRun {
  readonly tool: { readonly driver: Readonly<Record<string, unknown>> & { readonly rules: readonly Descriptor[] } };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
  }[];
  readonly originalUriBaseIds: Readonly<Record<string, { readonly uri: string }>>;
  readonly columnKind: string;
  readonly results: readonly SarifResult[];
}

interface Descriptor {
  readonly id: string;
  readonly helpUri: string;
  readonly shortDescription: { readonly text: string };
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown: string };
  readonly properties: Readonly<Record<string, unknown>> & { readonly tags: readonly string[] };
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly { readonly physicalLocation: Place }[];
  readonly relatedLocations?: readonly { readonly physicalLocation: Place; readonly message: { text: string } }[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly fixes?: readonly {
    readonly description: { readonly text: string };
    readonly artifactChanges: readonly {
      readonly artifactLocation: Place["artifactLocation"];
      readonly replacements: readonly {
        readonly deletedRegion: Place["region"];
        readonly insertedContent: { readonly text: string };
      }[];
    }[];
  }[];
}

async function sarifOf(cwd: string, ...paths: readonly string[]): Promise<SarifRun> {
  const { stdout } = await runCli(["lint", "--format", "sarif", ...paths], { cwd });
  const log = JSON.parse(stdout) as { readonly version: string; readonly runs: readonly [SarifRun] };
  assert.equal(log.version, "2.1.0");
  return log.runs[0];
}

describe("the SARIF of lint", () => {
  it("describes every rule as GitHub wants it", async () => {
    await withFolder(repository, async (cwd) => {
      const { tool, columnKind } = await sarifOf(cwd, ".");
      assert.equal(columnKind, "utf16CodeUnits");
      for (const key of ["name", "informationUri", "semanticVersion"]) assert.ok(tool.driver[key], key);
      assert.ok(tool.driver.rules.length > 50);
      for (const { id, helpUri, shortDescription, fullDescription, help, properties } of tool.driver.rules) {
        assert.ok(helpUri.endsWith(`/docs/rules/${id}.md`), id);
        for (const { text } of [shortDescription, fullDescription]) assert.match(text, /^[A-Z].+\.$/, id);
        assert.match(help.text, /^[A-Z].+\. See https:.+\.md\.$/);
        assert.ok(help.markdown.includes(`](${helpUri})`), id);
        assert.ok(properties.tags.includes("argocd"), id);
        assert.match(String(properties["problem.severity"]), /^(?:error|warning|recommendation)$/);
        assert.match(String(properties["precision"]), /^(?:very-)?high$/);
      }
    });
  });

  it("names files from the root of the repository, wherever it is run", async () => {
    await withFolder(repository, async (cwd) => {
      for (const [folder, path] of [
        [cwd, "."],
        [cwd, join(cwd, "apps")],
        [join(cwd, "apps"), "."],
        [join(cwd, "apps", "a b"), ".."],
      ] as const) {
        const { results, originalUriBaseIds, invocations } = await sarifOf(folder, path);
        const [moved, lost] = results;
        assert.deepEqual(
          results.map(({ ruleId }) => ruleId),
          ["hook-never-applied", "duplicate-resource"],
        );
        assert.deepEqual(moved?.locations[0]?.physicalLocation, {
          artifactLocation: { uri: "apps/a%20b/job.yaml", uriBaseId: "SRCROOT" },
          region: { startLine: 6, startColumn: 30, endLine: 6, endColumn: 37 },
        });
        assert.equal(originalUriBaseIds["SRCROOT"]?.uri, `${pathToFileURL(cwd).href}/`);
        assert.equal(lost?.relatedLocations?.[0]?.physicalLocation.artifactLocation.uri, "apps/c.yaml");
        assert.deepEqual(invocations, [{ executionSuccessful: true, toolExecutionNotifications: [] }]);
      }
    });
  });

  it("has the fixes that --fix applies", async () => {
    await withFolder(repository, async (cwd) => {
      const { results } = await sarifOf(cwd, "apps/a b");
      const [{ artifactChanges } = { artifactChanges: [] }] = results[0]?.fixes ?? [];
      const lines = misspelt.split("\n");
      for (const { deletedRegion: region, insertedContent } of artifactChanges.flatMap((it) => it.replacements)) {
        const line = lines[region.startLine - 1] ?? "";
        assert.equal(region.endLine, region.startLine);
        lines[region.startLine - 1] =
          line.slice(0, region.startColumn - 1) + insertedContent.text + line.slice(region.endColumn - 1);
      }
      await runCli(["lint", "--fix", "apps/a b"], { cwd });
      assert.equal(readFileSync(join(cwd, "apps", "a b", "job.yaml"), "utf8"), lines.join("\n"));
      assert.notEqual(lines.join("\n"), misspelt);
    });
  });

  it("says what could not be read", async () => {
    await withFolder(repository, async (cwd) => {
      const { invocations } = await sarifOf(cwd, "apps", "missing.yaml");
      assert.equal(invocations[0]?.executionSuccessful, false);
      assert.match(invocations[0].toolExecutionNotifications[0]?.message.text ?? "", /^Cannot read "missing\.yaml"/);
    });
  });

  it("has fingerprints that are unique and survive when lines move", async () => {
    await withFolder({ "a.yaml": `${misspelt}---\n${misspelt}` }, async (cwd) => {
      const hashes = async (): Promise<readonly string[]> =>
        (await sarifOf(cwd, ".")).results
          .filter(({ ruleId }) => ruleId === "hook-never-applied")
          .map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
      const before = await hashes();
      assert.equal(new Set(before).size, 2);
      writeFileSync(join(cwd, "a.yaml"), `# moved\n\n${configMap("new")}---\n${misspelt}---\n${misspelt}`);
      assert.deepEqual(await hashes(), before);
      writeFileSync(join(cwd, "a.yaml"), misspelt.replace("presync", "PreSink"));
      assert.ok(!before.includes((await hashes())[0] ?? ""));
    });
  });
});

describe("lint with several formats", () => {
  it("writes each to its file, and one to standard output", async () => {
    await withFolder(repository, async (cwd) => {
      const formats = ["sarif=out.sarif", "json", "junit=out/junit.xml", "gitlab=gl.json", "text=log.txt"];
      mkdirSync(join(cwd, "out"));
      const args = formats.flatMap((format) => ["--format", format]);
      const { status, stdout, stderr } = await runCli(["lint", ...args, "apps"], { cwd, env: { FORCE_COLOR: "1" } });
      assert.deepEqual([status, stderr], [1, ""]);
      assert.equal((JSON.parse(stdout) as { version: number }).version, 1);
      const read = (name: string): string => readFileSync(join(cwd, name), "utf8");
      assert.match(read("out.sarif"), /"2\.1\.0"/);
      assert.match(read("log.txt"), /^apps\/a b\/job\.yaml:6:30 error /);
      assert.ok(!read("log.txt").includes("\u001b"));
      assert.ok(Array.isArray(JSON.parse(read("gl.json"))));
      assertXml(read("out/junit.xml").replace(/^<\?xml [^>]*\?>\n/, ""));
      assert.deepEqual(readdirSync(cwd).sort(), [".git", "apps", "gl.json", "log.txt", "out", "out.sarif"]);
    });
  });

  it("prints nothing if all go to files", async () => {
    await withFolder(repository, async (cwd) => {
      writeFileSync(join(cwd, "a.json"), "old");
      const { status, stdout, stderr } = await runCli(["lint", "--format", "json=a.json", "apps"], { cwd });
      assert.deepEqual([status, stdout, stderr], [1, "", ""]);
      assert.match(readFileSync(join(cwd, "a.json"), "utf8"), /^\{/);
    });
  });

  it("says which file it cannot write, and writes the others", async () => {
    if (process.platform === "win32") return;
    await withFolder(repository, async (cwd) => {
      await withFolder({}, async (outside) => {
        symlinkSync(outside, join(cwd, "link"));
        const targets = ["apps", "/dev/full", "missing/a.json", "link/a.json"];
        const args = [...targets, "good.json"].flatMap((file) => ["--format", `json=${file}`]);
        const { status, stderr } = await runCli(["lint", ...args, "apps"], { cwd });
        assert.equal(status, 2);
        assert.deepEqual(
          stderr
            .trimEnd()
            .split("\n")
            .map((line) => /^argocd-annotations: Cannot write "([^"]+)": .+\.$/.exec(line)?.[1]),
          targets,
        );
        assert.deepEqual(readdirSync(outside), []);
        assert.ok(existsSync(join(cwd, "good.json")));
      });
    });
  });

  it("replaces no link, such as the one of /dev/stdout, and not what it leads to", async () => {
    if (process.platform === "win32") return;
    await withFolder({ ...repository, "apps/keep.txt": "keep" }, async (cwd) => {
      symlinkSync("apps/keep.txt", join(cwd, "file.json"));
      symlinkSync("/proc/self/fd/1", join(cwd, "stdout"));
      const outputs = ["--format", "json=file.json", "--format", "json=stdout"];
      const { status, stdout, stderr } = await runCli(["lint", ...outputs, "apps"], { cwd });
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(
        stderr,
        /Cannot write "file\.json": it is a link, so name the file that it leads to\.\n.*"stdout": it is a link/,
      );
      assert.equal(readFileSync(join(cwd, "apps", "keep.txt"), "utf8"), "keep");
      assert.deepEqual(
        [readlinkSync(join(cwd, "file.json")), readlinkSync(join(cwd, "stdout"))],
        ["apps/keep.txt", "/proc/self/fd/1"],
      );
    });
  });
});

describe("the other formats of lint", () => {
  it("have in JUnit a suite for each file, and fail as --fail-on says", async () => {
    await withFolder({ ...repository, "apps/fine.yaml": configMap("fine") }, async (cwd) => {
      const junit = async (failOn: string): Promise<string> =>
        (await runCli(["lint", "--format", "junit", "--fail-on", failOn, "apps", "missing.yaml"], { cwd })).stdout;
      const xml = await junit("error");
      assertXml(xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, ""));
      assert.match(xml, /<testsuites name="argocd-annotations" tests="4" failures="1" errors="1">/);
      assert.match(xml, /<testsuite name="apps\/a b\/job\.yaml" tests="1" failures="1" errors="0">/);
      assert.match(xml, /<testcase name="hook-never-applied: line 6, column 30" classname="apps\/a b\/job\.yaml"/);
      assert.match(xml, /<testcase name="no problems" classname="apps\/fine\.yaml"/);
      assert.match(xml, /<error message="Cannot read &quot;missing\.yaml&quot;/);
      assert.match(await junit("warning"), / failures="2" errors="1">/);
      assert.match(await junit("never"), / failures="0" errors="1">/);
    });
  });

  it("have in GitLab's Code Quality what its schema asks for", async () => {
    await withFolder({ ...repository, "apps/d.yaml": `${misspelt}---\n${misspelt}` }, async (cwd) => {
      const { stdout } = await runCli(["lint", "--format", "gitlab", "."], { cwd: join(cwd, "apps") });
      const issues = JSON.parse(stdout) as readonly {
        readonly description: string;
        readonly check_name: string;
        readonly fingerprint: string;
        readonly severity: string;
        readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
      }[];
      assert.ok(issues.length >= 4);
      assert.equal(new Set(issues.map(({ fingerprint }) => fingerprint)).size, issues.length);
      for (const { description, check_name, severity, location } of issues) {
        assert.match(description, /^.+\.|\?$/);
        assert.match(check_name, /^[a-z-]+$/);
        assert.match(severity, /^(?:info|minor|major|critical|blocker)$/);
        assert.ok(existsSync(join(cwd, location.path)), location.path);
        assert.ok(location.lines.begin >= 1);
      }
      assert.equal(issues.find((it) => it.check_name === "hook-never-applied")?.severity, "critical");
    });
  });

  it("mark in text what is meant, also behind wide letters and on a long line", async () => {
    const long = `{kind: Job, apiVersion: batch/v1, metadata: {name: "${"x".repeat(500)}", annotations: {argocd.argoproj.io/hook: PreSink}}}\n`;
    const wide = `{kind: Job, apiVersion: batch/v1, metadata: {annotations: {a: "猫é🎉\t", argocd.argoproj.io/hook: PreSink}, name: a}}\n`;
    await withFolder({ "long.yaml": long, "wide.yaml": wide }, async (cwd) => {
      const marked = async (file: string): Promise<readonly [string, string]> => {
        const [, line = "", carets = ""] = (await runCli(["lint", file], { cwd })).stdout.split("\n");
        return [line, carets];
      };
      const [line, carets] = await marked("long.yaml");
      assert.ok(line.length < 250);
      assert.equal(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1), "PreSink");
      const [other, marks] = await marked("wide.yaml");
      // Two letters here are drawn over two columns each; one of them is one unit of the text, the other two.
      assert.equal(marks.indexOf("^"), other.indexOf("PreSink") + 1);
      assert.ok(other.includes("猫é🎉    "), other);
    });
  });

  it("are coloured only where that is wanted", async () => {
    const run = (env: Readonly<Record<string, string | undefined>>): Promise<string> =>
      runCli(["lint", "-"], { input: misspelt, env }).then(({ stdout }) => stdout);
    assert.ok((await run({ FORCE_COLOR: "1" })).includes("\u001b[31merror\u001b[0m"));
    for (const env of [{ FORCE_COLOR: "0" }, { FORCE_COLOR: undefined }, { FORCE_COLOR: undefined, NO_COLOR: "1" }])
      assert.ok(!(await run(env)).includes("\u001b"), JSON.stringify(env));
  });

  it("name in JSON the other places that a finding is about", async () => {
    await withFolder(repository, async (cwd) => {
      const { stdout } = await runCli(["lint", "--format", "json", "apps/c.yaml"], { cwd });
      const { findings } = JSON.parse(stdout) as { findings: { related: Record<string, unknown>[] }[] };
      const [{ message, ...place } = {}] = findings[0]?.related ?? [];
      assert.deepEqual(place, { file: "apps/c.yaml", line: 11, column: 9, endLine: 11, endColumn: 13 });
      assert.equal(message, "This one is applied.");
    });
  });
});
