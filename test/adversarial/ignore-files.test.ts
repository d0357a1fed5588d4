// Patterns of a repository that would take long to compare with the names in it.
import assert from "node:assert/strict";
import { readPatterns } from "../../server/workspace/ignore/pattern.ts";
import { isIgnored } from "../../server/workspace/ignore/rules.ts";
import { withFolder } from "../cli/run-cli.ts";
import { annotated, repeat } from "./hostile-texts.ts";
import { runLimited } from "./run-limited.ts";

const wrong = annotated('    argocd.argoproj.io/sync-wave: "x"\n');

/** Names with which the patterns begin to agree at every letter. */
const files = Object.fromEntries(
  Array.from({ length: 300 }, (_, index) => [`m/${"a".repeat(220)}${index}.yaml`, wrong]),
);
const slow = `*${"?a".repeat(60)}b*`;

/** The repository, and the words that `lint` says of it on each stream. */
const repositories: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp, RegExp]>> = {
  "a .gitignore of 300,000 lines": [
    { ".gitignore": repeat(300_000, (index) => `q${index}*z*\n`) },
    /^300 errors in 300 of 300 files\.$/m,
    /Cannot read "\.gitignore": more than 256 kB of patterns[^\n]*, so its rules do not apply\.$/m,
  ],
  "long ones in each folder": [
    {
      ...Object.fromEntries(
        Array.from({ length: 8 }, (_, depth) => [`${"d/".repeat(depth)}.gitignore`, "*a".repeat(50_000)]),
      ),
      "d/d/d/d/d/d/d/job.yaml": wrong,
    },
    /^301 errors in 301 of 301 files\.$/m,
    /Cannot read "d\/d\/\.gitignore": more than 256 kB/,
  ],
  "a .gitignore of slow patterns": [
    { ".gitignore": repeat(2000, (index) => `${slow}${index}\n`), "job.yaml": wrong },
    /^1 error in 1 of 1 file\.$/m,
    /too many patterns say whether Git ignores it/,
  ],
  "a configuration of slow patterns": [
    { ".argocd-annotations.yaml": `exclude:\n${repeat(200, (index) => `  - "${slow}${index}"\n`)}` },
    /^300 errors in 300 of 301 files\.$/m,
    /^$/,
  ],
};

describe("lint of a repository with", () => {
  for (const [name, [more, stdout, stderr]] of Object.entries(repositories)) {
    it(name, async () => {
      await withFolder({ ".git/HEAD": "ref: refs/heads/main\n", ...files, ...more }, async (cwd) => {
        const result = await runLimited(["lint", "--format", "concise", "."], cwd);
        assert.match(result.stdout, stdout);
        assert.match(result.stderr, stderr);
      });
    });
  }
});

describe("patterns of Git", () => {
  const answer = (bytes: string, path: string): boolean | undefined => {
    const patterns = readPatterns(bytes, "as written");
    return isIgnored({ folder: "/r", patterns, letters: "as written", size: 0, around: undefined }, path, "file");
  };

  it("leave it open whether they match, where that takes long", () => {
    const name = `/r/${"a".repeat(250)}`;
    assert.equal(answer(slow, name), false);
    assert.equal(
      answer(
        repeat(20, () => `${slow}\n`),
        name,
      ),
      undefined,
    );
    assert.equal(answer(`${repeat(20, () => `${slow}\n`)}a*\n`, name), true, "a later one decides at once");
    assert.equal(
      answer(
        repeat(5000, (index) => `name-${index}\n`),
        name,
      ),
      false,
      "many names are no trouble",
    );
    assert.equal(answer(`*[${"a-b".repeat(60_000)}]c\n`, name), false, "nor is a long list of letters");
  });
});
