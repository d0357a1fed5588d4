import { isSameBut } from "../edit/same.ts";
import { documentIndexAt, documentStart, editAll, type ManifestFile, openFile, textOf } from "../manifest/file.ts";
import { type TextEdit, applyEdits } from "../text.ts";
import { ignoreComments, type IgnoreComments } from "./ignore-fixes.ts";
import type { Problem } from "./problem.ts";

/** How many rounds of comments are written at most: one for each rule that is broken on one line. */
const maxRounds = 50;

/**
 * The text of a file with comments that suppress all its problems: above their lines, or, where a line above would become a part of
 * something else, as in a text of several lines, at the top of the file. The file says the same as before. What takes no comment, as
 * in JSON, stays a problem.
 */
export function suppressAll(file: ManifestFile, diagnose: (file: ManifestFile) => readonly Problem[]): string {
  let written = file;
  for (let round = 0; round < maxRounds; round++) {
    const edits = commentsFor(diagnose(written), written);
    if (edits.length === 0) break;
    written = editAll(written, edits);
  }
  return textOf(written);
}

/** The comments of one round: what would stand at the same place waits for the next one, which adds its rule to the comment. */
function commentsFor(problems: readonly Problem[], file: ManifestFile): readonly TextEdit[] {
  const byDocument = new Map<number, Map<number, IgnoreComments>>();
  for (const { problem, line, whole } of ignoreComments(problems)) {
    const { span } = problem;
    const index = documentIndexAt(file, span.start);
    const others = byDocument.get(index) ?? new Map<number, IgnoreComments>();
    byDocument.set(index, others);
    if (!others.has(line.span.start)) others.set(line.span.start, { line, whole });
  }
  const edits = new Map<number, TextEdit>();
  for (const [index, of] of byDocument) {
    const lines = [...of.values()].map(({ line }) => line);
    const isHarmless = saysTheSame(file, index, lines);
    for (const { line, whole } of of.values()) {
      const edit = isHarmless ? line : whole;
      if (!edits.has(edit.span.start)) edits.set(edit.span.start, edit);
    }
  }
  return [...edits.values()];
}

/** Whether a document says the same with these edits. */
function saysTheSame(file: ManifestFile, index: number, edits: readonly TextEdit[]): boolean {
  const before = file.documents[index];
  if (before === undefined) return false;
  const offset = documentStart(file, index);
  const moved = edits.map(({ span, text }) => ({
    span: { start: span.start - offset, end: span.end - offset },
    text,
  }));
  const [after, ...others] = openFile(applyEdits(before.text, moved) ?? "").documents;
  if (after === undefined || others.length > 0) return false;
  const [old, fresh] = [before.parsed, after.parsed];
  return (old.error === undefined) === (fresh.error === undefined) && isSameBut(old.root, fresh.root, new Set());
}
