import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, hasGit } from "../support/git-files.ts";
import { configMap, runCli, withFolder } from "./run-cli.ts";
import { commitAll, misspelt } from "./lint-runs.ts";

describe("lint --diff", () => {
  it("prints what --fix would change, which Git can apply, and writes nothing", async () => {
    await withFolder({ "apps/a.yaml": misspelt("a"), "apps/b.yaml": configMap("b") }, async (cwd) => {
      const { status, stdout, stderr } = await runCli(["lint", "--diff"], { cwd });
      assert.deepEqual([status, stderr], [1, "--fix would change 1 file.\n"]);
      assert.match(stdout, /^--- a\/apps\/a\.yaml\n\+\+\+ b\/apps\/a\.yaml\n@@ -\d,\d \+\d,\d @@\n/);
      assert.equal(readFileSync(join(cwd, "apps", "a.yaml"), "utf8"), misspelt("a"));
      if (hasGit()) {
        writeFileSync(join(cwd, "fix.diff"), stdout);
        git(cwd, "apply", "fix.diff");
      } else await runCli(["lint", "--fix"], { cwd });
      assert.equal(readFileSync(join(cwd, "apps", "a.yaml"), "utf8"), misspelt("a").replace("presync", "PreSync"));
      assert.deepEqual(await runCli(["lint", "--diff"], { cwd }), {
        status: 0,
        stdout: "",
        stderr: "Nothing to fix.\n",
      });
    });
  });

  it("can be applied whatever the line ends, the start and the end of a file and the name of it are", async () => {
    if (process.platform === "win32" || !hasGit()) return;
    const files = {
      "crlf.yaml": misspelt("a").replaceAll("\n", "\r\n"),
      "open.yaml": `\uFEFF${misspelt("b").trimEnd()}`,
      "a b/'q' \"ü\"\t\n\\.yaml": misspelt("c"),
    };
    await withFolder(files, async (cwd) => {
      git(cwd, "init", "--quiet");
      commitAll(cwd);
      for (const path of [".", cwd]) {
        const { stdout, stderr } = await runCli(["lint", "--diff", path], { cwd });
        assert.equal(stderr, "--fix would change 3 files.\n");
        assert.match(stdout, /^--- "a\/a b\/'q' \\042\\303\\274\\042\\011\\012\\134\.yaml"$/m);
        const patch = join(cwd, ".git", "fix.diff");
        writeFileSync(patch, stdout);
        git(cwd, "apply", patch);
        for (const [name, text] of Object.entries(files))
          assert.equal(readFileSync(join(cwd, name), "utf8"), text.replace("presync", "PreSync"), name);
        git(cwd, "checkout", "--quiet", ".");
      }
    });
  });

  it("shows a hostile text, and gives no command to a terminal or a log", async () => {
    const input = `${misspelt("a")}spec: |\n  ::error::\n  ##[error] \u202e\n`;
    const { status, stdout, stderr } = await runCli(["lint", "--diff", "-"], { input });
    assert.ok(stdout.includes("\\u{3a}:error::"), stdout);
    assert.ok(!stdout.includes("\u202e"));
    assert.doesNotMatch(stdout, /^\s*::|##\[/m);
    assert.equal(status, 1);
    assert.match(stderr, /In the diff of "-", characters that nobody would see are spelt out, so it cannot be applied/);
  });
});
