import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { nodeFiles } from "../../server/workspace/files.ts";
import { reasonOf } from "../../server/workspace/reasons.ts";
import { readRegularFile, readRegularFileSync } from "../../server/workspace/regular-file.ts";
import { withFolder } from "../cli/run-cli.ts";

/** Reads a file in both ways, which answer the same: its text, or the reason why there is none. */
async function told(path: string): Promise<string> {
  const buffer = Buffer.alloc(8);
  const atOnce = new Promise<string>((resolve) => {
    resolve(readRegularFileSync(path, buffer).toString());
  }).catch(reasonOf);
  const later = await readRegularFile(path).then(String, reasonOf);
  assert.equal(await atOnce, later);
  return later;
}

describe("reading a file", () => {
  it("answers all of it, of whatever size", async () => {
    for (const size of [0, 1, 7, 8, 9, 70_000]) {
      await withFolder({ "a.yaml": "x".repeat(size) }, async (folder) => {
        assert.equal(await told(join(folder, "a.yaml")), "x".repeat(size));
      });
    }
  });

  it("answers all of a file that does not know its size", async () => {
    if (process.platform !== "linux") return;
    assert.match(await told("/proc/self/maps"), /\n$/);
    assert.match(await told("/proc/version"), /^Linux/);
  });

  it("says what is not a file, at once", async () => {
    await withFolder({ "a.yaml": "" }, async (folder) => {
      mkdirSync(join(folder, "folder.yaml"));
      assert.equal(await told(join(folder, "folder.yaml")), "a folder, not a file");
      assert.equal(await told(join(folder, "gone.yaml")), "the file or folder does not exist");
      assert.equal(await told(join(folder, "a.yaml", "b.yaml")), "the folder does not exist");
      if (process.platform === "win32") return;
      execFileSync("mkfifo", [join(folder, "pipe.yaml")]);
      symlinkSync("/dev/zero", join(folder, "endless.yaml"));
      symlinkSync("pipe.yaml", join(folder, "link.yaml"));
      symlinkSync("loop.yaml", join(folder, "loop.yaml"));
      for (const name of ["pipe.yaml", "endless.yaml", "link.yaml"]) {
        assert.equal(await told(join(folder, name)), "not a regular file");
      }
      assert.equal(await told(join(folder, "loop.yaml")), "symbolic links that form a loop");
    });
  });

  it("does not speak to a socket", async () => {
    if (process.platform === "win32") return;
    await withFolder({}, async (folder) => {
      const socket = createServer().listen(join(folder, "socket.yaml"));
      await once(socket, "listening");
      assert.equal(await readRegularFile(join(folder, "socket.yaml")).catch(reasonOf), "not a regular file");
      socket.close();
      await once(socket, "close");
    });
  });

  it("does not begin with a file that is too large", async () => {
    await withFolder({ "sparse.yaml": "" }, async (folder) => {
      const path = join(folder, "sparse.yaml");
      truncateSync(path, 2 ** 40);
      assert.equal(await told(path), "larger than 128 MB");
      assert.equal(await nodeFiles.read(path), undefined);
    });
  });

  it("reads a file of the largest size, and none that grows beyond it", async () => {
    await withFolder({ "large.yaml": "" }, async (folder) => {
      const path = join(folder, "large.yaml");
      truncateSync(path, 128 * 1024 * 1024);
      assert.equal((await readRegularFile(path)).length, 128 * 1024 * 1024);
      appendFileSync(path, "x");
      assert.equal(await told(path), "larger than 128 MB");
    });
  });
});
