import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openFile, positionAt } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseFile, fixFile, type MadeProblem } from "../../support/diagnose.ts";

const text = readFileSync(new URL("../../fixtures/torture.yaml", import.meta.url), "utf8");
const lines = text.split("\n");

/** What stands in the file, line by line, and the rule that sees it. */
const mistakes: readonly (readonly [line: string, ...rules: string[]])[] = [
  ["    argocd.argoproj.io/sync-wave: 5", "value-not-a-string"],
  ["    argocd.argoproj.io/hook: Presync", "hook-never-applied"],
  ["    argocd.argoproj.io/hook-deletion-policy: HookSucceeded", "misspelt-annotation"],
  ["    argocd.argoproj.io/hook-delete-policy: hook-succeeded", "unknown-delete-policy"],
  ['    argocd.argoproj.io/hook-weight: "10"', "misspelt-annotation"],
  ['    argocd.argoproj.io/sync-wave: "first"', "wave-not-an-integer"],
  ['    argocd.argoproj.io/sync-wave: "1"', "misplaced-annotation"],
  ['        argocd.argoproj.io/sync-wave: "1"', "misplaced-annotation"],
  ['    argocd.argoproj.io/sync-wave: "2"', "duplicate-annotation"],
  [
    "    argocd.argoproj.io/sync-options: CreateNamespace=true, prune=false",
    "option-out-of-scope",
    "resource-not-protected",
  ],
  ["    argocd.argoproj.io/hook-delete-policy: HookSucceeded", "delete-policy-without-hook"],
];

describe("a file of silent mistakes", () => {
  const file = openFile(text);
  const problems = diagnoseFile(file);
  const lineOf = ({ span }: MadeProblem): string => lines[positionAt(file, span.start).line] ?? "";

  it("has each of them found on its line, in order, and nothing else", () => {
    assert.deepEqual(
      problems.map((problem) => [lineOf(problem), problem.rule.id]),
      mistakes.flatMap(([line, ...rules]) => rules.map((rule) => [line, rule])),
    );
  });

  for (const problem of problems) {
    it(`can be fixed: ${problem.message}`, () => {
      assert.ok(problem.fixes.length > 0);
      for (const { edits } of problem.fixes) {
        const left = diagnoseFile(openFile(applyEdits(text, edits)));
        assert.ok(!left.some(({ message, span }) => message === problem.message && span.start === problem.span.start));
      }
    });
  }

  it("keeps only what needs a decision once everything is fixed that surely was meant", () => {
    const fixed = openFile(fixFile(file));
    const left = diagnoseFile(fixed);
    assert.deepEqual(
      left.filter(({ fixes }) => fixes.some((fix) => fix.preferred)),
      [],
    );
    assert.deepEqual(
      left.map(({ rule }) => rule.id),
      [
        "hook-not-run-anew",
        "hook-not-run-anew",
        "wave-not-an-integer",
        "duplicate-annotation",
        "option-out-of-scope",
        "delete-policy-without-hook",
      ],
    );
  });
});
