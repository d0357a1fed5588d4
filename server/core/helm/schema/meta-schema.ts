import { mapOf } from "../value/value.ts";
import { readJsonValue } from "../yaml/read-json.ts";
import { isNotYaml } from "../yaml/read-yaml.ts";
import type { Draft, Schema } from "./schema.ts";

/**
 * The schema of schemas: what Helm does not compile. It is written in the words of draft 7, whatever the draft that it is about.
 * Mirrors the folder metaschemas of santhosh-tekuri/jsonschema, without what says nothing about the form of a part.
 */
export function metaSchema(draft: Draft): Schema {
  const text = JSON.stringify({
    type: draft === 4 ? "object" : ["object", "boolean"],
    properties: {
      ...Object.fromEntries(
        Object.entries(partsOf(draft)).flatMap(([keys, part]) => keys.split(" ").map((key) => [key, part])),
      ),
    },
    ...(draft === 4 && { dependencies: { exclusiveMaximum: ["maximum"], exclusiveMinimum: ["minimum"] } }),
  });
  const root = readJsonValue(text);
  return { root: isNotYaml(root) ? mapOf() : root, draft: 7, references: "here" };
}

const self = { $ref: "#" };
const schemas = { type: "array", minItems: 1, items: self };
const mapOfSchemas = { type: "object", additionalProperties: self };
const expression = { type: "string", format: "regex" };
const simpleTypes = { enum: ["array", "boolean", "integer", "null", "number", "object", "string"] };
const count = { type: "integer", minimum: 0 };

function partsOf(draft: Draft): Readonly<Record<string, unknown>> {
  const texts = { type: "array", items: { type: "string" }, uniqueItems: true, ...(draft === 4 && { minItems: 1 }) };
  const limit = draft === 4 ? { type: "boolean" } : { type: "number" };
  const other = draft === 4 ? { anyOf: [{ type: "boolean" }, self] } : self;
  return {
    "title description format $ref $schema": { type: "string" },
    [draft === 4 ? "id" : "$id"]: { type: "string" },
    multipleOf: { type: "number", exclusiveMinimum: 0 },
    "maximum minimum": { type: "number" },
    "exclusiveMaximum exclusiveMinimum": limit,
    "maxLength minLength maxItems minItems maxProperties minProperties": count,
    pattern: expression,
    items: draft >= 2020 ? self : { anyOf: [self, schemas] },
    additionalProperties: other,
    uniqueItems: { type: "boolean" },
    required: texts,
    "definitions properties": mapOfSchemas,
    patternProperties: draft < 7 ? mapOfSchemas : { ...mapOfSchemas, propertyNames: expression },
    dependencies: { type: "object", additionalProperties: { anyOf: [self, texts] } },
    enum: { type: "array", ...(draft < 2019 && { minItems: 1, uniqueItems: true }) },
    type: { anyOf: [simpleTypes, { type: "array", items: simpleTypes, minItems: 1, uniqueItems: true }] },
    "allOf anyOf oneOf": schemas,
    not: self,
    ...(draft < 2020 && { additionalItems: other }),
    ...(draft >= 6 && { "contains propertyNames": self }),
    ...(draft >= 7 && {
      "$comment contentMediaType contentEncoding": { type: "string" },
      readOnly: { type: "boolean" },
    }),
    ...(draft >= 7 && { "if then else": self, writeOnly: { type: "boolean" }, examples: { type: "array" } }),
    ...(draft >= 2019 && { "$defs dependentSchemas": mapOfSchemas, "minContains maxContains": count }),
    ...(draft >= 2019 && { dependentRequired: { type: "object", additionalProperties: texts } }),
    ...(draft >= 2019 && { deprecated: { type: "boolean" }, "unevaluatedItems unevaluatedProperties": self }),
    ...(draft >= 2020 && { prefixItems: schemas }),
  };
}
