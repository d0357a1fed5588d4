import assert from "node:assert/strict";
import { fieldsOf } from "../../scripts/object-fields/shapes.ts";
import { objectShapes, shapes } from "../../server/core/catalogue/object-fields.ts";

/** A definition of a kind whose mappings have these fields, all texts. */
function definition(mappings: Readonly<Record<string, readonly string[]>>): string {
  const textFields = (names: readonly string[]): object => ({
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
  });
  const properties = Object.fromEntries(Object.entries(mappings).map(([name, fields]) => [name, textFields(fields)]));
  return JSON.stringify({ spec: { versions: [{ schema: { openAPIV3Schema: { type: "object", properties } } }] } });
}

function sinceOf(kind: string, ...path: readonly string[]): string | undefined {
  const holder = path.slice(0, -1).reduce((shape, key) => shapes[shape]?.[key]?.shape ?? "", objectShapes[kind] ?? "");
  return shapes[holder]?.[path.at(-1) ?? ""]?.since;
}

describe("the fields of the objects of Argo CD", () => {
  it("are as old as they are where they stand, not where an equal mapping is", () => {
    const schemas = [
      { version: "1.0", text: definition({ a: ["x", "y"], b: ["x"] }) },
      { version: "2.0", text: definition({ a: ["x", "y"], b: ["x"] }) },
      { version: "3.0", text: definition({ a: ["x", "y"], b: ["x", "y"] }) },
    ];
    assert.deepEqual(fieldsOf([{ kind: "K", schemas }]), {
      shapes: { a: { x: {}, y: {} }, b: { x: {}, y: { since: "3.0" } }, K: { a: { shape: "a" }, b: { shape: "b" } } },
      kinds: { K: "K" },
    });
  });

  it("are one shape where a newer mapping has had them from its beginning", () => {
    const [without, before, after] = [
      definition({ a: ["x"] }),
      definition({ a: ["x", "y"] }),
      definition({ a: ["x", "y"], b: ["x", "y"] }),
    ];
    const schemas = [without, before, after].map((text, index) => ({ version: `${index + 1}.0`, text }));
    assert.deepEqual(fieldsOf([{ kind: "K", schemas }]), {
      shapes: { a: { x: {}, y: { since: "2.0" } }, K: { a: { shape: "a" }, b: { shape: "a", since: "3.0" } } },
      kinds: { K: "K" },
    });
  });

  it("have the versions of types.go and applicationset_types.go of pkg/apis/application/v1alpha1", () => {
    for (const list of ["clusterResourceWhitelist", "clusterResourceBlacklist"])
      assert.equal(sinceOf("AppProject", "spec", list, "name"), "3.3", list);
    assert.equal(sinceOf("AppProject", "spec", "orphanedResources", "ignore", "name"), "1.7");
    assert.equal(sinceOf("ApplicationSet", "spec", "generators", "git", "files", "exclude"), "3.1");
    assert.equal(sinceOf("ApplicationSet", "spec", "generators", "git", "directories", "exclude"), undefined);
    assert.equal(sinceOf("ApplicationSet", "spec", "template", "spec", "sources"), "2.6");
  });
});
