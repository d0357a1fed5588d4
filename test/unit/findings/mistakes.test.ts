import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { openFile, positionAt } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseFile, fixFile, type MadeProblem } from "../../support/diagnose.ts";

/** The documents of a fixture, each with its first line for a title. */
function documentsOf(name: string): readonly { readonly title: string; readonly text: string }[] {
  const text = readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), "utf8");
  return text.split(/^---\n/m).map((document) => ({ title: document.split("\n")[0] ?? "", text: document }));
}

/** The findings as `rule | line`, the line without the blanks around it. */
function findingsIn(text: string): string[] {
  const file = openFile(text);
  const lines = text.split(/\r?\n/);
  return diagnoseFile(file).map(
    ({ rule, span }) => `${rule.id} | ${(lines[positionAt(file, span.start).line] ?? "").trim()}`,
  );
}

/** What the comments on top of a document say that is to be found in it. */
function expectedIn(text: string): string[] {
  return Array.from(text.matchAll(/^# ([a-z-]+ \| .*?)\r?$/gm), ([, finding = ""]) => finding);
}

function withWindowsLines(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

function checkFixes(text: string, { message, span, fixes }: MadeProblem): void {
  for (const { title, edits } of fixes) {
    const fixed = applyEdits(text, edits);
    const left = diagnoseFile(openFile(fixed));
    assert.ok(
      !left.some((other) => other.message === message && other.span.start === span.start),
      `${title}\n${fixed}`,
    );
    assert.equal(openFile(fixed).documents[0]?.parsed.error, undefined, `${title}\n${fixed}`);
    if (text.startsWith("{\n")) assert.doesNotThrow(() => JSON.parse(fixed) as unknown, `${title}\n${fixed}`);
    assert.ok(!text.includes("\r\n") || !/[^\r]\n/.test(fixed), `${title} mixes line endings`);
  }
}

describe("mistakes", () => {
  for (const { title, text } of documentsOf("mistakes.yaml")) {
    it(`are found on their lines, and nothing else: ${title}`, () => {
      assert.ok(expectedIn(text).length > 0);
      assert.deepEqual(findingsIn(text), expectedIn(text));
      assert.deepEqual(findingsIn(withWindowsLines(text)), expectedIn(text));
    });

    it(`have no sure fix left once everything is fixed: ${title}`, () => {
      for (const written of [text, withWindowsLines(text)]) {
        const fixed = fixFile(openFile(written));
        const left = diagnoseFile(openFile(fixed));
        assert.deepEqual(
          left.filter(({ fixes }) => fixes.some(({ preferred }) => preferred)),
          [],
        );
        assert.equal(fixed.includes("\r\n"), written.includes("\r\n"));
        assert.equal(openFile(fixed).documents[0]?.parsed.error, undefined, fixed);
      }
    });
  }

  for (const { title, text } of documentsOf("mistakes.yaml")) {
    it(`are gone after each of their fixes, in every form: ${title}`, () => {
      const json = `${JSON.stringify(parse(text, { version: "1.1", uniqueKeys: false }), undefined, 2)}\n`;
      for (const written of [text, withWindowsLines(text), json]) {
        for (const problem of diagnoseFile(openFile(written))) checkFixes(written, problem);
      }
    });
  }

  it("are all found in one file too", () => {
    const documents = documentsOf("mistakes.yaml");
    const all = findingsIn(documents.map(({ text }) => text).join("---\n"));
    assert.deepEqual(
      all,
      documents.flatMap(({ text }) => expectedIn(text)),
    );
  });
});

describe("innocents", () => {
  for (const { title, text } of documentsOf("innocents.yaml")) {
    it(`are left in peace: ${title}`, () => {
      for (const written of [text, withWindowsLines(text)]) {
        assert.deepEqual(findingsIn(written), []);
        assert.equal(fixFile(openFile(written)), written);
      }
    });
  }
});
