import assert from "node:assert/strict";
import { type ManifestFile, openFile } from "../../../server/core/index.ts";
import { Workspace } from "../../../server/workspace/workspace.ts";
import { manifest, wave } from "../../support/manifests.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const child = manifest("Application", "child", wave("2")).replace("v1", "argoproj.io/v1alpha1");
const unordered = child.replace('"2"', '"0"');
const comment = "# argocd-annotations-ignore-file wave-of-child-application\n";

describe("what a rule would say about many Applications of a repository", () => {
  it("is said at the first of them, with how many more there are", async () => {
    const folder = await opened({
      "b.yaml": child,
      "a/z.yaml": `${unordered}---\n${child}---\n${child}`,
      "c.yaml": child,
    });
    assert.deepEqual(await folder.said(), { "a/z.yaml": ["3 more Applications"] });
  });

  it("is said without a number about a single one", async () => {
    const folder = await opened({ "a.yaml": unordered, "b.yaml": child });
    assert.deepEqual(await folder.said(), { "b.yaml": ["no more"] });
  });

  it("is not said anywhere else once a comment suppresses it there", async () => {
    const folder = await opened({ "a.yaml": comment + child, "b.yaml": child });
    assert.deepEqual(await folder.said(), {});
  });

  it("does not make a comment unused that suppresses it elsewhere", async () => {
    const folder = await opened({ "a.yaml": child, "b.yaml": comment + child });
    assert.deepEqual(await folder.said(), { "a.yaml": ["1 more Application"] });
  });

  it("follows what is typed", async () => {
    const folder = await opened({ "a.yaml": unordered, "b.yaml": child, "c.yaml": child });
    assert.deepEqual(await folder.said(), { "b.yaml": ["1 more Application"] });
    folder.type("a.yaml", child);
    assert.deepEqual(await folder.said(), { "a.yaml": ["2 more Applications"] });
    folder.type("c.yaml", "");
    assert.deepEqual(await folder.said(), { "a.yaml": ["1 more Application"] });
  });

  it("counts a file that is open before anybody tells that it is new", async () => {
    const folder = await opened({ "b.yaml": child, ".gitignore": "gen/\n" });
    for (const name of ["a.yaml", "gen/c.yaml"]) {
      folder.disk[`/w/${name}`] = child;
      folder.type(name, child);
    }
    assert.deepEqual(await folder.said(), { "a.yaml": ["1 more Application"], "gen/c.yaml": ["no more"] });
  });

  it("follows what changes on disk", async () => {
    const folder = await opened({ "b.yaml": child, "c.yaml": child });
    folder.disk["/w/a.yaml"] = child;
    await folder.changedOnDisk("a.yaml");
    assert.deepEqual(await folder.said(), { "a.yaml": ["2 more Applications"] });
    Reflect.deleteProperty(folder.disk, "/w/a.yaml");
    await folder.changedOnDisk("a.yaml");
    folder.disk["/w/.hidden/a.yaml"] = child;
    await folder.changedOnDisk(".hidden/a.yaml");
    assert.deepEqual(await folder.said(), { ".hidden/a.yaml": ["no more"], "b.yaml": ["1 more Application"] });
  });

  it("follows which of them a kustomization takes for patches", async () => {
    const folder = await opened({
      "a.yaml": child,
      "b.yaml": child,
      "kustomization.yaml": "patches: [{path: a.yaml}]\n",
    });
    assert.deepEqual(await folder.said(), { "b.yaml": ["no more"] });
    folder.type("kustomization.yaml", "resources: [a.yaml]\n");
    assert.deepEqual(await folder.said(), { "a.yaml": ["1 more Application"] });
  });

  it("leaves out what is excluded", async () => {
    const folder = await opened({ "a.yaml": child, "b.yaml": child }, "a.yaml");
    assert.deepEqual(await folder.said(), { "b.yaml": ["no more"] });
  });
});

/** A folder that is searched, and what may happen to its files. */
class Folder {
  readonly disk: Record<string, string>;
  readonly #open = new Map<string, ManifestFile>();
  readonly #workspace: Workspace;
  readonly #excluded: string;

  constructor(texts: Readonly<Record<string, string>>, excluded: string) {
    this.disk = Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/w/${name}`, text]));
    this.#excluded = `/w/${excluded}`;
    const nothing = undefined;
    const openAt = (path: string): ManifestFile | undefined => this.#open.get(path);
    const leavesOut = (path: string): Promise<boolean> => Promise.resolve(path === this.#excluded);
    this.#workspace = new Workspace(memoryFiles(this.disk), openAt, nothing, nothing, { leavesOut });
  }

  async search(): Promise<void> {
    await this.#workspace.applications.search("/w");
  }

  type(name: string, text: string): void {
    this.#open.set(`/w/${name}`, openFile(text));
    this.#workspace.applications.changed(`/w/${name}`, openFile(text));
  }

  async changedOnDisk(name: string): Promise<void> {
    await this.#workspace.applications.changedOnDisk(`/w/${name}`);
  }

  /** What is said about each of the files, as the number of the others. */
  async said(): Promise<Readonly<Record<string, readonly string[]>>> {
    const answers: [string, readonly string[]][] = [];
    for (const path of Object.keys(this.disk).filter((it) => it !== this.#excluded)) {
      const problems = (await this.#workspace.problemsOf(path)).filter(({ rule }) => isMeant(rule.id));
      const counts = problems.map(
        ({ message }) => /\d+ more Applications?(?= in the same repository\.)/.exec(message)?.[0] ?? "no more",
      );
      if (counts.length > 0) answers.push([path.slice("/w/".length), counts]);
    }
    return Object.fromEntries(answers);
  }
}

function isMeant(rule: string): boolean {
  return rule === "wave-of-child-application" || rule === "unused-suppression";
}

async function opened(texts: Readonly<Record<string, string>>, excluded = ""): Promise<Folder> {
  const folder = new Folder(texts, excluded);
  await folder.search();
  return folder;
}
