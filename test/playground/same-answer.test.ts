// The playground says of a text what an editor is told of a file with that text which is alone in its folder.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import type { ClientCapabilities, Diagnostic, Range } from "vscode-languageserver/node";
import { Answers } from "../../client/playground/engine.ts";
import {
  latestVersion,
  openFile,
  positionAt,
  resourceRules,
  type Span,
  visible,
  visibleLines,
} from "../../server/core/index.ts";
import { type PlanView, type WhatIf, whatIfRequest } from "../../server/protocol/index.ts";
import { readCorpus } from "../corpus/corpus.ts";
import { type Editor, startEditor, vscodeCapabilities } from "../support/editor.ts";
import { stripMarkers } from "../support/markers.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { generatedDocument, spoilt } from "../properties/ordinary-texts.ts";

const uri = "file:///playground/manifests.yaml";

/** An editor that shows plain text, as the playground does. */
const capabilities: ClientCapabilities = {
  ...vscodeCapabilities,
  textDocument: {
    ...vscodeCapabilities.textDocument,
    completion: { completionItem: { documentationFormat: ["plaintext"] } },
    hover: { contentFormat: ["plaintext"] },
  },
};

const severities = ["", "error", "warning", "information", "hint"];

describe("the playground", () => {
  let editor: Editor;
  let version = 1;

  before(async () => {
    editor = await startEditor({
      capabilities,
      files: memoryFiles({ "/playground/manifests.yaml": "" }),
      workspaceFolders: [{ uri: "file:///playground", name: "playground" }],
      settings: () => ({ codeLens: "always" }),
    });
    editor.open(uri, "");
  });
  after(() => editor.quit());

  it("says what an editor is told of the examples of every rule", async () => {
    for (const text of examples) await assertSame(text);
  });

  it("says what an editor is told of real manifests", async () => {
    for (const { text } of readCorpus().filter((_, index) => index % 25 === 0)) await assertSame(text);
  });

  it("says what an editor is told of any text", () =>
    fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        await assertSame(text);
      }),
      { numRuns: 60 },
    ));

  it("says the same of a text that was edited", () =>
    fc.assert(
      fc.asyncProperty(editedText, async ([text, edited]) => {
        await assertSame(edited, await assertSame(text));
      }),
      { numRuns: 60 },
    ));

  /** Asks both about a text; CodeMirror knows one line break. */
  async function assertSame(given: string, before?: Answers): Promise<Answers> {
    const text = given.replace(/\r\n?/g, "\n");
    editor.change(uri, ++version, { text });
    const answers = new Answers(text, latestVersion, before);
    const places = [0, 0.2, 0.4, 0.6, 0.8, 1].map((part) => Math.floor(part * text.length));
    const expected = said(answers, text, places);
    // What a busy machine has not searched in time follows, and the editor is told.
    while (!isDeepStrictEqual(problemsIn(await editor.pull(uri)), expected.problems))
      await editor.next("workspace/diagnostic/refresh");
    assert.deepEqual(await told(text, places), expected, text);
    return answers;
  }

  async function told(text: string, places: readonly number[]): Promise<Said> {
    const file = openFile(text);
    const at = places.map((offset) => positionAt(file, offset));
    const plan = await editor.plan(uri);
    const task = plan?.steps.flatMap(({ tasks }) => tasks)[0];
    const whatIf = task && (await editor.connection.sendRequest<WhatIf | null>(whatIfRequest, { uri, task: task.id }));
    const diagnostics = await editor.pull(uri);
    const actions = await editor.actions(
      uri,
      { start: { line: 0, character: 0 }, end: positionAt(file, text.length) },
      ["quickfix"],
    );
    return {
      problems: problemsIn(diagnostics),
      repairs: actions.map(({ title }) => title).sort(),
      lenses: (await editor.lenses(uri)).map(({ range, command }) => [range.start, command?.title]),
      completions: await mapped(at, async ({ line, character }) =>
        (await editor.complete(uri, line, character)).map(({ label, textEdit }) => [label, textEdit]),
      ),
      hovers: await mapped(at, async ({ line, character }) => {
        const hover = await editor.hover(uri, line, character);
        return hover && [hover.range, hover.contents];
      }),
      plan: plan === null ? [] : partsOf(plan),
      whatIf: whatIf?.markdown,
    };
  }
});

function problemsIn(diagnostics: readonly Diagnostic[]): readonly unknown[] {
  return diagnostics.map(({ range, severity = 0, code, message }) => [range, severities[severity], code, message]);
}

/** All that is said of a text. */
interface Said extends Readonly<Record<string, unknown>> {
  readonly problems: readonly unknown[];
}

function said(answers: Answers, text: string, places: readonly number[]): Said {
  const file = openFile(text);
  const rangeOf = ({ start, end }: Span): Range => ({ start: positionAt(file, start), end: positionAt(file, end) });
  const task = answers.plan.steps.flatMap(({ tasks }) => tasks)[0];
  return {
    problems: answers.problems.map(({ span, severity, rule, message }) => [
      rangeOf(span),
      severity,
      rule.id,
      visible(message),
    ]),
    repairs: answers.problems
      .flatMap((problem) => answers.repairsOf(problem).map(({ title }) => visible(title)))
      .sort(),
    lenses: answers.lenses.map(({ offset, title }) => [positionAt(file, offset), title]),
    completions: places.map((offset) =>
      answers
        .completionsAt(offset, "asked")
        .map(({ label, span, text: newText }) => [visible(label), { range: rangeOf(span), newText }]),
    ),
    hovers: places.map((offset) => {
      const hover = answers.hoverAt(offset);
      return hover === undefined ? null : [rangeOf(hover), { kind: "plaintext", value: visibleLines(hover.text) }];
    }),
    plan: partsOf(answers.plan),
    whatIf: task && answers.whatIf({ task: task.id })?.markdown,
  };
}

/** A plan without what names its file. */
function partsOf({ steps, never, unknown, deletion, notices, application, concernsArgoCd }: PlanView): object {
  const { error, destination } = application;
  return JSON.parse(
    JSON.stringify({ steps, never, unknown, deletion, notices, error, destination, concernsArgoCd }).replaceAll(
      uri,
      "/playground/manifests.yaml",
    ),
  ) as object;
}

/** The texts with which the rules explain themselves. */
const examples = resourceRules.flatMap((rule) => rule.examples.map(({ yaml }) => stripMarkers(yaml)));

/** Texts as people write them, and the same spoilt. */
const anyText = fc.oneof(spoilt(generatedDocument), spoilt(fc.constantFrom(...examples)));

/** A text with several documents, and the same after an edit. */
const editedText = fc
  .array(fc.constantFrom(...examples), { minLength: 2, maxLength: 4 })
  .map((texts) => texts.join("---\n"))
  .chain((text) => fc.tuple(fc.constant(text), spoilt(fc.constant(text))));

async function mapped<Item, Result>(items: readonly Item[], map: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await map(item));
  return results;
}
