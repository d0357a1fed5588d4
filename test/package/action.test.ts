// The steps of the action run in the shell that GitHub would start, with its variables, on an archive that npm installs.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { packForNpm } from "../../scripts/package/npm.ts";
import { git } from "../support/git-files.ts";

const root = join(import.meta.dirname, "..", "..");

interface Step {
  readonly name: string;
  readonly shell: string;
  readonly if?: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Action;

/** Writes down what it is asked, with the files that it is to read, and knows one comment if there is a file "comments". */
const gh = `#!/usr/bin/env bash
printf '%s\\n' "$*" >> "$RUNNER_TEMP/gh.log"
for word in "$@"; do [[ $word != *=@* ]] || cp "\${word#*=@}" "$RUNNER_TEMP/gh.file"; done
[[ ! -f $RUNNER_TEMP/refused ]] || exit 1
[[ "$*" != *--jq* || ! -f $RUNNER_TEMP/comments ]] || cat "$RUNNER_TEMP/comments"
`;

describe("the action", () => {
  it("puts nothing of others into a script", () => {
    for (const { name, shell, run } of action.runs.steps) {
      assert.equal(shell, "bash", name);
      assert.ok(!run.includes("${{"), name);
    }
  });

  // Only the runners of GitHub have a bash on Windows that is surely the one that is meant.
  if (process.platform === "win32") return;

  let folder: string;
  let archive: string;
  let base: string;
  const workspace = (): string => join(folder, "workspace");
  const temporary = (name = ""): string => join(folder, "temp", name);
  const read = (name: string): string => readFileSync(temporary(name), "utf8");

  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "action-")));
    for (const name of ["workspace", "temp", "bin"]) mkdirSync(join(folder, name));
    archive = await packForNpm(folder);
    writeFileSync(join(folder, "bin", "gh"), gh);
    chmodSync(join(folder, "bin", "gh"), 0o755);
    cpSync(join(root, "examples"), workspace(), { recursive: true });
    git(workspace(), "init", "--quiet", "--initial-branch=main");
    git(workspace(), "add", ".");
    git(workspace(), "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Examples");
    base = git(workspace(), "rev-parse", "HEAD").trim();
    const job = join(workspace(), "agent-platform", "migration-job.yaml");
    writeFileSync(job, readFileSync(job, "utf8").replace(/sync-wave: "-?\d+"/, 'sync-wave: "-5"'));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs one step, with the inputs that are given and the default of each other one. */
  function step(
    name: string,
    given: Readonly<Record<string, string>> = {},
  ): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
    const { env, run } = action.runs.steps.find((it) => it.name === name) ?? assert.fail(name);
    const outputs = existsSync(temporary("output")) ? read("output") : "";
    const known: Readonly<Record<string, string>> = {
      ...Object.fromEntries(Object.entries(action.inputs).map(([input, it]) => [`inputs.${input}`, it.default])),
      ...Object.fromEntries(Object.entries(given).map(([input, value]) => [`inputs.${input}`, value])),
      "steps.install.outputs.cli": /^cli=(.*)$/m.exec(outputs)?.[1] ?? "",
      "github.token": "token",
      "github.event.pull_request.base.sha": base,
      "github.event.pull_request.number": "7",
    };
    const variables = Object.entries(env).map(([variable, value]) => {
      const [, expression = ""] = /^\$\{\{ (.*) \}\}$/.exec(value) ?? [];
      return [variable, known[expression] ?? assert.fail(value)] as const;
    });
    const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
      cwd: workspace(),
      encoding: "utf8",
      env: {
        ...process.env,
        PATH: [join(folder, "bin"), process.env["PATH"]].join(delimiter),
        npm_config_offline: "true",
        GITHUB_ACTION_PATH: root,
        GITHUB_OUTPUT: temporary("output"),
        GITHUB_STEP_SUMMARY: temporary("summary"),
        GITHUB_REPOSITORY: "owner/name",
        GITHUB_REF: "refs/pull/7/merge",
        GITHUB_SHA: base,
        RUNNER_TEMP: temporary(),
        ...Object.fromEntries(variables),
      },
    });
    return { status, stdout, stderr };
  }

  it("installs the version that is asked for, and nothing that is not a version", () => {
    for (const version of ["latest", "file:/tmp", "1.2.3; touch harm", "1.2.3\n::add-mask::x"]) {
      const { status, stdout } = step("Install", { version });
      assert.equal(status, 1);
      assert.match(
        stdout,
        /^::error::There is no version [^\n]*\. Write one such as 1\.2\.3, or the path of an archive\.\n$/,
      );
    }
    // Without a network npm cannot fetch the version of this action, which is what it was to do.
    assert.match(step("Install").stderr, /registry\.npmjs\.org\/argocd-annotations/);
    const { status, stderr } = step("Install", { version: archive });
    assert.deepEqual([status, stderr], [0, ""]);
  }).timeout(60_000);

  it("marks the findings in the pull request, in the paths that are given", () => {
    const all = step("Lint", { sarif: "true" });
    assert.deepEqual([all.status, all.stderr], [1, ""]);
    assert.match(all.stdout, /^::error file=mistakes\/misspelt-hook\.yaml,line=/m);
    assert.equal(step("Lint", { "fail-on": "never" }).status, 0);
    const some = step("Lint", { paths: "\nagent-platform\n\nmistakes/duplicate-wave.yaml\n", format: "concise" });
    assert.equal(some.status, 0);
    assert.match(some.stdout, /^mistakes\/duplicate-wave\.yaml:/m);
    assert.ok(!some.stdout.includes("misspelt"));
  }).timeout(60_000);

  it("leaves out what is known, as the baseline says", () => {
    const baseline = join(workspace(), "known.baseline");
    const written = spawnSync(
      process.execPath,
      [join(root, "dist", "cli.cjs"), "lint", "--write-baseline", baseline, "."],
      {
        cwd: workspace(),
      },
    );
    assert.equal(written.status, 0);
    const { status, stdout } = step("Lint", { baseline: "known.baseline" });
    rmSync(baseline);
    assert.equal(status, 0);
    assert.ok(!stdout.includes("::error"), stdout);
  });

  it("takes no input for a command or an option", () => {
    const harms = ["$(touch harm)", "`touch harm`", "; touch harm", '"; touch harm; "', "--write-baseline=harm"];
    for (const harm of harms) {
      for (const input of ["paths", "fail-on", "format", "baseline"]) {
        assert.equal(step("Lint", { [input]: harm }).status, 2, `${input}: ${harm}`);
      }
      assert.notEqual(step("Plan", { plan: harm }).status, 0);
    }
    assert.ok(!existsSync(join(workspace(), "harm")));
  }).timeout(120_000);

  it("uploads the findings to code scanning, or says which permission it lacks", () => {
    assert.equal(step("Upload to code scanning").status, 0);
    const sarif = gunzipSync(Buffer.from(read("gh.file"), "base64")).toString();
    assert.match(sarif, /"ruleId": ?"hook-never-applied"/);
    const [asked = ""] = read("gh.log").trimEnd().split("\n");
    assert.ok(asked.startsWith("api --method POST repos/owner/name/code-scanning/sarifs "), asked);
    assert.ok(asked.includes(`commit_sha=${base} --raw-field ref=refs/pull/7/merge`), asked);
    writeFileSync(temporary("refused"), "");
    const { status, stdout } = step("Upload to code scanning");
    rmSync(temporary("refused"));
    assert.equal(status, 1);
    assert.match(stdout, /permission "security-events: write"/);
  });

  it("comments the changed plan once, keeps it up to date, and has it in the summary", () => {
    const { status, stderr } = step("Plan", { plan: "agent-platform" });
    assert.deepEqual([status, stderr], [0, ""]);
    const changes =
      /^<!-- argocd-annotations: plan -->\n## What changes in the sync of agent-platform\n[^]*db-migration[^]*wave -5/;
    assert.match(read("summary"), changes);
    rmSync(temporary("gh.log"));
    assert.equal(step("Comment").status, 0);
    assert.equal(read("gh.file"), read("summary"));
    writeFileSync(temporary("comments"), "12\n34\n");
    assert.equal(step("Comment").status, 0);
    const asked = read("gh.log")
      .split("\n")
      .filter((line) => line.includes("--method"));
    assert.match(asked[0] ?? "", /^api --method POST repos\/owner\/name\/issues\/7\/comments --silent --field body=@/);
    assert.match(
      asked[1] ?? "",
      /^api --method PATCH repos\/owner\/name\/issues\/comments\/12 --silent --field body=@/,
    );
    writeFileSync(temporary("refused"), "");
    const refused = step("Comment");
    rmSync(temporary("refused"));
    assert.equal(refused.status, 0);
    assert.match(refused.stdout, /^::warning::The plan is in the summary of this job/);
  }).timeout(60_000);
});
