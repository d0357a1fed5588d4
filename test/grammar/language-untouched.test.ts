import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isOwn } from "./scopes.ts";
import { type Language, type Token, type Tokenize, tokenizerOf } from "./tokenizer.ts";

const root = join(import.meta.dirname, "..", "..");
const yamlFiles = ["examples/**/*.yaml", "test/fixtures/grammar/{right,elsewhere}.yaml"];
const files: readonly (readonly [path: string, language: Language])[] = [
  ...globSync(yamlFiles, { cwd: root }).map((path) => [path, "yaml"] as const),
  ["test/fixtures/grammar/manifest.json", "json"],
  ["test/fixtures/grammar/manifest.json", "jsonc"],
];

/** Our colours lie on top: whatever the language's own grammar says about a text stays true, after our keys and values too. */
describe("the language beneath the colours", function () {
  this.timeout(600_000);
  const tokenizers = new Map<Language, readonly [mixed: Tokenize, plain: Tokenize]>();
  before(async () => {
    for (const language of ["yaml", "json", "jsonc"] as const) {
      const mixed = await tokenizerOf(language, "with annotations");
      tokenizers.set(language, [mixed, await tokenizerOf(language, "without annotations")]);
    }
  });

  for (const [path, language] of files) {
    it(`stays as it is in ${path.replaceAll("\\", "/")} as ${language}`, () => {
      const lines = readFileSync(join(root, path), "utf8").split("\n");
      const [mixed, plain] = (tokenizers.get(language) ?? []).map((tokenize) => tokenize(lines).map(languageScopes));
      assert.equal(plain?.length, lines.length);
      assert.deepEqual(mixed, plain);
    });
  }
});

/** The scopes of each character of a line without ours. */
function languageScopes(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
    const own = scopes.filter((scope) => !isOwn(scope)).join(" ");
    return Array.from({ length: Math.max(0, endIndex - startIndex) }, () => own);
  });
}
