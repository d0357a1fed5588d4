import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { openFile } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseFile, type MadeProblem } from "../../support/diagnose.ts";

const folder = new URL("../../fixtures/said/", import.meta.url);

/** A resource: as it is written, or the annotations of a Job. */
function manifestOf(written: string): string {
  if (/^kind:/m.test(written)) return `${written}\n`;
  const lines = written.split("\n").map((line) => `    ${line}\n`);
  return `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n${lines.join("")}`;
}

/** What is found in a text: the rule, what it stands on and its words, and below it the fixes with the lines that they change. */
function saidOf(text: string): readonly string[] {
  return diagnoseFile(openFile(text)).flatMap(({ rule, span, message, fixes }) => [
    `= ${rule.id} ${text.slice(span.start, span.end)}: ${message}`,
    ...fixes.map((fix) => fixLine(text, fix)),
  ]);
}

/** `+ Change to "PreSync": hook: presync -> hook: PreSync`, and `*` for a fix that is preferred. */
function fixLine(text: string, { title, preferred, edits }: MadeProblem["fixes"][number]): string {
  const [before, after] = [text, applyEdits(text, edits)].map((it) => it.split("\n"));
  assert.ok(before !== undefined && after !== undefined);
  const same = before.findIndex((line, index) => line !== after[index]);
  const length = Math.min(before.length, after.length) - same;
  const end = before.toReversed().findIndex((line, index) => index === length || line !== after.at(-1 - index));
  const changed = [before, after].map((lines) =>
    lines
      .slice(same, lines.length - end)
      .map((line) => line.trim())
      .join(" | "),
  );
  return `${preferred ? "*" : "+"} ${title}: ${changed.join(" -> ")}`.trimEnd();
}

describe("what rules say and offer", () => {
  for (const name of readdirSync(folder).sort()) {
    // The first paragraph is a title; in each other one, what is expected follows the lines that it is expected of.
    const [, ...cases] = readFileSync(new URL(name, folder), "utf8").trimEnd().split("\n\n");
    for (const expected of cases) {
      const written = expected.replace(/\n[=+*] [^]*/, "");
      it(`of ${name}: ${written.replaceAll("\n", " | ")}`, () => {
        assert.equal([written, ...saidOf(manifestOf(written))].join("\n"), expected);
      });
    }
  }
});
