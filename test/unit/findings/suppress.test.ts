import assert from "node:assert/strict";
import { openFile, positionAt } from "../../../server/core/index.ts";
import { applyEdits } from "../../support/apply-edits.ts";
import { diagnoseDocument, diagnoseFile, fixFile, quickFixesOf } from "../../support/diagnose.ts";
import { problemsOf } from "../../../server/core/findings/problems.ts";

const key = "argocd.argoproj.io/sync-wave";

/** A resource with these lines below `annotations:`. */
function resource(...lines: readonly string[]): string {
  const annotations = lines.map((line) => `    ${line}\n`).join("");
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n  annotations:\n${annotations}`;
}

/** The line, from 1, and the rule of each finding. */
function findings(text: string): string[] {
  const file = openFile(text);
  return diagnoseFile(file).map(({ span, rule }) => `${positionAt(file, span.start).line + 1} ${rule.id}`);
}

const wrong = `${key}: first`;
const next = "argocd-annotations-ignore-next-line";
const whole = "argocd-annotations-ignore-file";

describe("a comment that suppresses findings", () => {
  const cases: readonly (readonly [what: string, text: string, left: readonly string[]])[] = [
    ["names the rule", resource(`# ${next} wave-not-an-integer`, wrong), []],
    ["names no rule", resource(`# ${next}`, wrong), []],
    ["has a reason", resource(`# ${next} wave-not-an-integer -- filled in later`, wrong), []],
    ["has a reason and names no rule", resource(`# ${next} -- filled in later`, wrong), []],
    ["is written without blanks", resource(`#${next} wave-not-an-integer`, wrong), []],
    [
      "names several rules",
      resource(`# ${next} unknown-annotation, wave-not-an-integer`, wrong),
      ["6 unused-suppression"],
    ],
    ["is followed by another comment", resource(`# ${next} wave-not-an-integer`, "# why", wrong), []],
    ["has Windows line endings", resource(`# ${next} wave-not-an-integer`, wrong).replaceAll("\n", "\r\n"), []],
    ["is a comment of Helm", resource(`{{- /* ${next} wave-not-an-integer */}}`, wrong), []],
    ["stands behind something", resource(`team: a # ${next} wave-not-an-integer`, wrong), []],
    [
      "names another rule",
      resource(`# ${next} unknown-annotation`, wrong),
      ["6 unused-suppression", "7 wave-not-an-integer"],
    ],
    [
      "stands on the wrong line",
      resource(`# ${next} wave-not-an-integer`, "team: a", wrong),
      ["6 unused-suppression", "8 wave-not-an-integer"],
    ],
    ["suppresses nothing", resource(`# ${next}`, "team: a"), ["6 unused-suppression"]],
    [
      "names a rule that does not exist",
      resource(`# ${next} waves`, wrong),
      ["6 unused-suppression", "7 wave-not-an-integer"],
    ],
    ["is the last line", `${resource("team: argo")}# ${next}\n`, ["7 unused-suppression"]],
    ["is for the file", `# ${whole} wave-not-an-integer\n${resource(wrong)}`, []],
    ["is for the file and all rules", `# ${whole}\n${resource(wrong)}`, []],
    ["is for the file and in another document", `${resource(wrong)}---\n# ${whole} wave-not-an-integer -- why\n`, []],
    [
      "is for the file and of another rule",
      `# ${whole} unknown-option\n${resource(wrong)}`,
      ["1 unused-suppression", "7 wave-not-an-integer"],
    ],
    ["is for the file and suppresses nothing", `# ${whole}\n${resource("team: a")}`, ["1 unused-suppression"]],
    [
      "is for two rules with blanks",
      `# ${whole} unknown-option wave-not-an-integer\n${resource(wrong)}`,
      ["1 unused-suppression"],
    ],
    ["names what depends on other files", resource(`# ${next} needed-before-applied, wave-not-an-integer`, wrong), []],
    ["is no more than similar", resource(`# ${next}s`, `# ${whole.slice(0, -1)}`, wrong), ["8 wave-not-an-integer"]],
  ];
  for (const [what, text, left] of cases) {
    it(`is understood when it ${what}`, () => {
      assert.deepEqual(findings(text), left);
    });
  }

  it("keeps fixing everything away from what it suppresses", () => {
    const text = resource(`# ${next} misspelt-annotation -- on purpose`, "argocd.argoproj.io/sync-wav: '1'");
    assert.equal(fixFile(openFile(text)), text);
  });

  it("is not called unused while not all is known that it could suppress", () => {
    const unused = (text: string, inApplication: readonly [] | undefined, unknown: number): string[] => {
      const file = openFile(text);
      const inDocument = (document: unknown): readonly [] | undefined =>
        document === file.documents[unknown] ? undefined : [];
      return problemsOf({ fileName: "a.yaml", file, inDocument, inApplication, inRepository: new Map() }).map(
        ({ rule }) => rule.id,
      );
    };
    const text = `a: b\n---\n# ${next} unknown-option\na: b\n`;
    assert.deepEqual(unused(text, [], 0), ["unused-suppression"]);
    assert.deepEqual(unused(text, undefined, 0), ["unused-suppression"]);
    assert.deepEqual(unused(text, [], 1), []);
    assert.deepEqual(unused(text.replace(" unknown-option", ""), [], 0), ["unused-suppression"]);
    assert.deepEqual(unused(text.replace(" unknown-option", ""), undefined, 0), []);
    assert.deepEqual(unused(text.replace(next, whole), [], 2), ["unused-suppression"]);
    assert.deepEqual(unused(text.replace(next, whole), [], 0), []);
  });

  it("is of use also while its rule is switched off", () => {
    const [document] = openFile(resource(`# ${next} wave-not-an-integer`, wrong)).documents;
    assert.ok(document !== undefined);
    assert.deepEqual(diagnoseDocument(document, { severities: new Map([["wave-not-an-integer", "off"]]) }), []);
  });

  it("may suppress nothing without a word when that rule is switched off", () => {
    const off = new Map([["unused-suppression", "off"]] as const);
    const file = openFile(`# ${whole}\n${resource(`# ${next}`, "team: a")}`);
    assert.deepEqual(diagnoseFile(file, { severities: off }), []);
  });
});

