import assert from "node:assert/strict";
import { type AnnotationChange, changeAnnotations } from "../../../server/core/edit/changes.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { manifest, wave } from "../../support/manifests.ts";

const syncWave = "argocd.argoproj.io/sync-wave";

/** The text after changes of its manifests, by name; `undefined` where they cannot be made. */
function changed(text: string, changes: Readonly<Record<string, readonly AnnotationChange[]>>): string | undefined {
  const [document] = openFile(text).documents;
  assert.ok(document);
  const edits = changeAnnotations(
    document,
    Object.entries(changes).map(([name, annotations]) => ({
      manifest: document.manifests.find((it) => it.name === name) ?? assert.fail(),
      annotations,
    })),
  );
  return edits && applyEdits(text, edits);
}

function list(...items: readonly string[]): string {
  const lines = items.map((item) => `  - ${item.trimEnd().replaceAll("\n", "\n    ")}\n`);
  return `apiVersion: v1\nkind: List\nitems:\n${lines.join("")}`;
}

describe("changing annotations", () => {
  it("writes, replaces, renames and removes, one after the other", () => {
    const before = manifest("Job", "a", {
      "helm.sh/hook": "pre-install # first",
      "helm.sh/hook-weight": '"3"',
      team: "shop",
    });
    const after = changed(before, {
      a: [
        { key: "argocd.argoproj.io/hook", value: "PreSync", inPlaceOf: "helm.sh/hook" },
        { key: "helm.sh/hook-weight", value: undefined },
        { key: "team", value: "a, b" },
        { key: syncWave, value: "3" },
      ],
    });
    const annotations = { ...wave("3"), "argocd.argoproj.io/hook": "PreSync # first", team: '"a, b"' };
    assert.equal(after, manifest("Job", "a", annotations));
  });

  it("quotes what would not be a string, and a comma between braces", () => {
    assert.equal(
      changed(manifest("Job", "a"), { a: [{ key: "b", value: "yes" }] }),
      manifest("Job", "a", { b: '"yes"' }),
    );
    const braces = "apiVersion: v1\nkind: Job\nmetadata: {name: a, annotations: {hooks: PreSync}}\n";
    assert.equal(
      changed(braces, { a: [{ key: "hooks", value: "PreSync,Sync" }] }),
      braces.replace("PreSync", '"PreSync,Sync"'),
    );
  });

  it("changes several manifests of one document at once", () => {
    const before = list(manifest("Job", "a", wave("1")), manifest("Job", "b"), manifest("Job", "c", wave("2")));
    const change = (value: string): AnnotationChange[] => [{ key: syncWave, value }];
    assert.equal(
      changed(before, { a: change("4"), b: change("5"), c: change("6") }),
      list(manifest("Job", "a", wave("4")), manifest("Job", "b", wave("5")), manifest("Job", "c", wave("6"))),
    );
  });

  const shared: readonly (readonly [where: string, text: string])[] = [
    ["as a whole", list(anchored("a"), manifest("Job", "b").concat("  annotations: *shared\n"))],
    ["through a merge key", list(anchored("a"), manifest("Job", "b", { "<<": "*shared" }))],
    ["with the labels of the same resource", list(anchored("a").concat("  labels: *shared\n"))],
    [
      "with the pods of the same resource",
      list(anchored("a").concat("spec: {template: {metadata: {annotations: *shared}}}\n")),
    ],
    [
      "with the whole metadata",
      list(
        anchored("a").replace("metadata:", "metadata: &metadata"),
        "apiVersion: v1\nkind: Job\nmetadata:\n  <<: *metadata\n  name: b\n",
      ),
    ],
  ];
  for (const [where, text] of shared) {
    it(`refuses where an anchor shares the annotations ${where}`, () => {
      assert.equal(changed(text, { a: [{ key: syncWave, value: "5" }] }), undefined);
      assert.equal(changed(text, { a: [{ key: syncWave, value: undefined }] }), undefined);
      assert.equal(changed(text, { a: [{ key: "team", value: "shop" }] }), undefined);
    });
  }

  it("changes what is shared where all that share it are meant", () => {
    const text = list(anchored("a"), manifest("Job", "b").concat("  annotations: *shared\n"));
    const to5: AnnotationChange[] = [{ key: syncWave, value: "5" }];
    assert.equal(changed(text, { a: to5, b: to5 }), text.replace('"1"', '"5"'));
    assert.equal(changed(text, { a: to5, b: [{ key: syncWave, value: "6" }] }), undefined);
  });

  it("keeps what a template writes beside it", () => {
    const text = manifest("Job", "a", { team: "shop" }).concat('    {{- include "more" . | nindent 4 }}\n');
    const removed = changed(text, { a: [{ key: "team", value: undefined }] });
    assert.equal(removed, text.replace("    team: shop\n", ""));
  });

  it("leaves what a template decides as it is", () => {
    const inside = "    {{- if .x }}\n    team: shop\n    {{- end }}\n";
    const text = (value: string) => manifest("Job", "a", { size: value }) + inside;
    assert.equal(changed(text("s"), { a: [{ key: "size", value: "xl" }] }), text("xl"));
    assert.equal(changed(text("s"), { a: [{ key: "team", value: "web" }] }), undefined);
    assert.equal(changed(text("s"), { a: [{ key: "team", value: "shop" }] }), undefined);
    const without = text("s").replace("    team: shop\n", "");
    assert.equal(changed(text("s"), { a: [{ key: "team", value: undefined }] }), without);
  });

  it("makes no change where there is nothing to do", () => {
    const text = manifest("Job", "a", wave("1"));
    assert.equal(changed(text, {}), text);
    assert.equal(changed(text, { a: [] }), text);
    assert.equal(changed(text, { a: [{ key: "gone", value: undefined }] }), text);
    assert.equal(changed(text, { a: [{ key: syncWave, value: "1" }] }), text);
  });

  it("makes as many changes as each manifest has", () => {
    const before = list(manifest("Job", "a"), manifest("Job", "b", { x: "y" }));
    const after = changed(before, {
      a: [{ key: "c", value: "d" }],
      b: [
        { key: "x", value: undefined },
        { key: "z", value: "w" },
      ],
    });
    assert.equal(after, list(manifest("Job", "a", { c: "d" }), manifest("Job", "b", { z: "w" })));
  });

  it("refuses to write what a template would read", () => {
    assert.equal(changed(manifest("Job", "a"), { a: [{ key: "team", value: "{{ .x }}" }] }), undefined);
    assert.equal(changed(manifest("Job", "a"), { a: [{ key: "team", value: "${X}" }] }), undefined);
  });
});

function anchored(name: string): string {
  return manifest("Job", name, wave("1")).replace("annotations:", "annotations: &shared");
}
