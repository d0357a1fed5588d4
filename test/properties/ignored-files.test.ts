import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { diskSource } from "../../server/workspace/walk/disk.ts";
import { findAll } from "../../server/workspace/walk/find.ts";
import type { WalkOptions } from "../../server/workspace/walk/options.ts";
import { walk } from "../../server/workspace/walk/walk.ts";
import { withFolder } from "../cli/run-cli.ts";
import { git, hasGit, keptByGit } from "../support/git-files.ts";

const name = fc.constantFrom("a", "b", "ab", "B", "a b", "é", "x]", "#a", "!a", "a.yaml", "-", "a\\b");
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));

const piece = fc.constantFrom(
  ...["a", "b", "ab", "B", "é", "x]", "#a", "!", " ", "\\ ", "\\", "\\#a", ".yaml", "-", "a\\\\b", "{a,b}"],
  ...["*", "**", "***", "?", "[ab]", "[!a]", "[^b]", "[a-b]", "[b-a]", "[]a]", "[!]]", "[[:alpha:]]", "[[:nonsense:]]"],
  ...["[a", "[", "]", "[a\\]]", "[a-]", "[!-a]", "[a/b]", "[[:a]", "/", "/", "/", "**/", "/**"],
);
const line = fc
  .tuple(
    fc.constantFrom("", "", "", "!", "/", "!/", "#"),
    fc.array(piece, { maxLength: 5 }),
    fc.constantFrom("", "/", "  ", "\r"),
  )
  .map(([start, pieces, end]) => start + pieces.join("") + end)
  // What Git makes of stars right after an ordinary beginning, as in "a**/b", depends on its version.
  .filter((text) => !/[^/*!]\*\*+(?:\/|$)/.test(text.trimEnd()));
const rules = fc.array(line, { maxLength: 6 }).map((lines) => lines.join("\n"));

const everything: WalkOptions = { wanted: [{ endings: [""] }], contents: "paths", hidden: "included" };

describe("what Git ignores", () => {
  it("is left out, whatever the rules and wherever they stand", async () => {
    if (!hasGit()) return;
    await fc.assert(
      fc.asyncProperty(fc.array(path, { maxLength: 12 }), rules, rules, rules, path, async (paths, ...rest) => {
        const [root, exclude, nested, folder] = rest;
        await withFolder({ ".gitignore": root }, async (repository) => {
          git(repository, "init", "--quiet", "--initial-branch=main");
          writeFileSync(join(repository, ".git", "info", "exclude"), exclude);
          for (const it of paths) write(join(repository, it), "");
          write(join(repository, folder, ".gitignore"), nested);
          const source = diskSource();
          const { files } = await findAll((task) => walk(source, task, undefined), {
            root: repository,
            options: everything,
          });
          const found = files.map((file) => file.path).sort();
          assert.deepEqual(found, keptByGit(repository));
        });
      }),
      { numRuns: 120 },
    );
  });
});

/** Writes a file, unless one of its folders is a file already or it is a folder. */
function write(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && /^(?:EEXIST|EISDIR|ENOTDIR)$/.test(String(error.code))))
      throw error;
  }
}
