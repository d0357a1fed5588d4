import assert from "node:assert/strict";
import fc from "fast-check";
import {
  documentIndexAt,
  editFile,
  type ManifestFile,
  offsetAt,
  openFile,
  positionAt,
  textOf,
} from "../../../server/core/manifest/file.ts";
import { editedText, nastyText, spanIn } from "../../support/texts.ts";

/** What can be told about a file from outside. */
function shapeOf(file: ManifestFile): unknown {
  return {
    texts: file.documents.map(({ text }) => text),
    lineStarts: file.documents.map(({ lineStarts }) => lineStarts),
    offsets: file.offsets,
    lines: file.lines,
  };
}

describe("a file that is edited", () => {
  it("is equal to the edited text opened anew", () => {
    fc.assert(
      fc.property(editedText, ({ text, edits }) => {
        let file = openFile(text);
        let whole = text;
        for (const edit of edits) {
          const span = spanIn(whole, edit);
          file = editFile(file, { span, text: edit.text });
          whole = whole.slice(0, span.start) + edit.text + whole.slice(span.end);
          assert.equal(textOf(file), whole);
          assert.deepEqual(shapeOf(file), shapeOf(openFile(whole)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it("keeps every document that the edit did not touch", () => {
    const texts = Array.from({ length: 20 }, (_, index) => `---\nkind: A\nmetadata:\n  name: a${index}\n`);
    const file = openFile(texts.join(""));
    const start = textOf(file).indexOf("a7") + 2;
    const edited = editFile(file, { span: { start, end: start }, text: "x" });
    const changed = edited.documents.flatMap((it, index) => (it === file.documents[index] ? [] : [index]));
    assert.deepEqual(changed, [7]);
  });

  it("keeps the documents around one that is taken out", () => {
    const file = openFile("---\na: 1\n---\nb: 2\n---\nc: 3\n---\nd: 4\n");
    const edited = editFile(file, { span: { start: 9, end: 18 }, text: "" });
    assert.deepEqual(edited.documents, [file.documents[0], file.documents[2], file.documents[3]]);
    assert.equal(edited.documents[1], file.documents[2]);
  });

  it("gives every one of several equal documents its own place", () => {
    const file = editFile(openFile("---\na: 1\n---\na: 1\n"), { span: { start: 0, end: 0 }, text: "---\na: 1\n" });
    assert.deepEqual(file.offsets, [0, 9, 18, 27]);
    assert.deepEqual(file.lines, [0, 2, 4, 6]);
  });
});

describe("places in a file", () => {
  it("are the same as offset and as line and character", () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const file = openFile(text);
        for (let offset = 0; offset <= text.length; offset++) {
          const { line, character } = positionAt(file, offset);
          // Between the two halves of a line break there is no place of its own.
          const expected = offset > 0 && text.startsWith("\r\n", offset - 1) ? offset - 1 : offset;
          const lines = text.slice(0, expected).split(/\r\n|\r|\n/);
          assert.equal(line, lines.length - 1);
          assert.equal(character, (lines.at(-1) ?? "").length + offset - expected);
          assert.equal(offsetAt(file, line, character), expected);
          assert.ok((file.offsets[documentIndexAt(file, offset)] ?? NaN) <= offset);
        }
      }),
      { numRuns: 60 },
    );
  });

  const file = openFile("a: \u{1F680}b\r\n---\r\nc: d");
  const clamped: readonly (readonly [line: number, character: number, offset: number])[] = [
    [0, 0, 0],
    [0, 5, 5],
    [0, 99, 6],
    [1, 99, 11],
    [2, 2, 15],
    [2, 99, 17],
    [99, 0, 17],
    [0, -1, 0],
    [-1, 5, 0],
  ];
  for (const [line, character, offset] of clamped) {
    it(`line ${line}, character ${character} is offset ${offset}`, () => {
      assert.equal(offsetAt(file, line, character), offset);
    });
  }

  it("are clamped to lines of either end", () => {
    const lines = openFile("a: b\nc\n\r\n");
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => offsetAt(lines, line, 99)),
      [4, 6, 7, 9],
    );
    assert.equal(offsetAt(openFile(""), 0, 5), 0);
  });

  it("are clamped to the text", () => {
    assert.deepEqual(positionAt(file, 99), { line: 2, character: 4 });
    assert.deepEqual(positionAt(file, -5), { line: 0, character: 0 });
  });
});

describe("an edit near the end of what could be a Helm comment", () => {
  it("keeps every other document of a file without such comments", () => {
    const texts = Array.from({ length: 5 }, (_, index) => `---\nname: a${index}\nschedule: "*/5 * * * *"\n`);
    const file = openFile(texts.join(""));
    const start = textOf(file).indexOf("a2") + 2;
    const edited = editFile(file, { span: { start, end: start }, text: "x" });
    const changed = edited.documents.flatMap((it, index) => (it === file.documents[index] ? [] : [index]));
    assert.deepEqual(changed, [2]);
  });

  it("joins the documents that a comment reaches over", () => {
    const text = `{{/*\n---\na: 1\n---\nb: 2\n---\nc: 3\n---\nd: 4\n`;
    const file = openFile(text);
    const start = text.indexOf("d: 4");
    assert.equal(file.documents.length, 5);
    assert.equal(editFile(file, { span: { start, end: start }, text: "*/}}\n" }).documents.length, 1);
  });
});
