import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
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
        'argocd-annotations: 2 findings of the baseline "known.json" are gone: write it again with "--write-baseline".\n',
      );
      // What is not read may still be there.
      assert.match((await lint("a.yaml")).stderr, /: 1 finding of the baseline/);
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
