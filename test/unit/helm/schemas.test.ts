import assert from "node:assert/strict";
import { chartFilesOf, isBadChart, loadChart } from "../../../server/core/helm/chart/chart.ts";
import { renderChart } from "../../../server/core/helm/chart/render-chart.ts";
import { mapOf, type Value } from "../../../server/core/helm/value/value.ts";
import { filesWithSchema, readSchemaCases, readSchemaResults } from "../../tools/helm-render.ts";

type Files = Readonly<Record<string, string>>;

function refusalsOf(files: Files, given: Readonly<Record<string, Value>> = {}): readonly string[] {
  const chart = loadChart(chartFilesOf(Object.entries(files)));
  assert.ok(!isBadChart(chart));
  const values = [mapOf(Object.entries(given))];
  const { refusals } = renderChart({
    chart,
    release: "rel",
    namespace: "ns",
    values,
    cluster: { apiVersions: [], known: "all" },
  });
  return refusals.map(({ because }) => (typeof because === "string" ? because : `${because.path}: ${because.wrong}`));
}

function saidOf(schema: unknown, values: unknown, given: Readonly<Record<string, Value>> = {}): readonly string[] {
  return refusalsOf(filesWithSchema({ schema, values }), given);
}

describe("the values of a chart are refused as Helm does it", () => {
  for (const row of readSchemaResults()) {
    const { error, unknown = false } = row;
    it(JSON.stringify({ ...row, error: undefined }), () => {
      assert.equal(refusalsOf(filesWithSchema(row)).length > 0, error !== undefined && !unknown, error);
    });
  }

  it("in all the cases that are written", () => {
    const written = readSchemaResults().map((row) => JSON.stringify({ ...row, error: undefined }));
    assert.deepEqual(
      readSchemaCases().map((row) => JSON.stringify(row)),
      written,
    );
  });
});

