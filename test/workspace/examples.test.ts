import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { codeLenses } from "../../server/core/index.ts";
import { nodeFiles } from "../../server/workspace/files.ts";
import { Workspace } from "../../server/workspace/workspace.ts";

const mistakes = join(import.meta.dirname, "..", "..", "examples", "mistakes");

const examples = readdirSync(mistakes, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".yaml"));

describe("the examples of mistakes", () => {
  it("show one mistake each", async () => {
    const workspace = new Workspace(nodeFiles);
    for (const name of examples) {
      const problems = await workspace.problemsOf(join(mistakes, name));
      assert.equal(problems.length, 1, `${name}: ${problems.map(({ message }) => message).join(" ")}`);
    }
  });

  it("have a lens of their own, except where one stops the application: it has a folder of its own", async () => {
    const workspace = new Workspace(nodeFiles);
    const stopping: string[] = [];
    for (const name of examples) {
      const placed = await workspace.place(join(mistakes, name));
      assert.ok(placed);
      const lenses = codeLenses(placed.roster, placed.fileName, "auto");
      assert.equal(lenses.length, 1, name);
      if (lenses.some(({ title }) => title.includes("the whole application"))) stopping.push(name);
    }
    assert.deepEqual(stopping, [join("stops-everything", "unquoted-wave.yaml")]);
  });
});
