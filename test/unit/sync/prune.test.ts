import assert from "node:assert/strict";
import { type Prune, pruneWaves } from "../../../server/core/sync/prune.ts";

const normal = (wave: bigint): Prune => ({ wave, last: false });
const last = (wave: bigint): Prune => ({ wave, last: true });

describe("the waves of pruning", () => {
  const cases: readonly (readonly [string, readonly Prune[], readonly bigint[], readonly bigint[]])[] = [
    ["nothing to prune", [], [3n], []],
    ["one wave stays as it is", [normal(4n), normal(4n)], [], [4n, 4n]],
    ["waves are swapped, the highest first", [normal(0n), normal(1n), normal(7n), normal(7n)], [], [7n, 1n, 0n, 0n]],
    ["an even number of waves is swapped too", [normal(-1n), normal(2n)], [9n], [2n, -1n]],
    ["PruneLast comes after all that is applied", [last(-5n), normal(2n)], [1n, 4n], [5n, -5n]],
    ["PruneLast comes after all that is pruned", [last(-5n), normal(8n)], [1n], [9n, -5n]],
    ["PruneLast is at least in wave 1", [last(-5n)], [-3n], [1n]],
    ["PruneLast wraps round at the end of 64 bits", [last(0n)], [2n ** 63n - 1n], [-(2n ** 63n)]],
  ];
  for (const [title, prunes, applied, expected] of cases) {
    it(title, () => {
      assert.deepEqual(pruneWaves(prunes, applied), expected);
    });
  }
});
