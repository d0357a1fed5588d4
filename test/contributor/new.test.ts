// What `npm run new` writes compiles, is listed, and passes its tests, in a copy of the parts of the project that it concerns.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeNew } from "../../scripts/new/write.ts";

const root = join(import.meta.dirname, "..", "..");
const concerned = [
  "server",
  "test/unit",
  "test/server",
  "test/support",
  "tsconfig.base.json",
  "package.json",
  ".mocharc.json",
];

describe("npm run new", () => {
  let copy = "";

  before(() => {
    copy = realpathSync(mkdtempSync(join(tmpdir(), "new-")));
    for (const path of concerned) cpSync(join(root, path), join(copy, path), { recursive: true });
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  });

  after(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it("makes a rule, an application rule, an annotation and a feature that compile and whose tests pass", async () => {
    await writeNew(copy, "rule", "made-up-rule");
    await writeNew(copy, "application-rule", "made-up-order");
    await writeNew(copy, "annotation", "zz-made-up-key");
    await writeNew(copy, "feature", "made-up-list");
    run("node_modules/typescript/bin/tsc", "-b", "server");
    const tests = ["rules", "application-rules"].map((name) => `test/unit/findings/${name}.test.ts`);
    const about = "lists every|made-up|made up";
    const output = run(
      "node_modules/mocha/bin/mocha.js",
      ...tests,
      "test/unit/catalogue/catalogue.test.ts",
      "test/server/made-up-list.test.ts",
      "--grep",
      about,
    );
    for (const name of ["made-up-rule", "made-up-order", "finds argocd.argoproj.io/zz-made-up-key", "made up list"])
      assert.ok(output.includes(name), `${name} was not tested:\n${output}`);
  });

  it("asks in words for what only a person knows", () => {
    const text = readFileSync(join(copy, "server/core/rules/made-up-rule.ts"), "utf8");
    assert.match(text, /export const madeUpRule: Rule = \{\n {2}id: "made-up-rule",/);
    assert.match(text, /summary: "FILL IN: say in one sentence what is wrong\."/);
  });

  it("says what is wrong with a name or a kind", async () => {
    await assert.rejects(writeNew(copy, "rule", "MadeUp"), /"MadeUp" is not a name in kebab-case/);
    await assert.rejects(writeNew(copy, "wish", "made-up"), /no "wish" to make. Take one of: rule, application-rule/);
    await assert.rejects(writeNew(copy, "rule", "hook-never-applied"), /hook-never-applied\.ts is already there/);
  });

  function run(file: string, ...rest: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(copy, file), ...rest], {
      cwd: copy,
      encoding: "utf8",
    });
    assert.equal(status, 0, stdout + stderr);
    return stdout;
  }
});
