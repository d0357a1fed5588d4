import { type ManifestDocument, opensComment, refusedDocument, toDocument } from "./document.ts";
import { limits, refusals } from "./limits.ts";
import { splitDocuments } from "./split.ts";
import { applyEdits, type TextEdit } from "../text.ts";

export type { ManifestDocument } from "./document.ts";
export type { TextEdit } from "../text.ts";

/** A file as a list of documents. An edit makes a new file, which shares every document that the edit did not touch. */
export interface ManifestFile {
  readonly documents: readonly ManifestDocument[];
  /** For each document the offset in the file at which it begins, and at the end the length of the file. */
  readonly offsets: readonly number[];
  /** For each document the line (from 0) at which it begins. */
  readonly lines: readonly number[];
}

/** Reads a file. Any text will do. */
export function openFile(text: string): ManifestFile {
  const texts = splitDocuments(text);
  if (texts.length > limits.documents) return withDocuments([refusedDocument(text, refusals.documents)]);
  return withinLimits(withDocuments(texts.map(toDocument)));
}

/** The file, or only its text where that is too much to read. */
function withinLimits(file: ManifestFile): ManifestFile {
  const { documents, offsets } = file;
  const isShort = (offsets.at(-1) ?? 0) <= limits.values;
  if (isShort || documents.reduce((sum, { valueSigns }) => sum + valueSigns, 0) <= limits.values) return file;
  return withDocuments([refusedDocument(textOf(file), refusals.values)]);
}

function withDocuments(documents: readonly ManifestDocument[]): ManifestFile {
  return append({ documents: [], offsets: [0], lines: [0] }, documents);
}

/** The file after one edit. Equal to opening the edited text, but only documents near the edit are read again. */
export function editFile(file: ManifestFile, edit: TextEdit): ManifestFile {
  const { documents } = file;
  // The neighbours are split again as well: an edit can take away the marker that kept them apart.
  const first = Math.max(0, documentIndexAt(file, edit.span.start) - 1);
  let last = Math.min(documents.length - 1, documentIndexAt(file, edit.span.end) + 1);
  for (;;) {
    const start = documentStart(file, first);
    const old = documents.slice(first, last + 1);
    const text = old.map((document) => document.text).join("");
    const edited = text.slice(0, edit.span.start - start) + edit.text + text.slice(edit.span.end - start);
    // A Helm comment may reach over any number of markers: then nothing less than the whole file tells.
    if (mayHideMarkers(file, first, text + edited))
      return resplit(file, applyEdits(textOf(file), [edit]) ?? textOf(file));
    const fresh = splitDocuments(edited);
    const next = documents[last + 1];
    if (next === undefined || splitDocuments((fresh.at(-1) ?? "") + next.text).length > 1) {
      const count = documents.length - old.length + fresh.length;
      return count > limits.documents
        ? openFile(applyEdits(textOf(file), [edit]) ?? textOf(file))
        : withinLimits(replaceDocuments(file, first, last + 1, reuse(old, fresh)));
    }
    last += 1;
  }
}

/** The file after many edits, whose spans all count in the file as it was and do not overlap. */
export function editAll(file: ManifestFile, edits: readonly TextEdit[]): ManifestFile {
  return resplit(file, applyEdits(textOf(file), edits) ?? textOf(file));
}

function resplit(file: ManifestFile, text: string): ManifestFile {
  const texts = splitDocuments(text);
  return texts.length > limits.documents ? openFile(text) : withinLimits(withDocuments(reuse(file.documents, texts)));
}

/** Whether a text may open a Helm comment, or close one that a document before the first one of it opens. */
function mayHideMarkers({ documents }: ManifestFile, first: number, text: string): boolean {
  return opensComment(text) || (text.includes("*/") && documents.slice(0, first).some((it) => it.opensComment));
}

/** Documents for the fresh texts; those whose text was there before are kept. */
function reuse(old: readonly ManifestDocument[], fresh: readonly string[]): ManifestDocument[] {
  // A file that was refused as a whole is one document, which is read again when it is a document alone.
  const read = old.filter(({ isRefused }) => !isRefused);
  const kept = new Map(read.map((document) => [document.text, document]));
  return fresh.map((text) => kept.get(text) ?? toDocument(text));
}

