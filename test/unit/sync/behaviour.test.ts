import assert from "node:assert/strict";
import { type Behaviour, behaviourOf } from "../../../server/core/sync/behaviour.ts";
import { type ShortAnnotations, annotationsOf, resourceFrom } from "./resources.ts";

type Summary = string;

/** The role, the phases and what runs at the deletion, in one line. */
function summaryOf({ role, phases, preDelete, postDelete }: Behaviour): Summary {
  return [role, ...phases, ...(preDelete ? ["pre-delete"] : []), ...(postDelete ? ["post-delete"] : [])].join(" ");
}

function behaviourWith(annotations: ShortAnnotations, annotationsKnown?: "unknown"): Behaviour {
  return behaviourOf(
    resourceFrom("batch/Job:/migrate", annotations, { annotationsKnown: annotationsKnown === undefined }),
  );
}

describe("what a resource's annotations make of it", () => {
  const roles: readonly (readonly [ShortAnnotations, Summary])[] = [
    [{}, "resource Sync"],
    [{ hook: "PreSync" }, "hook PreSync"],
    [{ hook: "PostSync, PreSync" }, "hook PreSync PostSync"],
    [{ hook: "SyncFail,PostSync,Sync,PreSync" }, "hook PreSync Sync PostSync SyncFail"],
    [{ hook: "Sync,Garbage" }, "hook Sync"],
    [{ hook: "Skip" }, "skipped"],
    [{ hook: "Skip,Garbage" }, "skipped"],
    [{ hook: "Skip,PreSync" }, "hook PreSync"],
    [{ hook: "Skip", helmHook: "pre-install" }, "skipped"],
    [{ hook: "Skip,PreDelete" }, "skipped pre-delete"],
    [{ hook: "" }, "dropped"],
    [{ hook: "presync" }, "dropped"],
    [{ hook: "PreSync;PostSync" }, "dropped"],
    [{ hook: "PreSync PostSync" }, "dropped"],
    [{ hook: "test" }, "dropped"],
    [{ hook: "pre-install" }, "dropped"],
    [{ helmHook: "pre-install" }, "hook PreSync"],
    [{ helmHook: "pre-upgrade,post-upgrade" }, "hook PreSync PostSync"],
    [{ helmHook: "post-install,pre-rollback" }, "hook PostSync"],
    [{ helmHook: "test" }, "dropped"],
    [{ helmHook: "pre-rollback" }, "dropped"],
    [{ helmHook: "Pre-Install" }, "dropped"],
    [{ helmHook: "" }, "dropped"],
    [{ helmHook: "crd-install" }, "resource Sync"],
    [{ helmHook: "crd-install,post-install" }, "hook PostSync"],
    [{ helmHook: " crd-install" }, "dropped"],
    [{ hook: "PostSync", helmHook: "pre-install" }, "hook PostSync"],
    [{ hook: "Garbage", helmHook: "pre-install" }, "hook PreSync"],
    [{ hook: "Garbage", helmHook: "crd-install" }, "dropped"],
    [{ hook: "PreDelete" }, "deletion-hook pre-delete"],
    [{ hook: "PreDelete,PostDelete" }, "deletion-hook pre-delete post-delete"],
    [{ helmHook: "post-delete" }, "deletion-hook post-delete"],
    [{ hook: "Garbage", helmHook: "pre-delete" }, "deletion-hook pre-delete"],
    [{ hook: "PostSync,PostDelete" }, "hook PostSync post-delete"],
    [{ hook: "PostDelete", helmHook: "pre-install" }, "hook PreSync post-delete"],
  ];
  for (const [annotations, summary] of roles) {
    it(`${JSON.stringify(annotations)}: ${summary}`, () => {
      assert.equal(summaryOf(behaviourWith(annotations)), summary);
    });
  }

  it("says nothing about a hook whose value only rendering tells", () => {
    assert.equal(summaryOf(behaviourWith({ hook: undefined })), "unknown");
    assert.equal(summaryOf(behaviourWith({ helmHook: undefined })), "unknown");
    assert.equal(summaryOf(behaviourWith({ hook: undefined, helmHook: "pre-install" })), "unknown");
    assert.equal(summaryOf(behaviourWith({ hook: "Garbage", helmHook: undefined })), "unknown");
    assert.equal(summaryOf(behaviourWith({ hook: "PreDelete", helmHook: undefined })), "unknown pre-delete");
    assert.equal(summaryOf(behaviourWith({ hook: "PreSync", helmHook: undefined })), "hook PreSync");
  });

  it("goes by what is written where a template may add more", () => {
    assert.equal(summaryOf(behaviourWith({}, "unknown")), "unknown");
    assert.equal(summaryOf(behaviourWith({ hook: "PreSync" }, "unknown")), "hook PreSync");
    assert.equal(summaryOf(behaviourWith({ helmHook: "crd-install" }, "unknown")), "resource Sync");
    assert.equal(behaviourWith({ hook: "PreSync" }, "unknown").waveSource, "unknown");
    assert.equal(behaviourWith({ syncWave: "3" }, "unknown").wave, 3n);
    assert.equal(behaviourWith({ syncWave: "one" }, "unknown").wave, undefined);
  });

  const policies: readonly (readonly [ShortAnnotations, readonly string[]])[] = [
    [{}, ["BeforeHookCreation"]],
    [{ hookDeletePolicy: "" }, ["BeforeHookCreation"]],
    [{ hookDeletePolicy: "hooksucceeded" }, ["BeforeHookCreation"]],
    [{ hookDeletePolicy: "HookSucceeded" }, ["HookSucceeded"]],
    [{ hookDeletePolicy: "HookSucceeded,junk, HookFailed" }, ["HookFailed", "HookSucceeded"]],
    [{ helmHookDeletePolicy: "before-hook-creation,hook-succeeded" }, ["BeforeHookCreation", "HookSucceeded"]],
    [{ hookDeletePolicy: "HookFailed", helmHookDeletePolicy: "hook-succeeded" }, ["HookFailed", "HookSucceeded"]],
    [{ hookDeletePolicy: "hook-succeeded", helmHookDeletePolicy: "HookFailed" }, ["BeforeHookCreation"]],
    [{ hookDeletePolicy: undefined }, []],
    [{ hookDeletePolicy: "HookFailed", helmHookDeletePolicy: undefined }, []],
  ];
  for (const [annotations, expected] of policies) {
    it(`a hook with ${JSON.stringify([...annotationsOf(annotations).values()])} is deleted by ${expected.join(", ") || "an unknown policy"}`, () => {
      assert.deepEqual(behaviourWith({ hook: "PreSync", ...annotations }).deletePolicies, expected);
    });
  }

  it("gives delete policies to hooks of every sort, and to nothing else", () => {
    const policy: ShortAnnotations = { hookDeletePolicy: "HookFailed" };
    assert.deepEqual(behaviourWith({ ...policy, hook: "PostDelete" }).deletePolicies, ["HookFailed"]);
    assert.deepEqual(behaviourWith({ ...policy, hook: "typo" }).deletePolicies, ["HookFailed"]);
    assert.deepEqual(behaviourWith({ ...policy, hook: "Skip" }).deletePolicies, []);
    assert.deepEqual(behaviourWith(policy).deletePolicies, []);
  });

  it("does not claim the default policy where a template may add one", () => {
    assert.deepEqual(behaviourWith({ hook: "PreSync" }, "unknown").deletePolicies, []);
    assert.deepEqual(behaviourWith({ hook: "PreSync", hookDeletePolicy: "HookFailed" }, "unknown").deletePolicies, [
      "HookFailed",
    ]);
  });
});
