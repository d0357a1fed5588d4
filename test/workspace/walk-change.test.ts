import assert from "node:assert/strict";
import { findAll, findChange } from "../../server/workspace/walk/find.ts";
import { annotatedFiles, type Findings, type Walk, type WalkTask } from "../../server/workspace/walk/options.ts";
import { filesSource } from "../../server/workspace/walk/source.ts";
import { walk } from "../../server/workspace/walk/walk.ts";
import { memoryFiles } from "../support/memory-files.ts";

const task: WalkTask = { root: "/w/apps", options: { wanted: annotatedFiles, contents: "texts" } };

const before: Readonly<Record<string, string>> = {
  "/w/.git/info/exclude": "",
  "/w/.gitignore": "*.tmp.yaml\n",
  "/w/other/x.yaml": "x",
  "/w/apps/a.yaml": "a",
  "/w/apps/b/.gitignore": "out/\n",
  "/w/apps/b/c.yaml": "c",
  "/w/apps/b/out/d.yaml": "d",
  "/w/apps/bc.yaml": "bc",
};

interface Case {
  readonly title: string;
  /** Where something happens. */
  readonly path: string;
  /** What has another text then, or none. */
  readonly changes: Readonly<Record<string, string | undefined>>;
  /** What is found again. */
  readonly told: readonly string[];
}

const cases: readonly Case[] = [
  { title: "a new file", path: "/w/apps/b/e.yaml", changes: { "/w/apps/b/e.yaml": "e" }, told: ["/w/apps/b/e.yaml"] },
  {
    title: "a file with another text",
    path: "/w/apps/a.yaml",
    changes: { "/w/apps/a.yaml": "A" },
    told: ["/w/apps/a.yaml"],
  },
  { title: "a file that is gone", path: "/w/apps/a.yaml", changes: { "/w/apps/a.yaml": undefined }, told: [] },
  {
    title: "a folder that is gone",
    path: "/w/apps/b",
    changes: { "/w/apps/b/.gitignore": undefined, "/w/apps/b/c.yaml": undefined, "/w/apps/b/out/d.yaml": undefined },
    told: [],
  },
  {
    title: "a new folder",
    path: "/w/apps/new",
    changes: { "/w/apps/new/a.yaml": "n", "/w/apps/new/b/c.yaml": "m", "/w/apps/new/d.tmp.yaml": "t" },
    told: ["/w/apps/new/a.yaml", "/w/apps/new/b/c.yaml"],
  },
  {
    title: "a file that Git ignores",
    path: "/w/apps/b/out/e.yaml",
    changes: { "/w/apps/b/out/e.yaml": "e" },
    told: [],
  },
  { title: "a file in a hidden folder", path: "/w/apps/.h/a.yaml", changes: { "/w/apps/.h/a.yaml": "h" }, told: [] },
  { title: "a file that nobody wants", path: "/w/apps/readme.md", changes: { "/w/apps/readme.md": "" }, told: [] },
  { title: "a file elsewhere", path: "/w/other/x.yaml", changes: { "/w/other/x.yaml": "X" }, told: [] },
  {
    title: "rules in a folder",
    path: "/w/apps/b/.gitignore",
    changes: { "/w/apps/b/.gitignore": "c.yaml\n" },
    told: ["/w/apps/b/out/d.yaml"],
  },
  {
    title: "rules around the folder",
    path: "/w/.gitignore",
    changes: { "/w/.gitignore": "a.yaml\n" },
    told: ["/w/apps/b/c.yaml", "/w/apps/bc.yaml"],
  },
  {
    title: "rules of the repository",
    path: "/w/.git/info/exclude",
    changes: { "/w/.git/info/exclude": "b\n" },
    told: ["/w/apps/a.yaml", "/w/apps/bc.yaml"],
  },
];

describe("what changes in the findings of a search", () => {
  for (const { title, path, changes, told } of cases) {
    it(`after a change of ${title} is what a new search would find`, async () => {
      const texts = { ...before };
      const source = filesSource(memoryFiles(texts));
      const searching: Walk = (it, signal) => walk(source, it, signal);
      const old = await findAll(searching, task);
      for (const [changed, text] of Object.entries(changes)) {
        if (text === undefined) Reflect.deleteProperty(texts, changed);
        else texts[changed] = text;
      }
      const change = await findChange(searching, task, path);
      assert.deepEqual(
        change.files.map((file) => file.path),
        told,
      );
      const isKept = (it: { readonly path: string }): boolean =>
        it.path !== change.forget && !it.path.startsWith(`${change.forget}/`);
      const updated = [...old.files.filter(isKept), ...change.files];
      assert.deepEqual(sorted(updated), sorted((await findAll(searching, task)).files));
    });
  }
});

function sorted(files: Findings["files"]): Findings["files"] {
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
