/** A text as an editor keeps it: it counts lines by itself, so that a server that counts differently is found out. */
import type { Position, TextDocumentContentChangeEvent } from "vscode-languageserver";

/** Replaces the text between two offsets, both in UTF-16 units from 0. */
export interface ClientEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The place of an offset, as the protocol says: a line ends with `\n`, `\r\n` or a `\r` alone. */
function positionIn(text: string, offset: number): Position {
  let line = 0;
  let start = 0;
  for (let at = 0; at < offset; at++) {
    const isBreak = text[at] === "\n" || (text[at] === "\r" && text[at + 1] !== "\n");
    if (!isBreak) continue;
    line++;
    start = at + 1;
  }
  return { line, character: offset - start };
}

/** A text after one edit. */
function editedBy(text: string, { start, end, text: inserted }: ClientEdit): string {
  return text.slice(0, start) + inserted + text.slice(end);
}

/** An edit as a client sends it; the positions are in the text before it. */
function toChange(text: string, { start, end, text: inserted }: ClientEdit): TextDocumentContentChangeEvent {
  return { range: { start: positionIn(text, start), end: positionIn(text, end) }, text: inserted };
}

/** Edits one after the other: the changes that say so, and the text after them. */
export function changesOf(
  text: string,
  edits: readonly ClientEdit[],
): { readonly changes: readonly TextDocumentContentChangeEvent[]; readonly text: string } {
  let current = text;
  const changes: TextDocumentContentChangeEvent[] = [];
  for (const edit of edits) {
    changes.push(toChange(current, edit));
    current = editedBy(current, edit);
  }
  return { changes, text: current };
}

/** An offset that a cursor can have: not between `\r` and `\n`, which editors never split. */
export function cursorOffset(text: string, offset: number): number {
  return offset > 0 && text.startsWith("\r\n", offset - 1) ? offset - 1 : offset;
}
