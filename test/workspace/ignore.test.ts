import assert from "node:assert/strict";
import { join, sep } from "node:path";
import { filesSource } from "../../server/workspace/walk/source.ts";
import { findAll } from "../../server/workspace/walk/find.ts";
import type { WalkOptions } from "../../server/workspace/walk/options.ts";
import { walk } from "../../server/workspace/walk/walk.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { withFolder } from "../cli/run-cli.ts";
import { git, hasGit, keptByGit } from "../support/git-files.ts";
import { memoryFiles } from "../support/memory-files.ts";

interface Case {
  readonly title: string;
  readonly rules: Readonly<Record<string, string>>;
  readonly kept: readonly string[];
  readonly ignored: readonly string[];
}

const cases: readonly Case[] = [
  {
    title: "below a folder where stars stand before a slash with a backslash",
    rules: { ".gitignore": "**\\/a.yaml\n**/b.yaml\n" },
    kept: ["a.yaml"],
    ignored: ["x/a.yaml", "x/y/a.yaml", "b.yaml", "x/b.yaml"],
  },
  {
    title: "a name anywhere, file or folder",
    rules: { ".gitignore": "build\n" },
    kept: ["builds/a.yaml", "a/build.yaml"],
    ignored: ["build/a.yaml", "a/build/b.yaml"],
  },
  {
    title: "only folders where a slash ends the pattern",
    rules: { ".gitignore": "out/\n" },
    kept: ["a/out"],
    ignored: ["out/a.yaml", "b/out/a.yaml"],
  },
  {
    title: "from its own folder where a slash stands elsewhere",
    rules: { ".gitignore": "/a.yaml\nb/c.yaml\n" },
    kept: ["d/a.yaml", "d/b/c.yaml"],
    ignored: ["a.yaml", "b/c.yaml"],
  },
  {
    title: "stars, question marks and brackets within a name",
    rules: { ".gitignore": "*.gen.yaml\nv?.yaml\n[!a-z]*.json\n[[:digit:]]-*\n" },
    kept: ["gen.yaml", "v12.yaml", "a.json", "a-1"],
    ignored: ["a.gen.yaml", "v1.yaml", "A.json", "1-a"],
  },
  {
    title: "two stars for any number of folders",
    rules: { ".gitignore": "**/tmp/x.yaml\na/**/z.yaml\nall/**\n" },
    kept: ["tmp/a/x.yaml", "b/a/z.yaml"],
    ignored: ["tmp/x.yaml", "c/d/tmp/x.yaml", "a/z.yaml", "a/b/c/z.yaml", "all/a.yaml", "all/b/c.yaml"],
  },
  {
    title: "not what a later pattern keeps, except in an ignored folder",
    rules: { ".gitignore": "*.yaml\n!keep.yaml\n/closed/\n!/closed/keep.yaml\n/open/*\n!/open/keep.yaml\n" },
    kept: ["keep.yaml", "a/keep.yaml", "open/keep.yaml"],
    ignored: ["a.yaml", "closed/keep.yaml", "open/other"],
  },
  {
    title: "what the nearest rules say",
    rules: {
      ".gitignore": "*.yaml\nfolder\n",
      "a/.gitignore": "!*.yaml\n!folder\n/own.yaml\n",
      "a/b/.gitignore": "c.yaml\n",
    },
    kept: ["a/x.yaml", "a/folder/x.txt", "a/b/x.yaml", "a/b/own.yaml"],
    ignored: ["x.yaml", "a/own.yaml", "a/b/c.yaml", "folder/x.txt"],
  },
  {
    title: "nothing because of comments and empty lines, but escaped signs and spaces",
    rules: { ".gitignore": "\ufeff# a\n\n   \n\\#b\n\\!c\nd\\ \ne  \nf\r\n\\" },
    kept: ["# a", "d", "g"],
    ignored: ["#b", "!c", "d ", "e", "f"],
  },
  {
    title: "names in other alphabets, in which a question mark is a byte",
    rules: { ".gitignore": "grün.yaml\n?.json\n??.json\n" },
    kept: ["grun.yaml", "猫.json"],
    ignored: ["grün.yaml", "a.json", "é.json", "ab.json"],
  },
  {
    title: "nothing because of a bracket that is not closed or an unknown class",
    rules: { ".gitignore": "[a\n[[:letters:]]\n[[:constructor:]].yaml\n" },
    kept: ["a", "a.yaml", "[a", "l"],
    ignored: [],
  },
];

const everything: WalkOptions = { wanted: [{ endings: [""] }], contents: "paths", hidden: "included" };

async function kept(root: string, files = nodeFiles, options = everything): Promise<readonly string[]> {
  const source = filesSource(files);
  const found = await findAll((task) => walk(source, task, undefined), { root, options });
  assert.deepEqual(found.leftOut, []);
  return found.files.map(({ path }) => path).sort();
}