describe("the quick fixes of a finding", () => {
  /** The text after the fix of that title, for the first finding. */
  function fixed(text: string, title: RegExp): string | undefined {
    const file = openFile(text);
    const [problem] = diagnoseFile(file);
    assert.ok(problem !== undefined);
    const found = quickFixesOf([problem], problem.span.start, problem.span.start);
    const match = found.find(({ fix }) => title.test(fix.title));
    return match && applyEdits(text, match.fix.edits);
  }

  it("write a comment above its line, with the indentation of the line", () => {
    const text = resource("team: a", wrong);
    assert.equal(fixed(text, /on this line$/), resource("team: a", `# ${next} wave-not-an-integer`, wrong));
  });

  it("write a comment at the beginning of the file", () => {
    const text = `---\n${resource(wrong)}`;
    assert.equal(fixed(text, /in this file$/), `# ${whole} wave-not-an-integer\n${text}`);
  });

  it("name the rule in a comment that is there", () => {
    const text = resource(`# ${next} unknown-option -- why`, wrong);
    const file = openFile(text);
    const problems = diagnoseFile(file).filter(({ rule }) => rule.id === "wave-not-an-integer");
    const [onLine, inFile] = quickFixesOf(problems, 0, text.length)
      .slice(-2)
      .map(({ fix }) => applyEdits(text, fix.edits));
    assert.equal(onLine, resource(`# ${next} unknown-option, wave-not-an-integer -- why`, wrong));
    assert.equal(inFile, `# ${whole} wave-not-an-integer\n${text}`);
  });

  it("name the rule in a comment for the file that is there", () => {
    const text = `${resource(wrong)}---\n# ${whole} unknown-option\n`;
    const file = openFile(text);
    const problems = diagnoseFile(file).filter(({ rule }) => rule.id === "wave-not-an-integer");
    const fix = quickFixesOf(problems, 0, text.length).at(-1)?.fix;
    assert.equal(
      applyEdits(text, fix?.edits ?? []),
      `${resource(wrong)}---\n# ${whole} unknown-option, wave-not-an-integer\n`,
    );
  });

  it("leave nothing of the finding, in every line ending", () => {
    for (const eol of ["\n", "\r\n"]) {
      const text = resource(wrong).replaceAll("\n", eol);
      for (const title of [/on this line$/, /in this file$/]) {
        const after = fixed(text, title);
        assert.ok(after !== undefined);
        assert.deepEqual(findings(after), []);
        assert.equal(after.split(eol).length, text.split(eol).length + 1);
      }
    }
  });

  it("write no comment into JSON", () => {
    const text = `{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"annotations": {"${key}": "first"}}}`;
    assert.equal(fixed(text, /^Ignore/), undefined);
  });

  it("put the comments last and prefer none of them", () => {
    const file = openFile(resource("argocd.argoproj.io/sync-wav: '1'"));
    const found = quickFixesOf(diagnoseFile(file), 0, 1000).map(({ fix }) => fix);
    assert.deepEqual(
      found.map(({ title }) => title.startsWith("Ignore")),
      [false, false, true, true],
    );
    assert.ok(found.slice(2).every(({ preferred }) => !preferred));
  });

  it("take a comment away that suppresses nothing, and its name alone beside others", () => {
    assert.equal(fixed(resource(`# ${next} unknown-option -- why`, "team: a"), /^Remove/), resource("team: a"));
    const two = resource(`# ${next} unknown-option, wave-not-an-integer`, wrong);
    assert.equal(fixed(two, /^Remove/), resource(`# ${next} wave-not-an-integer`, wrong));
    const behind = resource(`team: a # ${next}`, "x: y");
    assert.equal(fixed(behind, /^Remove/), resource("team: a", "x: y"));
  });
});
