import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../server/cli/lint/write-whole.ts";
import { withFolder } from "./run-cli.ts";

describe("writing a file", () => {
  /** What happens to `a.yaml` after it was read as "old\n", and what is said about it. */
  const cases: (readonly [what: string, happen: (path: string) => void, reason: RegExp])[] = [
    [
      "was changed",
      (path) => {
        writeFileSync(path, "new\n");
      },
      /it has changed since it was read/,
    ],
    [
      "became longer",
      (path) => {
        writeFileSync(path, "old\nmore\n");
      },
      /it has changed since it was read/,
    ],
    [
      "was emptied",
      (path) => {
        writeFileSync(path, "");
      },
      /it has changed since it was read/,
    ],
    [
      "was deleted",
      (path) => {
        rmSync(path);
      },
      /no such file/,
    ],
  ];
  if (process.platform !== "win32") {
    cases.push(
      ["became a link to an equal file", becomeLink, /it has changed since it was read/],
      ["became a pipe", becomePipe, /not a regular file/],
    );
  }
  for (const [what, happen, reason] of cases) {
    it(`changes nothing if the file ${what} meanwhile`, async () => {
      await withFolder({ "a.yaml": "old\n", "equal.yaml": "old\n" }, (folder) => {
        const target = join(folder, "a.yaml");
        happen(target);
        const names = readdirSync(folder);
        assert.throws(() => {
          writeWhole({ target, before: "old\n", after: "fixed\n" });
        }, reason);
        assert.deepEqual(readdirSync(folder), names);
        assert.equal(readFileSync(join(folder, "equal.yaml"), "utf8"), "old\n");
        return Promise.resolve();
      });
    });
  }

  it("changes nothing if its folder became a link meanwhile", async () => {
    if (process.platform === "win32") return;
    await withFolder({ "app/a.yaml": "old\n", "other/a.yaml": "old\n" }, (folder) => {
      const target = join(folder, "app", "a.yaml");
      renameSync(join(folder, "app"), join(folder, "former"));
      symlinkSync("other", join(folder, "app"));
      assert.throws(() => {
        writeWhole({ target, before: "old\n", after: "fixed\n" });
      }, /it has changed since it was read/);
      for (const name of ["former", "other"]) {
        assert.deepEqual(readdirSync(join(folder, name)), ["a.yaml"]);
        assert.equal(readFileSync(join(folder, name, "a.yaml"), "utf8"), "old\n");
      }
      return Promise.resolve();
    });
  });
});

function becomeLink(path: string): void {
  rmSync(path);
  symlinkSync("equal.yaml", path);
}

function becomePipe(path: string): void {
  rmSync(path);
  execFileSync("mkfifo", [path]);
}
