import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { configurationName, configurationShape, openFile, type Shape } from "../../server/core/index.ts";
import { diagnoseFile } from "../support/diagnose.ts";

const path = join(import.meta.dirname, "..", "..", "schemas", "argocd-annotations.schema.json");
const schema = JSON.parse(readFileSync(path, "utf8")) as JsonSchema;

describe("the schema of a configuration", () => {
  it("refuses what the reader calls a mistake, and nothing else", () => {
    const seen = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(documentOf(configurationShape), (document) => {
        const mistakes = diagnoseFile(openFile(JSON.stringify(document)), { fileName: configurationName });
        const messages = mistakes.map(({ message }) => message);
        seen[messages.length === 0 ? "right" : "wrong"]++;
        assert.equal(fits(document, schema), messages.length === 0, messages.join("\n"));
      }),
      { numRuns: 3000 },
    );
    assert.ok(seen.right > 200 && seen.wrong > 200, JSON.stringify(seen));
  });

  it("has patterns that every editor can read", () => {
    const patterns = [...JSON.stringify(schema).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    assert.ok(patterns.length > 5);
    for (const [, pattern = ""] of patterns) assert.doesNotThrow(() => new RegExp(JSON.parse(pattern) as string, "u"));
  });
});

/** What this schema is made of. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly items?: JsonSchema;
  readonly contains?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: false;
  readonly required?: readonly string[];
}

/** As draft 7 of JSON Schema says it. */
function fits(value: unknown, it: JsonSchema): boolean {
  if (it.type !== undefined && ![it.type].flat().includes(typeOf(value))) return false;
  if (it.enum?.includes(value) === false) return false;
  if (typeof value === "string") return it.pattern === undefined || new RegExp(it.pattern, "u").test(value);
  if (Array.isArray(value)) {
    const { items, contains } = it;
    if (contains !== undefined && !value.some((item) => fits(item, contains))) return false;
    return value.every((item) => items === undefined || fits(item, items));
  }
  if (typeof value !== "object" || value === null) return true;
  if (it.required?.some((key) => !Object.hasOwn(value, key)) === true) return false;
  return Object.entries(value).every(([key, inner]) => {
    const known = Object.hasOwn(it.properties ?? {}, key) ? it.properties?.[key] : undefined;
    return known === undefined ? it.additionalProperties !== false : fits(inner, known);
  });
}

function typeOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}

const texts = fc.constantFrom(
  ...["2.14", "v3.1.2-rc1", "latest", "1", "1.33", "a", "a.example.com/v1", "a/b/c", "*.example.com/*", "a b", "", " "],
  ...[
    "charts/",
    "/charts",
    "./a",
    "!./a",
    "../a",
    "a/../b",
    "{a,b}",
    "a\\b",
    "#a",
    "\\#a",
    "!",
    "/",
    "**",
    "a\nb",
    "é",
  ],
  ...["CreateNamespace=true", "CreateNamespace", "off", "warn", "C:/a", "true", "x".repeat(257)],
);

/** Never a number where a text may be: a schema cannot say which numbers are right as they are written. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  texts,
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom([], {}, ["a"], [[]], { a: 1 }),
);

/** A value that is often right for a shape. */
function documentOf(shape: Shape): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 9, arbitrary: suiting(shape) }, { weight: 1, arbitrary: anything });
}

function suiting(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.type) {
    case "anything":
      return anything;
    case "switch":
      return fc.boolean();
    case "mapping":
      return fc.constantFrom({}, { a: "b" });
    case "word":
      return fc.constantFrom(...shape.words.map(({ word }) => word));
    case "text":
      return texts.filter((text) => shape.pattern.test(text));
    case "list":
      return fc.array(documentOf(shape.of), { maxLength: 2 });
    case "map": {
      const required = shape.keys.filter(({ isRequired }) => isRequired === true);
      const others = fc.subarray([...shape.keys, unknownKey], { maxLength: 3 });
      return others.chain((some) => {
        const keys = [...new Set([...required, ...some])];
        const entries = keys.map((it) => documentOf(it.of).map((value) => [it.key, value] as const));
        return fc.tuple(...entries).map((all) => Object.fromEntries(all));
      });
    }
  }
}

const unknownKey = { key: "constructor", summary: "", of: { type: "anything" } } as const;
