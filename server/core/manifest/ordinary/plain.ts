import { char, isEmptyAt, isLineEnd } from "./characters.ts";

/** What no plain scalar begins with. A byte order mark is one of them, as it means nothing where a file begins. */
const reserved = "!&*|>%@`,[]{}#\"'\t\uFEFF";

/** What a plain scalar begins with only if no blank follows. */
const indicators = "-?:";

/** Whether the character at an offset begins a plain scalar. */
export function beginsPlain(text: string, at: number): boolean {
  if (isLetter(text.charCodeAt(at))) return true;
  const first = text.charAt(at);
  return !reserved.includes(first) && !(indicators.includes(first) && isEmptyAt(text, at + 1));
}

/** Nearly every scalar begins with one. */
function isLetter(code: number): boolean {
  return (code >= char.smallA && code <= char.smallZ) || (code >= char.capitalA && code <= char.capitalZ);
}

/** Whether the character at an offset does not begin a scalar inside brackets or braces because of what follows it. */
export function isIndicatorInFlow(text: string, at: number): boolean {
  return indicators.includes(text.charAt(at)) && isFlowIndicator(text.charCodeAt(at + 1));
}

/** The end of the line of a plain scalar: before a colon, a comment or the blanks at the end of the line. */
export function plainEnd(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === char.space || code === char.tab) continue;
    if (isLineEnd(code) || (code === char.colon && isEmptyAt(text, at + 1))) break;
    if (code === char.hash && at > end) break;
    end = at + 1;
  }
  return end;
}

/** The same inside brackets or braces. */
export function plainEndInFlow(text: string, start: number): number {
  let end = start;
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === char.space || code === char.tab) continue;
    if (isLineEnd(code) || isFlowIndicator(code)) break;
    if (code === char.colon && (isEmptyAt(text, at + 1) || isFlowIndicator(text.charCodeAt(at + 1)))) break;
    if (code === char.hash && at > end) break;
    end = at + 1;
  }
  return end;
}

function isFlowIndicator(code: number): boolean {
  switch (code) {
    case char.comma:
    case char.openBracket:
    case char.closeBracket:
    case char.openBrace:
    case char.closeBrace:
      return true;
    default:
      return false;
  }
}
