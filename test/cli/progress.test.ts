import assert from "node:assert/strict";
import { mock } from "node:test";
import { openProgress, type ProgressStream } from "../../server/cli/progress.ts";
import { configMap, runCli, withFolder } from "./run-cli.ts";

/** A terminal that remembers what it was sent, and shows one line. */
class Terminal implements ProgressStream {
  readonly isTTY: boolean;
  readonly columns: number;
  readonly writes: string[] = [];
  line = "";

  constructor({ columns = 80, isTTY = true }: { readonly columns?: number; readonly isTTY?: boolean } = {}) {
    this.columns = columns;
    this.isTTY = isTTY;
  }

  readonly write = (text: string): void => {
    this.writes.push(text);
    this.line = text.slice(text.lastIndexOf("\u001b[2K") + "\u001b[2K".length);
  };
}

describe("the progress of a long run", () => {
  it("is one line that is rewritten, and is gone at the end", () => {
    const stream = new Terminal();
    let time = 0;
    const progress = openProgress(stream, {}, () => time);
    progress.show("Checking 0 of 8,400 files…");
    time = 999;
    progress.show("Checking 900 of 8,400 files…");
    assert.deepEqual(stream.writes, [], "A short run says nothing.");
    time = 1000;
    progress.show("Checking 1,200 of 8,400 files…");
    assert.equal(stream.line, "Checking 1,200 of 8,400 files…");
    time = 1050;
    progress.show("Checking 1,201 of 8,400 files…");
    assert.equal(stream.line, "Checking 1,200 of 8,400 files…", "Nobody can read so fast.");
    time = 1100;
    progress.show("Checking 1,300 of 8,400 files…");
    assert.equal(stream.line, "Checking 1,300 of 8,400 files…");
    progress.clear();
    assert.equal(stream.line, "");
    const { length } = stream.writes;
    time = 5000;
    progress.show("Too late");
    progress.clear();
    assert.equal(stream.writes.length, length);
    assert.ok(!stream.writes.join("").includes("\n"));
  });

  it("says after a second what takes so long, even if that is the first step", () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const stream = new Terminal();
    const progress = openProgress(stream, {});
    progress.show("Looking for Applications and kustomizations…");
    mock.timers.tick(999);
    assert.equal(stream.line, "");
    mock.timers.tick(1);
    mock.timers.reset();
    assert.equal(stream.line, "Looking for Applications and kustomizations…");
    progress.clear();
    assert.equal(stream.line, "");
  });

  it("fits into a narrow terminal", () => {
    const stream = new Terminal({ columns: 20 });
    let time = 0;
    const progress = openProgress(stream, {}, () => time);
    time = 2000;
    progress.show("Checking 1,200 of 8,400 files…");
    progress.clear();
    assert.equal(stream.writes[0], "\r\u001b[2KChecking 1,200 of 8");
  });

  it("is whole in a terminal that does not know its width", () => {
    const stream = new Terminal({ columns: 0 });
    let time = 0;
    const progress = openProgress(stream, {}, () => time);
    time = 2000;
    progress.show("Checking 1,200 of 8,400 files…");
    progress.clear();
    assert.equal(stream.writes[0], "\r\u001b[2KChecking 1,200 of 8,400 files…");
  });

  const silent: readonly (readonly [where: string, isTTY: boolean, env: NodeJS.ProcessEnv])[] = [
    ["a file or a pipe", false, {}],
    ["continuous integration", true, { CI: "true" }],
    ["a terminal that cannot rewrite a line", true, { TERM: "dumb" }],
  ];
  for (const [where, isTTY, env] of silent) {
    it(`is not written to ${where}`, () => {
      const stream = new Terminal({ isTTY });
      let time = 0;
      const progress = openProgress(stream, env, () => time);
      time = 60_000;
      progress.show("Checking 1 of 2 files…");
      progress.clear();
      assert.deepEqual(stream.writes, []);
    });
  }

  it("leaves standard error empty in a pipe, however long the run", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`${index}.yaml`, configMap(`c-${index}`)]),
    );
    await withFolder(files, async (cwd) => {
      assert.equal((await runCli(["lint", "."], { cwd })).stderr, "");
    });
  });
});
