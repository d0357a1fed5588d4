// What `npm run new` writes compiles, is listed, and passes its tests, in a copy of the parts of the project that it concerns.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ESLint } from "eslint";
import { scaffolds } from "../../scripts/new/scaffolds.ts";
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

const names = { id: "made-up", name: "madeUp", Name: "MadeUp", words: "made up" };

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

  it("leaves blank only what npm run check lists", async () => {
    const paths = Object.values(scaffolds).flatMap((scaffold) => scaffold(names).files.map(({ path }) => path));
    const eslint = new ESLint({ cwd: root });
    for (const path of paths) {
      const config = (await eslint.calculateConfigForFile(join(root, path))) as {
        readonly rules: Readonly<Record<string, readonly unknown[]>>;
      };
      assert.equal(config.rules["house/filled-in"]?.[0], 2, `${path} may keep what is to be filled in.`);
    }
  });

  it("says which tests are those of the new thing", () => {
    const commands = Object.values(scaffolds).flatMap((scaffold) =>
      scaffold(names).next.flatMap((step) => /npm run test:one -- (\S+)/.exec(step)?.[1] ?? []),
    );
    assert.equal(commands.length, 6);
    for (const path of commands) assert.ok(path.includes("made-up") || existsSync(join(root, path)), path);
  });

  it("lists a feature beside the others", () => {
    const lines = readFileSync(join(copy, "server/core/index.ts"), "utf8").split("\n");
    const line = lines.findIndex((it) => it.includes("madeUpList"));
    assert.match(lines[line - 1] ?? "", /from "\.\/features\//);
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
