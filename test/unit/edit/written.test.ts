import assert from "node:assert/strict";
import { type AnnotationChange, changeAnnotations } from "../../../server/core/edit/changes.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { applyEdits } from "../../support/apply-edits.ts";

/** A Job after one change of its annotations, `undefined` where that cannot be made. */
function changed(text: string, change: AnnotationChange): string | undefined {
  const [document] = openFile(text).documents;
  const manifest = document?.manifests[0];
  assert.ok(document !== undefined && manifest !== undefined);
  const edits = changeAnnotations(document, [{ manifest, annotations: [change] }]);
  return edits && applyEdits(text, edits);
}

type Cases = readonly (readonly [before: string, after: string | undefined])[];

/** Each text is what stands below `kind: Job`. */
function tryEach(cases: Cases, change: AnnotationChange): void {
  for (const [before, after] of cases) {
    it(JSON.stringify(before), () => {
      const expected = after === undefined ? undefined : `kind: Job\n${after}`;
      assert.equal(changed(`kind: Job\n${before}`, change), expected);
    });
  }
}

describe("a new annotation is written into", () => {
  const nested = "metadata:\n  annotations:\n";
  const cases: Cases = [
    ["metadata:\n  name: a\n", "metadata:\n  name: a\n  annotations:\n    b: c\n"],
    ["metadata:\n  name: a", "metadata:\n  name: a\n  annotations:\n    b: c"],
    ["metadata:\n    name: a\n", "metadata:\n    name: a\n    annotations:\n        b: c\n"],
    ["metadata:\n  labels: {}\n  name: a # x\n", "metadata:\n  labels: {}\n  name: a # x\n  annotations:\n    b: c\n"],
    ["metadata:\n  generateName: a\n", "metadata:\n  annotations:\n    b: c\n  generateName: a\n"],
    ["metadata:\n  name: >-\n    a\n", "metadata:\n  annotations:\n    b: c\n  name: >-\n    a\n"],
    ["metadata: {name: a}\n", "metadata: {annotations: { b: c }, name: a}\n"],
    ["metadata: {annotations: {a: b}}\n", "metadata: {annotations: {b: c, a: b}}\n"],
    [`${nested}    # x\n    a: b\n`, `${nested}    b: c\n    # x\n    a: b\n`],
    [`${nested}      a: b\n`, `${nested}      b: c\n      a: b\n`],
    [nested, `${nested}    b: c\n`],
    [nested.trimEnd(), `${nested}    b: c`],
    ["metadata:\n  annotations: {}\n", "metadata:\n  annotations: { b: c }\n"],
    ["metadata:\n  annotations: {\n    a: b\n  }\n", "metadata:\n  annotations: {\n    b: c,\n    a: b\n  }\n"],
    ["metadata:\n  annotations: &x # x\n    a: b\n", "metadata:\n  annotations: &x # x\n    b: c\n    a: b\n"],
    ["metadata:\n  annotations: # x\n    a: b\n", "metadata:\n  annotations: # x\n    b: c\n    a: b\n"],
    [`x: &x {a: b}\n${nested}    <<: *x\n    d: e\n`, `x: &x {a: b}\n${nested}    <<: *x\n    b: c\n    d: e\n`],
    ["x: &x {a: b}\nmetadata:\n  annotations: *x\n", undefined],
    ["x: &x {name: a}\nmetadata:\n  <<: *x\n", undefined],
    ["metadata:\n  annotations: text\n", undefined],
    ["metadata:\n  annotations: ~\n", undefined],
    ["metadata:\n  annotations: !!map\n    a: b\n", undefined],
    ["metadata:\n{{- if .x }}\n  name: a\n{{- end }}\n  labels: {}\n", undefined],
    ["spec: {}\n", undefined],
  ];
  tryEach(cases, { key: "b", value: "c" });

  it("JSON, in its quotes", () => {
    const json: Cases = [
      ['{"kind": "Job", "metadata": {"name": "a"}}', '{"annotations": { "b": "c,d" }, "name": "a"}'],
      ['{"kind": "Job", "metadata": {"annotations": {}}}', '{"annotations": { "b": "c,d" }}'],
      ['{"kind": "Job", "metadata": {"annotations": {"d": "e"}}}', '{"annotations": {"b": "c,d", "d": "e"}}'],
    ];
    for (const [before, metadata = ""] of json)
      assert.equal(changed(before, { key: "b", value: "c,d" }), `{"kind": "Job", "metadata": ${metadata}}`);
  });

  it("a text with the line breaks of Windows", () => {
    const before = "kind: Job\r\nmetadata:\r\n  name: a\r\n";
    assert.equal(changed(before, { key: "b", value: "c" }), `${before}  annotations:\r\n    b: c\r\n`);
  });
});