/** The index of the document that holds an offset; at a seam the one that begins there. */
export function documentIndexAt(file: ManifestFile, offset: number): number {
  return lastAtMost(file.offsets, offset, file.documents.length - 1);
}

/** The offset in a file at which a document begins, by the index of the document. */
export function documentStart({ offsets }: Pick<ManifestFile, "offsets">, index: number): number {
  return offsets[index] ?? 0;
}

/** The offset (from 0) of a line (from 0) and a character in it; what lies outside is clamped. */
export function offsetAt(file: ManifestFile, line: number, character: number): number {
  const found = lineAt(file, line);
  if (found === undefined) return line < 0 ? 0 : (file.offsets.at(-1) ?? 0);
  const { index, start, end } = found;
  return documentStart(file, index) + Math.min(Math.max(start + character, start), end);
}

/** A line in the text of its document, without its line break. */
export interface Line {
  readonly document: ManifestDocument;
  /** The index of the document in the file. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** A line (from 0) of a file; `undefined` if the file has no such line. */
export function lineAt(file: ManifestFile, line: number): Line | undefined {
  const index = lastAtMost(file.lines, line, file.documents.length - 1);
  const document = file.documents[index];
  const lineInDocument = line - (file.lines[index] ?? 0);
  const start = document?.lineStarts[lineInDocument];
  if (document === undefined || start === undefined) return undefined;
  return { document, index, start, end: lineEnd(document, lineInDocument) };
}

/** The line and the character in it, both from 0, of an offset. */
export function positionAt(file: ManifestFile, offset: number): { readonly line: number; readonly character: number } {
  const index = documentIndexAt(file, offset);
  const document = file.documents[index];
  if (document === undefined) return { line: 0, character: 0 };
  const inside = Math.min(Math.max(offset - documentStart(file, index), 0), document.text.length);
  const line = lastAtMost(document.lineStarts, inside, document.lineStarts.length - 1);
  return { line: line + (file.lines[index] ?? 0), character: inside - (document.lineStarts[line] ?? 0) };
}

/** The whole text, put together again. */
export function textOf(file: ManifestFile): string {
  return file.documents.map((document) => document.text).join("");
}

/** The file with other documents between two indices. What stands behind them is moved, not read. */
function replaceDocuments(
  { documents, offsets, lines }: ManifestFile,
  first: number,
  end: number,
  fresh: readonly ManifestDocument[],
): ManifestFile {
  const before = {
    documents: documents.slice(0, first),
    offsets: offsets.slice(0, first + 1),
    lines: lines.slice(0, first + 1),
  };
  const head = append(before, fresh);
  return {
    documents: head.documents.concat(documents.slice(end)),
    offsets: head.offsets.concat(moved(offsets, end, head.offsets.at(-1) ?? 0)),
    lines: head.lines.concat(moved(lines, end, head.lines.at(-1) ?? 0)),
  };
}

/** The values behind an index, which ascend, moved so that the value at the index becomes another one. */
function moved(values: readonly number[], index: number, to: number): number[] {
  const by = to - (values[index] ?? 0);
  return values.slice(index + 1).map((value) => value + by);
}

/** A file with further documents at its end. */
function append(file: ManifestFile, documents: readonly ManifestDocument[]): ManifestFile {
  const offsets = [...file.offsets];
  const lines = [...file.lines];
  let offset = offsets.at(-1) ?? 0;
  let line = lines.at(-1) ?? 0;
  for (const { text, lineBreaks } of documents) {
    offsets.push((offset += text.length));
    lines.push((line += lineBreaks));
  }
  return { documents: [...file.documents, ...documents], offsets, lines };
}

/** The end of a line without its line break. */
function lineEnd(document: ManifestDocument, line: number): number {
  const next = document.lineStarts[line + 1];
  if (next === undefined) return document.text.length;
  return document.text.startsWith("\r\n", next - 2) ? next - 2 : next - 1;
}

/** The index of the last value that is not above the limit, by halving; the values ascend. */
export function lastAtMost(values: readonly number[], limit: number, lastIndex: number): number {
  let low = 0;
  let high = lastIndex;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? Infinity) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
