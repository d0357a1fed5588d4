import assert from "node:assert/strict";
import { renderedChart } from "../../support/charts.ts";

/** A definition of a resource, with a schema as generators write it. */
function definition(index: number): string {
  const fields = Array.from(
    { length: 700 },
    (_, field) =>
      `      field${field}:\n        description: What this field of the resource is for, in some words.\n        type: string\n`,
  );
  return `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: c${index}.example.com\nspec:\n  schema:\n    properties:\n${fields.join("")}`;
}

/** Templates that charts of many people have for their definitions, with how many characters these have there. */
const templates: readonly (readonly [what: string, characters: number, template: string])[] = [
  [
    "adds metadata to each",
    3_000_000,
    '{{ range .Files.Get "crd.yaml" | splitList "---" }}{{ range $key, $value := merge (fromYaml .) (dict "metadata" (dict "labels" (dict))) }}{{ $key }}: {{ toJson $value }}\n{{ end }}---\n{{ end }}',
  ],
  [
    "replaces the labels of some",
    1_000_000,
    '{{ range $crd := .Files.Get "crd.yaml" | splitList "\\n---\\n" }}{{ if not (has (index ($crd | fromYaml) "metadata" "name") (list "no")) }}{{ $map := $crd | fromYaml }}{{ $_ := set $map.metadata "labels" (dict "a" "b") }}\n{{ $map | toYaml }}\n---\n{{ end }}{{ end }}',
  ],
];

describe("a chart with millions of characters of definitions", () => {
  for (const [what, characters, template] of templates) {
    it(`is rendered where a template ${what}`, () => {
      const count = Math.ceil(characters / definition(0).length);
      const definitions = Array.from({ length: count }, (_, index) => definition(index)).join("---\n");
      const { failures, outputs } = renderedChart({ "crd.yaml": definitions, "templates/crd.yaml": template });
      assert.deepEqual(
        failures.map(({ message }) => message),
        [],
      );
      assert.equal(outputs[0]?.text.text.match(/c\d+\.example\.com/g)?.length, count);
    });
  }
});
