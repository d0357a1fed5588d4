/** What is wrong in texts, and its repairs. */
import assert from "node:assert/strict";
import {
  buildApplication,
  findInDocument,
  latestVersion,
  type ManifestFile,
  openFile,
  textOf,
} from "../../../server/core/index.ts";
import {
  diagnoseApplication,
  diagnoseDocument,
  diagnoseFile,
  fixFile,
  type MadeProblem,
  quickFixesOf,
} from "../../support/diagnose.ts";
import { ensure, ensureEdits, ensureInside, ensureSentences, ensureWords, opened } from "../checks.ts";
import { dataOf, isWhole } from "../data.ts";
import type { Random } from "../random.ts";
import type { Outcome, Target } from "../target.ts";

/** The targets that judge and repair. */
export const findingTargets: readonly Target[] = [
  { name: "findings in documents", takes: "manifest", run: documentTarget },
  { name: "problems", takes: "manifest", run: problemTarget },
  { name: "findings in an application", takes: "manifest", run: applicationTarget },
  { name: "quick fixes", takes: "manifest", costly: true, run: quickFixTarget },
  { name: "fixes of an order", takes: "manifest", run: orderFixTarget },
  { name: "fix all", takes: "manifest", costly: true, run: fixAllTarget },
];

const versions = [latestVersion, { major: 2, minor: 4 }, { major: 2, minor: 14 }, { major: 9, minor: 0 }];

function documentTarget(text: string, random: Random): Outcome {
  const file = opened(text, random);
  const version = random.pick(versions);
  const scope = { version, configMaps: random.pick(["read", "leave out"] as const) };
  const found = file.documents.map((document) => findInDocument(document, scope));
  for (const [index, all] of found.entries()) {
    const { text: own = "" } = file.documents[index] ?? {};
    let last = 0;
    for (const { span, message, fixes = [] } of all) {
      ensureInside(span, own.length, "a finding");
      ensure(span.start >= last, "findings are not in the order of the text");
      last = span.start;
      ensure(!/[\r\n]/.test(own.slice(span.start, span.end)), "a finding goes on over several lines");
      ensureSentences(message, "a message");
      for (const { title, edits } of fixes) {
        ensureTitle(title);
        ensureEdits(own, edits, "a fix");
      }
      ensure(fixes.filter(({ preferred }) => preferred === true).length <= 1, "there are two preferred fixes");
    }
  }
  return {
    calls: found.length,
    answer: found.map((all) => all.map(({ rule, span, message, fixes }) => ({ rule: rule.id, span, message, fixes }))),
  };
}

function ensureTitle(title: string): void {
  ensureWords(title, "the title of a fix");
  ensure(!title.endsWith("."), "the title of a fix ends with a full stop");
}

/** Everything about problems that can be compared. */
function shown(problems: readonly MadeProblem[]): unknown {
  return problems.map(({ rule, severity, message, span, related, fixes }) => ({
    rule: rule.id,
    severity,
    message,
    span,
    related: related.map((it) => ({ fileName: it.fileName, span: it.span, message: it.message })),
    fixes: fixes.map(({ title, edits }) => ({ title, edits: edits.map((it) => ({ span: it.span, text: it.text })) })),
  }));
}

function ensureProblems(problems: readonly MadeProblem[], textIn: (fileName: string) => string): void {
  let last = 0;
  for (const { fileName, span, message, related, fixes } of problems) {
    ensureInside(span, textIn(fileName).length, "a problem");
    ensure(span.start >= last, "problems are not in the order of the text");
    last = span.start;
    ensureSentences(message, "a message");
    for (const place of related) {
      ensureInside(place.span, textIn(place.fileName).length, "a related place");
      ensureSentences(place.message, "a related message");
    }
    for (const { title, edits } of fixes) {
      ensureTitle(title);
      for (const edited of new Set(edits.map((edit) => edit.fileName)))
        ensureEdits(
          textIn(edited),
          edits.filter((it) => it.fileName === edited),
          "a fix",
        );
    }
  }
}

function problemTarget(text: string, random: Random): Outcome {
  const file = opened(text, random);
  const problems = diagnoseFile(file, { configMaps: random.pick(["read", "leave out"] as const) });
  ensureProblems(problems, () => text);
  return { calls: 1, answer: shown(problems) };
}

