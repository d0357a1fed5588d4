import assert from "node:assert/strict";
import { planComment } from "../../../server/core/features/plan/plan-comment.ts";
import { planGone } from "../../../server/core/features/plan/plan-gone.ts";
import type { Application } from "../../../server/core/application/application.ts";
import { applicationOf } from "../../support/applications.ts";
import { hook, manifest } from "../../support/manifests.ts";

type Cascade = Application["planOptions"]["cascade"];

const documents = [
  manifest("PersistentVolumeClaim", "data"),
  manifest("Secret", "key", { "argocd.argoproj.io/sync-options": "Delete=false" }),
  manifest("Job", "migrate", hook("PreSync")),
  manifest("Job", "farewell", hook("PostDelete")),
  manifest("Job", "never", hook("Skip")),
];

function gone(cascade: Cascade): ReturnType<typeof planGone> {
  const application = applicationOf(documents);
  return planGone({ ...application, planOptions: { ...application.planOptions, cascade } }, "application");
}

function sentences(cascade: Cascade): readonly string[] {
  return gone(cascade).changes.map(
    ({ title, danger = "", differences }) => `${title}: ${danger} ${differences.join("")}`,
  );
}

describe("an application that nothing deploys any more", () => {
  it("takes with it what its deletion deletes", () => {
    const expected = [
      "Job farewell:  Runs when the Application is deleted.",
      "Job migrate:  Deleted with its Application if it is there.",
      "Job never:  Was never applied.",
      "PersistentVolumeClaim data: deleted Deleted with its Application.",
      "Secret key:  Stays in the cluster.",
    ];
    for (const cascade of ["foreground", "background", undefined] as const)
      assert.deepEqual([...sentences(cascade)].sort(), expected, cascade);
    assert.match(gone("foreground").note, /once it is deleted from the cluster, Argo CD deletes what it deploys\.$/);
    assert.match(gone(undefined).note, /if it has the finalizer resources-finalizer\.argocd\.argoproj\.io\.$/);
  });

  it("leaves everything behind where it has no finalizer, and runs its hooks", () => {
    assert.match(gone("none").note, /has no finalizer .*: what it deploys stays in the cluster/);
    assert.deepEqual([...sentences("none")].sort(), [
      "Job farewell:  Runs when the Application is deleted.",
      "Job migrate:  Stays in the cluster.",
      "Job never:  Was never applied.",
      "PersistentVolumeClaim data:  Stays in the cluster.",
      "Secret key:  Stays in the cluster.",
    ]);
  });

  it("stays as it is where only its folder is gone, or it deploys something else", () => {
    const application = applicationOf(documents);
    assert.match(planGone(application, "folder").note, /^Its folder is gone: .* can no longer be synced/);
    assert.match(planGone(application, "elsewhere").note, /is not known here\.$/);
    assert.match(planGone(application, "kept").note, /deletes no Applications .*: it stays in the cluster/);
    assert.ok(!planGone(application, "kept").isDeleted);
    const older = { ...application.planOptions, version: { major: 2, minor: 9 } };
    assert.ok(planGone({ ...application, planOptions: older }, "kept").isDeleted);
    for (const because of ["folder", "elsewhere", "kept"] as const)
      assert.deepEqual(planGone(application, because).changes, []);
  });

  it("is the first thing that a comment says", () => {
    const { note, changes } = gone("foreground");
    const plan = { name: "shop", changes, notes: [note], problems: [] };
    const other = { name: "api", changes: [], notes: ["Now Argo CD cannot sync it."], problems: [] };
    const comment = planComment([other, { ...plan, isDeleted: true }]);
    const lines = comment.split("\n").filter((line) => line.startsWith("- "));
    assert.match(lines[0] ?? "", /^- \*\*Deleted\*\*: Application shop\. It is no longer in the repository/);
    assert.match(lines[1] ?? "", /^- \*\*api\*\*: Now Argo CD/);
    assert.match(
      lines[2] ?? "",
      /^- \*\*Deleted\*\* \(shop\): PersistentVolumeClaim data\. Deleted with its Application\.$/,
    );
    assert.equal(lines.length, 3);
  });
});
