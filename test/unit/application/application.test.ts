import assert from "node:assert/strict";
import { buildApplication, startOf } from "../../../server/core/application/application.ts";
import type { Placeholders } from "../../../server/core/application/resource.ts";
import { openFile } from "../../../server/core/manifest/file.ts";
import { idOf } from "../../../server/core/sync/resource.ts";
import { hook, manifest, wave } from "../../support/manifests.ts";

/** An application of files `0.yaml`, `1.yaml` and so on. */
function build(texts: readonly string[], placeholders?: Placeholders) {
  const files = texts.map((text, index) => ({ name: `${index}.yaml`, file: openFile(text) }));
  const source = { type: "directory", path: "shop" } as const;
  return buildApplication(files, { name: "shop", source, namespace: "prod" }, placeholders);
}

describe("an application", () => {
  it("has the resources of its files in their order, and knows where they begin", () => {
    const texts = [
      `# note\n${manifest("Secret", "a")}---\n${manifest("Job", "b", wave("1"))}`,
      manifest("Secret", "c"),
    ];
    const { members } = build(texts);
    assert.deepEqual(
      members.map((it) => idOf(it.resource)),
      ["/Secret:/a", "batch/Job:/b", "/Secret:/c"],
    );
    assert.deepEqual(
      members.map((it) => it.fileName),
      ["0.yaml", "0.yaml", "1.yaml"],
    );
    for (const member of members) {
      assert.ok(texts[Number.parseInt(member.fileName)]?.startsWith("apiVersion", startOf(member)));
    }
  });

  it("takes a placeholder for unknown, or for what is written where Argo CD reads the file itself", () => {
    const text = manifest("Secret", "a", wave("${WAVE}"));
    assert.equal(build([text]).plan.behaviours[0]?.wave, undefined);
    assert.equal(build([text], "literal").plan.behaviours[0]?.wave, 0n);
    const template = manifest("Secret", "a", wave("{{ .x }}"));
    assert.equal(build([template], "literal").plan.behaviours[0]?.wave, undefined);
  });

  const errors: readonly (readonly [what: string, texts: readonly string[], error: RegExp | undefined])[] = [
    ["good manifests", [manifest("Secret", "a", wave("1"))], undefined],
    ["nothing", [""], undefined],
    ["comments and empty documents", ["# note\n---\n---\n", manifest("Secret", "a")], undefined],
    ["values of a chart", ["replicas: 1\n"], undefined],
    ["broken YAML that is no manifest", ["a: [\n"], undefined],
    ["a broken manifest", [`${manifest("Secret", "a")}data: [\n`], /^0\.yaml, line 5: This is not valid YAML: /],
    ["a broken template", [`${manifest("Secret", "{{ .x }}")}data: [\n`], undefined],
    [
      "a document without a kind after a manifest",
      [`${manifest("Secret", "a")}---\na: b\n`],
      /^0\.yaml, line 6: A manifest must have a "kind"\.$/,
    ],
    [
      "a list for a document",
      [`${manifest("Secret", "a")}---\n- a\n`],
      /^0\.yaml, line 6: A manifest must be a mapping\.$/,
    ],
    ["an empty List", ["apiVersion: v1\nkind: List\nmetadata: {}\nitems: []\n"], undefined],
    [
      "a number in the second file",
      [manifest("Secret", "a"), manifest("Secret", "b", { x: "5" })],
      /^1\.yaml, line 6: The annotation "x" of Secret "b" is not a string\.$/,
    ],
    ["a quoted number", [manifest("Secret", "b", { x: '"5"' })], undefined],
    ["a boolean", [manifest("Secret", "b", { x: "yes" })], /is not a string/],
    ["nothing for a value", [manifest("Secret", "b", { x: "" })], /is not a string/],
    [
      "annotations that are a list",
      ["apiVersion: v1\nkind: A\nmetadata: {name: a, annotations: [b]}\n"],
      /are not a mapping/,
    ],
    ["annotations that are empty", ["apiVersion: v1\nkind: A\nmetadata:\n  name: a\n  annotations:\n"], undefined],
    ["a number that a duplicate hides", [manifest("Secret", "b", { x: "5", '"x"': '"5"' })], undefined],
    ["merges without end, which are not read", [`${manifest("Secret", "a")}data:\n${endless()}`], undefined],
  ];
  for (const [what, texts, error] of errors) {
    it(`of ${what} ${error === undefined ? "can be generated" : "fails"}`, () => {
      const found = build(texts).error;
      if (error === undefined) assert.equal(found, undefined);
      else assert.match(found ?? "", error);
    });
  }

  it("reads no annotations at all of a definition with a number among them", () => {
    const text = manifest("CustomResourceDefinition", "a", { ...hook("PreSync"), x: "5" });
    const definition = text.replace("v1", "apiextensions.k8s.io/v1");
    const { error, plan } = build([definition]);
    assert.equal(error, undefined);
    assert.equal(plan.behaviours[0]?.role, "resource");
  });
});

function endless(): string {
  const levels = Array.from(
    { length: 300 },
    (_, level) => `  k${level + 1}: &a${level + 1} {<<: *a${level}, x${level}: 1}\n`,
  );
  return `  k0: &a0 {x: 1}\n${levels.join("")}`;
}
