// The proof that patterns take linear time finds those that do not, and says where they are.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProver, type Prover } from "../../scripts/patterns/prove.ts";

const root = join(import.meta.dirname, "..", "..");

const slow: readonly (readonly [why: string, pattern: RegExp])[] = [
  ["repetitions inside of a repetition", /^(?:a+)+$/],
  ["items that may hold their separator", /^[^;\s]+(?:, *[^;\s]+)+$/],
  ["a number whose point may be absent", /^(?:[0-9]+\.?[0-9]*s)+$/],
  ["a search that begins again at every blank", /\s+$/],
  ["two repetitions of the same character", /^a*\s*\s*b/],
  ["an end that is looked for from every beginning", /\{\{.*?\}\}/s],
  ["an assertion that reads the rest at every comma", /,(?![^(]*\))/],
  ["a replacement whose failures lie between its matches", /ac[^b]*b|c/g],
  ["a shorter match after a long attempt", /(?:a[^;]*;|a)/g],
  ["a sticky pattern that may be tried at every offset", /[ \t]*:/y],
  ["lines that JavaScript ends sooner than the class", /^[EF] [^\]\n]*\]/gm],
  ["an assertion that fails behind every shorter match", /a+(?![\w-])/],
  ["a way back of any length", /(?<=a.*)b/],
  ["a part that has to come again", /(a+)b\1/],
];

const fast: readonly (readonly [why: string, pattern: RegExp])[] = [
  ["one repetition", /[a-z]+/g],
  ["a repetition behind an anchor", /^\s*(?:#|$)/],
  ["what is in quotes", /"[^"]*"/g],
  ["a repetition that can end in one way only", /^(?:[0-9]+(?:\.[0-9]*)?s)+$/],
  ["an assertion about the next character", /^a+(?![\w-])/],
  ["an assertion about the character before", /(?<=^|[ \t])#.*/gm],
  ["letters of any case and any language", /^\p{L}+:/iu],
];

describe("the proof of patterns", () => {
  let prove: Prover;
  before(async () => {
    prove = await loadProver();
  });

  for (const [why, { source, flags }] of slow) {
    it(`refuses ${why}`, () => {
      assert.ok(prove({ source, flags }));
    });
  }

  for (const [why, { source, flags }] of fast) {
    it(`accepts ${why}`, () => {
      assert.equal(prove({ source, flags }), undefined);
    });
  }

  it("fails for a file with a slow pattern, and says where it is and which text shows it", () => {
    const folder = mkdtempSync(join(tmpdir(), "patterns-"));
    try {
      const file = join(folder, "slow.ts");
      const grammar = join(folder, "slow.json");
      writeFileSync(file, 'const fine = /a+/g;\n\nexport const items = "a,b".split(/\\s*,\\s*/);\n');
      writeFileSync(grammar, '{\n  "patterns": [\n    { "match": "\\\\G(?:a|a)*b" }\n  ]\n}\n');
      const { status, stderr } = spawnSync(process.execPath, ["scripts/patterns.ts", file, grammar], {
        cwd: root,
        encoding: "utf8",
      });
      const [first = "", second = "", ...rest] = stderr.trimEnd().split("\n");
      assert.ok(
        first.startsWith(`${file}:3: /\\s*,\\s*/ may take more than linear time: try it on '\\t'.repeat(`),
        first,
      );
      assert.ok(
        second.startsWith(`${grammar}:3: /^(?:a|a)*b/u may take more than linear time: try it on 'a'.repeat(`),
        second,
      );
      assert.deepEqual([status, rest.length], [1, 1]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