describe("what is wrong with values", () => {
  const said: readonly (readonly [schema: object, value: unknown, wrong: string])[] = [
    [{ type: "string" }, 8, "a: it must be a string, not the number 8"],
    [{ type: ["string", "null"] }, ["x"], "a: it must be a string or null, not a list"],
    [{ type: "boolean" }, "true", "a: it must be true or false, not a string"],
    [{ type: "array" }, { b: 1 }, "a: it must be a list, not a mapping"],
    [{ type: "integer" }, null, "a: it must be an integer, not null"],
    [{ enum: ["x", "y", 3] }, "z", 'a: it must be "x", "y" or 3'],
    [
      { enum: "a b c d e f g h i j".split(" ") },
      "z",
      'a: it must be "a", "b", "c", "d", "e", "f", "g", "h" or one of 2 more',
    ],
    [{ const: { b: 1 } }, "z", "a: it must be a certain mapping"],
    [{ const: "x".repeat(99) }, "z", `a: it must be "${"x".repeat(60)}…"`],
    [{ required: ["b"] }, {}, 'a: "b" is missing'],
    [{ required: ["b", "c", "d"] }, { c: 1 }, 'a: "b" and "d" are missing'],
    [
      { required: "a b c d e f g h i j k".split(" ") },
      {},
      'a: "a", "b", "c", "d", "e", "f", "g", "h" and 3 more are missing',
    ],
    [{ additionalProperties: false }, { b: 1 }, "a.b: the schema knows no such value"],
    [
      { properties: { "b.c d": { items: { type: "string" } } } },
      { "b.c d": [1] },
      'a["b.c d"][0]: it must be a string, not the number 1',
    ],
    [{ propertyNames: { maxLength: 1 } }, { bc: 1 }, "a.bc: its name is not allowed"],
    [{ minLength: 1 }, "", "a: it must not be empty"],
    [{ minLength: 3 }, "ab", "a: it must have at least 3 characters"],
    [{ maxLength: 1 }, "ab", "a: it must have at most 1 character"],
    [{ pattern: "^v" }, "1", 'a: it must match the expression "^v"'],
    [{ minimum: 1 }, 0, "a: it must be at least 1"],
    [{ maximum: 1 }, 2, "a: it must be at most 1"],
    [{ exclusiveMinimum: 1 }, 1, "a: it must be more than 1"],
    [{ exclusiveMaximum: 1 }, 1, "a: it must be less than 1"],
    [{ multipleOf: 2 }, 3, "a: it must be a multiple of 2"],
    [{ minItems: 2 }, [1], "a: it must have at least 2 items"],
    [{ maxItems: 0 }, [1], "a: it must have at most 0 items"],
    [{ uniqueItems: true }, [1, 1], "a: it must not have the same item twice"],
    [{ contains: { type: "string" } }, [1], "a: it lacks an item that must be in it"],
    [{ contains: { type: "integer" }, maxContains: 1 }, [1, 2], "a: it must have at most 1 items of one form"],
    [{ minProperties: 1 }, {}, "a: it must have at least 1 entries"],
    [{ maxProperties: 0 }, { b: 1 }, "a: it must have at most 0 entries"],
    [{ not: {} }, 1, "a: it has a form that is ruled out"],
    [{ anyOf: [{ required: ["b"] }, { required: ["c"] }] }, {}, 'a: "b" is missing, or "c" is missing'],
    [{ anyOf: [{ required: ["b"], minProperties: 3 }, false] }, {}, "a: it has none of the forms that are allowed"],
    [{ oneOf: [{ type: "string" }] }, 1, "a: it must be a string, not the number 1"],
    [{ oneOf: [{}, true] }, 1, "a: it has several of the forms that are allowed, and must have exactly one"],
  ];
  for (const [schema, value, wrong] of said) {
    it(wrong, () => {
      assert.deepEqual(saidOf({ properties: { a: schema } }, { a: value }), [wrong]);
    });
  }

  it("is said of all values together", () => {
    assert.deepEqual(saidOf({ required: ["a"] }, {}), [': "a" is missing']);
  });

  it("is said where the schema is none", () => {
    assert.deepEqual(saidOf({ properties: { a: { type: "text" } } }, {}), [
      'at "properties.a.type", it must be "array", "boolean", "integer", "null", "number", "object" or "string", or it must be a list, not a string',
    ]);
    assert.deepEqual(refusalsOf(filesWithSchema({ text: "{", values: {} })), ["it is not valid JSON"]);
    assert.deepEqual(saidOf({ properties: { a: { required: true } } }, {}), [
      'at "properties.a.required", it must be a list, not true',
    ]);
  });
});

