import { char, isLineEndAt, skipBlanks } from "./characters.ts";

/** What a line break with so many empty lines behind it stands for where lines are folded. */
export function foldBreak(empty: number): string {
  return empty === 0 ? " " : "\n".repeat(empty);
}

/**
 * The lines of a scalar joined as `yaml` folds them, each of them decoded; `undefined` where one cannot be. Between double quotes,
 * a backslash at the end of a line `escapes` the break: nothing stands for the two.
 */
export function foldLines(
  written: string,
  decode: (line: string) => string | undefined,
  escapes: "breaks" | "no breaks" = "no breaks",
): string | undefined {
  if (!written.includes("\n")) return decode(written);
  let folded = "";
  let empty = 0;
  let isEscaped = false;
  for (let from = 0; ;) {
    const lineBreak = written.indexOf("\n", from);
    const start = from === 0 ? 0 : skipBlanks(written, from);
    const end = lineBreak < 0 ? written.length : blanksBefore(written, start, lineBreak);
    // The first line and the last one count even if they are empty.
    if (start === end && from > 0 && lineBreak >= 0) empty++;
    else {
      if (isEscaped && empty > 0) return undefined;
      const before = from === 0 || isEscaped ? "" : foldBreak(empty);
      isEscaped = escapes === "breaks" && isLineEndAt(written, end) && endsInEscape(written, start, end);
      const line = decode(written.slice(start, isEscaped ? end - 1 : end));
      if (line === undefined) return undefined;
      folded += before + line;
      empty = 0;
    }
    if (lineBreak < 0) return folded;
    from = lineBreak + 1;
  }
}

/** Whether the last backslash of a line is not itself escaped. */
function endsInEscape(text: string, start: number, end: number): boolean {
  let at = end;
  while (at > start && text.charCodeAt(at - 1) === char.backslash) at--;
  return (end - at) % 2 === 1;
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