describe("what Git ignores", () => {
  for (const { title, rules, kept: expected, ignored } of cases) {
    it(`is ${title}`, async () => {
      const texts = Object.fromEntries([...expected, ...ignored].map((path) => [path, ""]));
      await withFolder({ ...texts, ...rules }, async (folder) => {
        if (hasGit()) git(folder, "init", "--quiet");
        const paths = [...expected, ...Object.keys(rules)]
          .map((path) => join(folder, path.split("/").join(sep)))
          .sort();
        assert.deepEqual(await kept(folder), paths);
        if (hasGit()) assert.deepEqual(keptByGit(folder), paths, "Git itself says otherwise.");
      });
    });
  }

  it("is also what stands in .git/info/exclude, of a work tree or submodule too", async () => {
    const files = {
      "main/.git/info/exclude": "secret.yaml\n",
      "main/secret.yaml": "",
      "main/a.yaml": "",
      "main/.git/worktrees/tree/commondir": "../..\n",
      "tree/.git": "gitdir: ../main/.git/worktrees/tree\n",
      "tree/secret.yaml": "",
      "tree/a.yaml": "",
      "sub/.git": "gitdir: /root/modules/sub\n",
      "sub/own.yaml": "",
      "sub/secret.yaml": "",
      "modules/sub/info/exclude": "own.yaml\n",
    };
    const disk = memoryFiles(Object.fromEntries(Object.entries(files).map(([path, text]) => [`/root/${path}`, text])));
    const options: WalkOptions = { wanted: [{ endings: [".yaml"] }], contents: "paths" };
    assert.deepEqual(await kept("/root", disk, options), [
      "/root/main/a.yaml",
      "/root/sub/secret.yaml",
      "/root/tree/a.yaml",
    ]);
  });

  it("depends on the rules around the folder that is searched, up to the root of the repository", async () => {
    const files = memoryFiles({
      "/.gitignore": "*.yaml\n",
      "/repo/.git/HEAD": "",
      "/repo/.gitignore": "x.yaml\n/apps/y.yaml\n",
      "/repo/apps/x.yaml": "",
      "/repo/apps/y.yaml": "",
      "/repo/apps/z.yaml": "",
      "/repo/apps/nested/.git/HEAD": "",
      "/repo/apps/nested/x.yaml": "",
    });
    const options: WalkOptions = { wanted: [{ endings: [".yaml"] }], contents: "paths" };
    assert.deepEqual(await kept("/repo/apps", files, options), ["/repo/apps/nested/x.yaml", "/repo/apps/z.yaml"]);
  });

  it("is found where it is asked for, or where the folder itself is what is searched", async () => {
    const files = memoryFiles({
      "/r/.git/HEAD": "",
      "/r/.gitignore": "out/\n*.tmp.yaml\n",
      "/r/out/a.yaml": "",
      "/r/b.tmp.yaml": "",
    });
    const options: WalkOptions = { wanted: [{ endings: [".yaml"] }], contents: "paths" };
    assert.deepEqual(await kept("/r", files, options), []);
    assert.deepEqual(await kept("/r", files, { ...options, ignored: "included" }), ["/r/b.tmp.yaml", "/r/out/a.yaml"]);
    assert.deepEqual(await kept("/r/out", files, options), ["/r/out/a.yaml"]);
  });

  it("is the same in any case where the repository says so", async () => {
    const files = memoryFiles({
      "/r/.git/config": "[core]\n\tignorecase = true\n",
      "/r/.gitignore": "Build/\n[A-C].yaml\n",
      "/r/bUILD/a.yaml": "",
      "/r/b.yaml": "",
      "/r/d.yaml": "",
    });
    assert.deepEqual(await kept("/r", files, { wanted: [{ endings: [".yaml"] }], contents: "paths" }), ["/r/d.yaml"]);
  });

  it("is decided fast, whatever the pattern", async () => {
    await withFolder(
      { ".gitignore": `${"*a".repeat(200)}b\n${"**/a/".repeat(200)}b\n`, ["a".repeat(250)]: "" },
      async (folder) => {
        const deep = `${"a/".repeat(100)}c`;
        assert.equal((await kept(folder)).length, 2);
        const files = memoryFiles({ "/r/.gitignore": `${"**/a/".repeat(200)}b\n`, [`/r/${deep}`]: "" });
        assert.equal((await kept("/r", files)).length, 2);
      },
    );
  });

  it("is nothing where the .gitignore cannot be read, which is said", async () => {
    await withFolder({ ".gitignore": "*.yaml\n", "a.yaml": "" }, async (folder) => {
      const files = {
        ...nodeFiles,
        read: (path: string) =>
          path.endsWith(".gitignore") ? Promise.reject(new Error("the disk is broken")) : nodeFiles.read(path),
      };
      const source = filesSource(files);
      const found = await findAll((task) => walk(source, task, undefined), {
        root: folder,
        options: { wanted: [{ endings: [".yaml"] }], contents: "paths" },
      });
      assert.deepEqual(found, {
        files: [{ path: join(folder, "a.yaml") }],
        leftOut: [{ path: join(folder, ".gitignore"), reason: "the disk is broken, so its rules do not apply" }],
      });
    });
  });

  it("takes no time to read brackets in brackets", async () => {
    const files = memoryFiles({
      "/r/.gitignore": `[${"[:".repeat(100_000)}]\n[[:digit:]x]\n`,
      "/r/x": "",
      "/r/1": "",
      "/r/y": "",
    });
    assert.deepEqual(
      (await kept("/r", files)).filter((path) => !path.endsWith(".gitignore")),
      ["/r/y"],
    );
  });
});
