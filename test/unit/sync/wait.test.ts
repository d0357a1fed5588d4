import assert from "node:assert/strict";
import { planSync } from "../../../server/core/sync/plan.ts";
import type { SyncResource } from "../../../server/core/sync/resource.ts";
import { resourceFrom } from "./resources.ts";

const web = resourceFrom("apps/Deployment:/web");
const late = resourceFrom("apps/Deployment:/late", { syncWave: "1" });
const syncHook = resourceFrom("batch/Job:/load", { hook: "Sync" });
const lateHook = resourceFrom("batch/Job:/warm", { hook: "Sync", syncWave: "1" });
const alert = resourceFrom("batch/Job:/alert", { hook: "SyncFail" });
const lateAlert = resourceFrom("batch/Job:/page", { hook: "SyncFail", syncWave: "1" });

describe("what Argo CD waits for after a step", () => {
  const cases: readonly (readonly [title: string, resources: readonly SyncResource[], waits: readonly string[]])[] = [
    ["a single step without hooks is done once it is applied", [web], ["nothing"]],
    ["in a single step only hooks are awaited", [web, syncHook], ["hooks"]],
    ["a wave must be healthy before the next one", [web, late], ["everything", "nothing"]],
    [
      "with several steps, all of a last step with a hook is awaited",
      [web, late, lateHook],
      ["everything", "everything"],
    ],
    ["a SyncFail hook makes no wait of its own", [web, alert], ["nothing", "hooks"]],
    ["SyncFail hooks of all waves start together", [web, alert, lateAlert], ["nothing", "nothing", "hooks"]],
  ];
  for (const [title, resources, waits] of cases) {
    it(title, () => {
      const { steps } = planSync(resources, { namespace: "default" });
      assert.deepEqual(
        steps.map((step) => step.waitsFor),
        waits,
      );
    });
  }
});
