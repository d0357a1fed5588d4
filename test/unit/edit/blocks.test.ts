import assert from "node:assert/strict";
import { removeDashes, removeItem, replaceScalar, splitItem } from "../../../server/core/edit/items.ts";
import { mergeBlocks } from "../../../server/core/edit/merge.ts";
import { moveToAnnotations, moveToBlock } from "../../../server/core/edit/move.ts";
import { isSameBut } from "../../../server/core/edit/same.ts";
import { staysInside } from "../../../server/core/edit/sharing.ts";
import type { Target } from "../../../server/core/edit/target.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { type Entry, entryOf, type MapNode, type Node, nodeAt } from "../../../server/core/manifest/node.ts";
import type { TextEdit } from "../../../server/core/text.ts";
import { applyEdits } from "../../support/apply-edits.ts";

function targetIn(text: string): Target {
  const [document] = openFile(text).documents;
  const manifest = document?.manifests[0];
  assert.ok(document !== undefined && manifest !== undefined);
  return { text, actions: document.parsed.actions, manifest };
}

function rootOf(text: string): Node {
  return openFile(text).documents[0]?.parsed.root ?? assert.fail();
}

function mapAt(node: Node, ...path: readonly string[]): MapNode {
  const map = nodeAt(node, ...path);
  return map?.type === "map" ? map : assert.fail();
}

function entryIn(map: MapNode, key: string): Entry {
  return entryOf(map, key) ?? assert.fail();
}

function edited(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
  return edits && applyEdits(text, edits);
}

type Cases = readonly (readonly [before: string, after: string | undefined])[];

describe("two blocks of annotations become one:", () => {
  const cases: Cases = [
    ["  annotations:\n    a: b\n  annotations:\n    c: d\n", "  annotations:\n    a: b\n    c: d\n"],
    [
      "  annotations:\n    # x\n    a: b # y\n    # z\n    c: e\n  name: a\n  annotations:\n      c: d\n",
      "  name: a\n  annotations:\n      a: b # y\n      # z\n      c: d\n",
    ],
    [
      "  annotations:\n      a: |\n        b\n      e: f\n  annotations:\n    c: d\n",
      "  annotations:\n    a: |\n      b\n    e: f\n    c: d\n",
    ],
    ["  annotations: {a: b}\n  annotations: {c: d}\n", "  annotations: {a: b, c: d}\n"],
    ["  annotations: {c: x}\n  annotations: {c: d}\n", "  annotations: {c: d}\n"],
    ["  annotations:\n  annotations: {c: d}\n", "  annotations: {c: d}\n"],
    ["  annotations: {a: b}\n  annotations:\n    c: d\n", "  annotations:\n    a: b\n    c: d\n"],
    ["  annotations:\n    a: b\n  annotations: {}\n", "  annotations: { a: b }\n"],
    ["  annotations: {a: b, e: f}\n  annotations: {c: d}\n", undefined],
    ["  annotations: {a: [b]}\n  annotations: {c: d}\n", undefined],
    ["  x: &x {y: z}\n  annotations:\n    <<: *x\n    a: b\n  annotations:\n    c: d\n", undefined],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), () => {
      const text = `metadata:\n${before}`;
      const map = mapAt(rootOf(text), "metadata");
      const [earlier, later] = map.entries.filter(({ key }) => key.text === "annotations");
      assert.ok(earlier !== undefined && later !== undefined);
      const merged = mergeBlocks(text, { map, earlier, later });
      assert.equal(edited(text, merged?.edits), after && `metadata:\n${after}`);
      if (merged !== undefined) assert.equal(merged.removed.text, "");
    });
  }
});

