/** Texts as files, documents and nodes. */
import assert from "node:assert/strict";
import {
  documentIndexAt,
  editFile,
  type ManifestFile,
  offsetAt,
  openFile,
  positionAt,
  textOf,
} from "../../../server/core/index.ts";
import { readOrdinary } from "../../../server/core/manifest/ordinary/read-ordinary.ts";
import { readYaml } from "../../../server/core/manifest/parse-yaml.ts";
import { maskTemplate } from "../../../server/core/manifest/template.ts";
import { ensure, ensureInside, ensureNode, opened } from "../checks.ts";
import { mutations } from "../mutate.ts";
import type { Random } from "../random.ts";
import type { Outcome, Target } from "../target.ts";

/** The targets that read. */
export const readingTargets: readonly Target[] = [
  { name: "open file", takes: "manifest", run: openTarget },
  { name: "edit file", takes: "manifest", run: editTarget },
  { name: "ordinary reader", takes: "manifest", run: readerTarget },
  { name: "template mask", takes: "manifest", run: maskTarget },
  { name: "positions", takes: "manifest", run: positionTarget },
];

function openTarget(text: string, random: Random): Outcome {
  const file = opened(text, random);
  ensure(textOf(file) === text, "the documents are not the text");
  for (const { text: own, parsed, manifests, sites, lineStarts } of file.documents) {
    ensureNode(parsed.root, own.length);
    ensureInside({ start: parsed.errorAt, end: parsed.errorAt }, own.length, "an error");
    for (const { node, annotations } of [...manifests, ...sites]) {
      ensureNode(node, own.length);
      for (const { key, value } of annotations) {
        ensureInside(key.span, own.length, "a key");
        ensureInside(value.span, own.length, "a value");
      }
    }
    ensure(
      lineStarts.every((start, line) => line === 0 || /[\r\n]/.test(own.charAt(start - 1))),
      "a line begins without a line break",
    );
  }
  return { calls: 1, answer: shapeOf(file) };
}

/** What two files have in common that are the same. */
function shapeOf({ documents, offsets, lines }: ManifestFile): unknown {
  return { documents: documents.map(({ text, parsed: { error, root } }) => ({ text, error, root })), offsets, lines };
}

function editTarget(text: string, random: Random): Outcome {
  let file = opened(text, random);
  let expected = text;
  const names = Object.keys(mutations);
  const edits = 1 + random.below(6);
  for (let count = 0; count < edits; count++) {
    const start = random.below(expected.length + 1);
    const end = Math.min(expected.length, start + (random.oneIn(2) ? 0 : random.below(40)));
    const inserted = random.oneIn(3) ? "" : pieceOf(expected, names, random);
    file = editFile(file, { span: { start, end }, text: inserted });
    expected = expected.slice(0, start) + inserted + expected.slice(end);
    const fresh = openFile(expected);
    assert.deepEqual(file.offsets, fresh.offsets, "offsets differ after an edit");
    assert.deepEqual(file.lines, fresh.lines, "lines differ after an edit");
    ensure(
      file.documents.every((it, index) => it.text === fresh.documents[index]?.text),
      "texts differ after an edit",
    );
    if (count + 1 < edits) continue;
    for (const [index, document] of file.documents.entries()) {
      const other = fresh.documents[index];
      assert.deepEqual(document.parsed.root, other?.parsed.root, "nodes differ after an edit");
      assert.deepEqual(document.manifests, other?.manifests, "manifests differ after an edit");
      assert.deepEqual(document.sites, other?.sites, "sites differ after an edit");
    }
  }
  return { calls: edits, answer: file.offsets };
}

/** Something that people type or paste. */
function pieceOf(text: string, names: readonly string[], random: Random): string {
  if (random.oneIn(2))
    return random.pick(["\n", "-", "--", "---\n", "...\n", "{{/*", "*/}}", "\r", "\r\n", " ", "a", ":", "\uFEFF"]);
  const at = random.below(text.length);
  const part = text.slice(at, at + random.below(60));
  return mutations[random.pick(names)]?.(part, random, text).slice(0, 200) ?? part;
}

function readerTarget(text: string): Outcome {
  const masked = maskTemplate(text);
  const whole = { text, masked: masked.text, actions: masked.actions };
  const part = { start: 0, end: text.length };
  const read = readOrdinary(whole, part);
  if (read !== undefined) assert.deepEqual(read, readYaml(whole, part), "the ordinary reader reads something else");
  return { calls: read === undefined ? 1 : 2, answer: read };
}

function maskTarget(text: string): Outcome {
  const { text: masked, actions } = maskTemplate(text);
  ensure(masked.length === text.length, "the masked text has another length");
  let last = 0;
  for (const { span } of actions) {
    ensureInside(span, text.length, "an action");
    ensure(span.start >= last, "actions overlap");
    last = span.end;
  }
  return { calls: 1, answer: { masked, actions } };
}

function positionTarget(text: string, random: Random): Outcome {
  const file = opened(text, random);
  const count = Math.min(40, text.length + 1);
  for (let call = 0; call < count; call++) {
    const offset = random.below(text.length + 1);
    const { line, character } = positionAt(file, offset);
    const isInLineBreak = offset > 0 && text.startsWith("\r\n", offset - 1);
    ensure(isInLineBreak || line === text.slice(0, offset).split(/\r\n?|\n/).length - 1, "the line is wrong");
    const back = offsetAt(file, line, character);
    ensure(back === offset || isInLineBreak, `${line}:${character} is ${back} and not ${offset}`);
    ensureInside(
      { start: offsetAt(file, random.below(40) - 2, random.below(90) - 5), end: text.length },
      text.length,
      "an offset",
    );
    ensure(documentIndexAt(file, offset) < file.documents.length, "no document holds the offset");
  }
  return { calls: count * 4, answer: file.lines };
}
