import assert from "node:assert/strict";
import { buildApplication, moveTask, openFile } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";

/** The text after the resource of a task was moved, or the reason why it cannot be. */
function moved(text: string, task: string, wave: bigint): string {
  const identity = { name: "shop", source: { type: "directory", path: "/shop" }, namespace: "shop" } as const;
  const application = buildApplication([{ name: "/shop/all.yaml", file: openFile(text) }], identity);
  const found = moveTask(application, task, { wave, phase: undefined });
  return typeof found === "string"
    ? found
    : applyEdits(
        text,
        found.flatMap(({ edits }) => edits),
      );
}

function configMap(annotations: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n${annotations}`;
}

const task = "/ConfigMap:/a Sync";

describe("moving a resource to another wave", () => {
  it("changes the annotation in its own style, and keeps what stands around it", () => {
    const before = configMap("  annotations:\n    argocd.argoproj.io/sync-wave: '1' # early\n    other: x\n");
    assert.equal(moved(before, task, -3n), before.replace("'1'", "'-3'"));
  });

  it("counts only in the document of the resource", () => {
    const other = "# The first one.\napiVersion: v1\nkind: Secret\nmetadata:\n  name: b\n---\n";
    const before = configMap('  annotations:\n    argocd.argoproj.io/sync-wave: "1"\n');
    assert.equal(moved(other + before, task, 2n), other + before.replace('"1"', '"2"'));
  });

  it("writes the annotation where there is none, with the line endings of the file", () => {
    assert.equal(
      moved(configMap("").replaceAll("\n", "\r\n"), task, 4n),
      configMap('  annotations:\n    argocd.argoproj.io/sync-wave: "4"\n').replaceAll("\n", "\r\n"),
    );
  });

  it("leaves alone what a template writes, and what is not there, and says so", () => {
    const template = configMap("  annotations:\n    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}\n");
    assert.match(moved(template, task, 2n), /^ConfigMap a stays as it is: a template writes /);
    assert.match(moved(configMap(""), "/ConfigMap:/b Sync", 2n), /^This resource is no longer in the application\./);
  });

  it("moves nothing else along: annotations that an anchor shares stay as they are", () => {
    const list = `apiVersion: v1
kind: List
items:
  - apiVersion: v1
    kind: ConfigMap
    metadata:
      name: a
      annotations: &late
        argocd.argoproj.io/sync-wave: "5"
  - apiVersion: batch/v1
    kind: Job
    metadata:
      name: last
      annotations: *late
`;
    const refusal = / stays as it is: it shares text with others through a YAML anchor, and they would change too\./;
    assert.match(moved(list, task, 1n), refusal);
    assert.match(moved(list, "batch/Job:/last Sync", 1n), refusal);
    const merged = list.replace("annotations: *late", "annotations:\n        <<: *late\n        team: shop");
    assert.match(moved(merged, task, 1n), refusal);
    assert.equal(
      moved(merged, "batch/Job:/last Sync", 1n),
      merged.replace("        team", '        argocd.argoproj.io/sync-wave: "1"\n        team'),
      "an annotation of its own takes the place of the shared one",
    );
  });
});
