/** A part of a text: where it begins and ends, as offsets from 0. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

const mark = "---";
const blanks = "\t\n\f\r ";

/**
 * The documents in what a template prints, without empty ones. Unlike YAML, Helm takes three dashes at the beginning of any line for
 * the end of a document, and drops the blanks behind them. With more than `most` of them, the last one is all the rest. Mirrors `SplitManifests` in pkg/release/v1/util/manifest.go of Helm.
 */
export function splitOutput(text: string, most?: number): readonly Part[] {
  const parts: Part[] = [];
  let start = skipBlanks(text, 0);
  for (let at = text.indexOf(mark, start); at >= 0 && parts.length < (most ?? Infinity); at = text.indexOf(mark, at)) {
    if (at !== start && text[at - 1] !== "\n") {
      at += 1;
      continue;
    }
    addPart(parts, text, start, at);
    start = skipBlanks(text, at + mark.length);
    at = start;
  }
  addPart(parts, text, start, text.length);
  return parts;
}

function addPart(parts: Part[], text: string, start: number, end: number): void {
  let last = end;
  while (last > start && isBlank(text, last - 1)) last--;
  if (last > start) parts.push({ start, end: last });
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (next < text.length && isBlank(text, next)) next++;
  return next;
}

function isBlank(text: string, at: number): boolean {
  return blanks.includes(text[at] ?? "x");
}
