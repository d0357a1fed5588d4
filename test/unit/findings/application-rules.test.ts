import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import {
  type Application,
  type ProblemFix,
  type ApplicationRule,
  applicationRules,
  rules,
} from "../../../server/core/index.ts";

import { applyEdits } from "../../support/apply-edits.ts";
import { addMarkers, stripMarkers } from "../../support/markers.ts";
import { automatedOf, folderOf } from "./folder.ts";
import { diagnoseApplication, type MadeProblem } from "../../support/diagnose.ts";

const folder = new URL("../../../server/core/rules/", import.meta.url);

type Files = Readonly<Record<string, string>>;

describe("rules over an application", () => {
  it("lists every file of such a rule, in order", () => {
    const files = readdirSync(folder).filter((file) =>
      readFileSync(new URL(file, folder), "utf8").includes(": ApplicationRule = {"),
    );
    assert.deepEqual(
      applicationRules.map((rule) => `${rule.id}.ts`),
      files.sort(),
    );
  });

  it("shares no id with another rule", () => {
    assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  });

  for (const rule of applicationRules) {
    describe(rule.id, () => {
      it("says in one sentence and in plain Markdown what it is about", () => {
        assert.match(rule.summary, /^[A-Z][^!?]*[a-z0-9]\.$/);
        assert.ok(!/\. [A-Z]/.test(rule.summary), "more than one sentence");
        assert.match(rule.docs, /^\n(?:.+\.\n)+$/);
      });

      it("has an example that it is silent about, and one that it is not", () => {
        const counts = rule.examples.map((it) => problemsIn(withoutMarkers(it.files), it, rule).length);
        assert.ok(counts.includes(0), "Add an example in which the rule finds nothing.");
        assert.ok(
          counts.some((count) => count > 0),
          "Add an example in which the rule finds something.",
        );
      });

      it("has a fix for every finding, or says why some need people", () => {
        const found = rule.examples.flatMap((it) => problemsIn(withoutMarkers(it.files), it, rule));
        assert.equal(
          found.every(({ fixes }) => fixes.length > 0),
          rule.byHand === undefined,
        );
      });

      for (const example of rule.examples) {
        const { title, files } = example;
        describe(title, () => {
          const texts = withoutMarkers(files);
          const problems = problemsIn(texts, example, rule);

          it("is judged as marked", () => {
            assert.deepEqual(withMarkers(texts, problems), files);
          });

          it("is no other rule", () => {
            const ids = diagnoseApplication(applicationOf(texts, example)).map(({ rule }) => rule.id);
            assert.deepEqual([...new Set(ids)], problems.length === 0 ? [] : [rule.id]);
          });

          for (const problem of problems) {
            it("speaks in full sentences, of every place that it is about", () => {
              checkWords(problem);
            });
            for (const fix of problem.fixes) {
              it(`changes something for the better: ${fix.title}`, () => {
                const fixed = mend(texts, fix);
                // A template is no YAML before it is rendered.
                for (const text of Object.values(fixed).filter((it) => !it.includes("{{")))
                  assert.ok(parseAllDocuments(text).every(({ errors }) => errors.length === 0));
                assert.deepEqual(
                  diagnoseApplication(applicationOf(fixed, example)).map(({ message }) => message),
                  [],
                );
              });
            }
          }
        });
      }
    });
  }
});

type Example = ApplicationRule["examples"][number];

function problemsIn(files: Files, example: Example, rule: ApplicationRule): readonly MadeProblem[] {
  return diagnoseApplication(applicationOf(files, example), { rules: [rule] });
}

/** The files of an example, or what an Application makes of them. */
function applicationOf(files: Files, { automated }: Example): Application {
  return automated === true ? automatedOf(files) : folderOf(files);
}

function withoutMarkers(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, stripMarkers(text)]));
}

function withMarkers(files: Files, problems: readonly MadeProblem[]): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      addMarkers(
        text,
        problems.filter((it) => it.fileName === name),
      ),
    ]),
  );
}

function checkWords({ message, related, ...problem }: MadeProblem): void {
  const fixes = problem.fixes;
  for (const sentence of [message, ...related.map((place) => place.message)]) {
    assert.match(sentence, /^["A-Z].*\.$/);
    assert.ok(!/`|undefined|NaN|\[object/.test(sentence), sentence);
  }
  for (const { title } of fixes) assert.match(title, /^[A-Z].*[^.?!]$/);
  assert.equal(new Set(fixes.map(({ title }) => title)).size, fixes.length, "two fixes of one title");
}

function mend(files: Files, { edits }: ProblemFix): Files {
  assert.ok(edits.length > 0);
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      applyEdits(
        text,
        edits.filter((it) => it.fileName === name),
      ),
    ]),
  );
}