function identity(name: string) {
  return { name, source: { type: "file", path: name }, namespace: "default", declared: true } as const;
}

function applicationTarget(text: string, random: Random): Outcome {
  const name = "all.yaml";
  const placeholders = random.pick(["unknown", "literal"] as const);
  const application = buildApplication([{ name, file: opened(text, random) }], identity(name), placeholders);
  const problems = diagnoseApplication(application);
  ensureProblems(problems, () => text);
  return { calls: 2, answer: [shown(problems), application.error, application.failures.map(({ message }) => message)] };
}

function quickFixTarget(text: string, random: Random): Outcome {
  const problems = diagnoseFile(opened(text, random));
  const fixes = quickFixesOf(problems, 0, text.length);
  const chosen = fixes.length > 3 ? fixes.filter(() => random.oneIn(2)).slice(0, 3) : fixes;
  const [data, whole] = chosen.length === 0 ? [undefined, undefined] : [dataOf(text), isWhole(text)];
  for (const { problem, fix } of chosen) {
    const after = ensureEdits(text, fix.edits, "a fix");
    ensure(after !== text, `"${fix.title}" changes nothing`);
    ensureRepaired(after, { data, whole }, `"${problem.rule.id}"`);
    const again = quickFixesOf(diagnoseFile(openFile(after)), 0, after.length);
    const name = nameOf({ problem, fix }, text);
    const before = fixes.filter((it) => nameOf(it, text) === name).length;
    const left = again.filter((it) => nameOf(it, after) === name).length;
    // In a broken text, what stood in a value may be a key once something before it is gone; a repeated key is the next to be read.
    const marked = text.slice(problem.span.start, problem.span.end);
    const isRepeated = text.indexOf(marked) !== text.lastIndexOf(marked);
    ensure(
      data === undefined || isRepeated || left < before,
      `a fix of "${problem.rule.id}" is offered again once it is made`,
    );
  }
  return { calls: 1 + chosen.length, answer: fixes.map(({ fix }) => fix.title) };
}

/** What people see of an offer, and the words in the text that it is about. */
function nameOf({ problem, fix }: ReturnType<typeof quickFixesOf>[number], text: string): string {
  const { rule, message, span } = problem;
  return JSON.stringify([rule.id, message, fix.title, text.slice(span.start, span.end)]);
}

/** The text is still YAML if it was, and says the same apart from what was repaired. */
function ensureRepaired(
  after: string,
  before: { readonly data: unknown; readonly whole: boolean | undefined },
  what: string,
): void {
  if (before.whole === true) ensure(isWhole(after) !== false, `a fix of ${what} breaks the YAML`);
  const data = before.data === undefined ? undefined : dataOf(after);
  if (data !== undefined) assert.deepEqual(data, before.data, `a fix of ${what} changes something else`);
}

function orderFixTarget(text: string, random: Random): Outcome {
  const name = "all.yaml";
  const application = buildApplication([{ name, file: opened(text, random) }], identity(name));
  const fixes = diagnoseApplication(application).flatMap(({ rule, fixes: own }) => own.map((fix) => ({ rule, fix })));
  const [data, whole] = fixes.length === 0 ? [undefined, undefined] : [dataOf(text), isWhole(text)];
  for (const { rule, fix } of fixes.slice(0, 6)) {
    const after = ensureEdits(text, fix.edits, "a fix");
    ensureRepaired(after, { data, whole }, `"${rule.id}"`);
  }
  return { calls: 1 + Math.min(6, fixes.length), answer: fixes.map(({ fix }) => fix.title) };
}

function fixAllTarget(text: string, random: Random): Outcome {
  const file: ManifestFile = opened(text, random);
  const fixed = fixFile(file);
  ensure(textOf(file) === text, "the file itself was changed");
  ensure(fixFile(openFile(fixed)) === fixed, "fixing everything twice changes more");
  const left = diagnoseFile(openFile(fixed)).filter(({ fixes }) => fixes.some(({ preferred }) => preferred));
  ensure(left.length === 0, `"${left[0]?.rule.id ?? ""}" is left to fix`);
  if (fixed !== text) ensureRepaired(fixed, { data: dataOf(text), whole: isWhole(text) }, "everything");
  for (const document of openFile(fixed).documents) diagnoseDocument(document);
  return { calls: 3, answer: fixed };
}
