import assert from "node:assert/strict";
import { withFolder } from "../cli/run-cli.ts";
import { folders } from "./hostile-folders.ts";
import { runLimited } from "./run-limited.ts";

/** What is said where nobody can tell any more what the objects are: a kustomization may have changed what is written. */
const none = "No problems in 2 files.";

/** How large each folder is, and the last line that `lint` says of it. */
const answers: Readonly<Record<keyof typeof folders, readonly [count: number, answer: string]>> = {
  "Jobs spread over files": [10_000, "No problems in 100 files."],
  files: [1000, "1000 errors in 1000 of 1000 files."],
  "files that fail": [1000, "1050 errors in 1000 of 1000 files."],
  "resources of a kustomization": [20_000, "51 errors in 2 of 2 files."],
  "one resource over and over": [20_000, "51 errors in 2 of 2 files."],
  patches: [20_000, "51 errors in 2 of 2 files."],
  replacements: [20_000, "2 errors in 2 of 2 files."],
  "replacements for many objects": [5000, none],
  "replacements of a field by itself": [40, none],
  "replacements of a part of a text by all of it": [60, none],
  "replacements of a part of an annotation by all of it": [60, none],
  "a replacement at a path without end": [100_000, "1 error in 1 of 2 files."],
  "operations that copy a field into itself": [20_000, "No problems in 3 files."],
  "operations that copy a field into itself twice": [80, "No problems in 3 files."],
  "operations that move a field deeper": [20_000, "No problems in 3 files."],
  "operations that add annotations": [20_000, "No problems in 3 files."],
  "operations that change the name": [20_000, "No problems in 3 files."],
  "words of JavaScript": [1, "13 errors in 2 of 2 files."],
  images: [20_000, "1 error in 1 of 2 files."],
  generators: [10_000, "1 error in 1 of 2 files."],
  "a long prefix": [5000, none],
  "a long namespace": [5000, none],
  "a long annotation for all": [5000, "1 error in 1 of 2 files."],
  "annotations for all": [5000, none],
  "labels for all": [5000, none],
  "annotations in a patch": [5000, none],
  "a long destination": [5000, "5000 errors in 1 of 2 files."],
  "resources with patches": [1000, "50 errors in 1 of 2 files."],
  "bases in a row": [300, "1 error in 1 of 301 files."],
  "bases in a circle": [300, "No problems in 300 files."],
  "diamonds of bases": [30, "1 error in 1 of 89 files."],
  "elements of a list generator": [20_000, "1 error in 1 of 2 files."],
  "a matrix": [1000, "1 error in 1 of 2 files."],
  "a merge": [1000, "1 error in 1 of 2 files."],
  "folders of a Git generator": [500, "500 errors in 500 of 501 files."],
  "patterns of a directory": [1000, "2 errors in 2 of 3 files."],
  Applications: [1000, "1 error in 1 of 2 files."],
  "Applications of Applications": [500, "1 error in 1 of 501 files."],
  "Applications in a circle": [500, "No problems in 500 files."],
};

describe("lint of a folder", () => {
  for (const [name, [count, answer]] of Object.entries(answers)) {
    it(`of ${name} finds: ${answer}`, async () => {
      await withFolder({ ".git/HEAD": "ref: refs/heads/main\n", ...folders[name]?.(count) }, async (cwd) => {
        const { stdout, stderr } = await runLimited(["lint", "."], cwd);
        assert.deepEqual([stdout.trimEnd().split("\n").at(-1), stderr], [answer, ""]);
      });
    });
  }
});
