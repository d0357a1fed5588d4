import assert from "node:assert/strict";
import { withFolder } from "../cli/run-cli.ts";
import { type Json, liveText, resource, result } from "../support/live-applications.ts";
import { repeat } from "./hostile-texts.ts";
import { runLimited } from "./run-limited.ts";

const count = 60_000;

function listOf(write: (index: number) => Json): readonly Json[] {
  return Array.from({ length: count }, (_, index) => write(index));
}

const failed = listOf((index) =>
  result("Job", `g${index}-1f0c9b7-sync-1772359200`, {
    hookType: "Sync",
    hookPhase: "Failed",
    message: "field is immutable",
  }),
);
const failure = { phase: "Failed", message: "one or more synchronization tasks completed unsuccessfully" };
const pending = listOf((index) => resource("ConfigMap", `c${index}`, { status: "OutOfSync" }));

describe("explain", () => {
  it("answers for many resources that failed, and as many hooks to which Argo CD gave their names", async () => {
    const files = {
      "app.json": liveText({ state: failure, results: failed }),
      "hooks.yaml": repeat(
        count / 2,
        (index) =>
          `---\napiVersion: batch/v1\nkind: Job\nmetadata: {generateName: g${index}-, annotations: {argocd.argoproj.io/hook: Sync}}\n`,
      ),
    };
    await withFolder(files, async (cwd) => {
      const { status, stdout, stderr } = await runLimited(["explain", "app.json", "--manifests", "hooks.yaml"], cwd);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(stdout, /^ {4}Job g59999-1f0c9b7-sync-1772359200: failed, "field is immutable"$/m);
    });
  });

  it("answers for many resources that were asked for, with many options", async () => {
    const sync = {
      resources: listOf((index) => ({ kind: "ConfigMap", name: `d${index}` })),
      syncOptions: listOf((index) => ({ a: index })),
    };
    await withFolder({ "app.json": liveText({ state: failure, resources: pending, sync }) }, async (cwd) => {
      const { status, stdout, stderr } = await runLimited(["explain", "app.json"], cwd);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(stdout, /^ {4}ConfigMap c59999: left out$/m);
    });
  });
});