describe("a label becomes an annotation:", () => {
  const labels = "  labels:\n";
  const cases: Cases = [
    [`${labels}    b: c # x\n    d: e\n`, `  annotations:\n    b: c # x\n${labels}    d: e\n`],
    [`${labels}    b: 'c'\n`, "  annotations:\n    b: 'c'\n"],
    [`${labels}    b: a]\n`, '  annotations:\n    b: "a]"\n'],
    [`${labels}    b:\n`, '  annotations:\n    b: ""\n'],
    [`${labels}    b: |\n      c\n      d\n`, '  annotations:\n    b: "c\\nd\\n"\n'],
    [`${labels}    b: \${X}\n`, "  annotations:\n    b: ${X}\n"],
    [`${labels}    x: &x c\n    b: *x\n`, `  annotations:\n    b: "c"\n${labels}    x: &x c\n`],
    [`${labels}    b: "c"\n  annotations: {d: e}\n`, '  annotations: {b: "c", d: e}\n'],
    [`${labels}    b: c\n  annotations:\n    d: e\n`, "  annotations:\n    b: c\n    d: e\n"],
    [`${labels}    b: [c]\n`, undefined],
    [`${labels}    {{- if .x }}\n    b: c\n    {{- end }}\n    d: e\n`, undefined],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), () => {
      const text = `kind: Job\nmetadata:\n  name: a\n${before}`;
      const target = targetIn(text);
      const metadata = mapAt(target.manifest.node, "metadata");
      const map = mapAt(metadata, "labels");
      const owner = { entry: entryIn(metadata, "labels"), map: metadata };
      const edits = moveToAnnotations(target, { entry: entryIn(map, "b"), map, owner });
      assert.equal(edited(text, edits), after && `kind: Job\nmetadata:\n  name: a\n${after}`);
    });
  }
});

describe("an annotation of a kustomization becomes one of its resources:", () => {
  const metadata = "metadata:\n  name: a\n";
  const annotated = `${metadata}  annotations:\n    b: c\n`;
  const cases: Cases = [
    [annotated, `commonAnnotations:\n  b: c\n${metadata}`],
    [`${annotated}    d: 'e'\n`, `commonAnnotations:\n  b: c\n${metadata}  annotations:\n    d: 'e'\n`],
    [`commonAnnotations:\n  x: y\n${annotated}`, `commonAnnotations:\n  b: c\n  x: y\n${metadata}`],
    [`commonAnnotations: {}\n${annotated}`, `commonAnnotations: { b: c }\n${metadata}`],
    [`commonAnnotations: {b: x}\n${annotated}`, undefined],
    [annotated.replace("b: c", "b: [c]"), undefined],
    [annotated.replace("b: c", "b: |\n      x"), undefined],
  ];
  for (const [before, after] of cases) {
    it(JSON.stringify(before), () => {
      const text = `kind: Kustomization\n${before}`;
      const target = targetIn(text);
      const annotation = entryIn(mapAt(target.manifest.node, "metadata", "annotations"), "b");
      const edits = moveToBlock(target, annotation, "commonAnnotations");
      assert.equal(edited(text, edits), after && `kind: Kustomization\n${after}`);
    });
  }

  it("but not in braces", () => {
    const target = targetIn("{kind: Kustomization, metadata: {name: a, annotations: {b: c}}}\n");
    const annotation = entryIn(mapAt(target.manifest.node, "metadata", "annotations"), "b");
    assert.equal(moveToBlock(target, annotation, "commonAnnotations"), undefined);
  });
});

