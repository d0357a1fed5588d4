import assert from "node:assert/strict";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { configMap, runCli, withFolder } from "./run-cli.ts";
import { found, misspelt } from "./lint-runs.ts";

describe("lint --baseline", () => {
  it("leaves out known findings, also when their lines have moved, and names those that are gone", async () => {
    await withFolder({ "a.yaml": misspelt("a"), "b.yaml": misspelt("b"), "c.yaml": misspelt("c") }, async (cwd) => {
      const written = await runCli(["lint", "--write-baseline", "known.json"], { cwd });
      assert.deepEqual(written, { status: 0, stdout: "Wrote 3 findings to known.json.\n", stderr: "" });
      const lint = (...args: readonly string[]): ReturnType<typeof runCli> =>
        runCli(["lint", "--format", "json", "--baseline", "known.json", ...args], { cwd });
      assert.deepEqual(found((await lint()).stdout), []);
      writeFileSync(join(cwd, "a.yaml"), `# moved\n${misspelt("a")}---\n${misspelt("new")}`);
      const { status, stdout } = await lint();
      assert.equal(status, 1);
      assert.deepEqual(found(stdout), ["a.yaml:14 hook-never-applied"]);
      writeFileSync(join(cwd, "b.yaml"), configMap("b"));
      rmSync(join(cwd, "c.yaml"));
      assert.equal(
        (await lint()).stderr,
        'argocd-annotations: 2 findings of the baseline "known.json" are gone: hook-never-applied in "b.yaml", hook-never-applied in "c.yaml". Write it again with "--write-baseline".\n',
      );
      // What is not read may still be there.
      assert.match((await lint("a.yaml")).stderr, /: 1 finding of the baseline/);
    });
  });

  it("names a file that was renamed, one more equal finding, and how often one is gone", async () => {
    const twice = `${misspelt("a")}---\n${misspelt("b")}`;
    await withFolder({ "a.yaml": twice, "b.yaml": misspelt("c") }, async (cwd) => {
      await runCli(["lint", "--write-baseline", "known.json"], { cwd });
      renameSync(join(cwd, "a.yaml"), join(cwd, "moved.yaml"));
      writeFileSync(join(cwd, "b.yaml"), `${misspelt("c")}---\n${misspelt("d")}`);
      const { stdout, stderr } = await runCli(["lint", "--format", "json", "--baseline", "known.json"], { cwd });
      const lines = ["b.yaml:13", "moved.yaml:6", "moved.yaml:13"];
      assert.deepEqual(
        found(stdout),
        lines.map((line) => `${line} hook-never-applied`),
      );
      assert.match(stderr, /: 2 findings of the baseline .* gone: hook-never-applied in "a\.yaml" \(2 times\)\. Write/);
    });
  });

  it("keeps --fix and --diff from touching what is known, and nothing is written if it cannot be read", async () => {
    await withFolder({ "a.yaml": misspelt("a") }, async (cwd) => {
      await runCli(["lint", "--write-baseline", "known.json"], { cwd });
      const known = misspelt("a");
      writeFileSync(join(cwd, "a.yaml"), `${known}---\n${misspelt("new")}`);
      const broken = await runCli(["lint", "--fix", "--baseline", "missing.json"], { cwd });
      assert.equal(broken.status, 2);
      const { stdout } = await runCli(["lint", "--diff", "--baseline", "known.json"], { cwd });
      assert.equal(stdout.match(/^\+ /gm)?.length, 1);
      const fixed = await runCli(["lint", "--fix", "--baseline", "known.json"], { cwd });
      assert.deepEqual([fixed.status, fixed.stderr], [0, ""]);
      assert.equal(
        readFileSync(join(cwd, "a.yaml"), "utf8"),
        `${known}---\n${misspelt("new").replace("presync", "PreSync")}`,
      );
    });
  });

  it("says what is wrong with the file", async () => {
    await withFolder({ "a.yaml": configMap("a"), "broken.json": '{"version": 1, "findings": [1]}' }, async (cwd) => {
      for (const [file, complaint] of [
        ["missing.json", /Cannot read "missing\.json": the file or folder does not exist\.\n$/],
        ["broken.json", /"broken\.json" is not a baseline: write one with "--write-baseline broken\.json"\.\n$/],
      ] as const) {
        const { status, stdout, stderr } = await runCli(["lint", "--baseline", file, "a.yaml"], { cwd });
        assert.deepEqual([status, stdout], [2, ""]);
        assert.match(stderr, complaint);
      }
    });
  });
});
