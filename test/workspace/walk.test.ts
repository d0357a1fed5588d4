import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { isManifestName } from "../../server/core/index.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { diskSource } from "../../server/workspace/walk/disk.ts";
import { findAll } from "../../server/workspace/walk/find.ts";
import {
  annotatedFiles,
  declaringFiles,
  type Findings,
  wantedBy,
  type WalkOptions,
  type WantedFiles,
} from "../../server/workspace/walk/options.ts";
import { filesSource, type WalkSource } from "../../server/workspace/walk/source.ts";
import { walk } from "../../server/workspace/walk/walk.ts";
import { withFolder } from "../cli/run-cli.ts";
import { memoryFiles } from "../support/memory-files.ts";

const manifests: WalkOptions = { wanted: annotatedFiles, contents: "paths" };

function search(root: string, options: WalkOptions, source: WalkSource = diskSource()): Promise<Findings> {
  return findAll((task) => walk(source, task, undefined), { root, options });
}

/** What was found, as paths from a folder with `/`, and what was left out with the reasons. */
async function told(root: string, options = manifests, source?: WalkSource): Promise<readonly string[]> {
  const { files, leftOut } = await search(root, options, source);
  const from = (path: string): string => relative(root, path).split(sep).join("/");
  return [
    ...files.map(({ path, text }) => (text === undefined ? from(path) : `${from(path)} = ${text}`)),
    ...leftOut.map(({ path, reason }) => `${from(path)}: ${reason}`),
  ];
}

