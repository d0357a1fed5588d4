import assert from "node:assert/strict";
import { compareOptions } from "../../../server/core/catalogue/annotations/compare-options.ts";
import { syncOptions } from "../../../server/core/catalogue/annotations/sync-options.ts";
import { nearest } from "../../../server/core/catalogue/near.ts";
import { readOption } from "../../../server/core/catalogue/options.ts";

describe("an option", () => {
  const readings: readonly (readonly [string, ReturnType<typeof readOption>["type"], string?])[] = [
    ["Prune=false", "known", "Prune=false"],
    ["Prune=yes", "known"],
    ["Replace=false", "known", "Replace=false"],
    ["PruneLast=false", "known"],
    ["CreateNamespace=false", "known"],
    ["prune=false", "misspelt", "Prune=false"],
    ["Prune=true", "known", "Prune=true"],
    ["Prune=on", "known"],
    ["Delete=1", "known"],
    ["RespectIgnoreDifferences=false", "known"],
    ["Prune=no", "misspelt", "Prune=false"],
    ["Prun=n", "misspelt", "Prune=false"],
    ["Prune : 0 : x", "misspelt", "Prune=false"],
    ["Delete=never", "misspelt", "Delete=false"],
    ["Delete=disabled", "misspelt", "Delete=false"],
    ["ServerSideApply=off", "misspelt", "ServerSideApply=false"],
    ["ServerSideApply: True", "misspelt", "ServerSideApply=true"],
    ["skipdryrun", "misspelt", "SkipDryRunOnMissingResource=true"],
    ["NoDelete", "misspelt", "Delete=false"],
    ["Delete: False", "misspelt", "Delete=false"],
    ["Validate = false", "misspelt", "Validate=false"],
    ["SkipPrune", "misspelt", "Prune=false"],
    ["Replace", "misspelt", "Replace=true"],
    ["IgnoreExtraneous", "other annotation", "IgnoreExtraneous"],
    ["IgnoreExtraneous=true", "other annotation", "IgnoreExtraneous"],
    ["serverSideDiff=true", "other annotation", "ServerSideDiff=true"],
    ["CreateNamespace=true", "application", "CreateNamespace=true"],
    ["createnamespace=true", "application", "CreateNamespace=true"],
    ["PrunePropagationPolicy=foreground", "application", "PrunePropagationPolicy=foreground"],
    ["SelfHeal=true", "unknown"],
    ["ApplyOnly=true", "unknown"],
    ["HookSucceeded", "unknown"],
    ["Replace=on", "unknown"],
    ["Prune=maybe", "unknown"],
    ["Prune=", "unknown"],
    ["IgnoreExtraneous=false", "unknown"],
    ["=false", "unknown"],
    ["=", "unknown"],
  ];
  for (const [text, type, value] of readings) {
    it(`${text} below sync-options is: ${type}`, () => {
      const reading = readOption(syncOptions, text);
      assert.equal(reading.type, type);
      assert.equal("option" in reading ? reading.option?.value : undefined, value);
    });
  }

  it("of the sync below compare-options belongs to the other annotation", () => {
    assert.equal(readOption(compareOptions, "Prune=false").type, "other annotation");
    assert.equal(readOption(compareOptions, "ServerSideDiff=true").type, "known");
    assert.equal(readOption(compareOptions, "ServerSideDiff=off").type, "misspelt");
    assert.equal(readOption(compareOptions, "ignore-extraneous=true").type, "misspelt");
  });

  it("is surely meant where only letters differ, and exactly where none does", () => {
    const readings = ["prune=false", "Prune=no", "SkipPrune", "Replace", "IgnoreExtraneous", "IgnoreExtraneous=true"];
    assert.deepEqual(
      readings.map((text) => {
        const reading = readOption(syncOptions, text);
        return "sure" in reading ? reading.sure : "exact" in reading ? reading.exact : undefined;
      }),
      [true, true, false, false, true, false],
    );
  });
});

describe("the nearest word", () => {
  const words = ["PreSync", "PostSync", "Sync", "SyncFail"];
  it("differs in case and blanks, or in a letter or two", () => {
    for (const text of ["presync", "pre-sync", " PreSync ", "PreSnyc", "PrSync"])
      assert.equal(nearest(text, words), "PreSync");
  });

  it("is none where nothing is near, or two words are equally near", () => {
    for (const text of ["", "test", "pre", "Poesing"]) assert.equal(nearest(text, words), undefined);
    assert.equal(nearest("hook", ["Hook", "hook"]), undefined);
  });

  const distances: readonly (readonly [text: string, word: string, isNear: boolean])[] = [
    ["hok", "hook", true],
    ["ohok", "hook", true],
    ["hxxk", "hook", false],
    ["hxxks", "hooks", true],
    ["hxxxs", "hooks", false],
    ["ohosk", "hooks", true],
    ["policyab", "policy", true],
    ["abpolicy", "policy", true],
    ["licy", "policy", false],
    ["plcy", "polcy", true],
    ["policies", "policy", false],
    ["a.b/c=d", "ab/c=d", true],
    ["a-b_c d", "abcd", true],
  ];
  for (const [text, word, isNear] of distances) {
    it(`of "${text}" is ${isNear ? "" : "not "}"${word}"`, () => {
      assert.equal(nearest(text, [word]), isNear ? word : undefined);
    });
  }
});
