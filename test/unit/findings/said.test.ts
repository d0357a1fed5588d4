import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { openFile } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseApplication, diagnoseFile, type MadeProblem } from "../../support/diagnose.ts";
import { folderOf } from "./folder.ts";

const folder = new URL("../../fixtures/said/", import.meta.url);

/** A resource: as it is written, or the annotations of a Job. */
function manifestOf(written: string): string {
  if (/^kind:/m.test(written)) return `${written}\n`;
  const lines = written.split("\n").map((line) => `    ${line}\n`);
  return `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\n  annotations:\n${lines.join("")}`;
}

/**
 * What is found in a resource, or in several that are an application: how bad it is, the rule, what it stands on and its words;
 * below it the other places that it names, and the fixes with the lines that they change.
 */
function saidOf(text: string): readonly string[] {
  const found = text.includes("\n---\n")
    ? diagnoseApplication(folderOf({ "a.yaml": text }))
    : diagnoseFile(openFile(text));
  const marked = ({ start, end }: MadeProblem["span"]): string => text.slice(start, end);
  return found.flatMap(({ rule, severity, span, message, related, fixes }) => [
    `= ${severity} ${rule.id} ${marked(span)}: ${message}`,
    ...related.map((place) => `~ ${marked(place.span)}: ${place.message}`),
    ...fixes.map((fix) => fixLine(text, fix)),
  ]);
}

/** `+ Change to "PreSync": hook: presync -> hook: PreSync`, and `*` for a fix that is preferred. */
function fixLine(text: string, { title, preferred, edits }: MadeProblem["fixes"][number]): string {
  const [before, after] = [text.split("\n"), applyEdits(text, edits).split("\n")];
  const whole = changeWords(...changedLines(before, after));
  const each = before.flatMap((line, index) =>
    line === after[index] ? [] : changeWords([line], [after[index] ?? ""]),
  );
  const isShorter = before.length === after.length && each.join(" | ").length < whole.length;
  return `${preferred ? "*" : "+"} ${title}: ${isShorter ? each.join(" | ") : whole}`.trimEnd();
}

/** The lines that two texts do not have in common, without those at their beginnings and ends. */
function changedLines(before: readonly string[], after: readonly string[]): [readonly string[], readonly string[]] {
  const same = before.findIndex((line, index) => line !== after[index]);
  const length = Math.min(before.length, after.length) - same;
  const end = before.toReversed().findIndex((line, index) => index === length || line !== after.at(-1 - index));
  return [before.slice(same, before.length - end), after.slice(same, after.length - end)];
}

function changeWords(...lines: readonly [readonly string[], readonly string[]]): string {
  return lines.map((those) => those.map((line) => line.trim()).join(" | ")).join(" -> ");
}

describe("what rules say and offer", () => {
  for (const name of readdirSync(folder).sort()) {
    // The first paragraph is a title; in each other one, what is expected follows the lines that it is expected of.
    const [, ...cases] = readFileSync(new URL(name, folder), "utf8").trimEnd().split("\n\n");
    for (const expected of cases) {
      const written = expected.replace(/\n[=~+*] [^]*/, "");
      it(`of ${name}: ${written.replaceAll("\n", " | ")}`, () => {
        assert.equal([written, ...saidOf(manifestOf(written))].join("\n"), expected);
      });
    }
  }
});
