import assert from "node:assert/strict";
import { parseInteger, wrapInteger } from "../../../server/core/sync/integer.ts";

describe("integers", () => {
  const numbers: readonly (readonly [text: string, value: bigint])[] = [
    ["5", 5n],
    ["-5", -5n],
    ["+1", 1n],
    ["007", 7n],
    ["-0", 0n],
    ["0000000000000000000000000000012", 12n],
    ["9223372036854775807", 9223372036854775807n],
    ["-9223372036854775808", -9223372036854775808n],
  ];
  for (const [text, value] of numbers) {
    it(`reads "${text}"`, () => {
      assert.equal(parseInteger(text), value);
    });
  }

  const others = [
    ...["", " ", "+", "-", "+-1", " 1", "1 ", "1\n", "1.0", "1e3", "0x1", "0b1", "1_000", "one", "１", "1,2", "NaN"],
    ...["9223372036854775808", "-9223372036854775809", "10000000000000000000000"],
  ];
  for (const text of others) {
    it(`does not take ${JSON.stringify(text)} for a number`, () => {
      assert.equal(parseInteger(text), undefined);
    });
  }

  it("refuses a million digits at once", () => {
    assert.equal(parseInteger("9".repeat(1_000_000)), undefined);
  });

  it("wraps round beyond 64 bits", () => {
    assert.equal(wrapInteger(9223372036854775807n + 1n), -9223372036854775808n);
    assert.equal(wrapInteger(-3n), -3n);
  });
});
