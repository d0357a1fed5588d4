// The desktop's VS Code is what the PATH has as a program, and nothing else of that name.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { desktopProgram } from "../../scripts/start/desktop-program.mjs";

const name = process.platform === "win32" ? "code.cmd" : "code";

describe("the program of the desktop", () => {
  const [path, current] = [process.env["PATH"], process.cwd()];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "program-"));
    for (const below of ["a", "b", "c"]) mkdirSync(join(folder, below));
  });
  afterEach(() => {
    process.env["PATH"] = path;
    process.chdir(current);
    rmSync(folder, { recursive: true, force: true });
  });

  const found = (...entries: readonly string[]): string | undefined => {
    process.env["PATH"] = entries.join(delimiter);
    return desktopProgram();
  };

  it("is a file that can be run, by its absolute path", () => {
    const [a, b, c] = [join(folder, "a"), join(folder, "b"), join(folder, "c")];
    mkdirSync(join(a, name));
    writeFileSync(join(b, name), "", { mode: process.platform === "win32" ? 0o755 : 0o644 });
    writeFileSync(join(c, name), "", { mode: 0o755 });
    assert.equal(found(a, ...(process.platform === "win32" ? [] : [b]), c), join(c, name));
    assert.equal(found(a), undefined);
    process.chdir(c);
    assert.equal(found("", "."), undefined);
  });
});
