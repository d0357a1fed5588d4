import assert from "node:assert/strict";
import { annotationKeys, csvItems, hasOption, optionValue, trimSpace } from "../../../server/core/sync/annotations.ts";
import { annotationsOf } from "./resources.ts";

describe("annotation values", () => {
  const lists: readonly (readonly [value: string, items: readonly string[]])[] = [
    ["PreSync", ["PreSync"]],
    [" PreSync ,\tPostSync\n", ["PreSync", "PostSync"]],
    ["a,,b, ,a", ["a", "b"]],
    ["a;b c", ["a;b c"]],
    ["'a'", ["'a'"]],
    ["a,A", ["a", "A"]],
    ["", []],
    [",", []],
  ];
  for (const [value, items] of lists) {
    it(`splits ${JSON.stringify(value)} at commas only`, () => {
      assert.deepEqual(csvItems(value), items);
    });
  }

  it("has no items where there is no value, or none that is known", () => {
    assert.deepEqual(csvItems(undefined), []);
  });

  it("trims what Go takes for white space, and nothing else", () => {
    assert.equal(trimSpace("\u0085\u00a0\u3000\u2028 a b\v\f\r\n"), "a b");
    assert.equal(trimSpace("\ufeffa\u200b"), "\ufeffa\u200b");
    assert.equal(trimSpace(" \n"), "");
  });

  it("trims a value of blanks in a time that grows with its length alone", () => {
    assert.equal(trimSpace(`a${" ".repeat(200_000)}b`).length, 200_002);
  });

  const options: readonly (readonly [value: string, present: boolean, prune: string | undefined])[] = [
    ["Prune=false", true, "false"],
    [" Prune=false , Validate=false", true, "false"],
    ["Prune = false", false, undefined],
    ["prune=false", false, undefined],
    ["Prune=False", false, "False"],
    ["Prune=true,Prune=false", true, "true"],
    ["Prune=false;Replace=true", false, "false;Replace=true"],
    ["Prune", false, undefined],
    ["PruneLast=true", false, undefined],
  ];
  for (const [value, present, prune] of options) {
    it(`${present ? "finds" : "does not find"} the option Prune=false in "${value}"`, () => {
      const annotations = annotationsOf({ syncOptions: value });
      assert.equal(hasOption(annotations, annotationKeys.syncOptions, "Prune=false"), present);
      assert.equal(optionValue(annotations, annotationKeys.syncOptions, "Prune"), prune);
    });
  }
});
