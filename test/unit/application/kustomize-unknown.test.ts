import assert from "node:assert/strict";
import { readSource } from "../../../server/core/application/source.ts";
import { plainSource } from "../../../server/core/application/source-spec.ts";
import { manifest } from "../../support/manifests.ts";
import { treeOf } from "../../support/source-tree.ts";

const all = [
  manifest("ConfigMap", "settings", { a: '"1"', b: '"2"' }),
  manifest("Secret", "keys", { a: '"1"', b: '"2"' }),
].join("---\n");

/**
 * What a kustomization with these fields makes of two resources: `ConfigMap settings a=1 b=2`. A question mark stands for what is
 * not known, three dots for annotations that there may be besides.
 */
function made(kustomization: string, others: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = `resources: [all.yaml]\n${kustomization}\n`;
  const { members } = readSource(
    plainSource("app"),
    "",
    treeOf({ "app/kustomization.yaml": text, "app/all.yaml": all, ...others }),
  );
  return members.map(({ resource: { kind, name, annotations, annotationsKnown }, nameKnown }) => {
    const texts = [...annotations].map(([key, value]) => ` ${key}=${value ?? "?"}`);
    return `${kind} ${name}${nameKnown ? "" : "?"}${texts.join("")}${annotationsKnown ? "" : " ..."}`;
  });
}

const untouched = "Secret keys a=1 b=2";

/** A JSON patch of the ConfigMap, with its operations in flow style. */
function jsonPatch(...operations: readonly string[]): string {
  return `patches:\n  - target: { kind: ConfigMap }\n    patch: |-\n${operations.map((it) => `      - { ${it} }\n`).join("")}`;
}

describe("what a JSON patch makes of a resource", () => {
  const annotation = "path: /metadata/annotations";
  const cases: readonly (readonly [operations: readonly string[], made: string])[] = [
    [[`op: add, ${annotation}/c, value: "\${X}"`], "ConfigMap settings a=1 b=2 c=?"],
    [[`op: copy, ${annotation}/c, from: /metadata/annotations/a`], "ConfigMap settings a=1 b=2 c=?"],
    [[`op: move, ${annotation}/c, from: /metadata/annotations/a`], "ConfigMap settings b=2 c=?"],
    [[`op: replace, ${annotation}, value: { a: "\${X}", c: [d] }`], "ConfigMap settings a=? c="],
    [[`op: copy, ${annotation}, from: /data`], "ConfigMap settings a=? b=?"],
    [[`op: add, ${annotation}/a/b, value: x`], "ConfigMap settings a=1 b=2"],
    [["op: copy, path: /metadata, from: /data"], "ConfigMap settings? a=? b=? ..."],
    [["op: copy, path: '', from: /data"], "ConfigMap settings? a=? b=? ..."],
    [["op: copy, path: /metadata/name, from: /data/a"], "ConfigMap settings? a=1 b=2"],
    [["op: copy, path: /metadata/namespace, from: /data/a"], "ConfigMap settings? a=1 b=2"],
    [["op: replace, path: /metadata/name, value: 5"], "ConfigMap 5 a=1 b=2"],
    [["op: replace, path: /kind, value: Other"], "Other settings a=1 b=2"],
    [["op: copy, path: /kind, from: /data/a"], "ConfigMap settings a=1 b=2"],
    [["op: test, path: /metadata/name, value: x"], "ConfigMap settings a=1 b=2"],
    [
      ["op: copy, path: /metadata/labels, from: /data", `op: add, ${annotation}/c, value: d`],
      "ConfigMap settings a=1 b=2 c=d",
    ],
    [[`op: remove, ${annotation}/c`, `op: remove, ${annotation}/a`], "ConfigMap settings a=1 b=2"],
    [
      ["op: copy, path: /metadata, from: /data", `op: remove, ${annotation}/c`, `op: remove, ${annotation}/a`],
      "ConfigMap settings? b=? ...",
    ],
  ];
  for (const [operations, expected] of cases) {
    it(`of ${operations.join("; ")}`, () => {
      assert.deepEqual(made(jsonPatch(...operations)), [expected, untouched]);
    });
  }
});