describe("a search of a folder", () => {
  it("finds every manifest, kustomization and named template, in the order of the names", async () => {
    const names = ["b.yaml", "a/z.yml", "a.json", "a/b/Kustomization", "c/_helpers.tpl", "B.yaml", "a/a.yaml"];
    const others = ["readme.md", "c/values.yaml.bak", "Kustomization.txt"];
    await withFolder(Object.fromEntries([...names, ...others].map((name) => [name, ""])), async (folder) => {
      assert.deepEqual(await told(folder), [
        ...["B.yaml", "a/a.yaml", "a/b/Kustomization", "a/z.yml", "a.json", "b.yaml", "c/_helpers.tpl"],
      ]);
    });
  });

  it("passes over hidden folders, node_modules and .git, unless hidden ones are asked for", async () => {
    const names = [".a.yaml", ".github/b.yaml", ".git/c.yaml", "node_modules/d.yaml", "e/.f/g.yaml"];
    await withFolder(Object.fromEntries(names.map((name) => [name, ""])), async (folder) => {
      assert.deepEqual(await told(folder), [".a.yaml"]);
      const all = await told(folder, { ...manifests, hidden: "included" });
      assert.deepEqual(all, [".a.yaml", ".github/b.yaml", "e/.f/g.yaml"]);
      assert.deepEqual(await told(join(folder, ".github")), ["b.yaml"], "The root is searched whatever its name is.");
    });
  });

  it("tells the texts of files that contain what is wanted, and of kustomizations whatever they contain", async () => {
    const files = {
      "application.yaml": "\ufeffapiVersion: argoproj.io/v1alpha1\nkind: Application # ä\n",
      "rollout.yaml": "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n",
      "kustomization.yml": "resources: []\n",
      "large.yaml": `${"# a line\n".repeat(50_000)}kind: Application\napiVersion: argoproj.io/v1alpha1\n`,
    };
    const options: WalkOptions = { wanted: declaringFiles, contents: "texts" };
    const expected = ["application.yaml", "kustomization.yml", "large.yaml"] as const;
    await withFolder(files, async (folder) => {
      const { files: found } = await search(folder, options);
      const texts = expected.map((name) => ({ path: join(folder, name), text: files[name] }));
      assert.deepEqual(found, texts);
      assert.deepEqual(await search(folder, { ...options, contents: "paths" }), {
        files: expected.map((name) => ({ path: join(folder, name) })),
        leftOut: [],
      });
      assert.deepEqual((await search(folder, options, filesSource(nodeFiles))).files, texts);
    });
  });

  it("says which links it does not follow, and reads a file behind one", async () => {
    await withFolder({ "real/a.yaml": "a", "elsewhere.txt": "e" }, async (folder) => {
      symlinkSync("real", join(folder, "linked"));
      symlinkSync(".", join(folder, "real", "circle"));
      symlinkSync("elsewhere.txt", join(folder, "link.yaml"));
      symlinkSync("nowhere", join(folder, "broken.yaml"));
      symlinkSync("nowhere", join(folder, "broken.txt"));
      symlinkSync("self.yaml", join(folder, "self.yaml"));
      assert.deepEqual(await told(folder, { ...manifests, contents: "texts" }), [
        "link.yaml = e",
        "real/a.yaml = a",
        "broken.yaml: a link that leads nowhere",
        "linked: a link to a folder, which is not followed",
        "real/circle: a link to a folder, which is not followed",
        "self.yaml: a link that leads nowhere",
      ]);
      assert.deepEqual(await told(join(folder, "linked")), [
        "a.yaml",
        "circle: a link to a folder, which is not followed",
      ]);
    });
  });

  it("never opens what is not a regular file", async function () {
    if (process.platform === "win32") return;
    await withFolder({ "a.yaml": "" }, async (folder) => {
      execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
      const source = diskSource();
      const texts: WalkOptions = { ...manifests, contents: "texts" };
      assert.deepEqual(await told(folder, texts), ["a.yaml = ", "pipe.yaml: not a regular file"]);
      assert.deepEqual(
        await source.read(join(folder, "pipe.yaml"), [], "texts"),
        { reason: "not a regular file" },
        "It may have become a pipe a moment ago.",
      );
    });
  });

  it("says which files are not text, are too large, or cannot be read", async () => {
    const files = {
      "good.yaml": "a: b",
      "binary.yaml": Buffer.from([0x61, 0xff, 0x00]),
      "latin.yaml": Buffer.from("a: é", "latin1"),
      "utf16.yaml": Buffer.from("\ufeffargoproj.io", "utf16le"),
      "huge.yaml": "",
    };
    await withFolder(files, async (folder) => {
      truncateSync(join(folder, "huge.yaml"), 128 * 1024 * 1024 + 1);
      const source = diskSource();
      const vanishing: WalkSource = {
        ...source,
        list: async (path) => [...(await source.list(path)), { name: "vanished.yaml", type: "file" }],
      };
      assert.deepEqual(await told(folder, { wanted: declaringFiles, contents: "paths" }, vanishing), [
        "binary.yaml: not text",
        "huge.yaml: larger than 128 MB",
        "utf16.yaml: UTF-16, which this tool does not read",
        "vanished.yaml: the file or folder does not exist",
      ]);
    });
  });

  it("says which folders cannot be listed, the root included", async () => {
    await withFolder({ "a/b.yaml": "", "c.yaml": "", "d/e.yaml": "" }, async (folder) => {
      const source = diskSource();
      const closed: WalkSource = {
        ...source,
        list: (path) => {
          if (path === join(folder, "a")) throw Object.assign(new Error("EACCES"), { code: "EACCES" });
          if (path === join(folder, "d")) rmSync(path, { recursive: true });
          return source.list(path);
        },
      };
      assert.deepEqual(await told(folder, manifests, closed), [
        "c.yaml",
        "a: permission denied",
        "d: the file or folder does not exist",
      ]);
      assert.deepEqual(await told(join(folder, "gone")), [": the file or folder does not exist"]);
      assert.deepEqual(await told(join(folder, "c.yaml")), [": the folder does not exist"]);
    });
  });

  it("says where its limits ended it", async () => {
    const files = { "a/1.yaml": "", "a/2.yaml": "", "b/c/d.yaml": "", "e.yaml": "" };
    await withFolder(files, async (folder) => {
      assert.deepEqual(await told(folder, { ...manifests, maxEntries: 4 }), [
        ...[
          "a/1.yaml",
          "a/2.yaml",
          'b: the search stopped here, after 4 files and folders: name folders without manifests in a ".gitignore"',
        ],
      ]);
      assert.deepEqual(await told(folder, { ...manifests, maxDepth: 1 }), [
        ...["a/1.yaml", "a/2.yaml", "e.yaml", "b/c: nested more than 1 folders deep"],
      ]);
    });
  });

  it("finds the same in files that somebody else reads", async () => {
    const texts = {
      ".gitignore": "out\n",
      "a/b.yaml": "kind: Application # argoproj.io",
      "a/c.json": "{}",
      "a/kustomization.yaml": "",
      ".hidden/d.yaml": "",
      "out/e.yaml": "",
    };
    const options: WalkOptions = { wanted: declaringFiles, contents: "texts" };
    await withFolder(texts, async (folder) => {
      const absolute = Object.fromEntries(Object.entries(texts).map(([path, text]) => [`/root/${path}`, text]));
      const inMemory = await told("/root", options, filesSource(memoryFiles(absolute)));
      assert.deepEqual(inMemory, await told(folder, options));
      assert.deepEqual(inMemory, ["a/b.yaml = kind: Application # argoproj.io", "a/kustomization.yaml = "]);
      assert.deepEqual(await told(folder, options, filesSource(nodeFiles)), inMemory);
    });
  });

  it("says which of these files are not text either", async () => {
    await withFolder({ "binary.yaml": Buffer.from([0x61, 0xff, 0x00]) }, async (folder) => {
      assert.deepEqual(await told(folder, { ...manifests, contents: "texts" }, filesSource(nodeFiles)), [
        "binary.yaml: not text",
      ]);
    });
  });

  it("stops when it is told to", async () => {
    await withFolder({ "a.yaml": "", "b/c.yaml": "" }, async (folder) => {
      const stop = new AbortController();
      const source = diskSource();
      const stopping: WalkSource = {
        ...source,
        list: (path) => {
          if (path !== folder) assert.fail("The search went on.");
          stop.abort(new Error("That is enough."));
          return source.list(path);
        },
      };
      const steps = findAll((task) => walk(stopping, task, stop.signal), { root: folder, options: manifests });
      await assert.rejects(steps, { message: "That is enough." });
    });
  });

  it("wants the files that the core takes for manifests", () => {
    const isWanted = (wanted: readonly WantedFiles[], name: string): boolean =>
      wantedBy({ wanted, contents: "paths" }, name) !== undefined;
    for (const name of ["a.yaml", "a.yml", "a.json", "a.YAML", "yaml", ".yaml", "a.jsonnet"]) {
      assert.equal(isWanted(declaringFiles, name), isManifestName(name), name);
      if (isManifestName(name)) assert.ok(isWanted(annotatedFiles, name), name);
    }
  });

  it("wants the templates of other tools too, which may contain annotations and Applications", () => {
    for (const wanted of [declaringFiles, annotatedFiles])
      assert.notEqual(wantedBy({ wanted, contents: "paths" }, "a.yaml.tpl"), undefined);
  });

  it("tells what it finds bit by bit", async () => {
    const text = "a".repeat(100_000);
    const files = Object.fromEntries(Array.from({ length: 6 }, (_, at) => [`${at}.yaml`, text]));
    await withFolder(files, async (folder) => {
      writeFileSync(join(folder, "7.yaml"), "");
      const counts: number[] = [];
      const options: WalkOptions = { ...manifests, contents: "texts" };
      for await (const part of walk(diskSource(), { root: folder, options }, undefined)) counts.push(part.files.length);
      assert.deepEqual(counts, [2, 2, 2, 1]);
    });
  });
});
