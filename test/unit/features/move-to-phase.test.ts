import assert from "node:assert/strict";
import { buildApplication, moveTask, openFile } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

type PhasePlace = Parameters<typeof moveTask>[2];

/** The text after the resource of a task was moved, or the reason why it cannot be. */
function moved(text: string, task: string, to: PhasePlace): string {
  const identity = { name: "shop", source: { type: "directory", path: "/shop" }, namespace: "shop" } as const;
  const application = buildApplication([{ name: "/shop/all.yaml", file: openFile(text) }], identity);
  const found = moveTask(application, task, to);
  return typeof found === "string"
    ? found
    : applyEdits(
        text,
        found.flatMap(({ edits }) => edits),
      );
}

const task = "batch/Job:/migrate Sync";

describe("moving a resource to another phase", () => {
  it("makes it a hook, and writes its wave only where that changes", () => {
    assert.equal(
      moved(manifest("Job", "migrate"), task, { phase: "PreSync", wave: 0n }),
      manifest("Job", "migrate", hook("PreSync")),
    );
    assert.equal(
      moved(manifest("Job", "migrate", wave("2")), task, { phase: "PreSync", wave: 2n }),
      manifest("Job", "migrate", { ...hook("PreSync"), ...wave("2") }),
    );
    assert.equal(
      moved(manifest("Job", "migrate", wave("2")), task, { phase: "PostSync", wave: -1n }),
      manifest("Job", "migrate", { ...hook("PostSync"), ...wave("-1") }),
    );
  });

  it("gives a hook another type", () => {
    const before = manifest("Job", "migrate", hook("PreSync"));
    const to = { phase: "PostSync", wave: 0n } as const;
    assert.equal(moved(before, "batch/Job:/migrate PreSync", to), before.replace("PreSync", "PostSync"));
  });

  it("says why it makes no hook of what a sync may not recreate, of a Helm hook, and of one with several types", () => {
    const to = { phase: "PostSync", wave: 0n } as const;
    assert.equal(
      moved(manifest("Service", "web"), "/Service:/web Sync", to),
      "Service web should not become a hook: a sync deletes a hook and recreates it, and it answers nobody until it is there again, perhaps under another address.",
    );
    assert.match(
      moved(manifest("Job", "migrate", { "helm.sh/hook": "pre-install" }), "batch/Job:/migrate PreSync", to),
      /^Job migrate is a Helm hook: convert it/,
    );
    assert.match(
      moved(manifest("Job", "migrate", hook("PreSync,Sync")), "batch/Job:/migrate PreSync", to),
      /^Job migrate is a hook of several types: /,
    );
  });

  it("leaves alone what a template writes and what is not there, and says so", () => {
    const to = { phase: "PreSync", wave: 0n } as const;
    const template = manifest("Job", "migrate", { "argocd.argoproj.io/hook": "{{ .Values.hook }}" });
    assert.match(moved(template, task, to), /^Job migrate stays as it is: a template writes /);
    assert.match(moved("", task, to), /^This resource is no longer in the application\./);
  });
});
