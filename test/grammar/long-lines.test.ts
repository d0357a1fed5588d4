import assert from "node:assert/strict";
import { ownScopes } from "./scopes.ts";
import { type Tokenize, tokenizerOf } from "./tokenizer.ts";

/** As long as a line may be that VS Code colours. */
const length = 20_000;
const key = "argocd.argoproj.io/sync-options";
const recipients = "recipients.argocd-notifications.argoproj.io";

const lines: readonly (readonly [what: string, line: string, coloured: readonly string[]])[] = [
  ["a word", `    ${key}: ${"a".repeat(length)}`, [key]],
  [
    "a word behind an option",
    `    ${key}: Prune=false,${"Prune=".repeat(length / 6)}`,
    [key, "Prune", "=", "false", ","],
  ],
  ["names before the rest of a key", `    ${"a.".repeat(length / 2)}${recipients}x: y`, []],
  ["quotes", `    "${key}": "${"a,".repeat(length / 2)}`, [key]],
];

describe("the colours of a long line", function () {
  this.timeout(600_000);
  let tokenize: Tokenize;
  before(async () => {
    tokenize = await tokenizerOf("yaml", "with annotations");
  });

  for (const [what, line, coloured] of lines) {
    it(`are those of a short one: ${what}`, () => {
      const tokens = tokenize(["metadata:", line])[1] ?? [];
      assert.deepEqual(
        ownScopes(line, tokens).map(([text]) => text),
        coloured,
      );
    });
  }
});
