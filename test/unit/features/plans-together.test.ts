import assert from "node:assert/strict";
import { type Adopter, plansTogether } from "../../../server/core/features/plan/plans-together.ts";
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
    const [said] = plansTogether([one], [{ application, ...adopter }]);
    return (said?.changes ?? []).map(({ title, differences }) => `${title}: ${differences.at(-1) ?? ""}`);
  }

  const stays =
    'Secret key: Application "store" deploys it now: it stays if that is synced first; otherwise it is deleted and created again.';

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

  it("stays with a gone Application that its parent does not prune", () => {
    const child = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: shop, namespace: argocd }\n";
    const rest = { notes: [], problems: [] };
    const after = (pruning: "off" | "on"): readonly CommentedPlan[] => {
      const parent = applicationOf([child, key]);
      const left = applicationOf([key]);
      const planOptions = { ...left.planOptions, automated: { prune: pruning === "on", retries: 5 } };
      const changes = planChange(parent, { ...left, planOptions });
      const gone = { ...plan, notes: ["gone"], isDeleted: true as const };
      return plansTogether([gone, { ...gone, name: "op" }, { name: "root", changes, ...rest }], []);
    };
    const [kept, other] = after("off");
    assert.match(kept?.notes.join() ?? "", /"root" does not prune it: it stays in the cluster with all/);
    assert.deepEqual([kept?.changes, kept?.isDeleted, other?.isDeleted], [[], undefined, true]);
    assert.ok(after("on")[0]?.isDeleted);
  });

  it("keeps that one from being synced where it shares nothing", () => {
    const application = { ...applicationOf([key]), name: "store" };
    const planOptions = { ...application.planOptions, syncOptions: ["FailOnSharedResource=true"] };
    assert.match(lastWords(plan, { application: { ...application, planOptions } }).join(), /cannot be synced while/);
  });
});
