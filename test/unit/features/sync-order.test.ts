import assert from "node:assert/strict";
import { buildApplication } from "../../../server/core/application/application.ts";
import { differences } from "../../../server/core/features/differences.ts";
import { syncOrder } from "../../../server/core/features/plan/sync-order.ts";
import { editFile, openFile, textOf } from "../../../server/core/manifest/file.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

/** The order of a sync as lines: each step, its tasks, and then what no step applies. */
function linesOf(documents: readonly string[]): string[] {
  const source = { type: "file", path: "a.yaml" } as const;
  const file = openFile(documents.join("---\n"));
  const identity = { name: "shop", source, namespace: "prod", createNamespace: true };
  const { steps, others } = syncOrder(buildApplication([{ name: "a.yaml", file }], identity));
  const line = ({ title, note }: { title: string; note: string }) => (note === "" ? title : `${title}: ${note}`);
  return [...steps.flatMap(({ title, tasks }) => [`[${title}]`, ...tasks.map(line)]), "[never]", ...others.map(line)];
}

describe("the order of a sync in words", () => {
  it("names every step, its tasks and what is not applied", () => {
    const documents = [
      manifest("Job", "migrate", { ...hook("PreSync"), ...wave("-1") }),
      manifest("ConfigMap", "settings", wave("x")),
      manifest("Job", "alert", hook("SyncFail")),
      manifest("Job", "skipped", hook("Skip")),
      manifest("Job", "dropped", hook("x")),
      manifest("Job", "clean", hook("PostDelete")),
      manifest("Job", "unsure", hook("{{ .x }}")),
      manifest("Secret", "twice", wave("1")),
      manifest("Secret", "twice"),
    ];
    assert.deepEqual(linesOf(documents), [
      "[PreSync · wave -1]",
      "Namespace prod: pulled forward for Job migrate · CreateNamespace=true",
      "Job migrate: hook, deleted before its next run",
      "[Sync · wave 0]",
      "Secret twice",
      'ConfigMap settings: "x" is not a whole number',
      "[SyncFail · wave 0 (only when the sync fails)]",
      "Job alert: hook, deleted before its next run",
      "[never]",
      "Job skipped: never applied: its hook type is Skip",
      "Job dropped: never applied: it is a hook without a hook type that Argo CD runs",
      "Job clean: only when the application is deleted",
      "Job unsure: its phase is known only after rendering",
      "Secret twice: not applied: it is declared again later, and the last one wins",
    ]);
  });
});

describe("the differences between two texts", () => {
  const cases: readonly (readonly [what: string, before: string, after: string, edits: number])[] = [
    ["none", "a\n---\nb\n", "a\n---\nb\n", 0],
    ["one document", "a: 1\n---\nb: 2\n", "a: 1\n---\nb: 3\n", 1],
    ["every document", "a: 1\n---\nb: 2\n", "a: 2\n---\nb: 3\n", 2],
    ["another number of documents", "a: 1\n---\nb: 2\n", "a: 1\nb: 2\n", 1],
    ["repetitions", "aaa", "aaaa", 1],
    ["all of it", "abc", "", 1],
  ];
  for (const [what, before, after, count] of cases) {
    it(`are ${count} edits for ${what}`, () => {
      const file = openFile(before);
      const edits = differences(file, after);
      assert.equal(edits.length, count);
      assert.equal(textOf(edits.toReversed().reduce(editFile, file)), after);
    });
  }
});
