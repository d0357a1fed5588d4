import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { cli, job, runCli, withFolder } from "./run-cli.ts";

const misspelt = job("migrate", { hook: "PreSink" });
const fixed = job("migrate", { hook: "PreSync" });

/** Someone who is not the administrator, where the administrator runs the tests. */
const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Gives a folder with all that is in it to whoever `somebody` is. */
function giveAway(folder: string): void {
  const { uid, gid } = somebody;
  if (uid === undefined) return;
  for (const name of ["", ...readdirSync(folder, { recursive: true, encoding: "utf8" })])
    chownSync(join(folder, name), uid, gid);
}

describe("lint --fix", () => {
  const texts: Readonly<Record<string, string>> = {
    "a byte order mark": `\uFEFF${misspelt}`,
    "Windows line ends": misspelt.replaceAll("\n", "\r\n"),
    "mixed line ends": misspelt.replace("\n", "\r\n").replace("batch/v1\r\n", "batch/v1\n# a\r\n# b\n"),
    "a missing line end": misspelt.trimEnd(),
    "everything else in a text": `# é 😀 \t\n\n---\n${misspelt}\n\n---\n`,
  };
  for (const [what, text] of Object.entries(texts)) {
    it(`keeps ${what}`, async () => {
      await withFolder({ "a.yaml": text }, async (cwd) => {
        const { status } = await runCli(["lint", "--fix", "."], { cwd });
        assert.equal(status, 0);
        assert.equal(readFileSync(join(cwd, "a.yaml"), "utf8"), text.replace("PreSink", "PreSync"));
      });
    });
  }

  if (process.platform === "win32") return;

  it("keeps permissions, owner and group", async () => {
    await withFolder({ "a.yaml": misspelt }, async (cwd) => {
      const path = join(cwd, "a.yaml");
      if (somebody.uid !== undefined) chownSync(path, somebody.uid, somebody.gid);
      chmodSync(path, 0o4751);
      const { mode, uid, gid } = statSync(path);
      await runCli(["lint", "--fix", "a.yaml"], { cwd });
      assert.equal(readFileSync(path, "utf8"), fixed);
      const after = statSync(path);
      assert.deepEqual([after.mode, after.uid, after.gid], [mode, uid, gid]);
    });
  });

  it("refuses to take a file over from its owner, and fixes the others", async () => {
    if (somebody.uid === undefined) return;
    await withFolder({ "own.yaml": misspelt, "theirs.yaml": misspelt }, async (cwd) => {
      giveAway(cwd);
      chownSync(join(cwd, "theirs.yaml"), 0, somebody.gid);
      chmodSync(join(cwd, "theirs.yaml"), 0o664);
      const { status, stderr } = await runCli(["lint", "--fix", "."], { cwd, ...somebody });
      assert.equal(status, 2);
      assert.equal(
        stderr,
        'argocd-annotations: Cannot fix "theirs.yaml": its owner and group cannot be kept: permission denied.\n',
      );
      assert.equal(readFileSync(join(cwd, "theirs.yaml"), "utf8"), misspelt);
      assert.equal(readFileSync(join(cwd, "own.yaml"), "utf8"), fixed);
      assert.deepEqual(readdirSync(cwd), ["own.yaml", "theirs.yaml"]);
    });
  });

  it("leaves a file alone that nobody may write to, or whose folder takes no file, says why, and fixes the others", async () => {
    const files = { "a/read-only.yaml": misspelt, "closed/b.yaml": misspelt, "c.yaml": misspelt };
    await withFolder(files, async (cwd) => {
      giveAway(cwd);
      chmodSync(join(cwd, "a", "read-only.yaml"), 0o444);
      chmodSync(join(cwd, "closed"), 0o555);
      const { status, stderr } = await runCli(["lint", "--fix", "."], { cwd, ...somebody });
      chmodSync(join(cwd, "closed"), 0o755);
      assert.equal(status, 2);
      assert.deepEqual(stderr.trimEnd().split("\n"), [
        'argocd-annotations: Cannot fix "a/read-only.yaml": permission denied.',
        'argocd-annotations: Cannot fix "closed/b.yaml": no file can be made in its folder: permission denied.',
      ]);
      assert.equal(readFileSync(join(cwd, "a", "read-only.yaml"), "utf8"), misspelt);
      assert.equal(readFileSync(join(cwd, "closed", "b.yaml"), "utf8"), misspelt);
      assert.equal(readFileSync(join(cwd, "c.yaml"), "utf8"), fixed);
    });
  });

  it("leaves the whole old text and nothing else where there is no room for the new one", async () => {
    const large = `${misspelt}${"# a long comment that does not fit\n".repeat(1000)}`;
    await withFolder({ "large.yaml": large, "small.yaml": misspelt }, async (cwd) => {
      // The shell allows no file of more than 2 blocks.
      const script = 'ulimit -f 2; exec "$@"';
      const args = ["-c", script, "sh", process.execPath, cli, "lint", "--fix", "."];
      const child = spawn("/bin/sh", args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
      const stderr: Buffer[] = [];
      child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk));
      const [status] = (await once(child, "close")) as [number | null];
      assert.match(Buffer.concat(stderr).toString(), /Cannot fix "large\.yaml": the file would become too large\./);
      assert.equal(status, 2);
      assert.equal(readFileSync(join(cwd, "large.yaml"), "utf8"), large);
      assert.equal(readFileSync(join(cwd, "small.yaml"), "utf8"), fixed);
      assert.deepEqual(readdirSync(cwd), ["large.yaml", "small.yaml"]);
    });
  });

  it("leaves nothing half done when it is told to end", async () => {
    const names = Array.from({ length: 500 }, (_, index) => `${String(index).padStart(3, "0")}.yaml`);
    await withFolder(Object.fromEntries(names.map((name) => [name, misspelt])), async (cwd) => {
      const child = spawn(process.execPath, [cli, "lint", "--fix", "."], { cwd, stdio: "ignore" });
      const ended = once(child, "close") as Promise<[number | null, string | null]>;
      const isFixed = (name: string): boolean => readFileSync(join(cwd, name), "utf8") === fixed;
      while (!isFixed("000.yaml")) await new Promise((resolve) => setImmediate(resolve));
      child.kill("SIGTERM");
      const [status, signal] = await ended;
      assert.ok(signal === "SIGTERM" || status === 0);
      assert.deepEqual(readdirSync(cwd), names);
      for (const name of names) assert.ok(isFixed(name) || readFileSync(join(cwd, name), "utf8") === misspelt);
    });
  });

  it("does not follow a folder of the same name, and leaves it", async () => {
    await withFolder({ "a.yaml": misspelt }, async (cwd) => {
      mkdirSync(join(cwd, "b.yaml"));
      const { status } = await runCli(["lint", "--fix", "."], { cwd });
      assert.equal(status, 0);
      assert.ok(statSync(join(cwd, "b.yaml")).isDirectory());
    });
  });
});
