import { type FileEdits, type TextEdit, textOf } from "../../server/core/index.ts";

/** The text after edits that do not overlap, as an editor applies them: all spans count in the text as it was. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = "";
  let end = 0;
  for (const { span, text: inserted } of edits.toSorted(byPlace)) {
    if (span.start < end) throw new Error(`Two edits overlap at offset ${span.start}.`);
    result += text.slice(end, span.start) + inserted;
    end = span.end;
  }
  return result + text.slice(end);
}

function byPlace(one: TextEdit, other: TextEdit): number {
  return one.span.start - other.span.start || one.span.end - other.span.end;
}

/** The texts after edits, by the names of their files; those that no edit touches are left out. */
export function textsAfter(edits: readonly FileEdits[]): Readonly<Record<string, string>> {
  return Object.fromEntries(edits.map(({ fileName, file, edits: list }) => [fileName, applyEdits(textOf(file), list)]));
}
