import assert from "node:assert/strict";
import { type Adopter, withAdopters } from "../../../server/core/features/plan/plan-adopters.ts";
import { planChange } from "../../../server/core/features/plan/plan-change.ts";
import { planGone } from "../../../server/core/features/plan/plan-gone.ts";
import type { CommentedPlan } from "../../../server/core/features/plan/plan-comment.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest } from "../../support/manifests.ts";

const [key, job] = [manifest("Secret", "key"), manifest("Job", "load", hook("PreSync"))];

describe("what another application deploys now", () => {
  const was = applicationOf([key, job]);
  const moved = planChange(was, applicationOf([]));
  const plan: CommentedPlan = { name: "shop", cluster: "a", changes: moved, notes: [], problems: [] };

  function lastWords(one: CommentedPlan, adopter: Partial<Adopter> = {}, name = "store"): readonly string[] {
    const application = { ...applicationOf([key, job]), name };
    const [said] = withAdopters([one], [{ application, ...adopter }]);
    return (said?.changes ?? []).map(({ title, differences }) => `${title}: ${differences.at(-1) ?? ""}`);
  }

  const stays =
    'Secret key: Application "store" deploys it now: it stays if that is synced first, and else is deleted and created again.';

  it("stays if that one is synced first, whether its Application is gone or not", () => {
    assert.ok(lastWords(plan, { cluster: "a" }).includes(stays));
    const gone = planGone({ ...was, planOptions: { ...was.planOptions, cascade: "foreground" } }, "application");
    assert.ok(lastWords({ ...plan, changes: gone.changes }).includes(stays));
    assert.match(lastWords(plan).join("\n"), /Job load: Stays in the cluster if it is there/);
  });

  it("is none of its business in another cluster, or where it is the same application", () => {
    for (const words of [lastWords(plan, { cluster: "b" }), lastWords(plan, {}, "shop")])
      assert.ok(!words.join().includes("deploys it now"));
  });

  it("keeps that one from being synced where it shares nothing", () => {
    const application = { ...applicationOf([key]), name: "store" };
    const planOptions = { ...application.planOptions, syncOptions: ["FailOnSharedResource=true"] };
    assert.match(lastWords(plan, { application: { ...application, planOptions } }).join(), /cannot be synced while/);
  });
});
