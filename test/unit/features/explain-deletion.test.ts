import assert from "node:assert/strict";
import { explainSync } from "../../../server/core/features/explain/explain-outline.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { type Json, liveText } from "../../support/live-applications.ts";

const [before, resources, after] = [
  "pre-delete-finalizer.argocd.argoproj.io",
  "resources-finalizer.argocd.argoproj.io",
  "post-delete-finalizer.argocd.argoproj.io",
];

/** What is said of the deletion of an Application with these finalizers. */
function saidOf(finalizers: readonly string[], conditions: readonly Json[] = []): readonly string[] {
  const metadata = { deletionTimestamp: "2026-03-01T10:00:00Z", finalizers };
  const reading = readLive(liveText({ metadata, status: { conditions, operationState: undefined } }));
  assert.ok("live" in reading);
  const { story } = explainSync(reading.live, undefined);
  assert.equal(story[0], "The application is being deleted, so no automated sync starts.");
  return story.slice(1);
}

describe("an Application that is being deleted", () => {
  const cleanup = [`${before}/cleanup`, `${after}/cleanup`];
  const cases: readonly (readonly [what: string, finalizers: readonly string[], words: RegExp])[] = [
    ["runs its PreDelete hooks", [before, resources, after, ...cleanup], /PreDelete hooks come first/],
    [
      "then deletes its resources",
      [resources, after, ...cleanup],
      /resources are deleted now, those of the highest wave/,
    ],
    ["in the background too", [`${resources}/background`], /resources are deleted now/],
    ["then runs its PostDelete hooks", [after, ...cleanup], /PostDelete hooks run now/],
    ["then deletes its hooks", cleanup, /hooks are deleted now, as far as their delete policies/],
  ];
  for (const [what, finalizers, words] of cases) {
    it(what, () => {
      assert.match(saidOf(finalizers)[0] ?? "", words);
    });
  }

  it("says no more where only finalizers of others are left", () => {
    assert.deepEqual(saidOf(["example.com/protect"]), []);
  });

  it("says what Argo CD says is wrong", () => {
    const message = "error executing pre-delete hooks: PreDelete hook(s) failed: shop/drain";
    assert.equal(
      saidOf([before], [{ type: "DeletionError", message }])[1],
      `The deletion does not go on: "${message}".`,
    );
  });
});