describe("an annotation is taken out of", () => {
  const cases: Cases = [
    ["metadata:\n  name: a\n  annotations:\n    b: c\nspec: {}\n", "metadata:\n  name: a\nspec: {}\n"],
    ["metadata:\n  name: a\n  annotations:\n    b: 'x # y'\n", "metadata:\n  name: a\n"],
    ["metadata:\n  name: a\n  annotations:\n    b: |\n      c\n  labels: {}\n", "metadata:\n  name: a\n  labels: {}\n"],
    ["metadata:\n  annotations:\n    b: c # x\n    d: e\n", "metadata:\n  annotations:\n    d: e\n"],
    ["metadata:\n  annotations:\n    b:\n    d: e\n", "metadata:\n  annotations:\n    d: e\n"],
    // A comment belongs to more than the annotation, so it stays.
    ["metadata:\n  annotations:\n    # x\n    b: c\n", "metadata:\n  annotations:\n    # x\n"],
    ["metadata:\n  annotations: # x\n    b: c\n", "metadata:\n  annotations: # x\n"],
    ["metadata: {name: a, annotations: {b: c}}\n", "metadata: {name: a}\n"],
    ["metadata: {annotations: {b: c}, name: a}\n", "metadata: {name: a}\n"],
    ["metadata: {annotations: {b: c}}\n", "metadata: {}\n"],
    ["metadata: {annotations: {b: c , d: e}}\n", "metadata: {annotations: {d: e}}\n"],
    ["metadata: {annotations: {d: e, b: c}}\n", "metadata: {annotations: {d: e}}\n"],
    ["metadata:\n  annotations: {\n    b: c,\n    d: e\n  }\n", "metadata:\n  annotations: {\n    d: e\n  }\n"],
    ["metadata:\n  name: a\n", "metadata:\n  name: a\n"],
    // What is left would be no mapping any more.
    ["metadata:\n  annotations: {b: c}\n", undefined],
    ["x: &x {b: c}\nmetadata:\n  annotations:\n    <<: *x\n", undefined],
    // The earlier one would be read in its place.
    ["metadata:\n  annotations:\n    b: c\n    d: e\n    b: f\n", undefined],
  ];
  tryEach(cases, { key: "b", value: undefined });

  it("braces whose keys look like comments", () => {
    const before = 'kind: Job\nmetadata:\n  name: a\n  annotations: { "it\'s # b": x }\n';
    assert.equal(changed(before, { key: "it's # b", value: undefined }), "kind: Job\nmetadata:\n  name: a\n");
  });
});

/** Texts below `annotations:`, without the indent of their first line. */
function below(cases: Cases): Cases {
  const block = (text: string | undefined) => text && `metadata:\n  annotations:\n    ${text}\n`;
  return cases.map(([before, after]) => [block(before) ?? "", block(after)]);
}

describe("a word is written in the place of", () => {
  const cases: Cases = [
    ["b: x # y", "b: c # y"],
    ["b: 'x' # y", "b: 'c' # y"],
    ['b: "x"', 'b: "c"'],
    ['"b": x', '"b": c'],
    ["b: 5", "b: c"],
    ["b:", 'b: "c"'],
    ["b: # y", 'b: "c" # y'],
    ["b: |\n      x\n      y", 'b: "c"'],
    ["b: >- # y\n      x\n    d: e", 'b: "c" # y\n    d: e'],
    ["b: | \n      x # y", 'b: "c"'],
    ["b: &x x", "b: &x c"],
    ["b: !!str x", "b: !!str c"],
    ["? b\n    : x", "? b\n    : c"],
    ["b: [x,\n      y]", 'b: "c"'],
    ["b:\n      - x # y\n      - z\n    d: e", 'b: "c"\n    d: e'],
    ["'b':x", undefined],
  ];
  tryEach(below(cases), { key: "b", value: "c" });
});

describe("a value is written with the quotes that it needs:", () => {
  const values: readonly (readonly [value: string, plain: string, single: string])[] = [
    ["a,b", "a,b", "'a,b'"],
    ["a/b.c=d-e_f", "a/b.c=d-e_f", "'a/b.c=d-e_f'"],
    ["5", '"5"', "'5'"],
    ["yes", '"yes"', "'yes'"],
    ["-x", '"-x"', "'-x'"],
    ["a: b", '"a: b"', "'a: b'"],
    ["a, b", '"a, b"', "'a, b'"],
    ["a,", '"a,"', "'a,'"],
    ["", '""', "''"],
    ['it\'s "x"', '"it\'s \\"x\\""', "'it''s \"x\"'"],
  ];
  for (const [value, plain, single] of values) {
    it(value, () => {
      const text = (written: string) => `kind: Job\nmetadata:\n  annotations:\n    b: ${written}\n`;
      assert.equal(changed(text("x"), { key: "b", value }), text(plain));
      assert.equal(changed(text("'x'"), { key: "b", value }), text(single));
      assert.equal(changed(text('"x"'), { key: "b", value }), text(JSON.stringify(value)));
      const braces = (written: string) => `kind: Job\nmetadata: {annotations: {b: ${written}}}\n`;
      const inBraces = value.includes(",") ? JSON.stringify(value) : plain;
      assert.equal(changed(braces("x"), { key: "b", value }), braces(inBraces));
    });
  }
});

describe("another key is written in the place of", () => {
  const cases: Cases = [
    ["b: x # y", "z.io/c: v # y"],
    ['"b": x', '"z.io/c": v'],
    ["'b': x", "'z.io/c': v"],
    ["x: &x {b: x}\n    <<: *x", undefined],
  ];
  tryEach(below(cases), { key: "z.io/c", value: "v", inPlaceOf: "b" });

  it("a key that is not there, as a new annotation", () => {
    const before = "kind: Job\nmetadata: {name: a}\n";
    const after = "kind: Job\nmetadata: {annotations: { c: v }, name: a}\n";
    assert.equal(changed(before, { key: "c", value: "v", inPlaceOf: "b" }), after);
  });
});
