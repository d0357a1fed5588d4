import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readFixture } from "./assertions.ts";
import { stretchesWith } from "./scopes.ts";
import { type Language, tokenizerOf } from "./tokenizer.ts";

const folder = join(import.meta.dirname, "..", "fixtures", "grammar");

/** Each fixture, and the languages in which it has to look the same. */
const fixtures: readonly (readonly [name: string, languages: readonly Language[]])[] = [
  ["right.yaml", ["yaml"]],
  ["wrong.yaml", ["yaml"]],
  ["unknown.yaml", ["yaml"]],
  ["elsewhere.yaml", ["yaml"]],
  ["chart.yaml", ["helm", "older yaml"]],
  ["manifest.json", ["json", "jsonc"]],
];

for (const [name, languages] of fixtures) {
  for (const language of languages) {
    describe(`the colours of ${name} as ${language}`, function () {
      this.timeout(600_000);
      const { lines, assertions } = readFixture(readFileSync(join(folder, name), "utf8"));
      let tokens: ReturnType<Awaited<ReturnType<typeof tokenizerOf>>> = [];
      before(async () => {
        tokens = (await tokenizerOf(language, "with annotations"))(lines);
      });

      for (const { lineNumber, lineIndex, text, start, end, present, absent } of assertions) {
        const rest = absent.length > 0 ? ` and not ${absent.join(" or ")}` : "";
        it(`line ${lineNumber}: "${text}" is ${present.join(" and ") || "something"}${rest}`, () => {
          const line = tokens[lineIndex] ?? [];
          for (const scope of present) {
            const stretches = stretchesWith(scope, line);
            const isThere = stretches.some(([from, to]) => from === start && to === end);
            assert.ok(isThere, `${scope} is at ${JSON.stringify(stretches)}, not at ${start}-${end}.`);
          }
          for (const scope of absent) {
            const touching = stretchesWith(scope, line).filter(([from, to]) => from < end && start < to);
            assert.deepEqual(touching, [], `${scope} is there.`);
          }
        });
      }
    });
  }
}
