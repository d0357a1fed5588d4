import assert from "node:assert/strict";
import { headOf } from "../../../server/workspace/head.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const commit = "8c1f0e2b7a9d4c3f5e6a1b2c3d4e5f60718293a4";
const other = "1f0c9b7d2e4a6c8b0d1e3f5a7b9c1d3e5f7a9b1c";

describe("the commit that is checked out", () => {
  const cases: readonly (readonly [
    what: string,
    files: Readonly<Record<string, string>>,
    answer: string | undefined,
  ])[] = [
    [
      "of a branch",
      { "/repo/.git/HEAD": "ref: refs/heads/main\n", "/repo/.git/refs/heads/main": `${commit}\n` },
      commit,
    ],
    ["without a branch", { "/repo/.git/HEAD": `${commit}\n` }, commit],
    [
      "of a branch that is packed",
      {
        "/repo/.git/HEAD": "ref: refs/heads/main\n",
        "/repo/.git/packed-refs": `# pack-refs with: peeled\n${other} refs/heads/main2\n${commit} refs/heads/main\n`,
      },
      commit,
    ],
    [
      "of a branch that has moved since it was packed",
      {
        "/repo/.git/HEAD": "ref: refs/heads/main\n",
        "/repo/.git/packed-refs": `${other} refs/heads/main\n`,
        "/repo/.git/refs/heads/main": `${commit}\n`,
      },
      commit,
    ],
    [
      "in a work tree of its own",
      {
        "/repo/.git": "gitdir: /main/.git/worktrees/repo\n",
        "/main/.git/worktrees/repo/commondir": "../..\n",
        "/main/.git/worktrees/repo/HEAD": "ref: refs/heads/topic\n",
        "/main/.git/HEAD": `${other}\n`,
        "/main/.git/refs/heads/topic": `${commit}\n`,
      },
      commit,
    ],
    ["before the first commit", { "/repo/.git/HEAD": "ref: refs/heads/main\n" }, undefined],
    [
      "where refs are kept in another way",
      { "/repo/.git/HEAD": "ref: refs/heads/.invalid\n", "/repo/.git/packed-refs": "" },
      undefined,
    ],
    [
      "of a branch with a name that leads elsewhere",
      { "/repo/.git/HEAD": "ref: refs/../../secret\n", "/repo/secret": `${commit}\n` },
      undefined,
    ],
    ["without a repository", {}, undefined],
  ];

  for (const [what, files, answer] of cases) {
    it(`is ${answer === undefined ? "not known" : "read"} ${what}`, async () => {
      assert.equal(await headOf("/repo", memoryFiles(files)), answer);
    });
  }
});