describe("a patch of which it is not known what it is meant for", () => {
  const target = "patches:\n  - target: { kind: ConfigMap, name: '\\P{Thai}+' }\n    patch: |-\n";

  it("may have changed what it names, and nothing else", () => {
    const operations = [
      "op: add, path: /metadata/annotations/a, value: '3'",
      "op: add, path: /metadata/annotations/b, value: '2'",
      "op: add, path: /metadata/annotations/c, value: d",
    ];
    const patch = `${target}${operations.map((it) => `      - { ${it} }\n`).join("")}`;
    assert.deepEqual(made(patch), ["ConfigMap settings a=? b=2 c=? ...", untouched]);
    assert.deepEqual(made(`${target}      - { op: remove, path: /metadata/annotations/a }\n`), [
      "ConfigMap settings a=? b=2 ...",
      untouched,
    ]);
    assert.deepEqual(made(`${target}      - { op: replace, path: /metadata/name, value: other }\n`), [
      "ConfigMap settings? a=1 b=2 ...",
      untouched,
    ]);
  });

  it("may have merged what it says, but is not taken to delete or rename", () => {
    const merge = `${target}      kind: ConfigMap\n      metadata: { name: x, annotations: { a: "3", c: d } }\n`;
    assert.deepEqual(made(merge), ["ConfigMap settings a=? b=2 c=? ...", untouched]);
    const without = `${target}      kind: ConfigMap\n      metadata: { name: x, annotations: { a: null } }\n`;
    assert.deepEqual(made(without), ["ConfigMap settings b=2 a=? ...", untouched]);
    assert.deepEqual(made(`${target}      $patch: delete\n      kind: ConfigMap\n      metadata: { name: x }\n`), [
      "ConfigMap settings a=1 b=2 ...",
      untouched,
    ]);
  });

  it("fails for nothing that it might not have touched", () => {
    const text = `resources: [all.yaml]\n${target}      - { op: remove, path: /metadata/annotations/gone }\n`;
    const tree = treeOf({ "app/kustomization.yaml": text, "app/all.yaml": all });
    assert.equal(readSource(plainSource("app"), "", tree).error, undefined);
  });

  it("may be one whose labels or annotations are not known", () => {
    const patch = (target: string) =>
      `labels: [{ pairs: { team: "\${TEAM}" } }]\npatches:\n  - target: { kind: ConfigMap }\n    patch: |-\n      - { op: add, path: /metadata/annotations/a, value: "\${A}" }\n  - target: { ${target} }\n    patch: |-\n      - { op: add, path: /metadata/annotations/b, value: '3' }\n`;
    assert.deepEqual(made(patch("annotationSelector: a=1")), ["ConfigMap settings a=? b=? ...", "Secret keys a=1 b=3"]);
    assert.deepEqual(made(patch("annotationSelector: a")), ["ConfigMap settings a=? b=3", "Secret keys a=1 b=3"]);
    assert.deepEqual(made(patch("annotationSelector: 'a=1,b=5'")), ["ConfigMap settings a=? b=2", untouched]);
    assert.deepEqual(made(patch("annotationSelector: 'a>1'")), [
      "ConfigMap settings a=? b=? ...",
      "Secret keys a=1 b=? ...",
    ]);
  });
});

describe("what else fills something in", () => {
  it("is a value that something writes into a kustomization", () => {
    assert.deepEqual(made('commonAnnotations: { a: "${X}", c: d }'), [
      "ConfigMap settings a=? b=2 c=d",
      "Secret keys a=? b=2 c=d",
    ]);
    const patch =
      "patches:\n  - patch: '{ apiVersion: v1, kind: ConfigMap, metadata: { name: settings, annotations: { a: \"${X}\", b: [c] } } }'\n";
    assert.deepEqual(made(patch), ["ConfigMap settings a=? b=", untouched]);
    const options = 'configMapGenerator: [{ name: c, options: { annotations: { a: "${X}" } } }]';
    assert.deepEqual(made(options).slice(2), ["ConfigMap c-6ct58987ht a=?"]);
  });

  it("is a plugin", () => {
    assert.deepEqual(made("transformers: [plugin.yaml]"), [
      "ConfigMap settings a=1 b=2 ...",
      "Secret keys a=1 b=2 ...",
    ]);
  });

  const paths: readonly (readonly [path: string, made: string])[] = [
    ["metadata.annotations.a", "ConfigMap settings a=? b=2"],
    ["metadata.annotations.[c.d/e]", "ConfigMap settings a=1 b=2 c.d/e=?"],
    ["metadata.annotations.c\\.d/e", "ConfigMap settings a=1 b=2 c.d/e=?"],
    ["metadata.annotations.c\\d", "ConfigMap settings a=1 b=2 c\\d=?"],
    ["metadata.annotations.c[d", "ConfigMap settings a=1 b=2 c[d=?"],
    ["metadata.annotations.*", "ConfigMap settings a=1 b=2 ..."],
    ["metadata.annotations", "ConfigMap settings a=1 b=2 ..."],
    [".metadata.name", "ConfigMap settings? a=1 b=2"],
    ["metadata.namespace", "ConfigMap settings? a=1 b=2"],
    ["metadata.*", "ConfigMap settings? a=1 b=2 ..."],
    ["*.name", "ConfigMap settings? a=1 b=2 ..."],
    ["metadata.labels.a", "ConfigMap settings a=1 b=2"],
    ["spec.name", "ConfigMap settings a=1 b=2"],
    ["data.annotations.a", "ConfigMap settings a=1 b=2"],
  ];
  for (const [path, expected] of paths) {
    it(`is a replacement at ${path}`, () => {
      const targets = `[{ select: { kind: ConfigMap }, fieldPaths: ['${path}'], options: { create: true } }]`;
      const replacement = `{ sourceValue: "\${X}", targets: ${targets} }`;
      assert.deepEqual(made(`replacements: [${replacement}]`), [expected, untouched]);
    });
  }

  it("is a replacement of the name, where it has no path, and of what is not rejected", () => {
    const replace = (target: string) => made(`replacements: [{ sourceValue: "\${X}", targets: [${target}] }]`);
    assert.deepEqual(replace("{ select: { kind: ConfigMap } }"), ["ConfigMap settings? a=1 b=2", untouched]);
    assert.deepEqual(replace("{ select: { kind: '[A-Z].*' }, reject: [{ name: settings }] }"), [
      "ConfigMap settings a=1 b=2",
      "Secret keys? a=1 b=2",
    ]);
    assert.deepEqual(replace("{}"), ["ConfigMap settings a=1 b=2", untouched]);
  });
});
