import assert from "node:assert/strict";
import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { job, runCli, withFolder } from "./run-cli.ts";

const misspelt = job("migrate", { hook: "PreSink" });

const files = {
  ".git/HEAD": "",
  ".git/info/exclude": "private.yaml\n",
  ".gitignore": "build/\n*.gen.yaml\n!kept.gen.yaml\n",
  "a.yaml": misspelt,
  "private.yaml": misspelt,
  "kept.gen.yaml": misspelt,
  "b.gen.yaml": misspelt,
  "build/c.yaml": misspelt,
  "build/more/d.yaml": misspelt,
  "sub/.gitignore": "local.yaml\n!../b.gen.yaml\n",
  "sub/local.yaml": misspelt,
  "sub/e.yaml": misspelt,
  "inner/.git/HEAD": "",
  "inner/f.gen.yaml": misspelt,
};

const notIgnored = ["a.yaml", "inner/f.gen.yaml", "kept.gen.yaml", "sub/e.yaml"];

/** The files that `lint` finds something in. */
async function foundBy(cwd: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await runCli(["lint", "--format", "json", ...args], { cwd });
  assert.equal(stderr, "");
  const { findings } = JSON.parse(stdout) as { readonly findings: readonly { readonly file: string }[] };
  return [...new Set(findings.map(({ file }) => file.split("\\").join("/")))].sort();
}

describe("files that Git ignores", () => {
  it("are left alone in a folder, whatever says so, and also by --fix", async () => {
    await withFolder(files, async (cwd) => {
      assert.deepEqual(await foundBy(cwd, "."), notIgnored);
      const { status } = await runCli(["lint", "--fix", "."], { cwd });
      assert.equal(status, 0);
      const fixed = Object.keys(files).filter((path) => readFileSync(join(cwd, path), "utf8").includes("PreSync"));
      assert.deepEqual(fixed.sort(), notIgnored);
    });
  });

  it("are read where they are given by name, as is an ignored folder", async () => {
    await withFolder(files, async (cwd) => {
      assert.deepEqual(await foundBy(cwd, "b.gen.yaml", "build/c.yaml"), ["b.gen.yaml", "build/c.yaml"]);
      assert.deepEqual(await foundBy(cwd, "build"), ["build/c.yaml", "build/more/d.yaml"]);
      assert.deepEqual(await foundBy(cwd, "build/more"), ["build/more/d.yaml"]);
      assert.deepEqual(await foundBy(join(cwd, "build", "more"), "."), ["d.yaml"]);
    });
  });

  it("are read with --no-ignore, and then fixed", async () => {
    await withFolder(files, async (cwd) => {
      const all = Object.keys(files).filter((path) => path.endsWith(".yaml"));
      assert.deepEqual(await foundBy(cwd, "--no-ignore", "."), all.sort());
      await runCli(["lint", "--fix", "--no-ignore", "."], { cwd });
      for (const path of all) assert.match(readFileSync(join(cwd, path), "utf8"), /PreSync/);
    });
  });

  it("are those that Git would ignore: rules behind a link do not apply", async () => {
    await withFolder({ ".git/HEAD": "", rules: "*.yaml\n", "a.yaml": misspelt }, async (cwd) => {
      symlinkSync("rules", join(cwd, ".gitignore"));
      assert.deepEqual(await foundBy(cwd, "."), ["a.yaml"]);
    });
  });
});
