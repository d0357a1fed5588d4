import assert from "node:assert/strict";
import { splitDocuments } from "../../../server/core/manifest/split.ts";

describe("the documents of a file", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["", [""]],
    ["a: 1\n", ["a: 1\n"]],
    ["a: 1\n---\nb: 2\n", ["a: 1\n", "---\nb: 2\n"]],
    ["---\na: 1\n---\nb: 2", ["---\na: 1\n", "---\nb: 2"]],
    ["a\r\n---\r\nb", ["a\r\n", "---\r\nb"]],
    ["a\n--- # comment\nb", ["a\n", "--- # comment\nb"]],
    ["a\n---\tb", ["a\n", "---\tb"]],
    ["a\n---b\n", ["a\n---b\n"]],
    ["a\n ---\nb", ["a\n ---\nb"]],
    ["a\n---", ["a\n", "---"]],
    ["---\n---\n---", ["---\n", "---\n", "---"]],
    ["a\n...\nb", ["a\n...\n", "b"]],
    ["a\n...\n---\nb", ["a\n...\n", "---\nb"]],
    ["a\n...", ["a\n..."]],
    ["text: |\n  ---\n---\nb", ["text: |\n  ---\n", "---\nb"]],
    ["text: |\n---\nb", ["text: |\n", "---\nb"]],
    ["\uFEFF---\na", ["\uFEFF---\na"]],
    ["{{/*\n---\n*/}}\na\n---\nb", ["{{/*\n---\n*/}}\na\n", "---\nb"]],
    ["{{- /* a\n---\n*/ -}}\n---\nb", ["{{- /* a\n---\n*/ -}}\n", "---\nb"]],
    ["{{/* one */}}\n---\nb */", ["{{/* one */}}\n", "---\nb */"]],
    ["{{/* open\n---\nb", ["{{/* open\n", "---\nb"]],
    ["{{/*\n*/}}{{/*\n---\n*/}}\n---\nb", ["{{/*\n*/}}{{/*\n---\n*/}}\n", "---\nb"]],
    [
      "{{- if .Values.job }}\n---\na\n{{- end }}\n---\nb",
      ["{{- if .Values.job }}\n", "---\na\n{{- end }}\n", "---\nb"],
    ],
  ];
  for (const [text, documents] of cases) {
    it(`splits ${JSON.stringify(text)} into ${documents.length}`, () => {
      assert.deepEqual(splitDocuments(text), documents);
    });
  }

  it("splits a file whose Helm comments follow one another without end", () => {
    const text = `{{/*\n${"*/}}{{/*\n".repeat(20_000)}*/}}\n---\nb`;
    assert.equal(splitDocuments(text).length, 2);
  });
});