describe("nothing is said of values", () => {
  const integer = { properties: { a: { type: "integer" } } };

  it("that something else fills in", () => {
    for (const text of ["{{ .Values.b }}", "${COUNT}", "<path:secret#count>"]) {
      assert.deepEqual(saidOf(integer, { a: text }), []);
      assert.deepEqual(saidOf({ properties: { a: { enum: [{ b: 1 }] } } }, { a: { b: text } }), []);
    }
    const unknown = { kind: "unknown", id: 0, reason: "what Argo CD fills in" } as const;
    assert.deepEqual(saidOf(integer, {}, { a: unknown }), []);
    assert.deepEqual(
      saidOf({ properties: { a: { oneOf: [{ type: "string" }, { type: "integer" }] } } }, {}, { a: unknown }),
      [],
    );
    assert.deepEqual(saidOf({ properties: { a: { not: { type: "integer" } } } }, {}, { a: unknown }), []);
    assert.deepEqual(
      saidOf({ if: { properties: { a: { const: 1 } } }, then: { required: ["b"] } }, {}, { a: unknown }),
      [],
    );
    assert.deepEqual(saidOf({ properties: { a: { contains: { const: 1 } } } }, {}, { a: [unknown] }), []);
    assert.deepEqual(saidOf({ properties: { a: false } }, {}, { a: unknown }), ["a: no value is allowed here"]);
  });

  it("that no JSON has", () => {
    assert.deepEqual(saidOf(integer, {}, { a: Number.NaN }), []);
  });

  it("where the schema is in a language or at an address that is not known here", () => {
    assert.deepEqual(saidOf({ $schema: "https://example.com/schema", type: "array" }, {}), []);
    assert.deepEqual(saidOf({ $schema: "http://json-schema.org/draft-03/schema#", type: "array" }, {}), []);
    assert.deepEqual(saidOf({ $ref: "https://example.com/schema" }, {}), []);
    assert.deepEqual(saidOf({ not: { $ref: "https://example.com/schema" } }, {}), []);
    const inner = { $id: "https://example.com/inner", $ref: "#/$defs/a" };
    assert.deepEqual(saidOf({ $defs: { a: { type: "string" } }, properties: { a: inner } }, { a: 1 }), []);
  });

  it("of charts that are not here", () => {
    const dependency = (more: string): string =>
      `apiVersion: v2\nname: app\nversion: 1.0.0\ndependencies:\n  - {name: db, version: 1.x, repository: "https://x.invalid"${more}}\n`;
    const withDependency = (schema: unknown, more = ""): readonly string[] =>
      refusalsOf({ ...filesWithSchema({ schema, values: { db: { user: 1 } } }), "Chart.yaml": dependency(more) });
    assert.deepEqual(withDependency({ properties: { db: { required: ["host"] } } }), []);
    assert.deepEqual(withDependency({ required: ["host"] }), [': "host" is missing']);
    assert.deepEqual(withDependency({ required: ["host"] }, ", import-values: [data]"), []);
  });
});

describe("a schema takes little time, whatever it is", () => {
  const deep = (depth: number, inner: unknown, key: string): unknown =>
    Array.from({ length: depth }, () => key).reduce<unknown>((schema) => ({ [key]: schema }), inner);

  it("where it refers to itself", () => {
    assert.deepEqual(saidOf({ $ref: "#" }, {}), []);
    assert.deepEqual(saidOf({ allOf: [{ $ref: "#" }, { $ref: "#" }] }, {}), []);
    assert.deepEqual(saidOf({ anyOf: [{ $ref: "#" }, { $ref: "#" }, false] }, {}), []);
    const chain = new Map<string, unknown>();
    for (let at = 0; at < 400; at++) {
      const next = { $ref: `#/$defs/d${at + 1}` };
      chain.set(`d${at}`, { allOf: [next, next] });
    }
    assert.deepEqual(saidOf({ $defs: Object.fromEntries(chain), $ref: "#/$defs/d0" }, {}), []);
  });

  it("where it is deep", () => {
    assert.deepEqual(saidOf(deep(160, false, "not"), {}), []);
    const text = `{"not":`.repeat(100_000) + "false" + "}".repeat(100_000);
    assert.deepEqual(refusalsOf(filesWithSchema({ text, values: {} })), []);
  });

  it("where it has a great many choices", () => {
    const choices = Array.from({ length: 20_000 }, (_, index) => ({ a: "x".repeat(20), b: index }));
    const items = Array.from({ length: 2000 }, () => ({ a: "x".repeat(20), b: -1 }));
    // It is given up before the last items.
    const said = saidOf({ properties: { a: { items: { enum: choices } } } }, { a: items });
    assert.match(said[0] ?? "", /^a\[0\]: it must be a certain mapping/);
    assert.ok(said.length < 20);
    assert.deepEqual(
      saidOf({ properties: { a: { uniqueItems: true } } }, { a: items.map((it, b) => ({ ...it, b })) }),
      [],
    );
  });

  it("where its expression takes as long as it can", () => {
    const pattern = `${"(a?){30}".repeat(10)}b$`;
    assert.deepEqual(saidOf({ properties: { a: { pattern } } }, { a: "a".repeat(100_000) }), []);
  });
});
