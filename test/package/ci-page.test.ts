// What docs/ci.md and the README tell people to paste into pipelines runs as it is written, on the package as npm installs it.
import assert from "node:assert/strict";
import { appendFileSync, chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { productVersion } from "../../scripts/build/bundles.ts";
import { lintFormats } from "../../server/cli/lint/outputs.ts";
import { git } from "../support/git-files.ts";
import { type Pipeline, startPipeline } from "./pipeline.ts";

const root = join(import.meta.dirname, "..", "..");
const read = (path: string): string => readFileSync(join(root, path), "utf8");
const page = read("docs/ci.md");

describe("what is shown for", () => {
  const { inputs } = parse(read("action.yml")) as {
    readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  };

  for (const name of ["README.md", "docs/ci.md"]) {
    it(`GitHub in ${name} gives the action what it takes`, () => {
      const given = blocks(read(name), "yaml").filter((block) => block.includes("- uses: argocd-annotations/"));
      const names = given.flatMap((block) => objectsIn(parse(block))).flatMap(({ with: it }) => Object.keys(it ?? {}));
      assert.ok(names.length > 0);
      assert.deepEqual(
        names.filter((it) => !(it in inputs)),
        [],
      );
    });
  }

  it("GitHub has each input of the action with its default", () => {
    const rows = table("| Input ").matchAll(/^\| `([\w-]+)` +\| (?:`([^`]*)`)?/gm);
    assert.deepEqual(
      [...rows].map(([, name, value = ""]) => `${name ?? ""} ${value}`).sort(),
      Object.entries(inputs)
        .map(([name, it]) => `${name} ${it.default}`)
        .sort(),
    );
  });

  it("GitLab gives the component what it takes, and names all of that", () => {
    const [component] = parseAllDocuments(read("templates/lint.yml")).map((it) => it.toJS() as unknown) as [
      { readonly spec: { readonly inputs: object } },
    ];
    const taken = Object.keys(component.spec.inputs);
    const [, named = ""] = /^The inputs are (.*)\.$/m.exec(page) ?? [];
    assert.deepEqual([...named.matchAll(/`([\w-]+)`/g)].map(([, name = ""]) => name).sort(), taken.sort());
    const given = objectsIn(parse(blocks(page, "yaml").find((it) => it.startsWith("include:")) ?? ""));
    const names = given.flatMap(({ inputs: it }) => Object.keys(it ?? {}));
    assert.ok(names.length > 0 && names.every((name) => taken.includes(name)));
  });

  it("other services has each format of lint", () => {
    const named = [...table("| `--format` ").matchAll(/^\| `(\w+)` /gm)].map(([, name = ""]) => name);
    assert.deepEqual(named.sort(), [...lintFormats].sort());
  });
});

// The shells of these services; the commands of the others are the same, and the package is tested on Windows too.
if (process.platform !== "win32") {
  describe("a pipeline from docs/ci.md", () => {
    let pipeline: Pipeline;

    before(async () => {
      pipeline = await startPipeline();
    });

    after(() => {
      pipeline.remove();
    });

    it("runs each command", () => {
      const commands = [...page.matchAll(/(?<=^ *(?:- (?:script: )?|sh ')?)npx .*?(?='?$)/gm)].map(([it]) => it);
      const plain = commands.filter((it) => !it.includes("$CI_") && !it.endsWith("--staged"));
      assert.equal(plain.length, 12);
      for (const command of plain) {
        assert.ok(command.includes(`argocd-annotations@${productVersion()} `), command);
        const { status, stdout, stderr } = pipeline.run("bash", command);
        const [, expected, says] = answers.find(([words]) => command.includes(words)) ?? assert.fail(command);
        assert.deepEqual([status, stderr], [expected, says.source.startsWith("^Wrote") ? stderr : ""], command);
        assert.match(stdout + stderr, says, command);
        const [, format = "", file = ""] = /(\w+)=(\S+\.(?:sarif|xml|json))$/.exec(command) ?? [];
        if (file !== "") assert.match(pipeline.report(file), reports[format] ?? assert.fail(format));
      }
      git(pipeline.project, "checkout", "--quiet", ".");
    }).timeout(120_000);

    it("runs what the container is asked for", () => {
      const [, words = ""] = /^docker run .*argocd-annotations:\S+ (.*)$/m.exec(page) ?? [];
      const { status, stderr } = pipeline.run("sh", `argocd-annotations ${words}`);
      assert.deepEqual([words, status, stderr], ["lint .", 1, ""]);
    });

    it("refuses a commit of what is staged with a mistake, as a hook of Git", () => {
      const hook = blocks(page, "bash").find((it) => it.startsWith("#!/bin/sh")) ?? assert.fail();
      const file = join(pipeline.project, ".git", "hooks", "pre-commit");
      writeFileSync(file, hook);
      chmodSync(file, 0o755);
      const commit = "git -c user.name=Test -c user.email=test@example.org commit --quiet -m Change";
      appendFileSync(join(pipeline.project, "examples", "agent-platform", "agent-config.yaml"), "# Good.\n");
      assert.equal(pipeline.run("sh", `git add . && ${commit}`).status, 0);
      appendFileSync(join(pipeline.project, "examples", "mistakes", "misspelt-hook.yaml"), "# Bad.\n");
      const { status, stdout, stderr } = pipeline.run("sh", `git add . && ${commit}`);
      assert.equal(status, 1);
      assert.match(stdout + stderr, /"Presync" is not a hook type/);
      rmSync(file);
      git(pipeline.project, "reset", "--quiet", "--hard", "origin/main");
    }).timeout(60_000);

    it("runs the hook that pre-commit installs by itself", () => {
      const shown = blocks(page, "yaml").flatMap((it) => objectsIn(parse(it)));
      const { entry = "" } = shown.find((it) => it.language === "node") ?? assert.fail();
      assert.equal(pipeline.run("sh", `${entry} examples/mistakes/misspelt-hook.yaml`).status, 1);
    });

    it("comments a plan in a merge request of GitLab once, and then keeps its comment up to date", () => {
      const shown = parse(blocks(page, "yaml").find((it) => it.startsWith("argocd-plan:")) ?? "") as Jobs;
      const script = shown["argocd-plan"].script.join("\n");
      const bin = join(pipeline.project, "node_modules", "fake");
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, "curl"), curl);
      chmodSync(join(bin, "curl"), 0o755);
      const comment = (notes: readonly object[]): readonly string[] => {
        writeFileSync(join(bin, "notes"), JSON.stringify(notes));
        const { status, stderr } = pipeline.run("sh", script, {
          PATH: [bin, join(pipeline.project, "node_modules", ".bin"), process.env["PATH"]].join(delimiter),
          CI_API_V4_URL: "https://gitlab.example.org/api/v4",
          CI_PROJECT_ID: "4",
          CI_MERGE_REQUEST_IID: "7",
          CI_MERGE_REQUEST_DIFF_BASE_SHA: git(pipeline.project, "rev-parse", "HEAD").trim(),
          ARGOCD_ANNOTATIONS_TOKEN: "secret",
        });
        assert.deepEqual([status, stderr], [0, ""]);
        return pipeline.report("asked").trimEnd().split("\n");
      };
      const notes = "https://gitlab.example.org/api/v4/projects/4/merge_requests/7/notes";
      const always = "--fail --silent --show-error --header PRIVATE-TOKEN: secret";
      const mark = "<!-- argocd-annotations: plan -->";
      const asked = `${always} ${notes}?sort=asc&per_page=100`;
      // What others write is left alone, even if it begins like a plan.
      const others = [
        { id: 1, author: { username: "somebody" }, body: `${mark}\nMine.` },
        { id: 2, author: { username: "project_4_bot_x" }, body: "Something else." },
      ];
      assert.deepEqual(comment(others), [asked, `${always} --request POST --data-urlencode body@plan.md ${notes}`]);
      const ours = { id: 3, author: { username: "project_4_bot_x" }, body: `${mark}\nOld.` };
      assert.deepEqual(comment([...others, ours]), [
        asked,
        `${always} --request PUT --data-urlencode body@plan.md ${notes}/3`,
      ]);
      assert.ok(pipeline.report("plan.md").startsWith(`${mark}\nNothing changes in the sync of `));
      rmSync(bin, { recursive: true });
    }).timeout(60_000);
  });
}

/** Writes down what it is asked, and answers with the notes of the merge request. */
const curl = `#!/bin/sh
echo "$@" >> asked
case "$*" in *per_page*) cat "$(dirname "$0")/notes" ;; esac
`;

/** What a command that has these words ends with, and says. The first one that fits. */
const answers: readonly (readonly [words: string, status: number, says: RegExp])[] = [
  ["plan --against", 0, /^Nothing changes in the sync of agent-platform\.$/m],
  ["lint --changed", 0, /^No files were checked\.$/m],
  ["--write-baseline", 0, /^Wrote \d+ findings to argocd-annotations\.baseline\.$/m],
  ["--baseline", 0, /^No problems in \d+ files\./m],
  ["--add-suppressions", 0, /^Wrote comments into \d+ files\.$/m],
  ["lint --format github", 1, /^::error file=examples\/mistakes\/misspelt-hook\.yaml,/m],
  ["lint", 1, /"Presync" is not a hook type/],
  ["plan", 0, /^agent-platform /m],
];

const reports: Readonly<Record<string, RegExp>> = {
  sarif: /"ruleId": ?"hook-never-applied"/,
  junit: /<testsuites[^]*hook-never-applied/,
  gitlab: /"check_name": ?"hook-never-applied"/,
};

interface Jobs {
  readonly "argocd-plan": { readonly script: readonly string[] };
}

/** An object of a pipeline, as far as it is read here. */
interface Shown {
  readonly with?: object;
  readonly inputs?: object;
  readonly language?: string;
  readonly entry?: string;
}

/** All objects in plain data, at any depth. */
function objectsIn(content: unknown): readonly Shown[] {
  if (typeof content !== "object" || content === null) return [];
  return [content, ...Object.values(content).flatMap(objectsIn)];
}

/** The blocks of code in a language. */
function blocks(markdown: string, language: string): readonly string[] {
  return markdown
    .split(`\n\`\`\`${language}\n`)
    .slice(1)
    .map((part) => part.slice(0, part.indexOf("\n```") + 1));
}

/** The rows of the table with this head. */
function table(head: string): string {
  const from = page.slice(page.indexOf(head));
  return from.slice(from.indexOf("\n", from.indexOf("\n") + 1), from.indexOf("\n\n"));
}
