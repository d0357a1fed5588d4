import assert from "node:assert/strict";
import { startEditor } from "../support/editor.ts";
import { manyInOne } from "./hostile-texts.ts";

const count = 90_000;

describe("the actions for a whole file", () => {
  for (const [name, of] of [
    ["different annotations", 2 * count],
    ["comments that suppress", 2 * count],
  ] as const) {
    it(`are offered for each problem of ${name}`, async () => {
      const editor = await startEditor();
      editor.open("file:///a.yaml", manyInOne[name]?.(count) ?? "");
      const all = { start: { line: 0, character: 0 }, end: { line: 2 * count + 10, character: 0 } };
      const actions = await editor.actions("file:///a.yaml", all, ["quickfix"]);
      assert.ok(actions.filter(({ title }) => title.startsWith("Ignore ")).length >= of - 2);
      await editor.quit();
    });
  }
});
