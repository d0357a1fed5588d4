import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { diskSource } from "../../server/workspace/walk/disk.ts";
import { findAll } from "../../server/workspace/walk/find.ts";
import { annotatedFiles, declaringFiles, type WalkOptions } from "../../server/workspace/walk/options.ts";
import { walk } from "../../server/workspace/walk/walk.ts";
import { Walker, type WalkerOptions } from "../../server/workspace/walk/walker.ts";
import { withFolder } from "../cli/run-cli.ts";

const texts: WalkOptions = { wanted: annotatedFiles, contents: "texts" };

/** Enough text for several portions of findings, more than the worker sends ahead. */
const workspace = Object.fromEntries(
  Array.from({ length: 30 }, (_, at) => [`folder-${at % 7}/${at}.yaml`, `# ${at}\n${"a: b\n".repeat(10_000)}`]),
);

async function withWalker(
  use: (walker: Walker, folder: string) => Promise<void>,
  options?: WalkerOptions,
): Promise<void> {
  const walker = new Walker(options);
  try {
    await withFolder(workspace, (folder) => use(walker, folder));
  } finally {
    await walker.end();
  }
}

describe("the walker", () => {
  it("finds in a worker what the same code finds in this thread, however often it is asked at a time", async () => {
    await withWalker(async (walker, root) => {
      for (const options of [texts, { wanted: declaringFiles, contents: "paths" } as const]) {
        const expected = await findAll((task) => walk(diskSource(), task, undefined), { root, options });
        const found = await Promise.all([1, 2, 3].map(() => findAll(walker.walk, { root, options })));
        assert.deepEqual(found, [expected, expected, expected]);
      }
      const { leftOut } = await findAll(walker.walk, { root: join(root, "gone"), options: texts });
      assert.deepEqual(leftOut, [{ path: join(root, "gone"), reason: "the file or folder does not exist" }]);
    });
  });

  it("searches in this thread where no worker can be started", async () => {
    const missing = join(import.meta.dirname, "no-such-worker.ts");
    await withWalker(
      async (walker, root) => {
        assert.equal((await findAll(walker.walk, { root, options: texts })).files.length, 30);
        assert.equal((await findAll(walker.walk, { root, options: texts })).files.length, 30);
      },
      { workerPath: missing },
    );
    // What is not a path at all is refused at once.
    await withWalker(
      async (walker, root) => {
        assert.equal((await findAll(walker.walk, { root, options: texts })).files.length, 30);
      },
      { workerPath: "not/absolute.ts" },
    );
  });

  it("stops with the reason that it was given, before and while it searches", async () => {
    await withWalker(async (walker, root) => {
      const reason = new Error("That is enough.");
      await assert.rejects(findAll(walker.walk, { root, options: texts }, AbortSignal.abort(reason)), reason);
      const stop = new AbortController();
      const parts = walker.walk({ root, options: texts }, stop.signal);
      assert.equal((await parts.next()).done, false);
      stop.abort(reason);
      await assert.rejects(async () => {
        for await (const part of parts) assert.ok(part.files.length < 30);
      }, reason);
      assert.equal((await findAll(walker.walk, { root, options: texts })).files.length, 30, "It goes on searching.");
    });
  });

  it("ends a search that nobody listens to any more", async () => {
    await withWalker(async (walker, root) => {
      for await (const { files } of walker.walk({ root, options: texts })) {
        assert.ok(files.length > 0);
        break;
      }
      assert.equal((await findAll(walker.walk, { root, options: texts })).files.length, 30);
    });
  });

  it("ends its searches with an error when it is ended itself, and can be asked again", async () => {
    await withWalker(async (walker, root) => {
      const parts = walker.walk({ root, options: texts });
      await parts.next();
      await walker.end();
      await assert.rejects(async () => {
        for await (const part of parts) assert.ok(part.files.length < 30);
      }, /was stopped/);
      assert.equal((await findAll(walker.walk, { root, options: texts })).files.length, 30);
    });
  });

  it("ends its worker after a while without a search, and starts another when it is asked again", async () => {
    await withWalker(
      async (walker, root) => {
        for (let round = 0; round < 3; round++) {
          assert.equal((await findAll(walker.walk, { root, options: texts })).files.length, 30);
          await setTimeout(5);
        }
      },
      { idleTime: 1 },
    );
  });

  it("does not keep a process alive once it has found everything", async () => {
    await withFolder(workspace, (folder) => {
      const walkerFile = join(import.meta.dirname, "../../server/workspace/walk/walker.ts");
      const script = `
        import { Walker } from ${JSON.stringify(walkerFile)};
        let count = 0;
        const task = { root: ${JSON.stringify(folder)}, options: ${JSON.stringify(texts)} };
        for await (const { files } of new Walker({ idleTime: 60_000 }).walk(task)) count += files.length;
        console.log(count);`;
      const args = ["--input-type=module", "--eval", script];
      assert.equal(execFileSync(process.execPath, args, { timeout: 20_000 }).toString(), "30\n");
      return Promise.resolve();
    });
  });
});
