import assert from "node:assert/strict";
import { onlyDeletionApplies } from "../../../client/src/plan/plan-resources.ts";
import { planOf } from "../panel/made-plans.ts";

describe("what only the deletion of an application applies", () => {
  it("is what stands neither in a step of the sync nor among what is never applied", () => {
    const [migrate, web, off, clean] = ["migrate", "web", "off", "clean"].map((name) => ({
      ...{ id: `/ConfigMap:/${name}`, group: "", kind: "ConfigMap", name },
      ...{ namespace: "", note: "", problems: { errors: 0, warnings: 0 } },
    }));
    assert.ok(migrate && web && off && clean);
    const plan = planOf(
      { "PreSync/0": ["migrate"], "Sync/0": ["web"] },
      {
        never: [off],
        deletion: [
          { note: "", title: "PreDelete hooks", resources: [migrate] },
          { note: "", title: "Batch 1 of 1", resources: [web, off] },
          { note: "", title: "PostDelete hooks", resources: [clean] },
        ],
      },
    );
    assert.deepEqual(onlyDeletionApplies(plan), [clean]);
  });
});
