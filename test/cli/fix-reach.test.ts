import assert from "node:assert/strict";
import { linkSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { job, runCli, withFolder } from "./run-cli.ts";

const misspelt = job("migrate", { hook: "PreSink" });
const fixed = job("migrate", { hook: "PreSync" });

/** Two repositories side by side, and a folder and a file in none. */
const places = {
  "repo/.git/HEAD": "",
  "repo/app/a.yaml": misspelt,
  "repo/lib/b.yaml": misspelt,
  "other/.git/HEAD": "",
  "other/app/c.yaml": misspelt,
  "outside/d.yaml": misspelt,
};

describe("what lint --fix may write", () => {
  /** Links in the repository, by their paths, and where they lead; what is given; which files are fixed; what is complained of. */
  const cases: readonly {
    readonly title: string;
    readonly links: Readonly<Record<string, string>>;
    readonly given: readonly string[];
    readonly fixes: readonly string[];
    readonly complaint?: RegExp;
  }[] = [
    {
      title: "a file in the given folder through a link in it",
      links: { "repo/app/link.yaml": "a.yaml" },
      given: ["app"],
      fixes: ["repo/app/a.yaml"],
    },
    {
      title: "no file out of the given folder through a link in it, even in the same repository",
      links: { "repo/app/link.yaml": "../lib/b.yaml" },
      given: ["app"],
      fixes: ["repo/app/a.yaml"],
      complaint:
        /Cannot fix "app\/link\.yaml": a link leads to ".*\/repo\/lib\/b\.yaml", which is in none of the given paths/,
    },
    {
      title: "that file if its own folder is given too",
      links: { "repo/app/link.yaml": "../lib/b.yaml" },
      given: ["app", "lib"],
      fixes: ["repo/app/a.yaml", "repo/lib/b.yaml"],
    },
    {
      title: "no file out of the repository through a link in it",
      links: { "repo/app/link.yaml": "../../outside/d.yaml" },
      given: ["."],
      fixes: ["repo/app/a.yaml", "repo/lib/b.yaml"],
      complaint: /Cannot fix "app\/link\.yaml": a link leads to ".*\/outside\/d\.yaml", which is in none/,
    },
    {
      title: "nothing through a link to a folder, which is not followed",
      links: { "repo/app/more": "../../outside" },
      given: ["."],
      fixes: ["repo/app/a.yaml", "repo/lib/b.yaml"],
    },
    {
      title: "the file behind a link that is given, in the same repository",
      links: { "repo/app/link.yaml": "../lib/b.yaml" },
      given: ["app/link.yaml"],
      fixes: ["repo/lib/b.yaml"],
    },
    {
      title: "no file out of the repository through a link that is given",
      links: { "repo/app/link.yaml": "../../outside/d.yaml" },
      given: ["app/link.yaml", "lib"],
      fixes: ["repo/lib/b.yaml"],
      complaint: /a link leads to ".*\/outside\/d\.yaml", which is outside of ".*\/repo"/,
    },
    {
      title: "no folder out of the repository through a link that is given",
      links: { "repo/more": "../outside" },
      given: ["more"],
      fixes: [],
      complaint: /Cannot fix "more\/d\.yaml": a link leads to ".*\/outside\/d\.yaml", which is outside of ".*\/repo"/,
    },
    {
      title: "no other repository through a link in the middle of a given path",
      links: { "repo/more": "../other" },
      given: ["more/app/c.yaml"],
      fixes: [],
      complaint: /which is outside of ".*\/repo"/,
    },
    {
      title: "anything that is given by its own name",
      links: {},
      given: ["../other/app", "../outside/d.yaml"],
      fixes: ["other/app/c.yaml", "outside/d.yaml"],
    },
    {
      title: "the repository itself behind a link to it",
      links: { way: "repo" },
      given: ["../way/app/a.yaml", "../way/lib"],
      fixes: ["repo/app/a.yaml", "repo/lib/b.yaml"],
    },
  ];
  for (const { title, links, given, fixes, complaint } of cases) {
    it(`is ${title}`, async () => {
      await withFolder(places, async (root) => {
        for (const [path, to] of Object.entries(links)) symlinkSync(to, join(root, path));
        const { status, stderr } = await runCli(["lint", "--fix", ...given], { cwd: join(root, "repo") });
        const written = Object.keys(places).filter((path) => readFileSync(join(root, path), "utf8") === fixed);
        assert.deepEqual(written, fixes);
        if (complaint === undefined) assert.equal(stderr, "");
        else assert.match(stderr, complaint);
        assert.equal(status, complaint === undefined ? 0 : 2);
      });
    });
  }

  it("is no file with another name, which would keep the old text or be somebody else's", async () => {
    await withFolder(places, async (root) => {
      linkSync(join(root, "outside/d.yaml"), join(root, "repo/app/d.yaml"));
      const { status, stderr } = await runCli(["lint", "--fix", "app"], { cwd: join(root, "repo") });
      assert.equal(status, 2);
      assert.match(stderr, /Cannot fix "app\/d\.yaml": it has another name \(a hard link\)/);
      assert.equal(readFileSync(join(root, "outside/d.yaml"), "utf8"), misspelt);
      assert.equal(readFileSync(join(root, "repo/app/a.yaml"), "utf8"), fixed);
    });
  });

  it("is a file once, by however many names and paths it is given", async () => {
    await withFolder({ "app/a.yaml": misspelt }, async (cwd) => {
      mkdirSync(join(cwd, "app", "b"));
      symlinkSync(join("..", "a.yaml"), join(cwd, "app", "b", "link.yaml"));
      const paths = ["app/b/link.yaml", "app", "./app/a.yaml", join(cwd, "app", "a.yaml"), "app/b"];
      const { status, stdout, stderr } = await runCli(["lint", "--fix", ...paths], { cwd });
      assert.deepEqual([status, stderr], [0, ""]);
      assert.equal(stdout, `Fixed ${join("app", "b", "link.yaml")}\n\nNo problems in 2 files.\n`);
    });
  });
});
