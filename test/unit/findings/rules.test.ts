import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { parseAllDocuments } from "yaml";
import {
  type ArgoCdVersion,
  type Fix,
  latestVersion,
  openFile,
  parseVersion,
  type Rule,
  resourceRules,
} from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { manifest } from "../../support/manifests.ts";
import { addMarkers, stripMarkers } from "../../support/markers.ts";
import { diagnoseDocument, diagnoseFile, type MadeProblem } from "../../support/diagnose.ts";

const folder = new URL("../../../server/core/rules/", import.meta.url);

describe("rules", () => {
  it("lists every rule file, in order", () => {
    const files = readdirSync(folder).filter((file) =>
      readFileSync(new URL(file, folder), "utf8").includes(": Rule = {"),
    );
    assert.deepEqual(
      resourceRules.map((rule) => `${rule.id}.ts`),
      files.sort(),
    );
  });

  it("fades what has no effect, and says once what one change answers everywhere", () => {
    const ids = (isMeant: (rule: Rule) => boolean): string[] => resourceRules.filter(isMeant).map(({ id }) => id);
    assert.deepEqual(
      ids(({ unnecessary }) => unnecessary === true),
      [
        "annotation-not-read-here",
        "delete-policy-without-hook",
        "field-without-effect",
        "generate-name-ignored",
        "invented-annotation",
        "kustomization-metadata",
        "misspelt-annotation",
        "option-without-effect",
        "unused-suppression",
        "written-by-argo-cd",
      ],
    );
    const spokenOnce = (within: string): string[] => ids(({ once }) => once?.within === within);
    assert.deepEqual(spokenOnce("file"), ["written-by-argo-cd"]);
    assert.deepEqual(spokenOnce("repository"), ["wave-in-application-set-template", "wave-of-child-application"]);
  });

  it("are errors where Argo CD certainly does not do what is asked for", () => {
    const degrees = new Set(resourceRules.map(({ severity }) => severity));
    assert.deepEqual([...degrees].sort(), ["error", "hint", "information", "warning"]);
    assert.deepEqual(
      resourceRules.filter(({ severity }) => severity === "error").map(({ id }) => id),
      [
        "annotations-not-a-mapping",
        "configuration-mistake",
        "document-not-read",
        "field-of-wrong-type",
        "hook-never-applied",
        "managed-by-url-rejected",
        "rejected-key",
        "resource-not-protected",
        "value-not-a-string",
        "wave-not-an-integer",
      ],
    );
  });

  for (const rule of resourceRules) {
    describe(rule.id, () => {
      it("says in one sentence and in plain Markdown what it is about", () => {
        assert.match(rule.summary, /^[A-Z][^!?]*[A-Za-z0-9]\.$/);
        assert.ok(!/\. [A-Z]/.test(rule.summary), "more than one sentence");
        assert.match(rule.docs, /^\n(?:.+\.\n)+$/);
      });

      it("has an example that it is silent about, and one that it is not", () => {
        const counts = rule.examples.map((example) => problemsOf(example, rule).length);
        assert.ok(counts.includes(0), "Add an example in which the rule finds nothing.");
        assert.ok(
          counts.some((count) => count > 0),
          "Add an example in which the rule finds something.",
        );
      });

      it("has a fix for every finding, or says why some need people", () => {
        const isFixed = rule.examples
          .flatMap((example) => problemsOf(example, rule))
          .every(({ fixes }) => fixes.length > 0);
        assert.equal(isFixed, rule.byHand === undefined);
      });

      for (const example of rule.examples) {
        describe(example.title, () => {
          const text = stripMarkers(example.yaml);
          const problems = problemsOf(example, rule);

          it("is judged as marked", () => {
            assert.equal(addMarkers(text, problems), example.yaml);
          });

          it("is mended by the preferred fixes", () => {
            const edits = problems.flatMap(({ fixes }) => fixes.find((fix) => fix.preferred)?.edits ?? []);
            const fixed = applyEdits(text, edits);
            assert.equal(fixed, example.fixed ?? text);
            if (example.fixed !== undefined) assert.deepEqual(messagesIn(fixed, { rule, fileName: example.file }), []);
          });

          for (const problem of problems) {
            it("speaks in full sentences", () => {
              checkWords(problem);
            });
            for (const fix of problem.fixes) {
              it(`changes something for the better: ${fix.title}`, () => {
                checkFix(text, problem, fix, { rule, fileName: example.file });
              });
            }
          }
        });
      }
    });
  }
});

function problemsOf({ yaml, file, argocdVersion = "latest" }: Rule["examples"][number], rule: Rule): MadeProblem[] {
  return problemsIn(stripMarkers(yaml), { rule, fileName: file }, parseVersion(argocdVersion));
}

/** A rule, and the name of the file that it judges, where only that file is judged. */
interface Judging {
  readonly rule: Rule;
  readonly fileName: string | undefined;
}

function problemsIn(text: string, { rule, fileName }: Judging, version: ArgoCdVersion = latestVersion): MadeProblem[] {
  const [document, ...more] = openFile(text).documents;
  assert.ok(document !== undefined && more.length === 0, "an example is one document");
  return [...diagnoseDocument(document, { rules: [rule], version, fileName })];
}

function messagesIn(text: string, judging: Judging): string[] {
  return problemsIn(text, judging).map(({ message }) => message);
}

function checkWords({ message, fixes }: MadeProblem): void {
  assert.match(message, /^["A-Z].*[.?]$/);
  assert.ok(!/`|undefined|NaN|\[object/.test(message), message);
  for (const { title, edits } of fixes) {
    assert.match(title, /^[A-Z].*[^.?!]$/);
    assert.ok(edits.length > 0);
  }
  assert.ok(fixes.filter((fix) => fix.preferred).length <= 1, "more than one preferred fix");
  assert.equal(new Set(fixes.map((fix) => fix.title)).size, fixes.length, "two fixes of one title");
}

function checkFix(text: string, problem: MadeProblem, { edits }: Fix, judging: Judging): void {
  const fixed = applyEdits(text, edits);
  assert.ok(
    parseAllDocuments(fixed, { uniqueKeys: false }).every((it) => it.errors.length === 0) || text.includes("{{"),
    fixed,
  );
  assert.ok(!messagesIn(fixed, judging).includes(problem.message), fixed);
}

describe("a list of options", () => {
  it("is written anew by fixes, unless it is so long that a fix for each item would be too much", () => {
    const fixes = (count: number): readonly string[] => {
      const list = Array.from({ length: count }, (_, index) => `Mystery${index}=true`).join(",");
      const annotations = { "argocd.argoproj.io/sync-options": list };
      const [problem] = diagnoseFile(openFile(manifest("Job", "a", annotations)));
      return problem?.fixes.map(({ title }) => title) ?? assert.fail();
    };
    assert.deepEqual(fixes(200), ['Remove "Mystery0=true"']);
    assert.deepEqual(fixes(201), []);
  });
});
