import assert from "node:assert/strict";
import { join } from "node:path";
import { checkInputs } from "../../server/cli/lint/check-inputs.ts";
import { readArguments } from "../../server/cli/arguments.ts";
import { applicationRules, type ApplicationRule, type Rule, resourceRules } from "../../server/core/index.ts";
import { withFolder } from "../cli/run-cli.ts";
import { type Editor, startEditor } from "../support/editor.ts";
import { annotated } from "./hostile-texts.ts";

const wrong = annotated('    argocd.argoproj.io/sync-wave: "x"\n    argocd.argoproj.io/no-such-key: a\n');

/** What a deep recursion in a rule comes to. */
function overflow(): never {
  throw new RangeError("Maximum call stack size exceeded");
}

/** Lets a rule fail while `use` runs. */
async function withFailing(id: string, use: () => Promise<void>): Promise<void> {
  const rule = [...resourceRules, ...applicationRules].find((it) => it.id === id);
  assert.ok(rule !== undefined);
  const { check } = rule;
  const open = rule as { check: Rule["check"] | ApplicationRule["check"] };
  open.check = overflow;
  try {
    await use();
  } finally {
    open.check = check;
  }
}

async function lintIn(cwd: string): Promise<{ readonly found: readonly string[]; readonly faults: readonly string[] }> {
  const command = readArguments(["lint", cwd]);
  assert.ok(command.name === "lint");
  const { results, faults } = await checkInputs(command, { show: () => undefined, clear: () => undefined });
  return { found: results.flatMap(({ findings }) => findings.map(({ rule }) => rule)), faults };
}

describe("a rule that fails", () => {
  it("costs lint only what it would find, and is named with the file and the document", async () => {
    await withFailing("wave-not-an-integer", async () => {
      await withFolder({ "a.yaml": `# nothing\n---\n${wrong}` }, async (cwd) => {
        const { found, faults } = await lintIn(cwd);
        assert.deepEqual(found, ["unknown-annotation"]);
        assert.deepEqual(faults, [
          `The rule "wave-not-an-integer" failed in "${join(cwd, "a.yaml")}", in the document on line 2, so its findings there are missing: Maximum call stack size exceeded. Please report this.`,
        ]);
      });
    });
  });

  it("costs lint only what it would find also where it looks at an application", async () => {
    await withFailing("duplicate-resource", async () => {
      await withFolder({ "a.yaml": wrong, "b.yaml": wrong }, async (cwd) => {
        const { found, faults } = await lintIn(cwd);
        assert.deepEqual(found, Array(2).fill(["wave-not-an-integer", "unknown-annotation"]).flat());
        assert.equal(faults.length, 1);
        assert.match(faults[0] ?? "", /^The rule "duplicate-resource" failed in the application in "/);
      });
    });
  });

  describe("in the server", () => {
    let editor: Editor;
    afterEach(() => editor.quit());

    it("costs only what it would find, and is logged once, not with every keystroke", async () => {
      await withFailing("wave-not-an-integer", async () => {
        editor = await startEditor();
        const uri = "untitled:a.yaml";
        editor.open(uri, wrong);
        const codes = async (): Promise<readonly unknown[]> => (await editor.pull(uri)).map(({ code }) => code);
        assert.deepEqual(await codes(), ["unknown-annotation"]);
        editor.change(uri, 2, { text: `# one more line\n${wrong}` });
        assert.deepEqual(await codes(), ["unknown-annotation"]);
        assert.equal(editor.log.filter((line) => line.includes('The rule "wave-not-an-integer" failed')).length, 1);
      });
    });
  });
});
