import { char, skipBlanks } from "./characters.ts";

/** What a line break with so many empty lines behind it stands for where lines are folded. */
export function foldBreak(empty: number): string {
  return empty === 0 ? " " : "\n".repeat(empty);
}

/** The lines of a scalar joined as `yaml` folds them, each of them decoded; `undefined` where one cannot be. */
export function foldLines(written: string, decode: (line: string) => string | undefined): string | undefined {
  if (!written.includes("\n")) return decode(written);
  let folded = "";
  let empty = 0;
  for (let from = 0; ;) {
    const lineBreak = written.indexOf("\n", from);
    const start = from === 0 ? 0 : skipBlanks(written, from);
    const end = lineBreak < 0 ? written.length : blanksBefore(written, start, lineBreak);
    // The first line and the last one count even if they are empty.
    if (start === end && from > 0 && lineBreak >= 0) empty++;
    else {
      const line = decode(written.slice(start, end));
      if (line === undefined) return undefined;
      folded += (from === 0 ? "" : foldBreak(empty)) + line;
      empty = 0;
    }
    if (lineBreak < 0) return folded;
    from = lineBreak + 1;
  }
}

/** Where the blanks before a line break begin. */
function blanksBefore(text: string, start: number, lineBreak: number): number {
  let end = text.charCodeAt(lineBreak - 1) === char.carriageReturn ? lineBreak - 1 : lineBreak;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return Math.max(start, end);
}

function isBlank(code: number): boolean {
  return code === char.space || code === char.tab;
}
