import assert from "node:assert/strict";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { configMap, job, runCli, withFolder } from "./run-cli.ts";

const misspelt = job("migrate", { hook: "PreSink # before all else" });
const fixed = misspelt.replace("PreSink", "PreSync");

describe("lint --fix", () => {
  it("fixes files, reports what is left and says which files it changed", async () => {
    const hopeless = job("lost", { hook: "Whenever" });
    await withFolder({ "a.yaml": misspelt, "b.yaml": hopeless }, async (cwd) => {
      const { status, stdout } = await runCli(["lint", "--fix", "."], { cwd });
      assert.equal(readFileSync(join(cwd, "a.yaml"), "utf8"), fixed);
      assert.equal(readFileSync(join(cwd, "b.yaml"), "utf8"), hopeless);
      assert.equal(status, 1);
      assert.match(stdout, /^Fixed a\.yaml\n\nb\.yaml:6:30 error/);
      assert.deepEqual(readdirSync(cwd), ["a.yaml", "b.yaml"]);
    });
  });

  it("keeps the byte order mark, the line endings and the permissions", async () => {
    const windows = `\uFEFF${misspelt.replaceAll("\n", "\r\n")}`;
    await withFolder({ "a.yaml": windows }, async (cwd) => {
      const path = join(cwd, "a.yaml");
      chmodSync(path, 0o664);
      const { status } = await runCli(["lint", "--fix", "a.yaml"], { cwd });
      assert.equal(status, 0);
      assert.equal(readFileSync(path, "utf8"), windows.replace("PreSink", "PreSync"));
      if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o664);
    });
  });

  it("leaves a file that needs no fix untouched", async () => {
    await withFolder({ "a.yaml": configMap("fine") }, async (cwd) => {
      const path = join(cwd, "a.yaml");
      const { ino, mtimeMs } = statSync(path);
      await runCli(["lint", "--fix", "a.yaml"], { cwd });
      assert.deepEqual({ ino: statSync(path).ino, mtimeMs: statSync(path).mtimeMs }, { ino, mtimeMs });
    });
  });

  it("fixes the file behind a link and keeps the link", async () => {
    await withFolder({ "real/a.yaml": misspelt }, async (cwd) => {
      const link = join(cwd, "link.yaml");
      symlinkSync(join("real", "a.yaml"), link);
      await runCli(["lint", "--fix", "link.yaml"], { cwd });
      assert.ok(lstatSync(link).isSymbolicLink());
      assert.equal(readFileSync(join(cwd, "real", "a.yaml"), "utf8"), fixed);
    });
  });

  it("works as a filter with -: the text to standard output, the findings to standard error", async () => {
    const { status, stdout, stderr } = await runCli(["lint", "--fix", "-"], { input: misspelt });
    assert.equal(status, 0);
    assert.equal(stdout, fixed);
    assert.match(stderr, /No problems in 1 file\./);
  });
});
