import assert from "node:assert/strict";
import { buildApplication, editFile, memberOfTask, moveToWave, openFile, textOf } from "../../../server/core/index.ts";

/** The text after the resource of a task was moved; `undefined` where it cannot be. */
function moved(text: string, task: string, wave: bigint): string | undefined {
  const file = openFile(text);
  const identity = { name: "shop", source: { type: "directory", path: "/shop" }, namespace: "shop" } as const;
  const member = memberOfTask(buildApplication([{ name: "/shop/all.yaml", file }], identity), task);
  const edit = member && moveToWave(member, wave);
  return edit && textOf(editFile(file, edit));
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

  it("leaves alone what a template writes, and what is not there", () => {
    const template = configMap("  annotations:\n    argocd.argoproj.io/sync-wave: {{ .Values.wave | quote }}\n");
    assert.equal(moved(template, task, 2n), undefined);
    assert.equal(moved(configMap(""), "/ConfigMap:/b Sync", 2n), undefined);
  });
});
