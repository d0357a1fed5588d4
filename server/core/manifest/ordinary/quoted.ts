import { char, isLineEnd, isLineEndAt, nextLine, skipSpaces } from "./characters.ts";
import { isMarkerAt } from "./cursor.ts";
import { decodeDouble } from "./escapes.ts";
import { foldLines } from "./fold.ts";

/** The end of the quoted scalar that begins at an offset and whose further lines stand right of a column; -1 where there is none. */
export function quotedEnd(text: string, start: number, column: number): number {
  const quote = text.charCodeAt(start);
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      if (quote === char.doubleQuote || text.charCodeAt(at + 1) !== quote) return at + 1;
      at++;
    } else if (code === char.backslash && quote === char.doubleQuote) {
      if (!isLineEndAt(text, at + 1)) at++;
    } else if (isLineEnd(code)) {
      const next = furtherLine(text, nextLine(text, at), column);
      if (next < 0) return -1;
      at = next - 1;
    }
  }
  return -1;
}

/** Where the text of a further line begins, or its end if it is blank; -1 where it does not belong to the scalar. */
function furtherLine(text: string, line: number, column: number): number {
  const at = skipSpaces(text, line);
  if (at === line && (isMarkerAt(text, at, "---") || isMarkerAt(text, at, "..."))) return -1;
  return at < text.length && (isLineEndAt(text, at) || at - line > column) ? at : -1;
}

/** What is written between quotes, decoded; `undefined` where an escape is unknown, or empty lines are behind one of a line break. */
export function unquote(written: string, style: "single" | "double"): string | undefined {
  return style === "single" ? foldLines(written, decodeSingle) : foldLines(written, decodeDouble, "breaks");
}

function decodeSingle(line: string): string {
  return line.replaceAll("''", "'");
}
