import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { withFolder } from "../cli/run-cli.ts";
import { type HostileText, manyInOne, manyResources } from "./hostile-texts.ts";
import { runLimited } from "./run-limited.ts";

/** What `lint --fix` leaves, and how often what is right stands in the text then. */
const cases: readonly (readonly [
  name: string,
  write: HostileText | undefined,
  left: RegExp,
  right: RegExp,
  times: number,
])[] = [
  ["misspelt hooks in many documents", manyResources["misspelt hooks"], /^No problems/m, /hook: PreSync\b/g, 3000],
  ["misspelt hooks of a List", manyResources["misspelt items of a List"], /^No problems/m, /hook: PreSync\b/g, 3000],
  ["numbers without quotes", manyInOne["numbers as values"], /^3000 hints in 1 of 1 file\.$/m, /: "1"/g, 3000],
];

describe("lint --fix", () => {
  for (const [name, write, left, right, times] of cases) {
    it(`fixes ${name} at once`, async () => {
      await withFolder({ "a.yaml": write?.(3000) ?? "" }, async (cwd) => {
        const { stdout } = await runLimited(["lint", "--fix", "a.yaml"], cwd);
        assert.match(stdout, left);
        assert.equal(readFileSync(join(cwd, "a.yaml"), "utf8").match(right)?.length, times);
      });
    });
  }
});
