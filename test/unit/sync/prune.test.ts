import assert from "node:assert/strict";
import { liveObject } from "../../../server/core/sync/cluster.ts";
import { pruneSteps } from "../../../server/core/sync/prune.ts";
import { settingsOf } from "../../../server/core/sync/settings.ts";
import { resourceFrom } from "./resources.ts";

/** A live object of that wave: its name; `last` for one with the option PruneLast. */
type Object = readonly [name: string, wave: bigint, when?: "last"];

/** When they are pruned: `WAVE: NAMES`, in the order of time. */
function linesOf(objects: readonly Object[], highestApplied: bigint): string[] {
  const live = objects.map(([name, wave, when]) =>
    liveObject(
      resourceFrom(`/Secret:/${name}`, {
        syncWave: String(wave),
        ...(when === "last" && { syncOptions: "PruneLast=true" }),
      }),
      "default",
    ),
  );
  const steps = pruneSteps(live, settingsOf({ namespace: "default" }, "prunes"), highestApplied);
  return steps.map(({ wave, objects: some }) => `${wave}: ${some.map(({ resource }) => resource.name).join(", ")}`);
}

describe("the waves of pruning", () => {
  const cases: readonly (readonly [string, readonly Object[], bigint, readonly string[]])[] = [
    ["nothing to prune", [], 3n, []],
    [
      "one wave stays as it is",
      [
        ["b", 4n],
        ["a", 4n],
      ],
      0n,
      ["4: a, b"],
    ],
    [
      "waves are swapped, the highest first",
      [
        ["a", 0n],
        ["b", 1n],
        ["c", 7n],
        ["d", 7n],
      ],
      0n,
      ["0: c, d", "1: b", "7: a"],
    ],
    [
      "an even number of waves is swapped too",
      [
        ["a", -1n],
        ["b", 2n],
      ],
      9n,
      ["-1: b", "2: a"],
    ],
    [
      "PruneLast comes after all that is applied, and its wave is swapped with the others",
      [
        ["a", -5n, "last"],
        ["b", 2n],
      ],
      4n,
      ["-5: b", "5: a"],
    ],
    [
      "PruneLast comes after all that is pruned",
      [
        ["a", -5n, "last"],
        ["b", 8n],
      ],
      1n,
      ["-5: b", "9: a"],
    ],
    ["PruneLast is at least in wave 1", [["a", -5n, "last"]], 0n, ["1: a"]],
    ["PruneLast wraps round at the end of 64 bits", [["a", 0n, "last"]], 2n ** 63n - 1n, [`${-(2n ** 63n)}: a`]],
  ];
  for (const [title, objects, highestApplied, lines] of cases) {
    it(title, () => {
      assert.deepEqual(linesOf(objects, highestApplied), lines);
    });
  }
});
