import { documentIndexAt, type ManifestFile, positionAt, type Span } from "../../core/index.ts";

/** The line on which something begins, in three parts; of a long line what is next to it. */
export interface Excerpt {
  readonly before: string;
  /** What is marked, as far as it is on this line. */
  readonly marked: string;
  readonly after: string;
}

/** How much of a line is shown on each side and of what is marked, in UTF-16 units. */
const longestPart = 100;

/** The line on which a span begins. Takes no longer for a long line. */
export function excerptOf(file: ManifestFile, { start, end }: Span): Excerpt {
  const index = documentIndexAt(file, start);
  const document = file.documents[index];
  if (document === undefined) return { before: "", marked: "", after: "" };
  const { text, lineStarts } = document;
  const offset = file.offsets[index] ?? 0;
  const line = positionAt(file, start).line - (file.lines[index] ?? 0);
  const from = start - offset;
  const lineStart = lineStarts[line] ?? 0;
  const lineEnd = Math.max(from, lineStarts[line + 1] ?? text.length);
  const to = Math.min(Math.max(end - offset, from), lineEnd);
  const part = (begin: number, stop: number): string => text.slice(begin, stop).replace(/[\r\n]/g, "");
  return {
    before: part(Math.max(lineStart, from - longestPart), from),
    marked: part(from, Math.min(to, from + longestPart)),
    after: part(to, Math.min(lineEnd, to + longestPart)),
  };
}
