import assert from "node:assert/strict";
import { type ExplainOutline, explainSync } from "../../../server/core/features/explain/explain-outline.ts";
import { readLive } from "../../../server/core/live/read-live.ts";
import { hangingHook, type Json, type LiveParts, liveText, resource } from "../../support/live-applications.ts";

const [before, resources, after] = [
  "pre-delete-finalizer.argocd.argoproj.io",
  "resources-finalizer.argocd.argoproj.io",
  "post-delete-finalizer.argocd.argoproj.io",
];

/** The answer about an Application that is being deleted. */
function answerTo({ metadata, ...parts }: LiveParts): ExplainOutline {
  const reading = readLive(
    liveText({ ...parts, metadata: { deletionTimestamp: "2026-03-01T10:00:00Z", ...metadata } }),
  );
  assert.ok("live" in reading);
  return explainSync(reading.live, undefined);
}

/** What is said of the deletion of an Application with these finalizers. */
function saidOf(finalizers: readonly string[], conditions: readonly Json[] = []): readonly string[] {
  const { story } = answerTo({ metadata: { finalizers }, status: { conditions, operationState: undefined } });
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
    for (const finalizer of ["example.com/protect", `${resources}/orphan`]) assert.deepEqual(saidOf([finalizer]), []);
  });

  it("waits for a sync that is not over", () => {
    const { story } = answerTo({ ...hangingHook, metadata: { finalizers: [resources] } });
    assert.deepEqual(story.slice(0, 2), [
      "The application is being deleted, so no automated sync starts.",
      "Its deletion begins when the sync has ended.",
    ]);
  });

  describe("that somebody has to approve", () => {
    const asking = (approved?: string): ExplainOutline =>
      answerTo({
        metadata: {
          finalizers: [resources],
          ...(approved !== undefined && { annotations: { "argocd.argoproj.io/deletion-approved": approved } }),
        },
        status: { operationState: undefined },
        resources: [
          resource("ConfigMap", "settings"),
          resource("Deployment", "db", { requiresDeletionConfirmation: true }),
          resource("Deployment", "gone", { requiresDeletionConfirmation: true, health: { status: "Missing" } }),
        ],
      });

    it("deletes nothing before, and says who does so and how", () => {
      const { story, help } = asking();
      assert.equal(
        story[1],
        "Nothing is deleted before somebody approves it: Delete=confirm or Prune=confirm asks for that, for Deployment db.",
      );
      assert.equal(help[0]?.command, "argocd app confirm-deletion shop");
    });

    it("says what is wrong with an approval", () => {
      assert.match(asking("2026-03-01T09:59:59Z").help[0]?.advice ?? "", /is older than its deletion, which began at/);
      assert.match(asking("yes").help[0]?.advice ?? "", /"yes", is not a time/);
    });

    it("goes on once that is given", () => {
      assert.match(asking("2026-03-01T10:00:00Z").story[1] ?? "", /resources are deleted now/);
    });
  });

  it("says what Argo CD says is wrong", () => {
    const message = "error executing pre-delete hooks: PreDelete hook(s) failed: shop/drain";
    assert.equal(
      saidOf([before], [{ type: "DeletionError", message }])[1],
      `The deletion does not go on: "${message}".`,
    );
  });
});
