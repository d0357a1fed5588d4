import assert from "node:assert/strict";
import { catalogue } from "../../server/core/index.ts";
import { ownScopes } from "./scopes.ts";
import { type Language, type Tokenize, tokenizerOf } from "./tokenizer.ts";

type Annotation = (typeof catalogue)[number];

/** Every way to write one annotation. */
const styles: readonly (readonly [name: string, language: Language, write: (key: string, value: string) => string])[] =
  [
    ["without quotes", "yaml", (key, value) => `    ${key}: ${value}`],
    ["in double quotes", "yaml", (key, value) => `    "${key}": "${value}"`],
    ["in single quotes", "yaml", (key, value) => `    '${key}': '${value}'`],
    ["in flow style", "yaml", (key, value) => `  annotations: { a: b, ${key}: ${value}, c: d }`],
    ["in Helm", "helm", (key, value) => `    ${key}: ${value}`],
    ["in Helm and quotes", "helm", (key, value) => `    ${key}: "${value}"`],
    ["in older versions of VS Code", "older yaml", (key, value) => `    ${key}: ${value}`],
    ["in JSON", "json", (key, value) => `    "${key}": "${value}",`],
    ["in JSON with comments", "jsonc", (key, value) => `    "${key}": "${value}",`],
  ];

describe("the colours of the catalogue", function () {
  this.timeout(600_000);
  const tokenizers = new Map<Language, Tokenize>();
  before(async () => {
    for (const [, language] of styles) tokenizers.set(language, await tokenizerOf(language, "with annotations"));
  });

  /** What is said about each style of a line, without the key. */
  function assertValue(
    key: string,
    value: string,
    expected: readonly (readonly [text: string, scope: string])[],
  ): void {
    for (const [name, language, write] of styles) {
      assert.deepEqual(scopesOf(language, write(key, value)).slice(1), expected, name);
    }
  }

  function scopesOf(language: Language, line: string): ReturnType<typeof ownScopes> {
    const tokens = tokenizers.get(language)?.(["metadata:", line])[1];
    return ownScopes(line, tokens ?? []);
  }

  for (const spec of catalogue) {
    it(`knows ${spec.key}`, () => {
      for (const [name, language, write] of styles) {
        // What may be left out of a key is there, and its words in capitals are names as good as any.
        const key = spec.key.replace(/[[\]]/g, "");
        const expected = [key, "support.type.annotation.argocd"];
        assert.deepEqual(scopesOf(language, write(key, "${VALUE}"))[0], expected, name);
      }
    });
    for (const key of spec.mistakenFor ?? []) {
      it(`marks ${key} as wrong`, () => {
        for (const [name, language, write] of styles) {
          assert.deepEqual(scopesOf(language, write(key, "x")), [[key, "invalid.illegal.annotation.argocd"]], name);
        }
      });
    }
  }

  for (const spec of catalogue.filter(({ value }) => ["integer", "list"].includes(value.type))) {
    for (const [value, expected] of rightValues(spec)) {
      it(`knows ${value} in ${spec.key}`, () => {
        assertValue(spec.key, value, expected);
      });
    }
    for (const [value, scope] of wrongValues(spec)) {
      it(`marks ${value} in ${spec.key} as wrong`, () => {
        assertValue(spec.key, value, [[value, scope]]);
      });
    }
  }
});

type Expected = readonly (readonly [text: string, scope: string])[];

type ListValue = Extract<Annotation["value"], { readonly type: "list" }>;

function rightValues({ value }: Annotation): readonly (readonly [value: string, expected: Expected])[] {
  // A whole number needs quotes, which not all styles have: the fixtures hold those.
  if (value.type !== "list") return [];
  const slug = slugOf(value);
  return value.items.map((item) => {
    const [name = "", setting] = item.value.split("=");
    if (setting === undefined) return [item.value, [[name, `constant.language.${slug}.argocd`]]];
    const expected = [
      [name, `variable.parameter.${slug}.argocd`],
      ["=", "keyword.operator.assignment.argocd"],
      [setting, `constant.language.${slug}.argocd`],
    ] as const;
    return [item.value, expected];
  });
}

function wrongValues({ value }: Annotation): readonly (readonly [value: string, scope: string])[] {
  if (value.type !== "list") return ["first", "1.5", "1e3", "0x1"].map((it) => [it, "invalid.illegal.wave.argocd"]);
  const scope = `invalid.illegal.${slugOf(value)}.argocd`;
  const isOption = value.items.some((it) => it.value.includes("="));
  return value.items.flatMap((item) => {
    const misspelt = isOption ? [] : [`${item.value}s`, swapCase(item.value)];
    return [...misspelt, ...(item.mistakenFor ?? [])].map((it) => [it, scope] as const);
  });
}

function slugOf({ itemName }: ListValue): string {
  return itemName.toLowerCase().replaceAll(" ", "-");
}

function swapCase(text: string): string {
  return text === text.toLowerCase() ? text.toUpperCase() : text.toLowerCase();
}