describe("the items of a list", () => {
  const lists: readonly (readonly [text: string, removed: string | undefined, split: string | undefined])[] = [
    ["a:\n  - b # x\n  - c\n", "a:\n  - c\n", "a:\n  - d\n  - e # x\n  - c\n"],
    ["a:\n- 'b'\n- c\n", "a:\n- c\n", "a:\n- 'd'\n- 'e'\n- c\n"],
    ["a: [b, c]\n", "a: [c]\n", "a: [d, e, c]\n"],
    ['a: ["b"]\n', "a: []\n", 'a: ["d", "e"]\n'],
    ["a:\n  - - b\n", undefined, undefined],
  ];
  for (const [text, removed, split] of lists) {
    it(`are taken out and split in ${JSON.stringify(text)}`, () => {
      const outer = nodeAt(rootOf(text), "a");
      const list = outer?.type === "list" && outer.items[0]?.type === "list" ? outer.items[0] : outer;
      const item = list?.type === "list" ? list.items[0] : undefined;
      assert.ok(list?.type === "list" && item?.type === "scalar");
      const removal = removeItem(text, list, item);
      assert.equal(removal && applyEdits(text, [removal]), removed);
      const splitting = splitItem(text, list, item, ["d", "e"]);
      assert.equal(splitting && applyEdits(text, [splitting]), split);
      assert.match(applyEdits(text, [replaceScalar(item, "z")]), /[ ['"]z(?!\w)/);
    });
  }

  const dashes: Cases = [
    ["a:\n  - b: c\n    d: e\n  - f: g\n", "a:\n    b: c\n    d: e\n    f: g\n"],
    ["a:\n- b: c\n", "a:\n  b: c\n"],
    ["a:\n  -   b: c\n", undefined],
    ["a:\n  - {b: c}\n", undefined],
    ["a:\n  - b: c\n  - d\n", undefined],
    ["a: [b: c]\n", undefined],
  ];
  for (const [text, after] of dashes) {
    it(`${after === undefined ? "do not become" : "become"} a mapping in ${JSON.stringify(text)}`, () => {
      const list = nodeAt(rootOf(text), "a");
      assert.ok(list?.type === "list");
      assert.equal(edited(text, removeDashes(text, list)), after);
    });
  }
});

describe("two texts", () => {
  const cases: readonly (readonly [one: string, other: string, isSame: boolean])[] = [
    ["a: b", "{ 'a': \"b\" } # x", true],
    ["a: &x [b, c]\nd: *x", "a: [b, c]\nd: [b, c]", true],
    ["a: b", "a: c", false],
    ["a: b", "c: b", false],
    ["a: 5", 'a: "5"', false],
    ["a: b", "a: b\nc: d", false],
    ["a: [b, c]", "a: [b]", false],
    ["a: [b]", "a: { b: }", false],
    ["a: { b: }", "a: [b]", false],
    ["a: { b: }", "a: b", false],
    ["a: &x { b: c }\nd: { <<: *x }", "a: { b: c }\nd: { b: c }", false],
    ["a: &x { b: c }\nd: [*x, *x]", "a: { b: c }\nd: [{ b: c }, { b: d }]", false],
    ["", "a: b", false],
    ["", "# x", true],
    ["metadata: { annotations: { a: b } }", "metadata: { annotations: { c: d } }", false],
  ];
  for (const [one, other, isSame] of cases) {
    it(`${isSame ? "say the same" : "differ"}: ${JSON.stringify([one, other])}`, () => {
      const [before, after] = [one, other].map((text) => openFile(text).documents[0]?.parsed.root);
      assert.equal(isSameBut(before, after, new Set()), isSame);
    });
  }

  it("say the same but for annotations in the place that is named, and not elsewhere", () => {
    const before = rootOf("metadata: { name: a, annotations: { a: b } }\nspec: { annotations: { a: b } }");
    const changed = new Set([mapAt(before, "metadata")]);
    const annotated = (own: string, others: string): Node =>
      rootOf(`metadata: { name: a${own} }\nspec: { annotations: { a: ${others} } }`);
    assert.ok(isSameBut(before, annotated(", annotations: { c: d }", "b"), changed));
    assert.ok(isSameBut(before, annotated("", "b"), changed));
    assert.ok(!isSameBut(before, annotated("", "c"), changed));
    assert.ok(!isSameBut(before, annotated("", "b"), new Set()));
    assert.ok(!isSameBut(before, annotated(", labels: {}", "b"), changed));
  });
});

describe("edits of one part of a document stay inside of it", () => {
  const part = { start: 10, end: 50 };
  const anchor = (start: number, end: number, ...aliases: readonly number[]) => ({
    span: { start, end },
    aliases: aliases.map((at) => ({ start: at, end: at + 2 })),
  });
  const edit = (start: number, end: number): TextEdit => ({ span: { start, end }, text: "x" });
  const inside = anchor(20, 30, 40);
  const outside = anchor(20, 30, 60);
  const cases: readonly (readonly [what: string, stays: boolean, edits: TextEdit[], anchors: (typeof inside)[]])[] = [
    ["where nothing is shared", true, [edit(22, 24)], []],
    ["where another part is shared", true, [edit(12, 14)], [outside]],
    ["where it is repeated inside", true, [edit(22, 24)], [inside]],
    ["up to the ends", true, [edit(22, 24)], [anchor(10, 30, 48)]],
    ["unless it is repeated outside", false, [edit(22, 24)], [outside]],
    ["unless a part of it is", false, [edit(22, 24)], [inside, anchor(39, 45, 70)]],
    ["unless the anchor is outside", false, [edit(12, 14)], [anchor(5, 14, 40)]],
    ["unless it goes on outside", false, [edit(45, 46)], [anchor(44, 51, 12)]],
    ["unless they write right behind it", false, [edit(30, 30)], [outside]],
    ["unless they write right before it", false, [edit(20, 20)], [outside]],
    ["unless they take the anchor away", false, [edit(20, 24)], [inside]],
    ["unless they take it away with what stands before", false, [edit(15, 21)], [inside]],
    ["where they end right before it", true, [edit(15, 20)], [inside]],
  ];
  for (const [what, stays, edits, anchors] of cases) {
    it(what, () => {
      assert.equal(staysInside(part, edits, anchors), stays);
    });
  }
});
