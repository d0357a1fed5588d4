import assert from "node:assert/strict";
import fc from "fast-check";
import { readSource } from "../../server/core/application/source.ts";
import { plainSource } from "../../server/core/application/source-spec.ts";
import type { SourceTree } from "../../server/core/application/source-tree.ts";
import { type KustomizeRender, readRenders } from "../tools/kustomize-render.ts";
import { treeOf } from "../support/source-tree.ts";

describe("whatever a kustomization says", () => {
  it("ends where folders double at every level", () => {
    const files: Record<string, string> = {
      "last/all.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n",
    };
    for (let level = 0; level < 60; level++) {
      const next = level === 59 ? "../last" : `../level${level + 1}`;
      files[`level${level}/kustomization.yaml`] = `resources: [${next}, ${next}]\n`;
    }
    files["last/kustomization.yaml"] = "resources: [all.yaml]\n";
    assert.match(readSource(plainSource("level0"), "", treeOf(files)).error ?? "", /kustomizations|twice/);
  });

  const patterns: readonly (readonly [what: string, name: string, hook: string | undefined, isKnown: boolean])[] = [
    ["answers a pattern that could be tried in many ways", "(a+)+b", undefined, true],
    ["answers a pattern that matches in many ways", "((a+)+|a*)*", "PreSync", true],
    ["does not guess what it does not know", String.raw`\P{Thai}(a+)+`, undefined, false],
  ];
  for (const [what, name, hook, isKnown] of patterns) {
    it(what, () => {
      const files = {
        "app/kustomization.yaml": `resources: [all.yaml]
patches:
  - target: { name: '${name}' }
    patch: |-
      apiVersion: v1
      kind: ConfigMap
      metadata: { name: any, annotations: { argocd.argoproj.io/hook: PreSync } }
`,
        "app/all.yaml": `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${"a".repeat(200)} }\n`,
      };
      const [member] = readSource(plainSource("app"), "", treeOf(files)).members;
      assert.equal(member?.resource.annotationsKnown, isKnown);
      assert.equal(member.resource.annotations.get("argocd.argoproj.io/hook"), hook);
    });
  }

  it("never throws, and asks for nothing that it has been given", () => {
    const texts = readRenders("cases").flatMap(({ files }: KustomizeRender) => Object.values(files));
    const piece = fc.oneof(
      fc.constantFrom(...texts),
      fc.string(),
      fc.constantFrom("- ", "patches:\n", "{", "[", "&a ", "*a"),
    );
    const text = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join("\n"));
    fc.assert(
      fc.property(text, text, text, (kustomization, all, patch) => {
        const files = { "app/kustomization.yaml": kustomization, "app/all.yaml": all, "app/patch.yaml": patch };
        const { missing } = readSource(plainSource("app"), "", treeOf(files));
        assert.deepEqual(missing, { files: [], folders: [] });
      }),
      { numRuns: 200 },
    );
  });
});

describe("a workspace that is not read yet", () => {
  it("is read step by step, and ends with the same answer", () => {
    for (const { id, folder, files } of readRenders("cases")) {
      const whole = treeOf(files);
      const known = new Set<string>();
      const tree: SourceTree = {
        file: (path) => (known.has(path) ? whole.file(path) : undefined),
        list: (path) => (known.has(`${path}/`) ? whole.list(path) : undefined),
      };
      let answer = readSource(plainSource(folder), "", tree);
      for (let round = 0; answer.missing.files.length + answer.missing.folders.length > 0; round++) {
        assert.ok(round < 20, `${id} comes to an end`);
        for (const path of answer.missing.files) known.add(path);
        for (const path of answer.missing.folders) known.add(`${path}/`);
        answer = readSource(plainSource(folder), "", tree);
      }
      const expected = readSource(plainSource(folder), "", whole);
      assert.deepEqual(
        answer.members.map(({ resource }) => resource),
        expected.members.map(({ resource }) => resource),
        id,
      );
      assert.equal(answer.error, expected.error, id);
    }
  });
});
