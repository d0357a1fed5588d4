import assert from "node:assert/strict";
import { parseDocumentText } from "../../../server/core/manifest/parse.ts";
import { syntaxWords } from "../../../server/core/manifest/syntax-words.ts";

/** Mistakes that people make, each with what they are told. */
const mistakes: Readonly<Record<string, RegExp>> = {
  "a: b: c\n": /Put the value in quotes$/,
  "a: b\n  c: d\n": /Put the value in quotes$/,
  "a:\n  b: c\n d: e\n": /indented differently from the keys before it$/,
  "a:\n  - b\n - c\n": /Check its indentation$/,
  "a: [b\nc: d\n": /^the closing \] is missing/,
  "a: {b: c\nd: e\n": /^the closing \} is missing/,
  "{a: b\n": /^the closing \} is missing$/,
  "a: 'x\nb: c\n": /^the closing ' is missing$/,
  'a: "x\nb: c\n': /^the closing " is missing$/,
  "a:\n\tb: c\n": /^a tab stands before the text/,
  "a: @x\n": /cannot begin with this character/,
  'a: "\\q"\n': /^a backslash stands before/,
  "a: 'x' y\n": /^something follows the end of the value/,
  "a: - b\n": /^an item with a dash/,
  "a\nb: c\n": /^a key goes over several lines, or a colon/,
  "a: b\nc\n": /^a colon is missing behind this key$/,
  "a: | x\n b\n": /^something follows \| or >/,
  "a: [b]]\n": /^a bracket is closed here/,
};

describe("what is wrong with the YAML", () => {
  for (const [text, words] of Object.entries(mistakes)) {
    it(`is said in our own words: ${JSON.stringify(text)}`, () => {
      const { error } = parseDocumentText(text);
      assert.ok(error !== undefined);
      assert.match(syntaxWords(error), words);
      assert.notEqual(syntaxWords(error), error.replace(/\.$/, ""));
    });
  }

  it("stays as the parser says it where that is seldom", () => {
    assert.equal(syntaxWords("Something that no list has."), "Something that no list has");
  });
});
